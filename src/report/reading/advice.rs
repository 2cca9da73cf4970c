//! What to do about a finding, in one sentence; the same in every format.

use super::guide::{Guide, Step};
use super::sources::SourceIndex;
use crate::claims::Why;
use crate::report::finding::Finding;
use crate::report::model::{BrokenRecord, ClaimRecord, SourceRecord};
use crate::source::Reason;
use crate::verdict::Verdict;
use crate::verify::{Kind, Status};

/// The next step for `claim`; empty when there is nothing to do.
pub fn advice(claim: &ClaimRecord, sources: &SourceIndex<'_>) -> String {
    match Finding::of(claim) {
        None => String::new(),
        Some(Finding::Expectation { expected, got }) => format!(
            "if {got} is right now, change `expect`; it was {expected} when the claim was written"
        ),
        Some(Finding::Verdict(verdict)) => match verdict {
            Verdict::Contradicted => contradicted(claim),
            Verdict::NotFound => "cite the page that says so, or drop the claim".to_owned(),
            Verdict::Partial => {
                "cite a further source for the marked words, or leave them out".to_owned()
            }
            Verdict::Unavailable => match sources.unread(claim).next() {
                None => String::new(),
                Some(source) => {
                    let next = unavailable(source, sources.guide);
                    match command(source, sources.guide) {
                        None => next.to_owned(),
                        Some(command) => format!("{next}: `{command}`"),
                    }
                }
            },
            Verdict::NotCheckable if claim.citations.is_empty() => {
                "cite a source, or leave it as it is".to_owned()
            }
            Verdict::NotCheckable | Verdict::Supported => String::new(),
        },
    }
}

/// The next step for a broken reference.
pub fn mend(broken: &BrokenRecord) -> String {
    match (broken.reason, &broken.meant) {
        (Why::Scheme | Why::NoFile, Some(meant)) => format!("write {meant}"),
        (Why::NoAddress, Some(meant)) => format!("give it its address: {meant}"),
        (Why::NoEntry, Some(meant)) => {
            format!("add the entry, or correct the mark; the nearest is {meant}")
        }
        (Why::NoEntry, None) => "add the entry, or take the mark out".to_owned(),
        (Why::NoAddress, None) => {
            "give it an address, or cite a page that says the same".to_owned()
        }
        (Why::NoTarget, _) => "give the link its address".to_owned(),
        (Why::Scheme, None) => "cite a page by its http or https address".to_owned(),
        (Why::NoFile, None) => "correct the path, or put the file there".to_owned(),
        (Why::NotExported, _) => "put the page's address in its place".to_owned(),
    }
}

fn contradicted(claim: &ClaimRecord) -> String {
    let mismatch = claim
        .checks
        .iter()
        .find(|check| check.status == Status::Mismatch);
    match mismatch.map(|check| (check.kind, check.source.as_deref())) {
        Some((Kind::Quotation, Some(source))) => {
            format!("quote the source's own words: {source}")
        }
        Some((Kind::Negation, _)) | None => {
            "say what the source says, or cite one that says otherwise".to_owned()
        }
        Some((_, Some(source))) => {
            format!(
                "write {source}, or cite a source that says {}",
                mismatch_claim(claim)
            )
        }
        Some((_, None)) => "correct it, or cite a source that says so".to_owned(),
    }
}

fn mismatch_claim(claim: &ClaimRecord) -> &str {
    let mismatch = claim
        .checks
        .iter()
        .find(|check| check.status == Status::Mismatch);
    mismatch.map_or("so", |check| &check.claim)
}

/// How to get at a source that could not be read.
pub fn unavailable(source: &SourceRecord, guide: &dyn Guide) -> &'static str {
    // Reports of other programs may lack the reason.
    let reason = source.reason.unwrap_or(Reason::Blocked);
    guide.unread(reason, source.http_status)
}

/// The command that hands a saved page over, where that is what to do.
pub fn command(source: &SourceRecord, guide: &dyn Guide) -> Option<String> {
    let by_hand = source
        .reason
        .is_none_or(|reason| reason.by_hand(source.http_status));
    let address = source.url.as_deref().filter(|_| by_hand)?;
    guide.hand_over(address)
}

/// `text`, and what takes `step` from there, if the guide knows of something.
pub fn with_step(text: &str, step: Step, guide: &dyn Guide) -> String {
    match guide.step(step) {
        Some(next) => format!("{text}; {next}"),
        None => text.to_owned(),
    }
}
