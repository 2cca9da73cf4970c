//! What dates give together: how long something lasted, how old somebody was (`age`), and what day or year lies so long after or
//! before another (`moved`).
//!
//! `placed` finds the dates of the source, `words` are those that say how one date lies to another, `span` is how long it is
//! from one to another, and what goes on lasts until the day of the page (`today`).

mod age;
mod moved;
mod own;
mod placed;
mod span;
mod today;
mod words;

use super::way::{Said, Way};
use crate::text::{Bound, DateValue, Meaning, Value};
use crate::verify::checks::context::Context;
use age::age;
use moved::moved;
use own::from_own;
use placed::{Placed, dates};
use span::{Length, lasts};
use today::{goes_on, today};
use words::words;

pub(in crate::verify::checks::value) use age::is_age;
pub(super) use placed::{year_behind, year_of};

/// What the dates of `passage` and those beside it say of the claim's value; none where they say nothing of it.
pub(super) fn said(context: &Context<'_>, claim: &Value, passage: usize) -> Option<Said> {
    match &claim.meaning {
        Meaning::Date(date) if date.minute.is_none() && date.relative.is_none() => {
            moved(context, claim, passage).map(Said::Follows)
        }
        Meaning::Number(_) | Meaning::Quantity { .. } if is_age(context, claim) => {
            age(context, claim, passage)
        }
        Meaning::Quantity {
            dimension: "time" | "month",
            ..
        } => lasted(context, claim, passage).map(Said::Follows),
        _ => None,
    }
}

/// How long something lasted from one date to another.
fn lasted(context: &Context<'_>, claim: &Value, passage: usize) -> Option<Way> {
    if !is_duration(context, claim) {
        return None;
    }
    let all = dates(context, passage);
    if let Some(way) = from_own(context, claim, &all) {
        return Some(way);
    }
    let told = claim.span.of(&context.query.text);
    for placed in &all {
        if placed.passage == passage
            && let Some((from, to)) = ends(placed.date)
            && let Some(length) = Length::between(&from, &to, true)
            && lasts(claim, &length)
        {
            let years = length.years.map(|years| format!("{years} years"));
            return Some(Way {
                steps: format!(
                    "{} = {}",
                    placed.written(context),
                    years.as_deref().unwrap_or(told)
                ),
                places: [passage; 2],
                is_certain: true,
            });
        }
    }
    let mut going_on = all.iter().filter(|placed| {
        placed.passage == passage && placed.date.upto.is_none() && goes_on(context, placed)
    });
    if let Some(begun) = going_on.next()
        && let Some(today) = today(context)
        && (is_years(claim, begun.date, &today)
            || Length::between(begun.date, &today, false)
                .is_some_and(|length| lasts(claim, &length)))
    {
        let year = today.year.unwrap_or_default();
        let years = years_told(claim, begun.date, &today, told);
        return Some(Way {
            steps: format!("{year} − {} = {years}", begun.written(context)),
            places: [passage; 2],
            is_certain: true,
        });
    }
    let in_one = all.iter().filter(|placed| placed.passage == passage);
    let in_one: Vec<&Placed<'_>> = in_one.collect();
    let pairs: Vec<(&Placed<'_>, &Placed<'_>)> = if all.len() == 2 {
        vec![(&all[0], &all[1]), (&all[1], &all[0])]
    } else {
        let others = |from| in_one.iter().map(move |to| (from, *to));
        in_one.iter().flat_map(|from| others(*from)).collect()
    };
    pairs.into_iter().find_map(|(from, to)| {
        if all.len() == 2 && is_years(claim, from.date, to.date) {
            let years = years_told(claim, from.date, to.date, told);
            return Some(Way {
                steps: format!(
                    "{} − {} = {years}",
                    to.written(context),
                    from.written(context)
                ),
                places: [from.passage, to.passage],
                is_certain: true,
            });
        }
        let is_day = |date: &DateValue| date.month.is_some();
        // Years alone have their own rule.
        if std::ptr::eq(from, to) || !is_day(from.date) || !is_day(to.date) {
            return None;
        }
        let length = Length::between(from.date, to.date, false)?;
        lasts(claim, &length).then(|| Way {
            steps: format!(
                "{} − {} = {told}",
                to.written(context),
                from.written(context)
            ),
            places: [from.passage, to.passage],
            is_certain: true,
        })
    })
}

/// How long it is from one date to another, as it is shown beside the claim's span `told`: a bound is not what comes out.
fn years_told(claim: &Value, from: &DateValue, to: &DateValue, told: &str) -> String {
    let is_exact = claim
        .meaning
        .number()
        .is_none_or(|number| number.bound == Bound::Exact);
    match from.year.zip(to.year).filter(|_| !is_exact) {
        Some((from, to)) => format!("{} years", to - from),
        None => told.to_owned(),
    }
}

/// Whether it is as many years from one bare year to another as the claim says.
fn is_years(claim: &Value, from: &DateValue, to: &DateValue) -> bool {
    let bare = |date: &DateValue| {
        let is_bare = date.month.is_none() && date.part.is_none() && date.upto.is_none();
        date.year.filter(|_| is_bare)
    };
    let Some((first, last)) = bare(from).zip(bare(to)) else {
        return false;
    };
    let are_as_many = match &claim.meaning {
        Meaning::Quantity {
            number,
            factor,
            dimension: "month",
        } if number.bound == Bound::Exact && number.upto.is_none() => {
            (number.value * factor / 12.0 - f64::from(last - first)).abs() < 1e-9
        }
        _ => false,
    };
    are_as_many || Length::between(from, to, false).is_some_and(|length| lasts(claim, &length))
}

/// Whether the claim says that something took so long, or how long before or after something it was.
pub(super) fn is_duration(context: &Context<'_>, claim: &Value) -> bool {
    let query = context.query;
    let lower = |at: usize| query.tokens[at].span.of(&query.text).to_lowercase();
    let words = words(query.lang);
    let mut before = claim.lead.saturating_sub(2)..claim.lead;
    let mut after = claim.end..(claim.end + 2).min(query.tokens.len());
    before.any(|at| words.lasting.contains(&&*lower(at)))
        || after.any(|at| {
            let word = lower(at);
            [
                words.later,
                words.earlier,
                words.after,
                words.before,
                words.between,
            ]
            .iter()
            .any(|words| words.contains(&&*word))
        })
        // "lay more than four months"
        || claim.lead < claim.first
}

/// The two ends of a stretch.
fn ends(date: &DateValue) -> Option<(DateValue, DateValue)> {
    let last = date.upto?;
    let to = DateValue {
        year: last.year.or(date.year),
        month: last.month,
        day: last.day,
        ..DateValue::default()
    };
    let from = DateValue {
        upto: None,
        ..*date
    };
    Some((from, to))
}
