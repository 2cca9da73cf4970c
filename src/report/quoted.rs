//! What a report quotes of a page, bounded; what was cut ends with "…".

use crate::extract::Document;
use crate::text::LONGEST_SENTENCE;
use crate::verify::Evidence;

/// Bytes of the longest heading that is quoted.
const LONGEST_HEADING: usize = 1_000;

/// The words of an evidence; a passage that was cut for its length says so.
pub(super) fn passage(document: &Document, found: &Evidence) -> String {
    let of = |at: usize| document.passages.get(at).map(|passage| passage.block);
    let goes_on = of(found.passage).is_some_and(|block| of(found.passage + 1) == Some(block));
    let ends = |c: char| c.is_ascii_punctuation() || "。！？…”»".contains(c);
    let is_whole = found.text.len() <= LONGEST_SENTENCE / 2 || found.text.ends_with(ends);
    let mark = if goes_on && !is_whole { " …" } else { "" };
    format!("{}{mark}", found.text)
}

/// A heading, cut where nobody reads on: it stands with every passage below it.
pub(super) fn heading(text: &str) -> String {
    if text.len() <= LONGEST_HEADING {
        return text.to_owned();
    }
    let end = text.floor_char_boundary(LONGEST_HEADING);
    format!("{} …", text[..end].trim_end())
}
