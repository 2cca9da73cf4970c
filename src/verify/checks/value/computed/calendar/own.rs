//! A span of time that the claim counts from a date of its own: "bought in 1871, and opened two years later".

use super::moved::{is_claims, months_or_days};
use super::placed::Placed;
use super::span::shifted;
use super::words::words;
use crate::text::{DateValue, Meaning, Value};
use crate::verify::checks::context::Context;
use crate::verify::checks::value::computed::way::Way;

/// Whether `all`, dates of the source, have both the date from which the claim counts its span and the one to which.
pub(super) fn from_own(context: &Context<'_>, claim: &Value, all: &[Placed<'_>]) -> Option<Way> {
    let query = context.query;
    let next = query
        .tokens
        .get(claim.end)?
        .span
        .of(&query.text)
        .to_lowercase();
    let words = words(query.lang);
    let sign = match &*next {
        next if words.later.contains(&next) => 1.0,
        next if words.earlier.contains(&next) => -1.0,
        _ => return None,
    };
    let mut before = query
        .values
        .iter()
        .rev()
        .filter(|own| own.end <= claim.lead);
    let (own, date) = before.find_map(|own| Some((own, year_of(own)?)))?;
    let date = shifted(date, months_or_days(&claim.meaning)?, sign)?;
    let counted = Value {
        meaning: Meaning::Date(date),
        ..own.clone()
    };
    let said = |value: &Value| all.iter().find(|placed| is_claims(value, *placed.date));
    let (from, to) = (said(own)?, said(&counted)?);
    let written = |placed: &Placed<'_>| placed.value.span.of(context.document.text(placed.passage));
    let (late, early) = if sign > 0.0 { (to, from) } else { (from, to) };
    Some(Way {
        steps: format!(
            "{} − {} = {}",
            written(late),
            written(early),
            claim.span.of(&query.text)
        ),
        places: [from.passage, to.passage],
        is_certain: true,
    })
}

/// The date of a value that tells a year.
fn year_of(value: &Value) -> Option<&DateValue> {
    match &value.meaning {
        Meaning::Date(date) => date.year.and(Some(date)),
        _ => None,
    }
}
