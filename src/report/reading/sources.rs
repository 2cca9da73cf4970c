//! The sources of a report: by their ids, and what people call them.

use rustc_hash::FxHashMap;

use super::guide::{Guide, Words};
use crate::report::model::{ClaimRecord, Report, SourceRecord, SourceStatus};
use crate::source::Reason;

/// The sources of a report by id, and who says what to do about those that were not read.
pub struct SourceIndex<'r> {
    by_id: FxHashMap<&'r str, &'r SourceRecord>,
    pub guide: &'static dyn Guide,
}

impl<'r> SourceIndex<'r> {
    pub fn new(report: &'r Report) -> Self {
        Self::guided(report, &Words)
    }

    pub fn guided(report: &'r Report, guide: &'static dyn Guide) -> Self {
        let by_id = report
            .sources
            .iter()
            .map(|source| (source.id.as_str(), source));
        Self {
            by_id: by_id.collect(),
            guide,
        }
    }

    pub fn get(&self, id: &str) -> Option<&'r SourceRecord> {
        self.by_id.get(id).copied()
    }

    /// The sources that `claim` cites, in its order.
    pub fn cited<'s>(
        &'s self,
        claim: &'s ClaimRecord,
    ) -> impl Iterator<Item = &'r SourceRecord> + 's {
        claim.citations.iter().filter_map(|id| self.get(id))
    }

    /// The cited sources of `claim` that could not be read.
    pub fn unread<'s>(
        &'s self,
        claim: &'s ClaimRecord,
    ) -> impl Iterator<Item = &'r SourceRecord> + 's {
        self.cited(claim)
            .filter(|source| source.status == SourceStatus::Unavailable)
    }
}

/// What a source is called when there is little room: its title, else its address or path, else
/// its id.
pub fn source_name(source: &SourceRecord) -> &str {
    let title = source
        .title
        .as_deref()
        .filter(|title| !title.trim().is_empty());
    title
        .or(source.url.as_deref())
        .or(source.path.as_deref())
        .unwrap_or(&source.id)
}

/// Where a source is: its address or path; none for given text.
pub fn source_place(source: &SourceRecord) -> Option<&str> {
    source.url.as_deref().or(source.path.as_deref())
}

/// Why a source could not be read, in a few words: `http-status 404`.
pub fn unread_reason(source: &SourceRecord) -> Option<String> {
    Some(reason_words(source.reason?, source.http_status))
}

/// A reason with the HTTP status that says more.
pub fn reason_words(reason: Reason, http_status: Option<u16>) -> String {
    match http_status {
        Some(status) if status != 200 => format!("{reason} {status}"),
        _ => reason.to_string(),
    }
}
