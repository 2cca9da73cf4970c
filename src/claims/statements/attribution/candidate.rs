//! A name that a statement may have its knowledge from.

use crate::text::Span;

/// A name that may be the source's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) name: String,
    /// Where the attribution stands.
    pub(super) at: usize,
    pub(super) words: Option<Span>,
    /// Whether the words leave no doubt that a source is meant ("according to"), as against those
    /// that an acting person has too ("said").
    pub(super) sure: bool,
    /// What follows such words: a source's name may have small words that end no other name.
    pub(super) clause: Option<Span>,
}
