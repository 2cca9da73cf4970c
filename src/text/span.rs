//! Half-open ranges of a text, in bytes inside the program and in code points in its output.

use std::ops::Range;

/// A half-open range `[start, end)` of bytes in a UTF-8 text, both ends on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`; an `end` before `start` gives an empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: if end < start { start } else { end },
        }
    }

    /// The part of `text` that the span covers; empty when the span lies outside of it.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same range, `by` bytes further on.
    #[must_use]
    pub const fn shift(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// As a standard range.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The spans in order, those that overlap or touch joined into one.
    pub fn merge(mut spans: Vec<Self>) -> Vec<Self> {
        spans.retain(|span| !span.is_empty());
        spans.sort_unstable();
        spans.dedup_by(|next, last| {
            let touches = next.start <= last.end;
            if touches {
                last.end = last.end.max(next.end);
            }
            touches
        });
        spans
    }
}

/// Converts byte offsets of one text into code point offsets, as reports give them, and back.
///
/// ```
/// use citecheck::{CharOffsets, Span};
/// let text = "5 € für";
/// let offsets = CharOffsets::new(text);
/// let span = Span::new(text.find("für").unwrap(), text.len());
/// assert_eq!(offsets.to_chars(span), [4, 7]);
/// assert_eq!(offsets.to_bytes([4, 7]), span);
/// ```
#[derive(Clone, Debug)]
pub struct CharOffsets {
    /// Byte offset of each code point and, last, the length; `None` when the text is ASCII and
    /// both counts are the same.
    starts: Option<Vec<usize>>,
    len: usize,
}

impl CharOffsets {
    /// Prepares conversion for `text`.
    pub fn new(text: &str) -> Self {
        let starts = (!text.is_ascii()).then(|| {
            text.char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .collect()
        });
        Self {
            starts,
            len: text.len(),
        }
    }

    /// Code point range of a byte span. Offsets past the end give the end; an offset inside a
    /// character gives that character.
    pub fn to_chars(&self, span: Span) -> [usize; 2] {
        [self.char_at(span.start), self.char_at(span.end)]
    }

    /// Byte span of a code point range. Offsets past the end give the end.
    pub fn to_bytes(&self, range: [usize; 2]) -> Span {
        let at = |index: usize| match &self.starts {
            None => index.min(self.len),
            Some(starts) => starts.get(index).copied().unwrap_or(self.len),
        };
        Span::new(at(range[0]), at(range[1]))
    }

    fn char_at(&self, byte: usize) -> usize {
        match &self.starts {
            None => byte.min(self.len),
            Some(starts) => match starts.binary_search(&byte.min(self.len)) {
                Ok(index) => index,
                Err(index) => index - 1,
            },
        }
    }
}
