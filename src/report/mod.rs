//! The report, its writers, and the diff of two reports.
//!
//! [`assemble`] makes a [`Report`] of what a run found; a [`Format`] writes it as a [`View`] asks
//! for. A new format is one file here, one row in [`format`]'s table, one snapshot.

mod advice;
mod assemble;
mod baseline;
mod csv;
pub mod diff;
mod finding;
mod format;
pub mod fragment;
mod github;
mod html;
mod json;
mod junit;
mod markdown;
mod model;
mod reading;
mod sarif;
mod terminal;

pub use assemble::{Gathered, Verified, assemble};
pub use baseline::{BaselineFacts, compare_with_baseline};
pub use finding::{FailOn, Finding, Rule, Standing, UnknownRule, standings};
pub use format::{Format, ReportWriter, RunFacts, UnknownFormat, Verbosity, View};
pub use json::ReadError;
pub use model::{
    CheckRecord, ClaimRecord, EvidenceRecord, InputRecord, PairRecord, Report, SCHEMA,
    SourceRecord, SourceStatus, Summary, Tool, WarningRecord,
};
pub use reading::Mark;
