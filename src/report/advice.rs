//! What to do about a finding, in one sentence; the same in every format.

use super::finding::Finding;
use super::model::{ClaimRecord, SourceRecord};
use super::reading::SourceIndex;
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
            Verdict::Unavailable => sources
                .unread(claim)
                .next()
                .map_or_else(String::new, unavailable),
            Verdict::NotCheckable if claim.citations.is_empty() => {
                "cite a source, or leave it as it is".to_owned()
            }
            Verdict::NotCheckable | Verdict::Supported => String::new(),
        },
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
        Some((Kind::Negation | Kind::Direction, _)) | None => {
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
pub fn unavailable(source: &SourceRecord) -> String {
    let address = source.url.as_deref().unwrap_or("URL");
    let save = format!("save the page in a browser, then `citecheck cache add {address} FILE`");
    let Some(reason) = source.reason else {
        return save;
    };
    match reason {
        Reason::NotCached => "run once without --offline to fetch it".to_owned(),
        Reason::Dns => {
            "check the host's name; if the site is gone, cite an archived copy".to_owned()
        }
        Reason::Connect | Reason::Timeout | Reason::Incomplete => {
            "try again later, or raise --timeout".to_owned()
        }
        Reason::Tls => {
            "the site's certificate or protocol is refused: tell its owner, or cite another copy"
                .to_owned()
        }
        Reason::HttpStatus if matches!(source.http_status, Some(404 | 410)) => {
            "the page is gone: cite its new address or an archived copy".to_owned()
        }
        Reason::HttpStatus if source.http_status.is_some_and(|status| status >= 500) => {
            "the server failed: try again later".to_owned()
        }
        Reason::HttpStatus | Reason::Blocked | Reason::NeedsJavascript | Reason::Robots => save,
        Reason::Paywalled => format!("if you have access, {save}"),
        Reason::RedirectLoop => "cite the address that the page ends at".to_owned(),
        Reason::ForbiddenAddress => {
            "cite a public http or https address; --allow-private-network admits your own hosts"
                .to_owned()
        }
        Reason::UnsupportedType => "cite a page in HTML, text, Markdown or PDF".to_owned(),
        Reason::TooLarge => "raise --max-size, or cite the part that says it".to_owned(),
        Reason::Decode | Reason::Empty => format!("look at the page; if it reads well, {save}"),
        Reason::Damaged => "run again with --refresh to replace the cached copy".to_owned(),
    }
}
