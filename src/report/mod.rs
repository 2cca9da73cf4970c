//! The report, its writers, and the diff of two reports.
//!
//! [`assemble`] makes a [`Report`] of what a run found; a [`Format`] writes it as a [`View`] asks
//! for. A new format is one file here, one row in the table of `format.rs`, one snapshot.
//!
//! In the order in which data passes them: `assemble` fills the records of `model`, with links made by [`fragment`];
//! `reading` tells how a record is to be read, for all formats alike; [`diff`] compares two reports; `finding` tells
//! what to act on and what a baseline knows; `view` is what a writer is told, `formats` are the writers, and `format`
//! lists them.
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

mod assemble;
pub mod diff;
mod finding;
mod format;
mod formats;
pub mod fragment;
mod model;
mod reading;
mod view;

pub use assemble::{Gathered, Verified, assemble};
pub use finding::{
    BaselineFacts, BrokenStanding, FailOn, Finding, Rule, Standing, UnknownRule, accept,
    broken_standings, compare_broken, compare_with_baseline, keep_reasons, standings,
};
pub use format::{Format, UnknownFormat};
pub use formats::json::ReadError;
pub use model::{
    BrokenRecord, CellRecord, CheckRecord, ClaimRecord, EditRecord, EvidenceRecord, InputRecord,
    PairRecord, ParagraphRecord, Report, SCHEMA, SourceRecord, SourceStatus, SuggestionRecord,
    Summary, Tool, WarningRecord,
};
pub use reading::{Guide, Mark, Mended, Step, Words};
#[cfg(feature = "lsp")]
pub(crate) use reading::{
    SourceIndex, advice, claim_marks, deciding, mend, source_name, unread_reason,
};
pub use view::{ReportWriter, RunFacts, Verbosity, View};
