//! How long something lasts that is said to go on: "since 2010", "2010–present".

use super::placed::{Placed, dates_of, is_aged, is_birth, passage_of};
use crate::text::{DateValue, Meaning, Relation};
use crate::verify::checks::context::Context;
use crate::verify::checks::value::date::written_on;

/// Passages of a page at most that may tell an age.
const LOOKED_AT: usize = 60;

/// Whether the source says that what began on a date goes on.
pub(super) fn goes_on(context: &Context<'_>, placed: &Placed<'_>) -> bool {
    let (tokens, text) = passage_of(context, placed.passage);
    let word = |at: usize| {
        let token = tokens.get(at);
        token.map_or_else(String::new, |token| token.span.of(text).to_lowercase())
    };
    let joined = matches!(&*word(placed.value.end), "-" | "–" | "—" | "to");
    placed.date.relation == Relation::Since || joined && word(placed.value.end + 1) == "present"
}

/// The day of the page: as it says, or as an age beside a day of birth tells.
pub(super) fn today(context: &Context<'_>) -> Option<DateValue> {
    let written = written_on(context).map(|date| DateValue {
        year: Some(date.year()),
        month: Some(date.month()),
        day: Some(date.day()),
        ..DateValue::default()
    });
    written.or_else(|| {
        let passages = 0..context.document.len().min(LOOKED_AT);
        passages
            .into_iter()
            .find_map(|passage| of_age(context, passage))
    })
}

/// The year in which somebody was as old as passage `passage` says behind the date of their birth: "born 3 May 1980 (age 46)".
fn of_age(context: &Context<'_>, passage: usize) -> Option<DateValue> {
    let mut values = context.document.values(passage).iter();
    let aged = values.find(|value| is_aged(context, passage, value))?;
    let Meaning::Number(age) = &aged.meaning else {
        return None;
    };
    let born = dates_of(context, passage).filter(|date| date.value.end <= aged.first);
    let born = born.last().filter(|born| is_birth(context, born))?;
    let year = (0..=120_i16).find(|years| (f64::from(*years) - age.value).abs() < 0.5)?;
    Some(DateValue {
        year: Some(born.date.year? + year),
        ..DateValue::default()
    })
}
