//! From a claim and documents to a verdict with its reasons.
//!
//! [`verify`] is the way in. A claim is aligned with each document ([`crate::matching`]), the typed
//! checks compare what stands in the same role, and a small logistic model, trained on the
//! development data, weighs both into a calibrated score. Rules decide only what must never
//! happen: nothing with a mismatching check, with a value, name or quotation that the source lacks, or
//! with a clause that it lacks, is ever supported.

mod checks;
mod combine;
mod doubts;
mod features;
mod judge;
mod linked;
mod model;
mod outcome;
pub mod study;
mod words;

pub use combine::{Need, verify};
pub use outcome::{Check, Evidence, Found, Kind, Pair, Status, Verification};

/// Reads the tables of words that verifying an English claim takes. The first claim does so by itself; where
/// another thread does it meanwhile, last needed first, the claim waits less.
pub fn read_tables() {
    checks::read_tables();
    model::Model::built_in();
    crate::matching::read_tables();
    crate::text::read_tables();
}
