//! How many slips part two words.

/// Letters of the longest word that is compared.
pub(super) const LONGEST: usize = 40;

/// More than any distance between two such words.
const MORE: u8 = 80;

/// The distance of Damerau and Levenshtein between two ASCII words of at most [`LONGEST`] letters: how many
/// letters are inserted, left out, changed or swapped with their neighbour. Where it is more than `limit`, any
/// number above that. As `strsim` gives it, which takes memory for each pair; of the words of a claim, every
/// one may be compared with hundreds.
pub(super) fn distance(a: &[u8], b: &[u8], limit: usize) -> usize {
    // What both begin and end with parts no words.
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let ends = a.iter().rev().zip(b.iter().rev());
    let same = ends.take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - same], &b[..b.len() - same]);
    if a.is_empty() || b.is_empty() {
        return a.len().max(b.len());
    }
    if a.len().max(b.len()) <= SHORT {
        parted::<{ SHORT + 2 }>(a, b, limit)
    } else {
        parted::<{ LONGEST + 2 }>(a, b, limit)
    }
}

/// Letters of what is left of most pairs of words.
const SHORT: usize = 10;

/// The distance by the table of Lowrance and Wagner (1975), of `SIZE` rows and columns: two more than either
/// word has letters.
fn parted<const SIZE: usize>(a: &[u8], b: &[u8], limit: usize) -> usize {
    // costs[i + 1][j + 1] parts the first i letters of one from the first j of the other; the first row and
    // column are more than any distance.
    let mut costs = [[MORE; SIZE]; SIZE];
    for (cost, row) in (0..).zip(&mut costs[1..a.len() + 2]) {
        row[1] = cost;
    }
    for (cost, first) in (0..).zip(&mut costs[1][1..b.len() + 2]) {
        *first = cost;
    }
    // For each letter, one past the last place in `a` where it stands.
    let mut last_in_a = [0_u8; 128];
    for (i, letter) in (1..).zip(a) {
        // One past the last place in `b`, up to here, of the letter of `a`.
        let mut last_in_b = 0_u8;
        let mut least = i;
        for (j, other) in (1..).zip(b) {
            let (row, column) = (usize::from(i), usize::from(j));
            let (k, l) = (last_in_a[usize::from(other & 127)], last_in_b);
            let is_same = letter == other;
            let swapped = costs[usize::from(k)][usize::from(l)] + (i - k - 1) + 1 + (j - l - 1);
            let changed = costs[row][column] + u8::from(!is_same);
            let added = costs[row + 1][column] + 1;
            let left_out = costs[row][column + 1] + 1;
            let cost = swapped.min(changed).min(added).min(left_out);
            costs[row + 1][column + 1] = cost;
            least = least.min(cost);
            if is_same {
                last_in_b = j;
            }
        }
        // What follows only adds to the least, a swap that reaches back over this letter too.
        if usize::from(least) > limit {
            return usize::from(least);
        }
        last_in_a[usize::from(letter & 127)] = i;
    }
    usize::from(costs[a.len() + 1][b.len() + 1])
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
            ("ca", "abc", 2),
            ("", "abc", 3),
        ] {
            assert_eq!(
                distance(a.as_bytes(), b.as_bytes(), slips),
                slips,
                "{a} {b}"
            );
        }
    }

    proptest! {
        #[test]
        fn it_is_the_known_distance_up_to_the_limit(
            a in "[a-d]{0,12}",
            b in "[a-d]{0,12}",
            c in "[a-z']{0,40}",
            d in "[a-z']{0,40}",
            limit in 0_usize..40,
        ) {
            for (a, b) in [(&a, &b), (&c, &d)] {
                let known = strsim::damerau_levenshtein(a, b);
                let found = distance(a.as_bytes(), b.as_bytes(), limit);
                prop_assert!(found == known || found > limit && known > limit);
            }
        }
    }
}
