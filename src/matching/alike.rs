//! The words of the candidate passages that are most like a word of the claim.

use std::cmp::Ordering;

use super::similar::{Folded, Place, Word, likeness};

/// The words of a few passages by their first letter: slips rarely touch it (Pollock and Zamora, 1984).
pub(super) struct Alike<'a, 'd> {
    passages: &'a [&'d Folded],
    words: Vec<Candidate>,
    /// Where the words of each group begin in `words`, and where the last group ends.
    starts: [usize; GROUPS + 1],
}

/// Passages whose words are compared at once, at most.
pub(super) const PASSAGES: usize = 24;

/// A word of a passage.
#[derive(Clone, Copy)]
struct Candidate {
    place: Place,
    /// Which of the passages it stands in.
    passage: usize,
}

/// One for each five bits that a first letter may have, and one for words that are not ASCII: an accent may
/// be what slipped, so they are compared with every word.
const GROUPS: usize = 33;
const FOREIGN: usize = GROUPS - 1;

const fn group(first: u8) -> usize {
    if first == 0 {
        FOREIGN
    } else {
        (first & 31) as usize
    }
}

impl<'a, 'd> Alike<'a, 'd> {
    /// Groups the words of `passages`, at most [`PASSAGES`].
    pub fn new(passages: &'a [&'d Folded]) -> Self {
        let mut starts = [0; GROUPS + 1];
        for place in passages.iter().flat_map(|folded| folded.words()) {
            starts[group(place.shape.first()) + 1] += 1;
        }
        for at in 1..=GROUPS {
            starts[at] += starts[at - 1];
        }
        let none = Candidate {
            place: Place::default(),
            passage: 0,
        };
        let mut words = vec![none; starts[GROUPS]];
        let mut next = starts;
        for (passage, folded) in passages.iter().enumerate() {
            for place in folded.words() {
                let next = &mut next[group(place.shape.first())];
                words[*next] = Candidate {
                    place: *place,
                    passage,
                };
                *next += 1;
            }
        }
        Self {
            passages,
            words,
            starts,
        }
    }

    /// For each passage that `wants` one, a bit each, the token of the word most like `word`, and how like
    /// it is; the first of equals. `word` is in normal form.
    pub fn most(&self, word: &str, wants: u64) -> [Option<(u32, f64)>; PASSAGES] {
        let mut best = [None; PASSAGES];
        let Some(first) = word.bytes().next() else {
            return best;
        };
        let word = Word::new(word);
        for group in [usize::from(first & 31), FOREIGN] {
            for other in &self.words[self.starts[group]..self.starts[group + 1]] {
                let shape = other.place.shape;
                let is_wanted = wants >> other.passage & 1 != 0;
                if !(is_wanted && (shape.first() == first || shape.first() == 0))
                    || !word.shape.may_be_like(shape)
                {
                    continue;
                }
                let best = &mut best[other.passage];
                let (token, most) = best.unwrap_or((u32::MAX, 0.0));
                let there = self.passages[other.passage].word(other.place);
                // An equal one counts where it comes first.
                let like = likeness(word, there, most.next_down());
                let is_better = match like.total_cmp(&most) {
                    Ordering::Greater => true,
                    Ordering::Equal => best.is_some() && other.place.token < token,
                    Ordering::Less => false,
                };
                if is_better {
                    *best = Some((other.place.token, like));
                }
            }
        }
        best
    }
}
