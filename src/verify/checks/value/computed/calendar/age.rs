//! How old somebody was.

use super::placed::{AGES, Placed, dates, is_birth};
use super::span::Length;
use super::words::words;
use crate::text::{Bound, Meaning, Value, is_age_in_tens};
use crate::verify::checks::context::Context;
use crate::verify::checks::value::computed::way::{Said, Way};
use crate::verify::checks::value::owner::own_terms;
use crate::verify::checks::value::row::has_label;

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
fn is_bare_age(context: &Context<'_>, claim: &Value) -> bool {
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
pub(super) fn age(context: &Context<'_>, claim: &Value, passage: usize) -> Option<Said> {
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
        let steps = format!(
            "{} − {} = {years}",
            event.written(context),
            born.written(context)
        );
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
        let steps = format!(
            "{} − {} = {most} years",
            event.written(context),
            born.written(context)
        );
        Said::Another(steps, event.passage)
    })
}
