//! The program as a whole: its settings, its limits, its documents, and what a newcomer meets.

#[path = "../support/mod.rs"]
mod support;

mod documents;
mod edits;
mod hostile;
mod judge;
mod live;
mod published;
#[cfg(feature = "entailment")]
mod sessions;
mod settings;
mod shipping;
mod slips;
mod stream;
