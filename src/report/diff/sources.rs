//! Sources of two reports: which is which, and what became of the passages that claims rest on.

use rustc_hash::{FxHashMap, FxHashSet};

use super::likeness::{edits, likeness};
use super::model::{Cause, Kind, PassageChange, SourceChange};
use crate::report::model::{ClaimRecord, EvidenceRecord, Report, SourceRecord, SourceStatus};
use crate::report::reading::{deciding, source_place};

/// Two passages of one page at least so alike are one passage before and after an edit.
pub const SAME_PASSAGE: f64 = 0.5;

/// The sources of two reports, the same ones together.
pub struct SourcePairs<'r> {
    /// By id in the later report.
    pairs: FxHashMap<&'r str, (&'r SourceRecord, &'r SourceRecord)>,
}

impl<'r> SourcePairs<'r> {
    pub fn new(old: &'r Report, new: &'r Report) -> Self {
        let before: FxHashMap<_, _> = old
            .sources
            .iter()
            .map(|source| (key(source), source))
            .collect();
        let pairs = new.sources.iter().filter_map(|source| {
            let earlier = before.get(&key(source))?;
            Some((source.id.as_str(), (*earlier, source)))
        });
        Self {
            pairs: pairs.collect(),
        }
    }

    /// What is not as it was before about the source `id` of the later report, which both claims cite.
    pub fn cause(&self, id: &str, claims: (&ClaimRecord, &ClaimRecord)) -> Option<Cause> {
        let (old, new) = self.pairs.get(id)?;
        match (old.status, new.status) {
            (SourceStatus::Read, SourceStatus::Unavailable) => Some(Cause::Lost),
            (SourceStatus::Unavailable, SourceStatus::Read) => Some(Cause::Restored),
            (SourceStatus::Unavailable, SourceStatus::Unavailable) => {
                (old.reason != new.reason).then_some(Cause::Unreadable)
            }
            (SourceStatus::Read, SourceStatus::Read) => {
                let changed = match (&old.sha256, &new.sha256) {
                    // A local file or given text: what the claim rested on tells.
                    (None, None) => {
                        let after = texts_of(claims.1, &new.id);
                        !texts_of(claims.0, &old.id).all(|text| after.clone().any(|t| t == text))
                    }
                    (before, after) => before != after,
                };
                changed.then_some(Cause::Page)
            }
        }
    }

    /// Whether the outcome of a claim against the source `id` of the later report is another than before.
    pub fn differs(&self, id: &str, claims: (&ClaimRecord, &ClaimRecord)) -> bool {
        let Some((old, new)) = self.pairs.get(id) else {
            return true;
        };
        let outcome = |claim: &ClaimRecord, id: &str| {
            let pair = claim.pairs.iter().find(|pair| pair.source == id);
            pair.map(|pair| pair.verdict)
        };
        match (outcome(claims.0, &old.id), outcome(claims.1, &new.id)) {
            (Some(before), Some(after)) => before != after,
            // Reports of other programs need not have them.
            _ => true,
        }
    }

    /// What became of each source that both reports have, by kind, then by id. `claims` are pairs
    /// of indexes into the claims of the two.
    pub fn changes(
        &self,
        old: &Report,
        new: &Report,
        claims: &[(usize, usize)],
    ) -> Vec<SourceChange> {
        let mut citing: FxHashMap<&str, Vec<String>> = FxHashMap::default();
        for claim in &new.claims {
            for id in claim.citations.iter().collect::<FxHashSet<_>>() {
                citing.entry(id).or_default().push(claim.id.clone());
            }
        }
        let mut passages = Passages::new(old, new, claims, self);
        let mut changes: Vec<_> = new
            .sources
            .iter()
            .filter_map(|source| self.pairs.get(source.id.as_str()))
            .filter_map(|(before, after)| {
                let passages = passages
                    .changed
                    .remove(after.id.as_str())
                    .unwrap_or_default();
                let kind = kind(before, after, !passages.is_empty())?;
                let unread = match kind {
                    Kind::SourceLost => Some(after),
                    Kind::SourceRestored => Some(before),
                    _ => None,
                };
                let claims = if kind == Kind::SourceChanged {
                    concerned(&passages)
                } else {
                    citing.remove(after.id.as_str()).unwrap_or_default()
                };
                Some(SourceChange {
                    kind,
                    id: after.id.clone(),
                    place: source_place(after).map(str::to_owned),
                    title: after.title.clone().or_else(|| before.title.clone()),
                    reason: unread.and_then(|source| source.reason),
                    http_status: unread.and_then(|source| source.http_status),
                    claims,
                    passages,
                })
            })
            .collect();
        changes.sort_by(|a, b| a.kind.cmp(&b.kind).then_with(|| a.id.cmp(&b.id)));
        changes
    }
}

/// The texts of a claim's evidence from one source.
fn texts_of<'c>(claim: &'c ClaimRecord, source: &'c str) -> impl Iterator<Item = &'c str> + Clone {
    let evidence = claim.evidence.iter();
    evidence
        .filter(move |evidence| evidence.source == source)
        .map(|evidence| evidence.text.as_str())
}

/// The claims that rest on any of `passages`, each once, in their order.
fn concerned(passages: &[PassageChange]) -> Vec<String> {
    let mut seen = FxHashSet::default();
    let claims = passages.iter().flat_map(|passage| &passage.claims);
    claims
        .filter(|id| seen.insert(id.as_str()))
        .cloned()
        .collect()
}

/// Whether the two are one source.
pub fn same(old: Option<&SourceRecord>, new: Option<&SourceRecord>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => key(old) == key(new),
        _ => false,
    }
}

/// What makes two records one source: where it is, else what it is called.
fn key(source: &SourceRecord) -> &str {
    source_place(source).unwrap_or(&source.id)
}

fn kind(old: &SourceRecord, new: &SourceRecord, passages: bool) -> Option<Kind> {
    match (old.status, new.status) {
        (SourceStatus::Read, SourceStatus::Unavailable) => Some(Kind::SourceLost),
        (SourceStatus::Unavailable, SourceStatus::Read) => Some(Kind::SourceRestored),
        (SourceStatus::Unavailable, SourceStatus::Unavailable) => None,
        (SourceStatus::Read, SourceStatus::Read) if passages => Some(Kind::SourceChanged),
        (SourceStatus::Read, SourceStatus::Read) => {
            (old.sha256 != new.sha256).then_some(Kind::SourceTouched)
        }
    }
}

/// The passages that changed, by the id of their source in the later report.
struct Passages<'r> {
    changed: FxHashMap<&'r str, Vec<PassageChange>>,
}

impl<'r> Passages<'r> {
    fn new(
        old: &'r Report,
        new: &'r Report,
        claims: &[(usize, usize)],
        sources: &SourcePairs<'r>,
    ) -> Self {
        let earlier_ids: FxHashMap<&str, &str> = sources
            .pairs
            .values()
            .filter(|(before, after)| before.sha256 != after.sha256 || before.sha256.is_none())
            .filter(|(before, after)| {
                (before.status, after.status) == (SourceStatus::Read, SourceStatus::Read)
            })
            .map(|(before, after)| (before.id.as_str(), after.id.as_str()))
            .collect();
        let kept = evidence_texts(new);
        let mut places: FxHashMap<(&str, &str), usize> = FxHashMap::default();
        let mut changed: FxHashMap<&'r str, Vec<PassageChange>> = FxHashMap::default();
        for (before, after) in claims {
            let (before, after) = (&old.claims[*before], &new.claims[*after]);
            let Some(evidence) = deciding(before) else {
                continue;
            };
            let Some(source) = earlier_ids.get(evidence.source.as_str()) else {
                continue;
            };
            if kept.contains(&(*source, evidence.text.as_str())) {
                continue;
            }
            let list = changed.entry(source).or_default();
            let at = *places.entry((source, &evidence.text)).or_insert_with(|| {
                list.push(passage_change(evidence, after, source));
                list.len() - 1
            });
            list[at].claims.push(after.id.clone());
        }
        Self { changed }
    }
}

/// Every text among the evidence of `report`, with its source.
fn evidence_texts(report: &Report) -> FxHashSet<(&str, &str)> {
    let evidence = report.claims.iter().flat_map(|claim| &claim.evidence);
    evidence
        .map(|evidence| (evidence.source.as_str(), evidence.text.as_str()))
        .collect()
}

/// What became of the passage `old`, which decided on `claim` before: the passage of the same
/// source most like it among the claim's evidence now.
fn passage_change(old: &EvidenceRecord, claim: &ClaimRecord, source: &str) -> PassageChange {
    let now = claim
        .evidence
        .iter()
        .filter(|evidence| evidence.source == source)
        .map(|evidence| (likeness(&old.text, &evidence.text), evidence))
        .filter(|(alike, _)| *alike >= SAME_PASSAGE)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    PassageChange {
        claims: Vec::new(),
        old: old.text.clone(),
        new: now.map(|(_, evidence)| evidence.text.clone()),
        edits: now.map_or_else(Vec::new, |(_, evidence)| edits(&old.text, &evidence.text)),
    }
}
