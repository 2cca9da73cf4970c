//! The words of the candidate passages that are most like a word of the claim.

use std::cmp::Ordering;

use super::similar::{Folded, Word, likeness};

/// The words of a few passages by their first letter: slips rarely touch it (Pollock and Zamora, 1984).
pub(super) struct Alike<'d> {
    words: Vec<Candidate<'d>>,
    /// Where the words of each group begin in `words`, and where the last group ends.
    starts: [usize; GROUPS + 1],
}

/// Passages whose words are compared at once, at most.
pub(super) const PASSAGES: usize = 24;

/// A word of a passage.
#[derive(Clone, Copy)]
struct Candidate<'d> {
    word: Word<'d>,
    first: u8,
    /// Which of the passages it stands in.
    passage: usize,
    token: u32,
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

impl<'d> Alike<'d> {
    /// Groups the words of `passages`, at most [`PASSAGES`].
    pub fn new(passages: &[&'d Folded]) -> Self {
        let mut starts = [0; GROUPS + 1];
        for (place, _) in passages.iter().flat_map(|folded| folded.words()) {
            starts[group(place.first) + 1] += 1;
        }
        for at in 1..=GROUPS {
            starts[at] += starts[at - 1];
        }
        let none = Candidate {
            word: Word::new(""),
            first: 0,
            passage: 0,
            token: 0,
        };
        let mut words = vec![none; starts[GROUPS]];
        let mut next = starts;
        for (passage, folded) in passages.iter().enumerate() {
            for (place, word) in folded.words() {
                let next = &mut next[group(place.first)];
                words[*next] = Candidate {
                    word,
                    first: place.first,
                    passage,
                    token: place.token,
                };
                *next += 1;
            }
        }
        Self { words, starts }
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
                if other.first != first && other.first != 0 || wants >> other.passage & 1 == 0 {
                    continue;
                }
                let best = &mut best[other.passage];
                let (token, most) = best.unwrap_or((u32::MAX, 0.0));
                // An equal one counts where it comes first.
                let like = likeness(word, other.word, most.next_down());
                let is_better = match like.total_cmp(&most) {
                    Ordering::Greater => true,
                    Ordering::Equal => best.is_some() && other.token < token,
                    Ordering::Less => false,
                };
                if is_better {
                    *best = Some((other.token, like));
                }
            }
        }
        best
    }
}
