//! How alike two different words are: derivations and slips.

/// Likeness of two words in normal form, 0..1; 0 where they are as good as unrelated.
///
/// Words that share most of their beginning are derivations of one another ("paint", "painter");
/// words a letter or two apart are spellings of one ("Teotihuacan", "Teotihuacán") or slips.
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    if shorter < 4 || longer > 2 * shorter + 2 || longer > 40 {
        return 0.0;
    }
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let size = a.chars().count().max(b.chars().count());
    let prefix = if shared >= 4 {
        shared as f64 / size as f64
    } else {
        0.0
    };
    let derivation = if prefix >= 0.6 {
        0.3 + 0.55 * prefix
    } else {
        0.0
    };
    // An edit distance is worked out only where the beginnings agree: slips rarely touch the first
    // letter (Pollock & Zamora 1984), and most pairs differ there.
    if shared == 0 || longer - shorter > 2 {
        return derivation;
    }
    let distance = strsim::normalized_damerau_levenshtein(a, b);
    let slip = if distance >= 0.65 {
        distance - 0.1
    } else {
        0.0
    };
    derivation.max(slip)
}

#[cfg(test)]
mod tests {
    use super::likeness;

    #[test]
    fn derivations_and_slips_are_alike_and_other_words_are_not() {
        assert!(likeness("painter", "painting") > 0.5);
        assert!(likeness("dennis", "denise") > 0.5);
        assert!(likeness("president", "presidential") > 0.6);
        assert!(likeness("station", "statistic") < 0.6);
        assert!(likeness("house", "mouse").abs() < f64::EPSILON);
        assert!(likeness("one", "ones").abs() < f64::EPSILON);
    }
}
