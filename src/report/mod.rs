//! The report, its writers, and the diff of two reports.
//!
//! [`assemble`] makes a [`Report`] of what a run found; a [`Format`] writes it as a [`View`] asks
//! for. A new format is one file here, one row in the table of `format.rs`, one snapshot.
//!
//! ```
//! use citecheck::report::{Format, Report, View};
//!
//! // What `citecheck check --format json` wrote.
//! let json = br#"{"schema": 1, "tool": {"name": "citecheck", "version": "0.1.0"}, "inputs": [],
//!     "summary": {"claims": 0, "supported": 0, "partial": 0, "contradicted": 0, "not-found": 0,
//!     "unavailable": 0, "not-checkable": 0}, "sources": [], "claims": []}"#;
//! let report = Report::from_json(json).unwrap();
//! let mut text = Vec::new();
//! Format::Csv.writer().write(&report, &View::new(&report), &mut text).unwrap();
//! assert!(text.starts_with(b"id,file,line,column,verdict"));
//! ```

mod advice;
mod assemble;
mod baseline;
pub mod diff;
mod finding;
mod format;
mod formats;
pub mod fragment;
mod guide;
mod mended;
mod model;
mod place;
mod project;
mod quoted;
mod reading;
mod suggestions;

#[cfg(feature = "lsp")]
pub(crate) use advice::{advice, mend};
pub use assemble::{Gathered, Verified, assemble};
pub use baseline::{BaselineFacts, accept, compare_broken, compare_with_baseline, keep_reasons};
pub use finding::{
    BrokenStanding, FailOn, Finding, Rule, Standing, UnknownRule, broken_standings, standings,
};
pub use format::{Format, ReportWriter, RunFacts, UnknownFormat, Verbosity, View};
pub use formats::json::ReadError;
pub use guide::{Guide, Words};
pub use mended::Mended;
pub use model::{
    BrokenRecord, CellRecord, CheckRecord, ClaimRecord, EditRecord, EvidenceRecord, InputRecord,
    PairRecord, ParagraphRecord, Report, SCHEMA, SourceRecord, SourceStatus, SuggestionRecord,
    Summary, Tool, WarningRecord,
};
pub use reading::Mark;
#[cfg(feature = "lsp")]
pub(crate) use reading::{SourceIndex, claim_marks, deciding, source_name, unread_reason};
