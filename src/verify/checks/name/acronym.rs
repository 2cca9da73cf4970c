//! What the page has as an acronym.

use crate::text::key;
use crate::verify::checks::context::Context;

/// Letters of the shortest and the longest acronym.
pub(super) const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;

/// Tokens of a candidate passage that are looked at for what an acronym stands for, and occurrences of an acronym.
pub(super) const LOOKED_AT: usize = 400;

/// Whether the page has the first letters of these words as an acronym: "FDA" for "Food and Drug Administration".
pub(super) fn is_shortened(context: &Context<'_>, words: &[&str]) -> bool {
    let letters: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect();
    let document = context.document;
    LETTERS.contains(&words.len())
        && document
            .occurrences(key(&letters))
            .take(LOOKED_AT)
            .any(|token| document.token(token).is_upper())
}
