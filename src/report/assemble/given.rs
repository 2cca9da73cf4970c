//! What a report is made of.

use crate::cache::Provenance;
use crate::claims::Input;
use crate::extract::Document;
use crate::source::{Source, Unavailable};
use crate::verify::Verification;

/// A source as the run found it.
#[derive(Clone, Copy, Debug)]
pub struct Gathered<'a> {
    /// What an input calls it. Of several sources with one target, the first counts.
    pub source: &'a Source,
    /// Where its bytes came from; none for local files, given text, and what could not be got.
    pub provenance: Option<&'a Provenance>,
    /// Its document, or why there is none.
    pub outcome: Result<&'a Document, &'a Unavailable>,
}

/// An input with the outcome of each of its claims.
#[derive(Clone, Copy, Debug)]
pub struct Verified<'a> {
    /// The input.
    pub input: &'a Input,
    /// One for each claim, in order. The sources that they index are the claim's citations.
    pub verifications: &'a [Verification],
}
