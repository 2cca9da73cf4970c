//! Flags on how a run is reported, and the writing of every format that was asked for.

mod files;
mod flags;
mod plan;

pub use files::{parse_output, read_report, writable};
pub use flags::ReportArgs;
pub use plan::{ReportPlan, width};
