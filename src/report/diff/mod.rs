//! What differs between two reports: claims that got worse, better, came or went, passages that
//! moved, sources that changed or were lost, and why.

mod json;
mod likeness;
mod markdown;
mod model;
mod pairing;
mod sources;
mod terminal;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::finding::{FailOn, Finding};
use super::model::{ClaimRecord, Report, SourceRecord};
use super::reading::{SourceIndex, deciding};
use crate::verdict::Verdict;
use sources::SourcePairs;

pub use json::write_json;
pub use markdown::write_markdown;
pub use model::{
    Cause, ClaimChange, Diff, Edit, Kind, Kinds, Op, Outcome, PassageChange, SourceChange,
};
pub use terminal::write_terminal;

/// Version of the format of a [`Diff`].
const SCHEMA: u32 = 1;

/// Compares `old` with `new`. Claims are the same by id, else by words, else by likeness; sources
/// by address or path. The same reports give the same diff.
///
/// The cost is linear in the number of claims and sources.
pub fn diff(old: &Report, new: &Report) -> Diff {
    let comparison = Comparison::new(old, new);
    let pairs = &comparison.pairs;
    let mut claims = Vec::new();
    let mut unchanged = 0;
    for (before, after) in pairs {
        match comparison.claim(&old.claims[*before], &new.claims[*after]) {
            Some(change) => claims.push(change),
            None => unchanged += 1,
        }
    }
    let before: FxHashSet<_> = pairs.iter().map(|(before, _)| *before).collect();
    let after: FxHashSet<_> = pairs.iter().map(|(_, after)| *after).collect();
    let new_claims = new.claims.iter().enumerate();
    claims.extend(
        new_claims
            .filter(|(index, _)| !after.contains(index))
            .map(|(_, claim)| came(claim)),
    );
    let old_claims = old.claims.iter().enumerate();
    claims.extend(
        old_claims
            .filter(|(index, _)| !before.contains(index))
            .map(|(_, claim)| went(claim)),
    );
    // Stable: within a kind, claims keep the order of their report.
    claims.sort_by_key(|change| change.kind);
    let sources = comparison.sources.changes(old, new, pairs);
    let mut summary = BTreeMap::new();
    let kinds = claims.iter().map(|change| change.kind);
    for kind in kinds.chain(sources.iter().map(|change| change.kind)) {
        *summary.entry(kind).or_default() += 1;
    }
    Diff {
        schema: SCHEMA,
        old_tool: old.tool.clone(),
        new_tool: new.tool.clone(),
        unchanged,
        summary,
        claims,
        sources,
    }
}

/// Two reports side by side.
pub(super) struct Comparison<'r> {
    /// Indexes into the claims of both, the same ones together, by the order of the later.
    pub pairs: Vec<(usize, usize)>,
    sources: SourcePairs<'r>,
    old_sources: SourceIndex<'r>,
    new_sources: SourceIndex<'r>,
    same_tool: bool,
}

impl<'r> Comparison<'r> {
    pub fn new(old: &'r Report, new: &'r Report) -> Self {
        Self {
            pairs: pairing::pair(&old.claims, &new.claims),
            sources: SourcePairs::new(old, new),
            old_sources: SourceIndex::new(old),
            new_sources: SourceIndex::new(new),
            same_tool: old.tool == new.tool,
        }
    }

    /// The change between a claim and itself, if there is one.
    fn claim(&self, old: &ClaimRecord, new: &ClaimRecord) -> Option<ClaimChange> {
        let kind = self.kind(old, new)?;
        let mut change = record(kind, new);
        change.old_id = (old.id != new.id).then(|| old.id.clone());
        change.old_text = (old.text != new.text).then(|| old.text.clone());
        change.old = Some(outcome(old));
        change.new = Some(outcome(new));
        if old.verdict != new.verdict || kind == Kind::EvidenceMoved {
            change.causes = self.causes(old, new);
        }
        Some(change)
    }

    fn kind(&self, old: &ClaimRecord, new: &ClaimRecord) -> Option<Kind> {
        if old.verdict != new.verdict {
            return Some(direction(old.verdict, new.verdict));
        }
        if self.moved(old, new) {
            return Some(Kind::EvidenceMoved);
        }
        (old.text != new.text).then_some(Kind::Reworded)
    }

    /// Whether another passage decides than before; one whose words were edited is the same.
    fn moved(&self, old: &ClaimRecord, new: &ClaimRecord) -> bool {
        // Where nothing was found, the passage is the nearest by chance.
        let rests = matches!(
            new.verdict,
            Verdict::Supported | Verdict::Partial | Verdict::Contradicted
        );
        match (deciding(old), deciding(new)) {
            (Some(before), Some(after)) if rests => {
                let same_source = sources::same(
                    self.old_sources.get(&before.source),
                    self.new_sources.get(&after.source),
                );
                let same_words = before.text == after.text
                    || likeness::likeness(&before.text, &after.text) >= sources::SAME_PASSAGE;
                !(same_source && same_words)
            }
            _ => false,
        }
    }

    /// Why the outcome of `old` is not that of `new`.
    pub fn causes(&self, old: &ClaimRecord, new: &ClaimRecord) -> Vec<Cause> {
        let before: Vec<_> = self.old_sources.cited(old).collect();
        let after: Vec<_> = self.new_sources.cited(new).collect();
        let same_citations = before.len() == after.len()
            && before
                .iter()
                .zip(&after)
                .all(|(old, new)| sources::same(Some(*old), Some(*new)));
        let mut causes = Vec::new();
        if old.text != new.text || !same_citations {
            causes.push(Cause::Article);
        }
        // The sources that the claim fares otherwise with; where none is, that some passage tells.
        let claims = (old, new);
        let told = |source: &&&SourceRecord| self.sources.differs(&source.id, claims);
        let sources: Vec<_> = match after.iter().filter(told).collect::<Vec<_>>() {
            none if none.is_empty() => after.iter().collect(),
            some => some,
        };
        let of_sources = sources
            .into_iter()
            .filter_map(|source| self.sources.cause(&source.id, claims));
        causes.extend(of_sources.collect::<BTreeSet<_>>());
        if !self.same_tool {
            causes.push(Cause::Tool);
        }
        if causes.is_empty() {
            causes.push(Cause::Settings);
        }
        causes
    }
}

/// What it means that a verdict became another.
///
/// A verdict that settles nothing (unavailable, not checkable) is worse than support, which it
/// replaces, and neither better nor worse than a finding: that is not mended by losing its page.
fn direction(old: Verdict, new: Verdict) -> Kind {
    let settles = |verdict| !matches!(verdict, Verdict::Unavailable | Verdict::NotCheckable);
    match new.rank().cmp(&old.rank()) {
        std::cmp::Ordering::Less => Kind::Regressed,
        std::cmp::Ordering::Equal => Kind::Changed,
        std::cmp::Ordering::Greater if !settles(new) => Kind::Changed,
        std::cmp::Ordering::Greater => Kind::Improved,
    }
}

fn came(claim: &ClaimRecord) -> ClaimChange {
    let fails =
        Finding::of(claim).is_some_and(|finding| FailOn::default().includes(finding.rule()));
    let kind = if fails { Kind::NewFinding } else { Kind::New };
    ClaimChange {
        new: Some(outcome(claim)),
        ..record(kind, claim)
    }
}

fn went(claim: &ClaimRecord) -> ClaimChange {
    ClaimChange {
        old: Some(outcome(claim)),
        ..record(Kind::Gone, claim)
    }
}

fn record(kind: Kind, claim: &ClaimRecord) -> ClaimChange {
    ClaimChange {
        kind,
        id: claim.id.clone(),
        file: claim.file.clone(),
        line: claim.line,
        column: claim.column,
        text: claim.text.clone(),
        old_id: None,
        old_text: None,
        old: None,
        new: None,
        causes: Vec::new(),
    }
}

fn outcome(claim: &ClaimRecord) -> Outcome {
    let evidence = deciding(claim);
    Outcome {
        verdict: claim.verdict,
        score: claim.score,
        why: claim.why.clone(),
        source: evidence.map(|evidence| evidence.source.clone()),
        passage: evidence.map(|evidence| evidence.text.clone()),
    }
}
