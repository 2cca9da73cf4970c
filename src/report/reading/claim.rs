//! Which passage decides on a claim, and what is different there.

use crate::extract::Region;
use crate::report::model::{CheckRecord, ClaimRecord, EvidenceRecord};
use crate::verdict::Verdict;
use crate::verify::{Kind, Status};

/// The passage that decides on `claim`: the one that has another value, else the best. A claim
/// without any, none.
pub fn deciding(claim: &ClaimRecord) -> Option<&EvidenceRecord> {
    let mut differing = claim
        .checks
        .iter()
        .filter(|check| check.status == Status::Mismatch);
    differing
        .find_map(|check| {
            claim
                .evidence
                .iter()
                .find(|evidence| is_at(check, evidence))
        })
        .or_else(|| claim.evidence.first())
}

/// Whether `check` is one with a value of `evidence`.
pub(super) fn is_at(check: &CheckRecord, evidence: &EvidenceRecord) -> bool {
    check.passage == Some(evidence.passage)
        && check
            .source_id
            .as_ref()
            .is_none_or(|id| *id == evidence.source)
}

/// What is different between the claim and its source, in a few words: of a value that the source has otherwise, else of
/// one that it lacks. None where no value tells it.
pub fn difference(claim: &ClaimRecord) -> Option<&str> {
    if !matches!(claim.verdict, Verdict::Contradicted | Verdict::Partial) {
        return None;
    }
    let with = |status| {
        let mut checks = claim.checks.iter();
        checks.find(|check| check.status == status && check.kind != Kind::Negation)
    };
    let check = with(Status::Mismatch).or_else(|| with(Status::Absent))?;
    Some(&check.note)
}

/// Whether the claim names a source ("according to …") that bears out less than another one does.
pub fn is_misattributed(claim: &ClaimRecord) -> bool {
    let named = claim.attributed_source.as_ref();
    let pair = named.and_then(|id| claim.pairs.iter().find(|pair| pair.source == *id));
    pair.is_some_and(|pair| pair.verdict.rank() < claim.verdict.rank())
}

/// A passage this weak is not worth a look by itself: it shares a word or two with the claim.
const FAINT: f64 = 0.3;

/// Whether a passage tells something of `claim`: any that decides, and for a claim that was not
/// found one that is near.
pub fn is_telling(claim: &ClaimRecord, evidence: &EvidenceRecord) -> bool {
    claim.verdict != Verdict::NotFound || evidence.score >= FAINT
}

/// Where a passage outside of the body stands, as people call it; none for the body.
pub const fn outside_body(region: Region) -> Option<&'static str> {
    Some(match region {
        Region::Caption => "a caption",
        Region::Footnote => "a footnote or a list of references",
        Region::Metadata => "the page's metadata",
        Region::Comment => "a reader's comment",
        Region::Related => "a teaser of another page",
        Region::Navigation => "the page's navigation",
        Region::Boilerplate => "a part that every page of the site has",
        Region::Consent => "a consent notice",
        Region::Hidden => "text that readers do not see",
        _ => return None,
    })
}

/// The day of a time or date as reports write them: `2026-04-27` of `2026-04-27T10:00:00Z`.
pub fn day(time: &str) -> &str {
    time.split(['T', ' ']).next().unwrap_or(time)
}
