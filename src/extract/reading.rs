//! What the reading of a page gives.

use super::document::Document;
use crate::source::Unavailable;

/// What was found in a page's bytes, whether it can stand as a source or not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The page as it reads.
    pub document: Document,
    /// Why it is not the page that was asked for, when it is not: a bot wall, a paywall's teaser, a
    /// shell that waits for its scripts, an error page, nothing.
    pub wall: Option<Unavailable>,
}

impl From<Document> for Reading {
    fn from(document: Document) -> Self {
        Self {
            document,
            wall: None,
        }
    }
}
