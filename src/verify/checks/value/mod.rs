//! Numbers, dates, money, percentages and measures: the same value, in the same role.
//!
//! | file | what |
//! |---|---|
//! | `compared` | the source's values that a claim's is compared with, and how closely each stands in its surroundings (`role`) |
//! | `agreement` | how two values agree, with what stands around them |
//! | `equal` | which of the claim's values they equal |
//! | `owner`, `whose`, `row` | whose a value is, where a sentence or the rows of a table have several |
//! | `change` | each end of a change or stretch |
//! | `date` | dates, the page's own, and in which order a page writes them in figures |
//! | `completed` | what a page leaves out of a date |
//! | `instead` | a different value where the claim's should stand |
//! | `rival` | the closest one where the source lacks the claim's, and how likely it is meant |
//! | `follows` | what more than one of the source's values bears on |
//! | `computed` | what several of the source's values give together |

mod agreement;
mod change;
mod compared;
mod completed;
mod computed;
mod date;
mod equal;
mod follows;
mod instead;
mod owner;
mod rival;
mod role;
mod row;
mod whose;

use self::compared::{Compared, compared, in_claim, kind, made};
use self::completed::completed;
use self::equal::{Equal, bare, equals};
use self::follows::{absent, by_computing, by_ends, of_ends};
use self::instead::instead;
use self::rival::{closest, with_rival};
use self::whose::Whose;
use crate::text::{
    Agreement, Bound, Meaning, Relative, Token, TokenKind, Value, compare, is_age_in_tens,
};
use crate::verify::checks::context::{Context, check};
use crate::verify::checks::denial;
use crate::verify::outcome::{Check, Kind, Status};

/// How much closer to the claim another value must stand for an equal one not to count: in another
/// passage, and, by its surroundings alone, in the same one.
const CLOSER: f64 = 0.1;
const CLOSER_BESIDE: f64 = 0.4;

/// How close, beside the closest, another equal value must be for it to be the claim's where the closest is another
/// thing's.
const AS_CLOSE: f64 = 0.8;

/// Equal values that are asked whose they are.
const TRIES: usize = 8;

pub(super) fn checks(context: &Context<'_>) -> Vec<Check> {
    let values = &context.query.values;
    let equals = equals(context);
    let all: Vec<Check> = values
        .iter()
        .map(|value| of_value(context, value, &equals))
        .collect();
    let matches = |index: usize| all[index].status == Status::Match;
    let keeps = |index: usize| {
        // One of "$1 billion (159 billion yen)" is enough, and what "last year" is in the claim
        // only its own date could tell.
        let converted = [
            index.checked_sub(1).map(|before| (before, index)),
            Some((index, index + 1)),
        ];
        let told = converted.into_iter().flatten().any(|(first, second)| {
            second < values.len()
                && is_conversion(context, &values[first], &values[second])
                && (matches(first) || matches(second))
        });
        let quiet = told
            || is_relative(&values[index].meaning)
            || all[index].status == Status::Absent
                && is_age_in_tens(&values[index], &context.query.text)
            // Most pages say "once a week" without a number.
            || all[index].status == Status::Absent
                && (counts_from(context, &values[index])
                    || values[index].is_once()
                    || is_few(context, &values[index]));
        if is_every(&values[index]) {
            return all[index].status == Status::Mismatch;
        }
        matches(index) || !quiet
    };
    let kept: Vec<bool> = (0..all.len()).map(keeps).collect();
    all.into_iter()
        .zip(kept)
        .filter_map(|(check, kept)| kept.then_some(check))
        .collect()
}

/// Whether `second` is `first` again in another currency or unit, in brackets.
fn is_conversion(context: &Context<'_>, first: &Value, second: &Value) -> bool {
    let alike = matches!(
        (&first.meaning, &second.meaning),
        (Meaning::Money { .. }, Meaning::Money { .. })
            | (Meaning::Quantity { .. }, Meaning::Quantity { .. })
    );
    let between = first.end..second.first;
    let bracket = |token: usize| {
        let span = context.query.tokens[token].span;
        matches!(span.of(&context.query.text), "(" | "（" | "[")
    };
    alike && between.len() <= 4 && between.clone().any(bracket)
}

/// Whether a span of time only tells from when something else is counted: "grew from a year earlier".
fn counts_from(context: &Context<'_>, value: &Value) -> bool {
    let Meaning::Quantity {
        number,
        dimension: "time" | "month",
        ..
    } = &value.meaning
    else {
        return false;
    };
    let first = &context.query.tokens[value.first];
    (number.value - 1.0).abs() < 1e-9 && first.kind == TokenKind::Word
}

/// The most that a page shows without a number: two brothers by their names.
const FEW: f64 = 5.0;

/// Whether a value is a small count in words: "the two", "a couple of".
fn is_few(context: &Context<'_>, value: &Value) -> bool {
    let is_word = context.query.tokens[value.first].kind == TokenKind::Word;
    let Meaning::Number(number) = &value.meaning else {
        return false;
    };
    is_word
        && number.upto.is_none()
        && number.value.fract() == 0.0
        && (1.0..=FEW).contains(&number.value)
}

/// Whether one word says it, "annual", which is part of what many things are called.
fn is_every(value: &Value) -> bool {
    value.is_once() && value.end == value.first + 1
}

const fn is_relative(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Date(date) if matches!(
            date.relative,
            Some(Relative::Year(_) | Relative::Month(_) | Relative::Day(_))
        )
    )
}

fn of_value(context: &Context<'_>, claim: &Value, all_equal: &[Vec<Equal>]) -> Check {
    let compared = compared(context, claim, all_equal);
    let closest = closest(context, claim, &compared);
    let is_unlikely = closest.is_some_and(|(_, rival)| !rival.is_likely());
    let check = decided(context, claim, &compared, is_unlikely);
    match closest {
        Some(closest) => with_rival(context, claim, closest, check),
        None => check,
    }
}

/// The check of `claim` by what it was compared with; `is_unlikely` of the closest other value says that it is not meant by its
/// surroundings alone.
fn decided(
    context: &Context<'_>,
    claim: &Value,
    compared: &[Compared<'_>],
    is_unlikely: bool,
) -> Check {
    let kind = kind(&claim.meaning);
    if let Some(check) = in_twin(context, claim, kind, compared) {
        return check;
    }
    let best = |agreement: Agreement| {
        compared
            .iter()
            .filter(|other| other.agreement == agreement)
            .max_by(|a, b| a.closeness().total_cmp(&b.closeness()))
    };
    let made = |status: Status, other: &Compared<'_>| made(context, claim, kind, status, other);
    let rival = compared
        .iter()
        .filter(|other| other.is_rival() && other.is_of_the_same(claim))
        .filter(|other| other.is_named || !is_unlikely)
        .max_by(|a, b| a.closeness().total_cmp(&b.closeness()));
    let mut equal: Vec<&Compared<'_>> = compared
        .iter()
        .filter(|other| other.agreement == Agreement::Same && other.is_meant(claim))
        .collect();
    equal.sort_by(|a, b| b.closeness().total_cmp(&a.closeness()));
    let whose = Whose::new(context, claim, compared);
    let closest = equal.first().map_or(0.0, |first| first.closeness());
    let others: Vec<Option<&Compared<'_>>> = equal
        .iter()
        .take_while(|same| same.closeness() >= closest * AS_CLOSE)
        .take(TRIES)
        .map(|same| whose.anothers(same).filter(|_| !is_named(same)))
        .collect();
    let same = equal
        .iter()
        .zip(&others)
        .find_map(|(same, other)| other.is_none().then_some(*same));
    if same.is_none()
        && let Some(Some(other)) = others.first()
    {
        return made(Status::Mismatch, other);
    }
    if let Some(check) = by_ends(context, claim, compared) {
        return check;
    }
    if same.is_none()
        && let Some(check) = of_ends(context, claim)
    {
        return check;
    }
    // Where the words tell whose both are, that decides.
    let is_own = |same: &Compared<'_>, rival: &Compared<'_>| {
        same.is_rather_meant(rival) || whose.is_own(same, rival)
    };
    let tight = instead(context, claim, compared)
        .filter(|tight| !same.is_some_and(|same| is_own(same, tight) || is_named(same)));
    let rival = rival.filter(|rival| !same.is_some_and(|same| is_own(same, rival)));
    if let Some(same) = same
        && tight.is_none()
        && !rival.is_some_and(|rival| displaces(rival, same))
    {
        return made(Status::Match, same);
    }
    let rival = tight.or(rival);
    let less = best(Agreement::Less);
    if let Some(less) = less.filter(|less| rival.is_none() && is_within(claim, less)) {
        return made(Status::Match, less);
    }
    if rival.is_none()
        && let Some(note) = completed(context, claim, compared)
    {
        let parts = less.map_or_else(
            || check(kind, Status::Match, in_claim(context, claim, false), None),
            |less| made(Status::Match, less),
        );
        return Check {
            status: Status::Match,
            note,
            ..parts
        };
    }
    let mismatch = |rival: &Compared<'_>| made(Status::Mismatch, rival);
    // What the named cell has needs no computing.
    let is_in_cell = rival.is_some_and(|rival| rival.is_named);
    if !is_in_cell && (same.is_none() || tight.is_some()) {
        let settled = rival.filter(|rival| !is_denied(context, rival));
        if let Some(check) = by_computing(context, claim, settled, less) {
            return check;
        }
    }
    match (rival, less) {
        (Some(rival), Some(less)) if less.closeness() >= rival.closeness() => {
            absent(context, claim, Some(less))
        }
        // An equal value stands farther off: which of them the claim means cannot be told.
        (Some(rival), _) if same.is_some() && tight.is_none() => Check {
            note: format!(
                "source says {} where the claim says {}, which it says elsewhere",
                rival.value.span.of(context.document.text(rival.passage)),
                claim.span.of(&context.query.text),
            ),
            ..made(Status::Absent, rival)
        },
        (Some(rival), _) if is_denied(context, rival) => made_absent(mismatch(rival)),
        (Some(rival), _) => mismatch(rival),
        (None, less) => absent(context, claim, less),
    }
}

/// The check of a value whose counterpart stands in its own place in a passage with the claim's words.
fn in_twin(
    context: &Context<'_>,
    claim: &Value,
    kind: Kind,
    compared: &[Compared<'_>],
) -> Option<Check> {
    let twin = context.twin.as_ref()?;
    let first = twin.counterpart(claim.first)?;
    let mut there = compared.iter();
    let other = there.find(|other| other.passage == twin.passage && other.value.first == first)?;
    let status = match other.agreement {
        Agreement::Same => Status::Match,
        Agreement::Differs => Status::Mismatch,
        _ => return None,
    };
    Some(made(context, claim, kind, status, other))
}

fn made_absent(mismatch: Check) -> Check {
    Check {
        status: Status::Absent,
        ..mismatch
    }
}

/// Whether the claim denies where the source states another value: "not 30" is no other value than "20".
fn is_denied(context: &Context<'_>, rival: &Compared<'_>) -> bool {
    let query = context.query;
    let denies = |tokens: &[Token], text: &str| {
        tokens
            .iter()
            .any(|token| denial::is_denial(token, text, query.lang))
    };
    let (tokens, text) = (
        context.document.tokens(rival.passage),
        context.document.text(rival.passage),
    );
    denies(&query.tokens, &query.text) && !denies(tokens, text)
}

/// Whether a value is the number of a thing with a name of its own, "Falcon 9", which is the same wherever it is named.
const fn is_named(same: &Compared<'_>) -> bool {
    matches!(same.value.meaning, Meaning::Label { of_kind: false, .. })
}

/// Whether a value of the source that says less lies within the claim's bounds, be it far, and is of the same thing: "more than
/// 250" of 363, "between 90 and 95" of 92. What is "up to 25" is a limit, which 15 is not.
fn is_within(claim: &Value, less: &Compared<'_>) -> bool {
    let numbers = claim.meaning.number().zip(less.value.meaning.number());
    let lies = numbers.is_some_and(|(claim, source)| {
        let is_bound = matches!(claim.bound, Bound::Over | Bound::AtLeast | Bound::Under);
        (is_bound || claim.upto.is_some_and(|upto| upto > claim.value))
            && source.upto.is_none()
            && source.bound == Bound::Exact
    });
    // "4 million" is not more than 4 million.
    let is_equal = || compare(&bare(claim), &bare(less.value)) == Agreement::Same;
    lies && !is_equal() && less.is_of_the_same(claim)
}

/// Whether an equal value is another thing's, because what the claim speaks of has a different one.
fn displaces(rival: &Compared<'_>, same: &Compared<'_>) -> bool {
    // What has the same number is the same thing, wherever it is named.
    if matches!(same.value.meaning, Meaning::Label { .. }) {
        return false;
    }
    if rival.passage == same.passage {
        rival.role > same.role + CLOSER_BESIDE && !same.has_own_word
    } else {
        rival.closeness() > same.closeness() + CLOSER
    }
}
