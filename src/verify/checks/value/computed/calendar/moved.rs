//! A day or year so long after or before a date of the source: "1906, two decades after its foundation".

use super::placed::{AGES, Placed, REACH, dates, is_birth, last_before, passage_of};
use super::span::{Span, shifted};
use super::words::{Words, words};
use crate::text::{Agreement, Bound, DAY, DateValue, End, Meaning, Number, Value, compare};
use crate::verify::checks::context::Context;
use crate::verify::checks::value::computed::way::Way;

/// Tokens of a clause that says from when a span of time is counted.
const CLAUSE: usize = 8;

/// A date so long after or before one of the source: "1906, two decades after its foundation".
pub(super) fn moved(context: &Context<'_>, claim: &Value, passage: usize) -> Option<Way> {
    let all = dates(context, passage);
    let document = context.document;
    let mut near = passage.saturating_sub(1)..document.len().min(passage + 2);
    near.find_map(|place| {
        let values = document.values(place).iter();
        let spans = values.filter_map(|value| {
            let length =
                months_or_days(&value.meaning).or_else(|| age_of(context, place, value))?;
            Some((value, length))
        });
        let mut spans = spans.map(|(span, length)| (place, span, length));
        spans.find_map(|(place, span, length)| {
            let (base, sign) = base_of(context, &all, place, span)?;
            let date = shifted(base.date, length, sign)?;
            let is_age = sign > 0.0 && is_birth(context, &base);
            // Who is 24 may have been so since last year.
            let later = DateValue {
                year: date.year.map(|year| year + 1),
                ..date
            };
            (is_claims(claim, date) || is_age && is_claims(claim, later)).then(|| {
                let written = base.written(context);
                let mark = if sign > 0.0 { '+' } else { '−' };
                let told = claim.span.of(&context.query.text);
                Way {
                    steps: format!(
                        "{written} {mark} {} = {told}",
                        span.span.of(document.text(place))
                    ),
                    places: [place, base.passage],
                    is_certain: true,
                }
            })
        })
    })
}

/// Whether `date` is the one that the claim says.
pub(super) fn is_claims(claim: &Value, date: DateValue) -> bool {
    let meant = Value {
        end_of: End::Whole,
        ..claim.clone()
    };
    let made = Value {
        meaning: Meaning::Date(date),
        ..meant.clone()
    };
    compare(&meant, &made) == Agreement::Same
}

/// A span of time that is meant exactly.
pub(super) fn months_or_days(meaning: &Meaning) -> Option<Span> {
    let Meaning::Quantity {
        number,
        factor,
        dimension,
    } = meaning
    else {
        return None;
    };
    let is_plain = |number: &Number| number.upto.is_none() && number.bound == Bound::Exact;
    let size = number.value * factor;
    match *dimension {
        "month" if is_plain(number) => Some(Span::Months(size)),
        "time" if is_plain(number) && size >= DAY => Some(Span::Days(size / DAY)),
        _ => None,
    }
}

/// A bare number that is somebody's age: "at the age of 24".
fn age_of(context: &Context<'_>, place: usize, value: &Value) -> Option<Span> {
    let Meaning::Number(number) = &value.meaning else {
        return None;
    };
    let (tokens, text) = passage_of(context, place);
    let ages = words(context.document.lang()).age;
    let mut before = (value.first.saturating_sub(2)..value.first)
        .map(|at| tokens[at].span.of(text).to_lowercase());
    let is_age = number.bound == Bound::Exact
        && number.upto.is_none()
        && AGES.contains(&number.value)
        && before.any(|word| ages.contains(&&*word));
    is_age.then_some(Span::Months(12.0 * number.value))
}

/// The date from which a span of time is counted, and whether onwards (1) or back (−1).
fn base_of<'a>(
    context: &Context<'_>,
    all: &[Placed<'a>],
    place: usize,
    span: &Value,
) -> Option<(Placed<'a>, f64)> {
    let (tokens, text) = passage_of(context, place);
    let lower = |at: usize| {
        let token = tokens.get(at);
        token.map_or_else(String::new, |token| token.span.of(text).to_lowercase())
    };
    let Words {
        later,
        earlier,
        after,
        before,
        ..
    } = words(context.document.lang());
    let here = all.iter().filter(|placed| placed.passage == place);
    let last_before = || last_before(all, place, span.first);
    let birth = || {
        let mut births = all.iter().filter(|placed| is_birth(context, placed));
        births.next().copied()
    };
    let lead = span.lead.checked_sub(1).map(lower).unwrap_or_default();
    if matches!(span.meaning, Meaning::Number(_)) {
        return Some((birth()?, 1.0));
    }
    let following = (span.end..span.end + REACH).find(|at| {
        let word = lower(*at);
        [later, earlier, after, before]
            .iter()
            .any(|words| words.contains(&&*word))
    });
    let parted = |to: usize| (span.end..to).any(|at| matches!(&*lower(at), "." | ";" | ","));
    if let Some(at) = following.filter(|at| !parted(*at)) {
        let word = lower(at);
        let next = tokens.get(at + 1);
        let ends = next.is_none_or(|next| !next.is_text());
        if later.contains(&&*word) || after.contains(&&*word) && ends {
            return Some((last_before()?, 1.0));
        }
        if earlier.contains(&&*word) || before.contains(&&*word) && ends {
            return Some((last_before()?, -1.0));
        }
        let onwards = if after.contains(&&*word) { 1.0 } else { -1.0 };
        let mut behind = here.filter(|placed| placed.value.first > at);
        // "ten years before the railway came in 1900"
        let is_near =
            |date: &&Placed<'_>| date.value.first <= at + CLAUSE && !parted(date.value.first);
        if let Some(date) = behind.next().filter(is_near) {
            return Some((*date, onwards));
        }
        return Some((last_before()?, -onwards));
    }
    after
        .contains(&&*lead)
        .then(last_before)?
        .map(|date| (date, 1.0))
}
