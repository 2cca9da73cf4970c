//! What dates give together: how long something lasted, how old somebody was, and what day or year lies so long after or
//! before another.

use super::super::owner::own_terms;
use super::super::row::has_label;
use super::calendar_words::words;
use super::moved::moved;
use super::placed::{AGES, Placed, births_in_rows, dates, is_birth};
use super::span::{Length, lasts};
use super::today::{goes_on, today};
use super::way::Way;
use crate::text::{Bound, DateValue, Meaning, Value, is_age_in_tens};
use crate::verify::checks::context::Context;

/// What dates say of the claim's value.
pub(super) enum Said {
    /// It follows.
    Follows(Way),
    /// Another one does: the steps, and in which passage.
    Another(String, usize),
}

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
    let told = claim.span.of(&context.query.text);
    let written = |placed: &Placed<'_>| placed.value.span.of(context.document.text(placed.passage));
    for placed in &all {
        if placed.passage == passage
            && let Some((from, to)) = ends(placed.date)
            && let Some(length) = Length::between(&from, &to, true)
            && lasts(claim, &length)
        {
            let years = length.years.map(|years| format!("{years} years"));
            return Some(Way {
                steps: format!("{} = {}", written(placed), years.as_deref().unwrap_or(told)),
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
            steps: format!("{year} − {} = {years}", written(begun)),
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
    let is_only = all.len() == 2 && tells_order(context, claim);
    pairs.into_iter().find_map(|(from, to)| {
        if is_only && is_years(claim, from.date, to.date) {
            let years = years_told(claim, from.date, to.date, told);
            return Some(Way {
                steps: format!("{} − {} = {years}", written(to), written(from)),
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
            steps: format!("{} − {} = {told}", written(to), written(from)),
            places: [from.passage, to.passage],
            is_certain: true,
        })
    })
}

/// Whether the claim says that something was so long before or after another thing.
fn tells_order(context: &Context<'_>, claim: &Value) -> bool {
    let query = context.query;
    let words = words(query.lang);
    let next = query.tokens.get(claim.end);
    let next = next.map(|next| next.span.of(&query.text).to_lowercase());
    next.is_some_and(|next| {
        [words.later, words.earlier, words.after, words.before]
            .iter()
            .any(|words| words.contains(&&*next))
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

/// Whether the claim's number says how old somebody is.
pub(in crate::verify::checks::value) fn is_age(context: &Context<'_>, claim: &Value) -> bool {
    let query = context.query;
    let word = |at: usize| word_of(context, at);
    let before = |steps: usize| claim.lead.checked_sub(steps).map_or_else(String::new, word);
    let words = words(query.lang);
    let is_years = match claim.meaning {
        Meaning::Quantity { dimension, .. } => dimension == "month",
        _ => true,
    };
    let old = words.old.contains(&&*word(claim.end))
        || word(claim.end) == "-" && words.old.contains(&&*word(claim.end + 1));
    let aged = words.aged.contains(&&*before(1));
    let bare = is_bare_age(context, claim);
    is_years && (old || aged || bare || is_age_in_tens(claim, &query.text))
}

/// The claim's word at token `at`, in lowercase; none beyond its end.
fn word_of(context: &Context<'_>, at: usize) -> String {
    let query = context.query;
    let token = query.tokens.get(at);
    token.map_or_else(String::new, |token| {
        token.span.of(&query.text).to_lowercase()
    })
}

/// Words before a bare age that ends its sentence.
const SINCE: [&str; 6] = ["since", "when", "until", "before", "after", "while"];

/// Whether it says so with a bare number: "was 24 when", "since she was 17."
pub(in crate::verify::checks::value) fn is_bare_age(context: &Context<'_>, claim: &Value) -> bool {
    let word = |at: usize| word_of(context, at);
    let before = |steps: usize| claim.lead.checked_sub(steps).map_or_else(String::new, word);
    let words = words(context.query.lang);
    let is_since = || (2..=4).any(|steps| SINCE.contains(&&*before(steps)));
    let ends = || matches!(&*word(claim.end), "." | "");
    let is_then = || {
        words.when.contains(&&*word(claim.end)) || word(claim.end) == "," || ends() && is_since()
    };
    matches!(&claim.meaning, Meaning::Number(number) if AGES.contains(&number.value))
        && words.was.contains(&&*before(1))
        && is_then()
}

/// How old somebody was who was born on one date at another: the one beside the claim's words.
fn age(context: &Context<'_>, claim: &Value, passage: usize) -> Option<Said> {
    let (Meaning::Number(number) | Meaning::Quantity { number, .. }) = &claim.meaning else {
        return None;
    };
    if number.bound != Bound::Exact || !AGES.contains(&number.value) {
        return None;
    }
    // "in his thirties"
    let wanted = number.value..=number.upto.unwrap_or(number.value);
    let all = dates(context, passage);
    let (born, events): (Vec<Placed<'_>>, Vec<Placed<'_>>) = all
        .into_iter()
        .partition(|placed| is_birth(context, placed));
    let born = if born.is_empty() {
        births_in_rows(context, passage)
    } else {
        born
    };
    let [born] = &born[..] else { return None };
    let mut best: Vec<(usize, Placed<'_>)> = Vec::new();
    for place in events.iter().map(|event| event.passage) {
        if best.iter().any(|(_, known)| known.passage == place) {
            continue;
        }
        let here: Vec<&Placed<'_>> = events
            .iter()
            .filter(|event| event.passage == place)
            .collect();
        let places: Vec<(usize, usize)> = here
            .iter()
            .map(|event| (event.value.first, event.value.end))
            .collect();
        let own = own_terms(context, claim, place, &places);
        best.extend(
            here.into_iter()
                .zip(own)
                .map(|(event, (own, _))| (own, *event)),
        );
    }
    let most = best
        .iter()
        .map(|(own, _)| *own)
        .max()
        .filter(|own| *own > 0)?;
    best.retain(|(own, _)| *own == most);
    let years = |event: &Placed<'_>| {
        let length = Length::between(born.date, event.date, false)?;
        Some(length.full_years())
    };
    let written = |placed: &Placed<'_>| placed.value.span.of(context.document.text(placed.passage));
    // Of a row, what it is about must be said, and not only of whom.
    let is_told = |event: &Placed<'_>| {
        let row = context
            .row(event.passage)
            .filter(|_| context.is_row(event.passage));
        row.is_none_or(|row| has_label(context, claim, event.passage, &row.label))
    };
    let told = best.iter().find_map(|(_, event)| {
        let (least, most) = years(event)?;
        let is_it = least <= *wanted.end() && *wanted.start() <= most;
        let years = if wanted.start() < wanted.end() {
            least
        } else {
            number.value
        };
        let steps = format!("{} − {} = {years}", written(event), written(born));
        is_it.then_some(Way {
            steps,
            places: [born.passage, event.passage],
            is_certain: true,
        })
    });
    if let Some(way) = told {
        return Some(Said::Follows(way));
    }
    let [(_, event)] = &best[..] else { return None };
    let (least, most) = years(event)?;
    let is_far = wanted.start() < wanted.end() && (most < *wanted.start() || least > *wanted.end());
    let is_exact = most > 0.0 && ((most - least).abs() < 0.5 || is_far);
    (is_exact && is_told(event)).then(|| {
        let steps = format!("{} − {} = {most} years", written(event), written(born));
        Said::Another(steps, event.passage)
    })
}
