//! The program as a whole: its settings, its limits, its documents, and what a newcomer meets.

#[path = "../support/mod.rs"]
mod support;

mod ci_kit;
mod demo;
mod documents;
mod editor;
mod edits;
mod hostile;
mod install;
mod judge;
mod limits;
mod published;
mod readme;
mod release;
#[cfg(feature = "entailment")]
mod sessions;
mod settings;
mod slips;
mod stream;
mod watch;
