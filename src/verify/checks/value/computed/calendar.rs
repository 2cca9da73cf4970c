//! What dates give together: how long something lasted, how old somebody was, and what day or year lies so long after or
//! before another.

use super::super::owner::own_terms;
use super::calendar_words::{Words, words};
use super::span::{Length, Span, lasts, shifted};
use super::way::Way;
use crate::text::{Agreement, Bound, DateValue, End, Meaning, Number, Token, Value, compare};
use crate::verify::checks::context::Context;

/// Passages before and after that of a value in which the other date may stand.
const NEAR: usize = 2;

/// Tokens between a span of time and the date that it is counted from, and between a date and the word that says whose
/// birth it is.
const REACH: usize = 4;

/// Ages that people reach.
const AGES: std::ops::RangeInclusive<f64> = 1.0..=115.0;

/// A date of the source.
#[derive(Clone, Copy)]
struct Placed<'a> {
    passage: usize,
    value: &'a Value,
    date: &'a DateValue,
}

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

/// The dates of the passages around `passage`, in order.
fn dates<'a>(context: &'a Context<'_>, passage: usize) -> Vec<Placed<'a>> {
    let document = context.document;
    let near = passage.saturating_sub(NEAR)..document.len().min(passage + NEAR + 1);
    near.flat_map(|passage| {
        let values = document.values(passage).iter();
        values.filter_map(move |value| match &value.meaning {
            Meaning::Date(date) if date.minute.is_none() && date.relative.is_none() => {
                Some(Placed {
                    passage,
                    value,
                    date,
                })
            }
            _ => None,
        })
    })
    .collect()
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
            && lasts(claim, &Length::between(&from, &to, true)?)
        {
            return Some(Way {
                steps: format!("{} = {told}", written(placed)),
                places: [passage; 2],
                is_certain: true,
            });
        }
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
fn is_age(context: &Context<'_>, claim: &Value) -> bool {
    let query = context.query;
    let word = |at: usize| {
        let token = query.tokens.get(at);
        token.map_or_else(String::new, |token| {
            token.span.of(&query.text).to_lowercase()
        })
    };
    let before = |steps: usize| claim.lead.checked_sub(steps).map_or_else(String::new, word);
    let words = words(query.lang);
    let is_years = match claim.meaning {
        Meaning::Quantity { dimension, .. } => dimension == "month",
        _ => true,
    };
    let old = words.old.contains(&&*word(claim.end))
        || word(claim.end) == "-" && words.old.contains(&&*word(claim.end + 1));
    let aged = words.aged.contains(&&*before(1));
    // "was 24 when"
    let bare = matches!(claim.meaning, Meaning::Number(_))
        && words.was.contains(&&*before(1))
        && (words.when.contains(&&*word(claim.end)) || word(claim.end) == ",");
    is_years && (old || aged || bare)
}

/// How old somebody was who was born on one date at another: the one beside the claim's words.
fn age(context: &Context<'_>, claim: &Value, passage: usize) -> Option<Said> {
    let (Meaning::Number(number) | Meaning::Quantity { number, .. }) = &claim.meaning else {
        return None;
    };
    if number.bound != Bound::Exact || number.upto.is_some() || !AGES.contains(&number.value) {
        return None;
    }
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
    let written = |placed: &Placed<'_>| placed.value.span.of(context.document.text(placed.passage));
    let told = best.iter().find_map(|(_, event)| {
        let (least, most) = years(event)?;
        let steps = format!("{} − {} = {}", written(event), written(born), number.value);
        (least..=most).contains(&number.value).then_some(Way {
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
    let is_exact = most > 0.0 && (most - least).abs() < 0.5;
    is_exact.then(|| {
        let steps = format!("{} − {} = {most} years", written(event), written(born));
        Said::Another(steps, event.passage)
    })
}

/// Whether a date is that of somebody's birth.
fn is_birth(context: &Context<'_>, placed: &Placed<'_>) -> bool {
    let (tokens, text) = passage_of(context, placed.passage);
    let born = words(context.document.lang()).born;
    let before = placed.value.first.saturating_sub(REACH + 2)..placed.value.first;
    before
        .rev()
        .take_while(|at| !matches!(tokens[*at].span.of(text), "." | ";"))
        .any(|at| born.contains(&&*tokens[at].span.of(text).to_lowercase()))
}

fn passage_of<'a>(context: &'a Context<'_>, passage: usize) -> (&'a [Token], &'a str) {
    (
        context.document.tokens(passage),
        context.document.text(passage),
    )
}

/// A date so long after or before one of the source: "1906, two decades after its foundation".
fn moved(context: &Context<'_>, claim: &Value, passage: usize) -> Option<Way> {
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
            let meant = Value {
                meaning: claim.meaning.clone(),
                end_of: End::Whole,
                ..claim.clone()
            };
            let is = |date: DateValue| {
                let made = Value {
                    meaning: Meaning::Date(date),
                    ..meant.clone()
                };
                compare(&meant, &made) == Agreement::Same
            };
            // Who is 24 may have been so since last year.
            let later = DateValue {
                year: date.year.map(|year| year + 1),
                ..date
            };
            (is(date) || is_age && is(later)).then(|| {
                let written = base.value.span.of(document.text(base.passage));
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

fn months_or_days(meaning: &Meaning) -> Option<Span> {
    const DAY: f64 = 86_400.0;
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
    let last_before = || {
        let mut earlier = all.iter().rev().filter(|placed| {
            placed.passage < place || placed.passage == place && placed.value.end <= span.first
        });
        earlier.next().copied()
    };
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
        if let Some(date) = behind.next().filter(|date| date.value.first <= at + REACH) {
            return Some((*date, onwards));
        }
        return Some((last_before()?, -onwards));
    }
    after
        .contains(&&*lead)
        .then(last_before)?
        .map(|date| (date, 1.0))
}
