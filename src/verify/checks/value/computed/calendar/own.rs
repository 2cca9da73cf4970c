//! A span of time that the claim counts from a date of its own: "bought in 1871, and opened two years later".

use super::moved::{is_claims, months_or_days};
use super::placed::{Placed, year_of};
use super::span::shifted;
use super::words::words;
use crate::text::{Meaning, Value};
use crate::verify::checks::context::Context;
use crate::verify::checks::value::computed::way::Way;

/// Whether `all`, dates of the source, have both the date from which the claim counts its span and the one to which.
pub(super) fn from_own(context: &Context<'_>, claim: &Value, all: &[Placed<'_>]) -> Option<Way> {
    let query = context.query;
    let next = query.tokens.get(claim.end)?;
    let next = next.span.of(&query.text).to_lowercase();
    let words = words(query.lang);
    let sign = match &*next {
        next if words.later.contains(&next) => 1.0,
        next if words.earlier.contains(&next) => -1.0,
        _ => return None,
    };
    let mut before = query.values.iter().rev();
    let own = before.find(|own| own.end <= claim.lead && year_of(own).is_some())?;
    let Meaning::Date(date) = &own.meaning else {
        return None;
    };
    let date = shifted(date, months_or_days(&claim.meaning)?, sign)?;
    let counted = Value {
        meaning: Meaning::Date(date),
        ..own.clone()
    };
    let said = |value: &Value| all.iter().find(|placed| is_claims(value, *placed.date));
    let (from, to) = (said(own)?, said(&counted)?);
    let (late, early) = if sign > 0.0 { (to, from) } else { (from, to) };
    Some(Way {
        steps: format!(
            "{} − {} = {}",
            late.written(context),
            early.written(context),
            claim.span.of(&query.text)
        ),
        places: [from.passage, to.passage],
        is_certain: true,
    })
}
