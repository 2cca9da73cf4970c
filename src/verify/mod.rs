//! From a claim and documents to a verdict with its reasons.

mod checks;
mod features;
mod outcome;
pub mod study;

pub use outcome::{Check, Evidence, Found, Kind, Pair, Status, Verification};
