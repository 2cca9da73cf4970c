//! How many slips part two words.

/// Letters of the longest word that is compared: fewer than a machine word has bits.
pub(super) const LONGEST: usize = 40;

/// How many letters are inserted, left out, changed or swapped with their neighbour between two ASCII words
/// of at most [`LONGEST`] letters, none of them touched twice: the optimal string alignment, all cells of a
/// column at once in the bits of a word (Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau
/// edit distances, 2003). As `strsim` gives it, which takes memory for each pair; of the words of a claim,
/// every one may be compared with hundreds.
pub(super) fn distance(a: &[u8], b: &[u8]) -> usize {
    // What both begin with parts no words.
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let Some(last) = a.len().checked_sub(1) else {
        return b.len();
    };
    // For each letter, where it stands in `a`.
    let mut places = [0_u64; 128];
    for (at, letter) in a.iter().enumerate() {
        places[usize::from(letter & 127)] |= 1 << at;
    }
    let mut distance = a.len();
    // Where a cell is one more, and one less, than the cell above it.
    let (mut more, mut less) = (u64::MAX, 0_u64);
    let (mut diagonal, mut before) = (0_u64, 0_u64);
    for letter in b {
        let here = places[usize::from(letter & 127)];
        let swapped = ((!diagonal & here) << 1) & before;
        diagonal = ((here & more).wrapping_add(more) ^ more) | here | less | swapped;
        // The same for the cell to the left.
        let right_more = less | !(diagonal | more);
        let right_less = diagonal & more;
        distance += (right_more >> last & 1) as usize;
        distance -= (right_less >> last & 1) as usize;
        let right_more = right_more << 1 | 1;
        more = right_less << 1 | !(diagonal | right_more);
        less = right_more & diagonal;
        before = here;
    }
    distance
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::distance;

    #[test]
    fn slips_of_every_kind_count_one() {
        for (a, b, slips) in [
            ("dennis", "denise", 2),
            ("colour", "color", 1),
            ("recieve", "receive", 1),
            ("same", "same", 0),
            ("", "abc", 3),
            ("abc", "", 3),
        ] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), slips, "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn it_is_the_known_distance(a in "[a-d]{0,12}", b in "[a-d]{0,12}", c in "[a-z']{0,40}", d in "[a-z']{0,40}") {
            for (a, b) in [(&a, &b), (&c, &d)] {
                prop_assert_eq!(distance(a.as_bytes(), b.as_bytes()), strsim::osa_distance(a, b));
            }
        }
    }
}
