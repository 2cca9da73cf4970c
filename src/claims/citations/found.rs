//! What a mark is found as, and what its text is read with.

use crate::claims::blocks::draft::Ref;
use crate::text::Span;

/// Bytes of the longest mark.
const LONGEST: usize = 300;

/// What ends a sentence.
pub(super) const STOPS: &[char] = &['.', '!', '?', '…', '。', '！', '？'];

/// A mark: its length, and what it points to. One that points to nothing is only taken out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) length: usize,
    pub(super) refs: Vec<Ref>,
    /// What the sentence says in its place: the authors' names, where they are a part of it.
    pub(super) shown: Option<String>,
}

impl Found {
    pub(super) const fn new(length: usize, refs: Vec<Ref>) -> Self {
        Self {
            length,
            refs,
            shown: None,
        }
    }

    /// The same, as a part of its sentence: "as @doe2020 found".
    pub(super) fn in_sentence(mut self, context: Context<'_>) -> Self {
        self.shown = match self.refs.first() {
            Some(Ref::Key(key)) => (context.authors)(key).or_else(|| Some(named_by(key))),
            _ => None,
        };
        self
    }
}

/// Whom a key names, where no bibliography does: keys begin with the first author's name, "okafor2019".
fn named_by(key: &str) -> String {
    const SHORTEST: usize = 3;
    let end = key.find(|c: char| !c.is_alphabetic()).unwrap_or(key.len());
    let mut letters = key[..end].chars();
    match letters.next() {
        Some(first) if key[..end].chars().count() >= SHORTEST => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => key.to_owned(),
    }
}

/// What a text's marks are told with.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// Whether the article's references have what a mark names.
    pub(super) known: &'a dyn Fn(&Ref) -> bool,
    /// Pieces of code, in order.
    pub(super) code: &'a [Span],
    /// What is read already: links, code, other marks; in order.
    pub(super) taken: &'a [Span],
    /// The names of the authors of a bibliography's work.
    pub(super) authors: &'a dyn Fn(&str) -> Option<String>,
}

/// Length of what `open` begins and the next `close` ends, if `text` begins so.
pub(super) fn between(text: &str, open: &str, close: &str) -> Option<usize> {
    let inner = text.strip_prefix(open)?;
    let within = clipped(inner);
    Some(open.len() + within.find(close)? + close.len())
}

/// The first bytes of `text` in which a mark must end.
pub(super) fn clipped(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
