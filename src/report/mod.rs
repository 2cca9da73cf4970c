//! The report, its writers, and the diff of two reports.

mod model;

pub use model::{
    CheckRecord, ClaimRecord, EvidenceRecord, InputRecord, PairRecord, Report, SourceRecord,
    SourceStatus, Summary, Tool, WarningRecord,
};
