//! A report whose findings are known: only what is new or worse since then fails a run.

use rustc_hash::FxHashMap;

use super::rule::Finding;
use super::standing::{BrokenStanding, Standing};
use crate::claims::Why;
use crate::report::diff::Comparison;
use crate::report::model::{BrokenRecord, ClaimRecord, Report, Summary};
use crate::verify::{Kind, Status};

/// What comparing with a baseline gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaselineFacts {
    /// Findings that the baseline has already.
    pub known: usize,
    /// Ids of claims that have a finding in the baseline and none now, in its order.
    pub unneeded: Vec<String>,
}

/// Marks in `standings` which broken references `baseline` has too: the same words in the same file, for the same
/// reason.
pub fn compare_broken(
    report: &Report,
    baseline: &Report,
    standings: &mut [BrokenStanding],
) -> usize {
    let mut before: FxHashMap<(&str, &str, Why), usize> = FxHashMap::default();
    for broken in &baseline.broken_references {
        *before.entry(key(broken)).or_default() += 1;
    }
    let mut known = 0;
    for (broken, standing) in report.broken_references.iter().zip(standings) {
        if let Some(left) = before.get_mut(&key(broken)).filter(|left| **left > 0) {
            *left -= 1;
            known += 1;
            *standing = BrokenStanding {
                fails: false,
                known: true,
            };
        }
    }
    known
}

fn key(broken: &BrokenRecord) -> (&str, &str, Why) {
    (&broken.file, &broken.written, broken.reason)
}

/// Marks in `standings` what `baseline` knows of the claims of `report`, and what it says otherwise.
///
/// A finding is known when the baseline has one for the same claim that is no better, and no other
/// value of the claim is contradicted than was.
pub fn compare_with_baseline(
    report: &Report,
    baseline: &Report,
    standings: &mut [Standing],
) -> BaselineFacts {
    let comparison = Comparison::new(baseline, report);
    let before: FxHashMap<usize, usize> = comparison
        .pairs
        .iter()
        .map(|(old, new)| (*new, *old))
        .collect();
    let mut facts = BaselineFacts::default();
    let mut needed = vec![false; baseline.claims.len()];
    for (index, (claim, standing)) in report.claims.iter().zip(standings).enumerate() {
        let Some(at) = before.get(&index) else {
            continue;
        };
        let old = &baseline.claims[*at];
        needed[*at] = standing.finding.is_some();
        if is_known(old, claim) {
            facts.known += usize::from(standing.fails || is_concern(claim));
            (standing.known, standing.fails) = (true, false);
        } else if old.verdict != claim.verdict {
            standing.was = Some((old.verdict, comparison.causes(old, claim)));
        }
    }
    let entries = baseline.claims.iter().zip(needed);
    facts.unneeded = entries
        .filter(|(claim, needed)| !needed && is_concern(claim))
        .map(|(claim, _)| claim.id.clone())
        .collect();
    facts
}

/// Takes the finding at `index` of the claims of `report` for known, for `reason`: notes it in `baseline`, with the
/// sources that it cites, in the place of what that says of the same claim.
pub fn accept(baseline: &mut Report, report: &Report, index: usize, reason: &str) {
    let Some(claim) = report.claims.get(index) else {
        return;
    };
    let comparison = Comparison::new(baseline, report);
    let same = comparison.pairs.iter().find(|(_, new)| *new == index);
    let at = same.map(|(old, _)| *old);
    let known = baseline.claims.iter().enumerate();
    let mut claims: Vec<ClaimRecord> = known
        .filter(|(old, known)| Some(*old) != at && known.id != claim.id)
        .map(|(_, known)| known.clone())
        .collect();
    claims.push(ClaimRecord {
        accepted: Some(reason.to_owned()),
        ..claim.clone()
    });
    for input in report
        .inputs
        .iter()
        .filter(|input| input.path == claim.file)
    {
        match baseline
            .inputs
            .iter_mut()
            .find(|known| known.path == input.path)
        {
            Some(known) => known.clone_from(input),
            None => baseline.inputs.push(input.clone()),
        }
    }
    for source in report
        .sources
        .iter()
        .filter(|source| claim.citations.contains(&source.id))
    {
        match baseline
            .sources
            .iter_mut()
            .find(|known| known.id == source.id)
        {
            Some(known) => known.clone_from(source),
            None => baseline.sources.push(source.clone()),
        }
    }
    baseline.sources.sort_by(|a, b| a.id.cmp(&b.id));
    let inputs = &baseline.inputs;
    claims.sort_by_cached_key(|claim| {
        let input = inputs.iter().position(|input| input.path == claim.file);
        (input, claim.line, claim.column, claim.id.clone())
    });
    baseline.summary = Summary {
        broken_references: baseline.broken_references.len(),
        ..Summary::count(claims.iter().map(|claim| claim.verdict))
    };
    baseline.claims = claims;
}

/// Keeps in `report`, which becomes the baseline, why findings were accepted that `before` knows too.
pub fn keep_reasons(report: &mut Report, before: &Report) {
    let known: Vec<(usize, String)> = Comparison::new(before, report)
        .pairs
        .iter()
        .filter(|(old, new)| is_known(&before.claims[*old], &report.claims[*new]))
        .filter_map(|(old, new)| Some((*new, before.claims[*old].accepted.clone()?)))
        .collect();
    for (claim, reason) in known {
        report.claims[claim].accepted = Some(reason);
    }
}

fn is_concern(claim: &ClaimRecord) -> bool {
    Finding::of(claim).is_some_and(|finding| !finding.is_no_concern())
}

fn is_known(old: &ClaimRecord, new: &ClaimRecord) -> bool {
    let known = match (Finding::of(old), Finding::of(new)) {
        (Some(Finding::Expectation { .. }), Some(Finding::Expectation { .. }))
        | (Some(Finding::Verdict(_)), Some(Finding::Verdict(_))) => {
            new.verdict.rank() >= old.verdict.rank()
        }
        _ => false,
    };
    known && contradictions(new).all(|value| contradictions(old).any(|old| old == value))
}

fn contradictions(claim: &ClaimRecord) -> impl Iterator<Item = (Kind, &str)> {
    claim
        .checks
        .iter()
        .filter(|check| check.status == Status::Mismatch)
        .map(|check| (check.kind, check.claim.as_str()))
}
