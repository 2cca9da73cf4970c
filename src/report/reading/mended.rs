//! A claim as its source would have it.

use crate::report::model::ClaimRecord;
use crate::text::{CharOffsets, Span};

/// A claim in the parts that a suggestion makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mended<'r> {
    /// The claim's words before the place.
    pub before: &'r str,
    /// Those that go.
    pub goes: &'r str,
    /// Those that come in their place.
    pub comes: &'r str,
    /// The claim's words after the place.
    pub after: &'r str,
}

impl Mended<'_> {
    /// The whole claim with the words that come.
    pub fn text(&self) -> String {
        [self.before, self.comes, self.after].concat()
    }
}

impl ClaimRecord {
    /// The claim with its [`suggestion`](Self::suggestion), where it has one that is of its text.
    pub fn mended(&self) -> Option<Mended<'_>> {
        let suggestion = self.suggestion.as_ref()?;
        // A report may come from anywhere, and its spans may be of another text.
        let Span { start, end } = CharOffsets::new(&self.text).to_bytes(suggestion.span);
        let goes = self.text.get(start..end)?;
        Some(Mended {
            before: &self.text[..start],
            goes,
            comes: &suggestion.write,
            after: &self.text[end..],
        })
    }
}
