//! The report as it is written to and read from JSON; `docs/report.schema.json` is its schema.
//!
//! All spans are code points, half-open `[start, end]`. Lines and columns count from 1.

mod claim;
mod evidence;
mod report;

pub use claim::{CheckRecord, ClaimRecord, EditRecord, PairRecord, SuggestionRecord};
pub use evidence::{CellRecord, EvidenceRecord, ParagraphRecord};
pub use report::{
    BrokenRecord, InputRecord, Report, SCHEMA, SourceRecord, SourceStatus, Summary, Tool,
    WarningRecord,
};
