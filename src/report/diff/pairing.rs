//! Which claim of one report is which of the other: by id, else by words, else by likeness.

use rustc_hash::{FxHashMap, FxHashSet};

use super::likeness::{Words, words};
use crate::report::model::ClaimRecord;

/// Claims less alike than this are different ones. Measured on the corpus in `tests/fixtures/diff`:
/// a changed number or a reworded half stays above .6, two claims on one subject below .5.
const ALIKE: f64 = 0.55;
/// Rare words of a claim that are looked up.
const RARE_WORDS: usize = 5;
/// Claims that share a word, more of which make it no rare one.
const COMMON: usize = 48;

/// Pairs of indexes into `old` and `new`, each index in one pair at most, by the order of `new`.
///
/// Linear in the number of claims but for the common words, which are not looked up.
pub fn pair(old: &[ClaimRecord], new: &[ClaimRecord]) -> Vec<(usize, usize)> {
    let mut pairs = Pairs::new(old.len(), new.len());
    pairs.by_key(old, new, |claim| (claim.id.as_str(), ""));
    pairs.by_key(old, new, |claim| (claim.text.as_str(), claim.file.as_str()));
    pairs.by_key(old, new, |claim| (claim.text.as_str(), ""));
    pairs.by_likeness(old, new);
    let mut found = pairs.found;
    found.sort_unstable_by_key(|(_, new)| *new);
    found
}

struct Pairs {
    found: Vec<(usize, usize)>,
    old_free: Vec<bool>,
    new_free: Vec<bool>,
}

impl Pairs {
    fn new(old: usize, new: usize) -> Self {
        Self {
            found: Vec::with_capacity(old.min(new)),
            old_free: vec![true; old],
            new_free: vec![true; new],
        }
    }

    fn take(&mut self, old: usize, new: usize) {
        if self.old_free[old] && self.new_free[new] {
            (self.old_free[old], self.new_free[new]) = (false, false);
            self.found.push((old, new));
        }
    }

    /// Pairs those with one key: the first with the first, the second with the second.
    fn by_key<'c>(
        &mut self,
        old: &'c [ClaimRecord],
        new: &'c [ClaimRecord],
        key: impl Fn(&'c ClaimRecord) -> (&'c str, &'c str),
    ) {
        let mut waiting: FxHashMap<_, Vec<usize>> = FxHashMap::default();
        for (index, claim) in old.iter().enumerate().rev() {
            if self.old_free[index] {
                waiting.entry(key(claim)).or_default().push(index);
            }
        }
        for (index, claim) in new.iter().enumerate() {
            if self.new_free[index]
                && let Some(first) = waiting.get_mut(&key(claim)).and_then(Vec::pop)
            {
                self.take(first, index);
            }
        }
    }

    /// Pairs what is left by likeness, the most alike first; of equal ones, those in one file and
    /// nearest in order.
    fn by_likeness(&mut self, old: &[ClaimRecord], new: &[ClaimRecord]) {
        let mut ids = FxHashMap::default();
        let mut prepared = |claims: &[ClaimRecord], free: &[bool]| -> Vec<(usize, Words)> {
            let free = claims.iter().enumerate().filter(|(index, _)| free[*index]);
            free.map(|(index, claim)| (index, words(&claim.text, &mut ids)))
                .collect()
        };
        let old_words = prepared(old, &self.old_free);
        let new_words = prepared(new, &self.new_free);
        let mut holders: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (at, (_, words)) in new_words.iter().enumerate() {
            for word in words.distinct() {
                holders.entry(word).or_default().push(at);
            }
        }
        let mut likely = Vec::new();
        let mut seen = FxHashSet::default();
        for (old_index, words) in &old_words {
            let mut rare: Vec<&Vec<usize>> = words
                .distinct()
                .filter_map(|word| holders.get(&word))
                .filter(|holders| holders.len() <= COMMON)
                .collect();
            rare.sort_by_key(|holders| holders.len());
            seen.clear();
            for at in rare.into_iter().take(RARE_WORDS).flatten() {
                if !seen.insert(*at) {
                    continue;
                }
                let (new_index, other) = &new_words[*at];
                let likeness = words.likeness(other);
                if likeness >= ALIKE {
                    let apart = old[*old_index].file != new[*new_index].file;
                    let distance = old_index.abs_diff(*new_index);
                    likely.push((likeness, apart, distance, *old_index, *new_index));
                }
            }
        }
        likely.sort_by(|a, b| {
            b.0.total_cmp(&a.0)
                .then_with(|| (a.1, a.2, a.3, a.4).cmp(&(b.1, b.2, b.3, b.4)))
        });
        for (.., old, new) in likely {
            self.take(old, new);
        }
    }
}
