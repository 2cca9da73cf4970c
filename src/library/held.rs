//! Sources that stay from one run to the next.

use rustc_hash::FxHashSet;

use super::Library;
use crate::claims::Input;
use crate::report::Gathered;
use crate::source::{Source, Target};

impl Library {
    /// Whether the source with `target` was read, or tried.
    pub fn holds(&self, target: &Target) -> bool {
        self.by_target.contains_key(target)
    }

    /// Takes over what `other` has; of two sources with one target, its.
    pub fn absorb(&mut self, other: Self) {
        for shelf in other.shelves {
            if let Some(index) = self.by_target.get(&shelf.source.target) {
                self.shelves[*index] = shelf;
            } else {
                let target = shelf.source.target.clone();
                self.by_target.insert(target, self.shelves.len());
                self.shelves.push(shelf);
            }
        }
    }

    /// Forgets what `keep` does not want, so that it is read again.
    pub fn retain(&mut self, keep: impl Fn(&Gathered<'_>) -> bool) {
        self.shelves.retain(|shelf| keep(&shelf.gathered()));
        let targets = self.shelves.iter().enumerate();
        self.by_target = targets
            .map(|(index, shelf)| (shelf.source.target.clone(), index))
            .collect();
    }

    /// What became of each source that `inputs` cite, for the report of a run over these.
    pub fn gathered_for(&self, inputs: &[Input]) -> Vec<Gathered<'_>> {
        let sources = inputs.iter().flat_map(|input| &input.sources);
        let cited: FxHashSet<&Target> = sources.map(|source: &Source| &source.target).collect();
        let mut gathered = self.gathered();
        gathered.retain(|found| cited.contains(&found.source.target));
        gathered
    }
}
