//! The words of the candidate passages that are most like a word of the claim.

use std::cmp::Ordering;

use super::candidate::LOOKED_AT;
use super::words::{Folded, Place, Wanted, likeness};

/// The words of a few passages by their first letter: slips rarely touch it (Pollock and Zamora, 1984).
pub(super) struct Alike<'a, 'd> {
    passages: &'a [&'d Folded],
    words: Vec<Candidate>,
    /// Room for those of them that may be like a word.
    likely: Vec<usize>,
    /// Where the words of each group begin in `words`, and where the last group ends.
    starts: [usize; GROUPS + 1],
}

/// A word of a passage.
#[derive(Clone, Copy)]
struct Candidate {
    place: Place,
    /// Which of the passages it stands in.
    passage: u32,
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
    /// Groups the words of `passages`, at most [`LOOKED_AT`].
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
        for (passage, folded) in (0..).zip(passages) {
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
            likely: vec![0; words.len()],
            words,
            starts,
        }
    }

    /// For each passage that `wants` one, a bit each, and has one: the token of the word most like `word`,
    /// and how like it is; the first of equals. `word` is in normal form.
    pub fn most(&mut self, word: &str, wants: u64) -> impl Iterator<Item = (usize, (u32, f64))> {
        let mut best = [None; LOOKED_AT];
        let first = word.bytes().next().filter(|_| wants != 0);
        if let Some(first) = first {
            let word = Wanted::new(word);
            for group in [usize::from(first & 31), FOREIGN] {
                self.most_of_group(&word, group, wants, &mut best);
            }
        }
        let best = best.into_iter().enumerate();
        best.filter_map(|(passage, best)| Some((passage, best?)))
    }

    fn most_of_group(
        &mut self,
        wanted: &Wanted<'_>,
        group: usize,
        wants: u64,
        best: &mut [Option<(u32, f64)>; LOOKED_AT],
    ) {
        let group = self.starts[group]..self.starts[group + 1];
        // Which of them pass is as good as random: told without branches.
        let mut count = 0;
        for at in group {
            let other = &self.words[at];
            self.likely[count] = at;
            let is_wanted = wants >> other.passage & 1 != 0;
            count += usize::from(is_wanted & wanted.word.shape.may_be_like(other.place.shape));
        }
        for at in &self.likely[..count] {
            let other = &self.words[*at];
            let best = &mut best[other.passage as usize];
            let (token, most) = best.unwrap_or((u32::MAX, 0.0));
            let there = self.passages[other.passage as usize].word(other.place);
            // An equal one counts where it comes first.
            let like = likeness(wanted, there, most.next_down());
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
}
