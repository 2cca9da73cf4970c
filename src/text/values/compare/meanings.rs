//! How what two values say compares, whatever each of has them.

use super::across::across;
use super::agreement::{Agreement, same};
use super::dates;
use super::ends::one_end;
use super::numbers::{is_next_bound, is_side_of, numbers, quantities, same_number, spans};
use crate::text::values::numbers::Number;
use crate::text::values::tables::Tables;
use crate::text::values::{End, Meaning, Value};

/// How the two amounts compare, whatever each of has them.
pub(super) fn amount(claim: &Value, source: &Value) -> Agreement {
    use Meaning::{Date, Label, Money, Number, Ordinal, Percent, Quantity};
    // What something came from is not what it came to, and neither is how far it went.
    if claim.end_of != source.end_of && claim.end_of != End::Whole && source.end_of != End::Whole {
        return Agreement::Unlike;
    }
    if claim.left_out.is_some() || source.left_out.is_some() {
        return left_out(claim, source);
    }
    let narrowed = one_end(&source.meaning, claim.end_of);
    match (&claim.meaning, narrowed.as_ref().unwrap_or(&source.meaning)) {
        (Date(claim), Date(source)) => dates::dates(claim, source),
        (Number(claim), Number(source))
            if claim.is_share() != source.is_share() && claim.value.max(source.value) >= 1.0 =>
        {
            Agreement::Unlike
        }
        (Number(claim), Number(source)) if is_next_bound(claim, source, 1.0) => Agreement::Same,
        (Number(claim), Number(source)) => match numbers(claim, source) {
            Agreement::Unlike if is_side_of(claim, source) => Agreement::Same,
            agreement => agreement,
        },
        // What is third may well be the last.
        (Ordinal(claim), Ordinal(source)) if claim * source < 0.0 => Agreement::Unlike,
        (Ordinal(claim), Ordinal(source)) => same((claim - source).abs() < 1e-6),
        (
            Label {
                written: claim,
                major,
                name: a,
                is_version,
                ..
            },
            Label {
                written: source,
                major: source_major,
                name: b,
                is_version: source_is_version,
                ..
            },
        ) => match (a == b, claim == source) {
            (true, true) => Agreement::Same,
            (false, true) if *is_version => Agreement::Same,
            // "v6.9.0" is one of "v6".
            (true, false) if claim == source_major && *source_is_version => Agreement::Same,
            (true, false) if major == source && *is_version => Agreement::Less,
            (true, false) => Agreement::Differs,
            (false, _) => Agreement::Unlike,
        },
        (
            Percent {
                number: claim,
                points: a,
            },
            Percent {
                number: source,
                points: b,
            },
        ) => {
            let agreement = numbers(claim, source);
            match (a == b, agreement) {
                (true, agreement) => agreement,
                // "rose 5 %" and "rose 5 percentage points" are not the same thing.
                (false, Agreement::Same) => Agreement::Differs,
                _ => Agreement::Unlike,
            }
        }
        (
            Money {
                number: claim,
                currency: a,
            },
            Money {
                number: source,
                currency: b,
            },
        ) => money(numbers(claim, source), a, b),
        (
            Quantity {
                number: claim,
                factor: a,
                dimension: of_claim,
            },
            Quantity {
                number: source,
                factor: b,
                dimension: of_source,
            },
        ) => measures((claim, *a, of_claim), (source, *b, of_source)),
        _ => across(&claim.meaning, &source.meaning),
    }
}

/// How two numbers of units compare, each with the size of its unit and its dimension.
fn measures(
    (claim, a, of_claim): (&Number, f64, &'static str),
    (source, b, of_source): (&Number, f64, &'static str),
) -> Agreement {
    let is_same_figure = same_number(claim, source);
    let is_of_one_unit = (a - b).abs() < 1e-9;
    let (claim, source) = (claim.times(a), source.times(b));
    let spans = |time, months| match spans(time, months) {
        Agreement::Unlike if is_same_figure => Agreement::Differs,
        other => other,
    };
    match (of_claim, of_source) {
        ("month" | "time", other)
            if other == of_claim && is_of_one_unit && is_next_bound(&claim, &source, a) =>
        {
            Agreement::Same
        }
        (one, other) if one == other => quantities(&claim, &source, one),
        ("month", "time") => spans(&source, &claim),
        ("time", "month") => spans(&claim, &source),
        _ => Agreement::Unlike,
    }
}

/// How two values compare of which one leaves out what it measures: where the two do not measure the same thing, as the numbers
/// that are written.
fn left_out(claim: &Value, source: &Value) -> Agreement {
    let told = |value: &Value| Value {
        left_out: None,
        ..value.clone()
    };
    let written = |value: &Value| Value {
        meaning: value
            .left_out
            .map_or_else(|| value.meaning.clone(), Meaning::Number),
        ..told(value)
    };
    let is_bare = |value: &Value| matches!(value.meaning, Meaning::Number(_));
    let agreement = amount(&told(claim), &told(source));
    match agreement {
        Agreement::Same => agreement,
        Agreement::Unlike => amount(&written(claim), &written(source)),
        _ if is_bare(claim) || is_bare(source) => match amount(&written(claim), &written(source)) {
            Agreement::Same => Agreement::Same,
            _ => agreement,
        },
        _ => agreement,
    }
}

fn money(numbers: Agreement, claim: &str, source: &str) -> Agreement {
    // A page writes "$" for its own country's dollar.
    match numbers {
        _ if Tables::get().currencies.may_be_one(claim, source) => numbers,
        Agreement::Same => Agreement::Differs,
        _ => Agreement::Unlike,
    }
}
