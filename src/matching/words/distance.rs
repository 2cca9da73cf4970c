//! How many slips part two words.

/// Letters of the longest word that is compared: fewer than a machine word has bits.
pub(super) const LONGEST: usize = 40;

/// An ASCII word of at most [`LONGEST`] letters, ready to be compared with many others.
pub(super) struct Pattern {
    /// For each letter, a bit for each place where it stands.
    places: [u64; 128],
    len: usize,
}

impl Pattern {
    /// Takes a word in any case; what is not ASCII is read as something else.
    pub fn new(word: &[u8]) -> Self {
        let word = &word[..word.len().min(LONGEST)];
        let mut places = [0; 128];
        for (at, letter) in word.iter().enumerate() {
            places[usize::from(letter & 127)] |= 1 << at;
        }
        Self {
            places,
            len: word.len(),
        }
    }

    /// How many letters are inserted, left out, changed or swapped with their neighbour between the word and
    /// another, none of them touched twice: the optimal string alignment, all cells of a column at once in
    /// the bits of a machine word (Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau edit
    /// distances, 2003). As `strsim` gives it, which takes memory for each pair; of the words of a claim,
    /// every one may be compared with hundreds.
    pub fn distance(&self, other: &[u8]) -> usize {
        let Some(last) = self.len.checked_sub(1) else {
            return other.len();
        };
        let mut distance = self.len;
        // Where a cell is one more, and one less, than the cell above it.
        let (mut more, mut less) = (u64::MAX, 0_u64);
        let (mut diagonal, mut before) = (0_u64, 0_u64);
        for letter in other {
            let here = self.places[usize::from(letter & 127)];
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
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Pattern;

    fn distance(a: &str, b: &str) -> usize {
        Pattern::new(a.as_bytes()).distance(b.as_bytes())
    }

    #[test]
    fn slips_of_every_kind_count_one() {
        for (a, b, slips) in [
            ("dennis", "denise", 2),
            ("colour", "color", 1),
            ("recieve", "receive", 1),
            ("same", "same", 0),
            // Swapped, and then parted: a letter is not touched twice.
            ("ca", "abc", 3),
            ("", "abc", 3),
            ("abc", "", 3),
        ] {
            assert_eq!(distance(a, b), slips, "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn it_is_the_known_distance(a in "[a-d]{0,12}", b in "[a-d]{0,12}", c in "[a-z']{0,40}", d in "[a-z']{0,40}") {
            for (a, b) in [(&a, &b), (&c, &d)] {
                prop_assert_eq!(distance(a, b), strsim::osa_distance(a, b));
            }
        }
    }
}
