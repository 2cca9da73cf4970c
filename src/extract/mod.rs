//! Bytes to [`Document`]: body text in passages, everything else labelled.

mod document;

pub use document::{Document, Hints, Passage, Region};
