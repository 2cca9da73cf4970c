//! The dates of the source, and where they stand.

use super::words::words;
use crate::text::{DateValue, Lang, Meaning, Token, Value};
use crate::verify::checks::context::Context;

/// Passages before and after that of a value in which the other date may stand.
const NEAR: usize = 2;

/// Tokens between a span of time and the date that it is counted from, and between a date and the word that says whose
/// birth it is.
pub(super) const REACH: usize = 4;

/// Ages that people reach.
pub(super) const AGES: std::ops::RangeInclusive<f64> = 1.0..=115.0;

/// A date of the source.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub passage: usize,
    pub value: &'a Value,
    pub date: &'a DateValue,
}

impl Placed<'_> {
    /// The date as the source writes it.
    pub fn written<'a>(&self, context: &'a Context<'_>) -> &'a str {
        self.value.span.of(context.document.text(self.passage))
    }
}

/// The dates of the passages around `passage`, in order.
pub(super) fn dates<'a>(context: &'a Context<'_>, passage: usize) -> Vec<Placed<'a>> {
    let document = context.document;
    let near = passage.saturating_sub(NEAR)..document.len().min(passage + NEAR + 1);
    near.flat_map(|passage| dates_of(context, passage))
        .collect()
}

/// The dates of `passage`, in order.
pub(super) fn dates_of<'a>(
    context: &'a Context<'_>,
    passage: usize,
) -> impl Iterator<Item = Placed<'a>> {
    let values = context.document.values(passage).iter();
    values.filter_map(move |value| match &value.meaning {
        Meaning::Date(date) if date.minute.is_none() && date.relative.is_none() => Some(Placed {
            passage,
            value,
            date,
        }),
        _ => None,
    })
}

/// The last of the dates `all` that stands before token `first` of `passage`.
pub(super) fn last_before<'a>(
    all: &[Placed<'a>],
    passage: usize,
    first: usize,
) -> Option<Placed<'a>> {
    let mut earlier = all.iter().rev().filter(|placed| {
        placed.passage < passage || placed.passage == passage && placed.value.end <= first
    });
    earlier.next().copied()
}

/// Whether a number of the source says how old somebody is: "aged 46".
pub(super) fn is_aged(context: &Context<'_>, passage: usize, value: &Value) -> bool {
    let (tokens, text) = passage_of(context, passage);
    let ages = words(context.document.lang()).age;
    let before = value.first.checked_sub(1);
    before.is_some_and(|before| ages.contains(&&*tokens[before].span.of(text).to_lowercase()))
}

/// The year that a value says.
pub(in super::super) const fn year_of(value: &Value) -> Option<i16> {
    match &value.meaning {
        Meaning::Date(date) => date.year,
        _ => None,
    }
}

/// The first year that one of `values` says from token `end` on.
pub(in super::super) fn year_behind(values: &[Value], end: usize) -> Option<i16> {
    let mut behind = values.iter().filter(|value| value.first >= end);
    behind.find_map(year_of)
}

/// Whether a date is that of somebody's birth.
pub(super) fn is_birth(context: &Context<'_>, placed: &Placed<'_>) -> bool {
    let (tokens, text) = passage_of(context, placed.passage);
    let born = words(context.document.lang()).born;
    let before = placed.value.first.saturating_sub(REACH + 2)..placed.value.first;
    let is_mark = |at: &usize| {
        let word = tokens[*at].span.of(text);
        matches!(word, "." | ";" | "and" | "und" | "et" | "y")
    };
    let says = |at: usize| born.contains(&&*tokens[at].span.of(text).to_lowercase());
    // "wurde am 3. Mai 1900 geboren"
    let after = placed.value.end..(placed.value.end + REACH).min(tokens.len());
    let is_behind = context.document.lang() == Lang::German;
    // "Born; Anna Wirth, 3 May 1900, Gell"
    let heads = || {
        let row = context.row(placed.passage);
        let is_first =
            || dates_of(context, placed.passage).all(|date| date.value.first >= placed.value.first);
        row.is_some_and(|row| row.label.clone().any(says)) && is_first()
    };
    heads()
        || before.rev().take_while(|at| !is_mark(at)).any(says)
        || is_behind && after.take_while(|at| !is_mark(at)).any(says)
}

pub(super) fn passage_of<'a>(context: &'a Context<'_>, passage: usize) -> (&'a [Token], &'a str) {
    (
        context.document.tokens(passage),
        context.document.text(passage),
    )
}
