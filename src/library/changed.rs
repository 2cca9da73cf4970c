//! Pages that said it once: older snapshots, where the newest does not bear a claim out.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Access, Library, page};
use crate::claims::Input;
use crate::matching::Prepared;
use crate::source::Target;
use crate::verdict::Verdict;
use crate::verify::{Judge, Need, Verification, verify};

/// The snapshot before the newest: when it was last seen, and what it says.
struct Older {
    seen: String,
    content: Prepared,
}

impl Library {
    /// Looks, for each claim that a page read does not bear out, whether the snapshot of that page
    /// before the newest does, and says so in [`Verification::why`]: the page has changed, and the
    /// author was right when it was cited. No verdict changes.
    pub fn compare_with_older(
        &self,
        access: Access<'_>,
        inputs: &[Input],
        outcomes: &mut [Vec<Verification>],
        judge: &Judge,
    ) {
        let mut wanted = FxHashSet::default();
        for (input, outcomes) in inputs.iter().zip(&*outcomes) {
            for (claim, outcome) in input.claims.iter().zip(outcomes) {
                if is_open(outcome.verdict) {
                    wanted.extend(self.shelves_of(input, &claim.citations));
                }
            }
        }
        let older: FxHashMap<usize, Older> = wanted
            .into_par_iter()
            .filter_map(|shelf| Some((shelf, self.older(shelf, access)?)))
            .collect();
        if older.is_empty() {
            return;
        }
        for (input, outcomes) in inputs.iter().zip(outcomes) {
            for (claim, outcome) in input.claims.iter().zip(outcomes) {
                if !is_open(outcome.verdict) {
                    continue;
                }
                let shelves = self.shelves_of(input, &claim.citations);
                let once = shelves.filter_map(|shelf| older.get(&shelf)).find(|older| {
                    let alone = [Ok(&older.content)];
                    verify(claim, &alone, Need::Any, judge).verdict == Verdict::Supported
                });
                if let Some(once) = once {
                    let day = once.seen.get(..10).unwrap_or(&once.seen);
                    outcome.why = format!(
                        "{}; the page bore it out on {day} and has changed since",
                        outcome.why
                    );
                }
            }
        }
    }

    /// The shelves of the sources with these citations.
    fn shelves_of<'a>(
        &'a self,
        input: &'a Input,
        citations: &'a [crate::claims::Citation],
    ) -> impl Iterator<Item = usize> + 'a {
        citations.iter().filter_map(|citation| {
            let source = input.sources.iter().find(|s| s.id == citation.source)?;
            self.by_target.get(&source.target).copied()
        })
    }

    fn older(&self, index: usize, access: Access<'_>) -> Option<Older> {
        let found = &self.shelves[index];
        let (Target::Url(url), Some(newest), Ok(_)) =
            (&found.source.target, &found.provenance, &found.content)
        else {
            return None;
        };
        let snapshots = access.cache.snapshots(url);
        let before = snapshots
            .iter()
            .find(|before| before.sha256 != newest.sha256 && before.order() <= newest.order())?;
        let document = page(before, access).ok()?;
        Some(Older {
            seen: before.seen_at().to_owned(),
            content: Prepared::new(document),
        })
    }
}

const fn is_open(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Partial | Verdict::Contradicted | Verdict::NotFound
    )
}
