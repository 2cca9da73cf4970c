//! What the headings and beginnings of lists of sources are called.

use crate::claims::citations::forms::tex;
use crate::claims::vocabulary::Words;

/// Bytes of the longest heading of a list.
const LONGEST: usize = 60;

/// Whether a text is the heading of a list of sources: "**Sources:**", "## 5. References"; in `LaTeX` where
/// it begins or ends.
pub(in crate::claims) fn heads_sources(text: &str) -> bool {
    is_named(text, Words::ListHeadings) || tex::bounds_list(text)
}

/// Whether a text is the heading of what is neither text nor sources: "See also".
pub(in crate::claims) fn heads_aside(text: &str) -> bool {
    is_named(text, Words::Asides)
}

fn is_named(text: &str, names: Words) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let bare = text
        .trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    names.has(&bare)
}

/// Length of what a text begins with that says that sources follow: "Sources: ", "Quellen – "; 0 where it
/// doesn't.
pub(in crate::claims) fn sources_lead(text: &str) -> usize {
    lead(text, Words::ListHeadings)
}

/// The same for what is neither text nor sources: "Related: ", "Read more: ".
pub(in crate::claims) fn aside_lead(text: &str) -> usize {
    lead(text, Words::Asides)
}

fn lead(text: &str, names: Words) -> usize {
    let colon = text
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| matches!(c, ':' | '：'));
    match colon {
        Some((at, colon)) if is_named(&text[..at], names) => at + colon.len_utf8(),
        _ => 0,
    }
}

/// Whether a short text says that sources follow: "The sources of this article:".
pub(in crate::claims) fn announces_sources(text: &str) -> bool {
    text.trim_end().ends_with([':', '：']) && names_sources(text)
}

/// Whether a short text has a word for sources: "Where this comes from: our sources".
pub(in crate::claims) fn names_sources(text: &str) -> bool {
    const WORDS: usize = 10;
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.len() <= WORDS && words.iter().any(|word| Words::ListHeadings.has(word))
}
