//! Names a letter or two away from the claim's: a slip to tell of, not a match.

use super::forms;
use super::place::Place;
use super::read::{Name, Word, is_capital_word};
use crate::text::{Span, normal_form};
use crate::verify::checks::context::Context;

/// Two names this alike are one and a slip of it: "Dennis" and "Denise".
const ALIKE: f64 = 0.65;

/// The other name of a person right beside the one that is the same: "Denise" before "Carrow".
pub(super) fn beside(context: &Context<'_>, name: &Name, place: &Place) -> Option<(usize, Span)> {
    let (word, at) = match (&name.words[..], &place.tokens[..]) {
        ([first, _], [None, Some(last)]) => (first, last.checked_sub(1)?),
        ([_, last], [Some(first), None]) => (last, first + 1),
        _ => return None,
    };
    let is_there = at < context.document.tokens(place.passage).len();
    (is_there && is_slip(context, word, place.passage, at)).then(|| {
        let (from, to) = place.range();
        let span = context.source_span(place.passage, from.min(at), to.max(at + 1));
        (place.passage, span)
    })
}

/// Token `at` of a passage in normal form.
fn written(context: &Context<'_>, passage: usize, at: usize) -> String {
    let span = context.document.tokens(passage)[at].span;
    normal_form(span.of(context.document.text(passage)))
}

/// Digits tell things apart: "CO2" is no slip of "CO".
fn is_slip(context: &Context<'_>, word: &Word, passage: usize, at: usize) -> bool {
    let token = context.document.tokens(passage)[at];
    if !is_capital_word(&token) {
        return false;
    }
    let other = written(context, passage, at);
    let has_digit = |form: &str| form.contains(|letter: char| letter.is_ascii_digit());
    !forms::are_forms(&word.form, &other)
        && !has_digit(&word.form)
        && !has_digit(&other)
        && strsim::normalized_damerau_levenshtein(&word.form, &other) >= ALIKE
}
