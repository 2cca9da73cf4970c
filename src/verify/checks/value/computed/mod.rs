//! Values that several of the source's give together: "30 − 20 = 10".
//!
//! `steps` is what two values give, `amount` their numbers; here a claim's value (`wanted`) is looked for among it, as far as
//! the claim's words ask for it (`asked`). What dates give is apart (`calendar`). `counted` tells what values count.
//! `otherwise` finds where the claim says in so many words what it has computed, and another number comes out.

mod amount;
mod asked;
mod calendar;
mod counted;
mod otherwise;
mod steps;
mod wanted;
mod way;

use crate::text::{Bound, End, Meaning, Value};
use crate::verify::checks::context::Context;
use amount::with;
use calendar::{year_behind, year_of};
use counted::{counts_others, is_of_others};
use steps::{BY_CHANCE, Operation, Step};
use wanted::Wanted;
use way::{Said, Way};

pub(super) use amount::ratio;
pub(super) use asked::is_asked_for;
pub(super) use calendar::is_age;
pub(super) use otherwise::otherwise;

/// Values that are put together: longer lists give anything.
const MOST: usize = 24;

/// Passages before and after that of a value in which the others may stand.
const NEAR: usize = 2;

/// Share of the rest of the claim that a passage must bear out for what its values give to be what the claim says.
const SUBJECT: f64 = 0.4;

/// Spans of fewer years come about by chance.
const FEW_YEARS: f64 = 5.0;

/// How a claim's value follows from values of the source.
pub(super) struct Computed {
    /// As a person would write it: "30 − 20 = 10".
    pub steps: String,
    /// The passage of the first of them.
    pub passage: usize,
    /// Whether that is what the claim says, and not only how its value may have come about.
    pub is_meant: bool,
}

/// What dates say of a claim's value.
#[derive(Default)]
pub(super) struct ByDates {
    /// How it follows, each way with the passage.
    pub follows: Vec<(Way, usize)>,
    /// How another one does, and in which passage.
    pub another: Option<(String, usize)>,
}

/// What the dates of each of `passages` and those beside it say of the claim's value.
pub(super) fn by_dates(context: &Context<'_>, claim: &Value, passages: &[usize]) -> ByDates {
    let mut told = ByDates::default();
    for passage in passages {
        match calendar::said(context, claim, *passage) {
            Some(Said::Follows(way)) => told.follows.push((way, *passage)),
            Some(Said::Another(steps, place)) if told.another.is_none() => {
                told.another = Some((steps, place));
            }
            _ => {}
        }
    }
    told
}

/// How the claim's value follows by dates, or from other values of one of `passages` and those beside it.
pub(super) fn computed(
    context: &Context<'_>,
    claim: &Value,
    passages: &[usize],
    by_dates: Vec<(Way, usize)>,
) -> Option<Computed> {
    let is_telling = is_telling(claim);
    let wanted = Wanted::new(context, claim).filter(|_| may_be_computed(claim));
    let of_amounts = wanted.iter().flat_map(|wanted| {
        let asks =
            |passage| is_telling || wanted.is_exception || asked::leaves_rest(context, passage);
        let asking = passages
            .iter()
            .copied()
            .filter(move |passage| asks(*passage));
        asking.filter_map(|passage| Some((at(context, claim, wanted, passage)?, passage)))
    });
    let mut ways = by_dates.into_iter().chain(of_amounts).peekable();
    ways.peek()?;
    let subjects = context.subjects_headed(claim.first, claim.end);
    // A row of a list leaves what all of it is about to the rows above.
    let around = context.subjects_around(claim.first, claim.end, NEAR);
    let subject = |passage: usize| {
        let mut ranked = context.matches.ranked.iter();
        let at = ranked.position(|ranked| ranked.passage == passage);
        at.map_or(0.0, |at| match context.row(passage) {
            Some(_) => around[at],
            None => subjects[at],
        })
    };
    let mut found: Option<Computed> = None;
    for (way, passage) in ways {
        let subject = way.places.map(subject).into_iter().fold(0.0, f64::max);
        let made = Computed {
            steps: way.steps,
            passage,
            is_meant: way.is_certain && subject >= SUBJECT,
        };
        if made.is_meant {
            return Some(made);
        }
        found = found.or(Some(made));
    }
    found
}

/// Whether the claim's value is one that is computed from amounts.
fn may_be_computed(claim: &Value) -> bool {
    let number = claim.meaning.number();
    number.is_none_or(|number| number.value > 0.0 && number.upto.is_none())
}

/// Whether it is large enough not to come about by chance.
fn is_telling(claim: &Value) -> bool {
    let least = match claim.meaning {
        Meaning::Number(number) if number.value >= 1.0 => BY_CHANCE,
        Meaning::Quantity {
            dimension: "month",
            factor,
            ..
        } => FEW_YEARS * 12.0 / factor,
        _ => 0.0,
    };
    let number = claim.meaning.number();
    number.is_none_or(|number| number.value >= least)
}

/// The way from values of `passage` and those beside it to the claim's.
fn at(context: &Context<'_>, claim: &Value, wanted: &Wanted, passage: usize) -> Option<Way> {
    let document = context.document;
    if document.values(passage).len() > MOST {
        return None;
    }
    let values = around(context, passage);
    let mut says_each: Vec<usize> = values.iter().map(|(passage, _)| *passage).collect();
    says_each.dedup();
    says_each.retain(|passage| asked::is_of_each(context, *passage));
    let is_duration = calendar::is_duration(context, claim);
    let is_telling = is_telling(claim);
    let written =
        |(passage, value): &(usize, &Value)| value.span.of(document.text(*passage)).trim();
    let told = claim.span.of(&context.query.text);
    let number = claim.meaning.number();
    let is_about = number.is_some_and(|number| number.bound == Bound::About);
    let mut loose: Option<Way> = None;
    for one in &values {
        if let Some((from, to, meaning)) = steps::of_stretch(&one.1.meaning)
            && is_duration
            && wanted.is(&meaning, false)
        {
            return Some(Way {
                steps: format!("{to} − {from} = {told}"),
                places: [one.0; 2],
                is_certain: true,
            });
        }
        if let Meaning::Percent {
            points: false,
            number,
        } = &one.1.meaning
            && wanted.is(&with(&one.1.meaning, 100.0 - number.value)?, false)
        {
            // What is left of a whole may be the opposite of what the claim says.
            return Some(Way {
                steps: format!("100 − {} = {told}", written(one)),
                places: [one.0; 2],
                is_certain: false,
            });
        }
        let is_date = |value: &Value| matches!(value.meaning, Meaning::Date(_));
        let is_span = matches!(claim.meaning, Meaning::Quantity { .. });
        if is_span && is_date(one.1) && !is_duration {
            continue;
        }
        for other in values.iter().filter(|other| !std::ptr::eq(*other, one)) {
            let of_each = says_each.contains(&one.0) || says_each.contains(&other.0);
            for Step {
                operation,
                meaning,
                is_quotient,
            } in steps::of(one, other, (wanted.is_rate, wanted.is_mean), of_each)
            {
                let turns = operation == Operation::Change && is_later(context, one, other);
                let is_it = wanted.is(&meaning, is_quotient)
                    && (is_telling || operation == Operation::Difference)
                    && !turns
                    && !(operation == Operation::Sum
                        && asked::is_sum_told(context, [one.0, other.0]))
                    && !wanted.is_by_chance(operation)
                    && !is_of_others(context, claim, one, other);
                let is_certain = is_it
                    && !(operation == Operation::Sum && counts_others(context, claim, one, other))
                    // Two values differ by about so much as it comes.
                    && (operation != Operation::Difference
                        || !is_about
                        || is_date(one.1)
                        || asked::is_asked(context, operation, [one.0, other.0]))
                    && (is_date(one.1)
                        || one.0 == other.0
                        || operation == Operation::Difference && wanted.is_exception
                        || asked::is_asked(context, operation, [one.0, other.0]));
                let is_loose = is_it || is_telling && wanted.is_perhaps(operation, &meaning);
                if is_certain || loose.is_none() && is_loose {
                    let result = steps::result(&meaning, told);
                    let way = Way {
                        steps: operation.write(written(one), written(other), &result),
                        places: [one.0, other.0],
                        is_certain,
                    };
                    if is_certain {
                        return Some(way);
                    }
                    loose = Some(way);
                }
            }
        }
    }
    of_several(context, passage, wanted, told, is_telling).or(loose)
}

/// The values of a passage and of those near it that are put together.
fn around<'a>(context: &'a Context<'_>, passage: usize) -> Vec<(usize, &'a Value)> {
    let document = context.document;
    // Those of the passage first: what follows from one sentence is what is meant.
    let mut near: Vec<usize> =
        (passage.saturating_sub(NEAR)..document.len().min(passage + NEAR + 1)).collect();
    near.sort_by_key(|other| other.abs_diff(passage));
    near.into_iter()
        .flat_map(|passage| {
            let (tokens, text) = (document.tokens(passage), document.text(passage));
            // "24/7" is no two amounts.
            let is_slash = |at: usize| {
                let token = tokens.get(at);
                token.is_some_and(|token| token.is_glued() && token.span.of(text) == "/")
            };
            let values = document.values(passage).iter();
            values
                .filter(move |value| {
                    let after_slash = || value.first.checked_sub(1).is_some_and(is_slash);
                    !value.is_once() && !is_slash(value.end) && !after_slash()
                })
                .map(move |value| (passage, value))
        })
        .take(MOST)
        .collect()
}

/// The way from all values of a passage that are alike, and from a whole of it without its parts in the next one.
fn of_several(
    context: &Context<'_>,
    passage: usize,
    wanted: &Wanted,
    told: &str,
    may_be_sum: bool,
) -> Option<Way> {
    let document = context.document;
    let written =
        |(passage, value): &(usize, &Value)| value.span.of(document.text(*passage)).trim();
    // What is left of a whole may have its parts in the next sentence.
    let here: Vec<(usize, &Value)> = of_passages(context, passage..passage + 1);
    let both: Vec<(usize, &Value)> = of_passages(context, passage..document.len().min(passage + 2));
    let several = |values: &[(usize, &Value)], is_one: bool| {
        let alone: Vec<&Value> = values.iter().map(|(_, value)| *value).collect();
        let mut all = steps::of_all(&alone).into_iter();
        let (several, _) = all.find(|(several, meaning)| {
            (is_one || several.operation() == Operation::Difference)
                && asked::is_asked(context, several.operation(), [passage; 2])
                && wanted.is(meaning, true)
        })?;
        let place = |value: &Value| {
            let mut placed = values.iter();
            placed
                .find(|(_, other)| std::ptr::eq(*other, value))
                .map_or(passage, |(place, _)| *place)
        };
        let parts: Vec<&str> = several
            .values
            .iter()
            .map(|value| written(&(place(value), value)))
            .collect();
        Some(Way {
            steps: several.write(&parts, told),
            places: [passage; 2],
            is_certain: true,
        })
    };
    several(&here, may_be_sum).or_else(|| several(&both, false))
}

/// The values of some passages, with where they stand.
fn of_passages<'a>(
    context: &'a Context<'_>,
    passages: std::ops::Range<usize>,
) -> Vec<(usize, &'a Value)> {
    let document = context.document;
    passages
        .flat_map(|passage| {
            document
                .values(passage)
                .iter()
                .map(move |value| (passage, value))
        })
        .collect()
}

/// Whether the first of two values came after the other, so that nothing grew from it to that: by the ends of a change, or by the
/// years beside them.
fn is_later(context: &Context<'_>, one: &(usize, &Value), other: &(usize, &Value)) -> bool {
    let year = |(passage, value): &(usize, &Value)| {
        let values = context.document.values(*passage);
        let before = || values.iter().rev().filter(|date| date.first < value.end);
        year_behind(values, value.end).or_else(|| before().find_map(year_of))
    };
    match (one.1.end_of, other.1.end_of) {
        (End::To, End::From) => true,
        (End::From, End::To) => false,
        _ => year(one)
            .zip(year(other))
            .is_some_and(|(one, other)| one > other),
    }
}
