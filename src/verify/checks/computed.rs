//! Values that two of the source's give together: "30 − 20 = 10". Such a value is not in the source, and does not
//! differ from it either.

use super::context::Context;
use crate::text::{Agreement, Bound, Meaning, Number, Value, compare};

/// Counts below this come about by chance: most sentences with two numbers have such a difference.
const BY_CHANCE: f64 = 10.0;

/// Values that are put together: longer lists give anything.
const MOST: usize = 24;

/// Passages before and after that of a value in which the others may stand.
const NEAR: usize = 2;

/// How the claim's value follows from values of `passage` and those beside it, as a person would write it, where it does: a sum, a
/// difference, what is left of a hundred per cent, or one divided by a count.
pub(super) fn computed(context: &Context<'_>, claim: &Value, passage: usize) -> Option<String> {
    let wanted = number_of(&claim.meaning)?;
    if matches!(claim.meaning, Meaning::Number(_)) && wanted.value < BY_CHANCE
        || wanted.upto.is_some()
    {
        return None;
    }
    let document = context.document;
    if document.values(passage).len() > MOST {
        return None;
    }
    // Those of the passage first: what follows from one sentence is what is meant.
    let mut near: Vec<usize> =
        (passage.saturating_sub(NEAR)..document.len().min(passage + NEAR + 1)).collect();
    near.sort_by_key(|other| other.abs_diff(passage));
    let values: Vec<(usize, &Value)> = near
        .into_iter()
        .flat_map(|passage| {
            document
                .values(passage)
                .iter()
                .map(move |value| (passage, value))
        })
        .take(MOST)
        .collect();
    // What "more than 18 %" might be is more than what follows.
    let bound = if wanted.bound == Bound::About {
        Bound::About
    } else {
        Bound::Exact
    };
    let exact = Value {
        meaning: with(&claim.meaning, wanted.value, bound)?,
        ..claim.clone()
    };
    let gives = |meaning: Option<Meaning>| {
        let made = meaning.map(|meaning| Value {
            meaning,
            ..claim.clone()
        });
        made.is_some_and(|made| compare(&exact, &made) == Agreement::Same)
    };
    let written = |passage: usize, value: &Value| value.span.of(document.text(passage)).trim();
    for (index, &(here, one)) in values.iter().enumerate() {
        let Some(x) = number_of(&one.meaning) else {
            continue;
        };
        if let Meaning::Percent { points: false, .. } = one.meaning
            && gives(with(&one.meaning, 100.0 - x.value, Bound::Exact))
        {
            return Some(format!(
                "100 − {} = {}",
                written(here, one),
                claim_text(context, claim)
            ));
        }
        for (other_index, &(there, other)) in values.iter().enumerate() {
            let Some(y) = number_of(&other.meaning).filter(|_| index != other_index) else {
                continue;
            };
            let scale = factor(&other.meaning) / factor(&one.meaning);
            let signs = [
                ("+", x.value + y.value * scale),
                ("−", x.value - y.value * scale),
            ];
            let alike = is_alike(&one.meaning, &other.meaning);
            let counts = matches!(other.meaning, Meaning::Number(_)) && y.value > 1.0;
            let by_count = [("÷", x.value / y.value)];
            let tried = signs
                .iter()
                .filter(|_| alike)
                .chain(by_count.iter().filter(|_| counts && !alike));
            for (sign, result) in tried {
                if *result > 0.0 && gives(with(&one.meaning, *result, Bound::Exact)) {
                    let (one, other) = (written(here, one), written(there, other));
                    return Some(format!(
                        "{one} {sign} {other} = {}",
                        claim_text(context, claim)
                    ));
                }
            }
        }
    }
    None
}

fn claim_text<'a>(context: &'a Context<'_>, claim: &Value) -> &'a str {
    claim.span.of(&context.query.text)
}

const fn number_of(meaning: &Meaning) -> Option<&Number> {
    match meaning {
        Meaning::Number(number)
        | Meaning::Percent { number, .. }
        | Meaning::Money { number, .. }
        | Meaning::Quantity { number, .. } => Some(number),
        _ => None,
    }
}

const fn factor(meaning: &Meaning) -> f64 {
    match meaning {
        Meaning::Quantity { factor, .. } => *factor,
        _ => 1.0,
    }
}

/// Whether two values can be added: of one currency, one dimension, or both per cent or plain.
fn is_alike(one: &Meaning, other: &Meaning) -> bool {
    let unit = |meaning: &Meaning| match meaning {
        Meaning::Money { currency: unit, .. }
        | Meaning::Quantity {
            dimension: unit, ..
        } => *unit,
        _ => "",
    };
    std::mem::discriminant(one) == std::mem::discriminant(other) && unit(one) == unit(other)
}

/// The same measure of another number, meant as `bound` says.
fn with(meaning: &Meaning, value: f64, bound: Bound) -> Option<Meaning> {
    let mut made = meaning.clone();
    let (Meaning::Number(number)
    | Meaning::Percent { number, .. }
    | Meaning::Money { number, .. }
    | Meaning::Quantity { number, .. }) = &mut made
    else {
        return None;
    };
    // Binary fractions are not exact: "5.4 − 0.3".
    let value = (value * 1e6).round() / 1e6;
    *number = Number {
        value,
        other: None,
        upto: None,
        bound,
        falls: false,
        ..*number
    };
    Some(made)
}
