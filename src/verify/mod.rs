//! From a claim and documents to a verdict with its reasons.

mod outcome;

pub use outcome::{Check, Evidence, Found, Kind, Pair, Status, Verification};
