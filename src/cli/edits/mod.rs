//! Changes to input files: shown as a diff, written only when told.

pub mod accept;
mod files;
pub mod fix;
