//! The list of what needs a person, worst first, a line each: the verdict, the words that differ, the source.

use super::anchor::anchor;
use super::marks::{Marked, line};
use super::sources::broken_anchors;
use crate::report::finding::{Finding, Rule};
use crate::report::model::{ClaimRecord, Report};
use crate::report::reading::{SourceIndex, claim_marks, deciding, source_name, unread_reason};
use crate::report::view::View;
use crate::text::printable_line;
use crate::verdict::Verdict;
use crate::verify::Status;

/// Characters of the other side's value in a line.
const LONGEST_VALUE: usize = 60;

/// A line of the list.
pub struct Line {
    /// The claim's anchor; none for a broken reference.
    pub claim: Option<String>,
    /// Where it leads.
    pub target: String,
    pub class: &'static str,
    pub label: String,
    pub words: Marked,
    /// What there is on the other side.
    pub says: String,
    pub source: String,
}

/// The lines, in the order of gravity: findings that the baseline does not know, and broken references.
pub fn lines<'p>(
    report: &'p Report,
    view: &'p View,
    sources: &'p SourceIndex<'_>,
) -> impl Iterator<Item = Line> + 'p {
    Rule::ALL.into_iter().flat_map(move |rule| {
        let claims = view
            .with_rule(report, rule)
            .filter_map(|(claim, standing)| Some((standing.finding?, claim, standing)))
            .filter(|(finding, _, standing)| standing.fails || !finding.is_no_concern())
            .map(|(finding, claim, _)| of_claim(finding, claim, sources));
        let broken = (rule == Rule::BrokenReference)
            .then(|| broken(report, view))
            .into_iter()
            .flatten();
        claims.chain(broken)
    })
}

fn of_claim(finding: Finding, claim: &ClaimRecord, sources: &SourceIndex<'_>) -> Line {
    let anchor = anchor(&claim.id);
    Line {
        target: format!("evidence-{anchor}"),
        claim: Some(anchor),
        class: claim.verdict.name(),
        label: finding.to_string(),
        words: line(&claim.text, &claim_marks(claim)),
        says: says(claim, sources),
        source: source(claim, sources),
    }
}

fn broken<'p>(report: &'p Report, view: &'p View) -> impl Iterator<Item = Line> + 'p {
    let named = view.broken(report).zip(broken_anchors(report, view));
    named.map(|((broken, _), anchor)| Line {
        claim: None,
        target: anchor,
        class: "broken-reference",
        label: Rule::BrokenReference.to_string(),
        words: line(&broken.written, &[]),
        says: printable_line(&broken.detail),
        source: printable_line(&format!("{}:{}", broken.file, broken.line)),
    })
}

/// What the source has instead, or why it could not be read.
fn says(claim: &ClaimRecord, sources: &SourceIndex<'_>) -> String {
    match claim.verdict {
        Verdict::Contradicted => {
            let mut differing = claim
                .checks
                .iter()
                .filter(|check| check.status == Status::Mismatch);
            let value = differing.find_map(|check| check.source.as_deref());
            value.map_or_else(String::new, |value| format!("source: {}", short(value)))
        }
        Verdict::Unavailable => sources
            .unread(claim)
            .find_map(unread_reason)
            .unwrap_or_default(),
        _ => String::new(),
    }
}

fn short(value: &str) -> String {
    let mut text: String = value.chars().take(LONGEST_VALUE).collect();
    if text.len() < value.len() {
        text.push('…');
    }
    printable_line(&text)
}

/// The source that decides; how many there are, where none does.
fn source(claim: &ClaimRecord, sources: &SourceIndex<'_>) -> String {
    let cited = claim.citations.len();
    let decides = match claim.verdict {
        Verdict::Unavailable => sources.unread(claim).next(),
        Verdict::NotFound if cited > 1 => None,
        _ => deciding(claim).and_then(|found| sources.get(&found.source)),
    };
    let only = || sources.cited(claim).next().filter(|_| cited == 1);
    match decides.or_else(only) {
        Some(source) => printable_line(source_name(source)),
        None if cited == 0 => "no source".to_owned(),
        None => format!("{cited} sources"),
    }
}
