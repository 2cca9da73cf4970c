//! How claims and broken references stand: whether they fail the run, and whether a baseline knows them.

use super::rule::{FailOn, Finding, Rule};
use crate::report::diff::Cause;
use crate::report::model::{ClaimRecord, Report};
use crate::verdict::Verdict;

/// How one claim stands with regard to acting on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// What is not as it should be, if anything.
    pub finding: Option<Finding>,
    /// Whether it fails the run.
    pub fails: bool,
    /// Whether the baseline has it already; such a finding neither fails nor is shown.
    pub known: bool,
    /// What the baseline says of the claim, where that is another verdict, and why it changed.
    pub was: Option<(Verdict, Vec<Cause>)>,
}

impl Standing {
    /// What the baseline says otherwise, and why, in a sentence.
    pub fn since(&self) -> Option<String> {
        let (was, causes) = self.was.as_ref()?;
        let causes: Vec<_> = causes.iter().map(|cause| cause.sentence()).collect();
        Some(format!("{was} in the baseline; {}", causes.join("; ")))
    }
}

/// How each claim of `report` stands, in its order, when `fail_on` tells for each claim what fails.
pub fn standings<'r>(
    report: &'r Report,
    mut fail_on: impl FnMut(&'r ClaimRecord) -> FailOn,
) -> Vec<Standing> {
    report
        .claims
        .iter()
        .map(|claim| {
            let finding = Finding::of(claim);
            Standing {
                finding,
                fails: finding.is_some_and(|finding| fail_on(claim).fails(claim, finding)),
                ..Standing::default()
            }
        })
        .collect()
}

/// How one broken reference stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BrokenStanding {
    /// Whether it fails the run.
    pub fails: bool,
    /// Whether the baseline has it already; such a one neither fails nor is shown.
    pub known: bool,
}

/// How each broken reference of `report` stands, in its order, when `fail_on` tells for each file what fails.
pub fn broken_standings(
    report: &Report,
    mut fail_on: impl FnMut(&str) -> FailOn,
) -> Vec<BrokenStanding> {
    let broken = report.broken_references.iter();
    broken
        .map(|broken| BrokenStanding {
            fails: fail_on(&broken.file).includes(Rule::BrokenReference),
            known: false,
        })
        .collect()
}
