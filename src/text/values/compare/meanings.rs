//! How what two values say compares, whatever each of has them.

use super::agreement::{Agreement, same};
use super::dates;
use super::ends::one_end;
use super::numbers::{is_side_of, numbers, quantities, same_number, spans};
use crate::text::Lang;
use crate::text::values::dates::DateValue;
use crate::text::values::numbers::{Bound, Number};
use crate::text::values::tables::Tables;
use crate::text::values::{End, Meaning, Value};

/// Ranks up to this are numbers of many other things.
const FEW: f64 = 3.0;

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
        ) => {
            let is_same_figure = same_number(claim, source);
            let (claim, source) = (claim.times(*a), source.times(*b));
            let spans = |time, months| match spans(time, months) {
                Agreement::Unlike if is_same_figure => Agreement::Differs,
                other => other,
            };
            match (*of_claim, *of_source) {
                (one, other) if one == other => quantities(&claim, &source, one),
                ("month", "time") => spans(&source, &claim),
                ("time", "month") => spans(&claim, &source),
                _ => Agreement::Unlike,
            }
        }
        _ => across(&claim.meaning, &source.meaning),
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

/// Whether a rank and the number of a thing, or pounds of money and of a mass, are the same; none for other kinds.
fn by_other_sort(claim: &Meaning, source: &Meaning) -> Option<bool> {
    use Meaning::{Label, Money, Ordinal, Quantity};
    match (claim, source) {
        // "the 34th Regatta" and "Regatta XXXIV"
        (
            Ordinal(rank),
            Label {
                number,
                is_version: false,
                ..
            },
        )
        | (
            Label {
                number,
                is_version: false,
                ..
            },
            Ordinal(rank),
        ) => Some(*rank > FEW && (rank - number).abs() < 1e-6),
        // "25 pounds" is money or a mass.
        (
            Money {
                number: a,
                currency: "pound",
            },
            Quantity {
                number: b,
                factor,
                dimension: "mass",
            },
        )
        | (
            Quantity {
                number: b,
                factor,
                dimension: "mass",
            },
            Money {
                number: a,
                currency: "pound",
            },
        ) if is_pound(*factor) => Some(same_number(a, b)),
        _ => None,
    }
}

/// Whether a unit of so many kilograms is a pound.
fn is_pound(factor: f64) -> bool {
    let pound = Tables::get().units.exact("lb", Lang::English);
    pound.is_some_and(|pound| (factor - pound.factor).abs() < 1e-6)
}

/// Values of different kinds: a unit is left out in a table, a year reads as a count.
fn across(claim: &Meaning, source: &Meaning) -> Agreement {
    use Meaning::{Date, Label, Money, Number, Percent, Quantity};
    let same_or_unlike = |same: bool| {
        if same {
            Agreement::Same
        } else {
            Agreement::Unlike
        }
    };
    if let Some(same) = by_other_sort(claim, source) {
        return same_or_unlike(same);
    }
    match (claim, source) {
        (Date(date), Number(number)) | (Number(number), Date(date)) => {
            let year = date.year.filter(|year| *date == DateValue::of_year(*year));
            same_or_unlike(year.is_some_and(|year| (number.value - f64::from(year)).abs() < 0.5))
        }
        // "one in five of them" and "5 % of them"
        (
            Number(part),
            Percent {
                number,
                points: false,
            },
        ) if part.is_share() => share(&part.times(100.0), number),
        (
            Percent {
                number,
                points: false,
            },
            Number(part),
        ) if part.is_share() => share(number, &part.times(100.0)),
        // "half of them" and "50 % of them"
        (
            Number(part),
            Percent {
                number,
                points: false,
            },
        ) if part.value < 1.0 && part.rounded => {
            same_or_unlike(same_number(&part.times(100.0), number))
        }
        (
            Percent {
                number,
                points: false,
            },
            Number(part),
        ) if part.value < 1.0 && part.rounded => {
            same_or_unlike(same_number(number, &part.times(100.0)))
        }
        // "a decade" is no "1".
        (Number(a), Quantity { number: b, .. }) | (Quantity { number: a, .. }, Number(b))
            if (a.value - 1.0).abs() < 1e-9 && (b.value - 1.0).abs() < 1e-9 =>
        {
            Agreement::Unlike
        }
        // Only the claim may leave the unit out, or the source where the number is telling.
        (
            Number(a),
            Money { number: b, .. } | Quantity { number: b, .. } | Percent { number: b, .. },
        )
        | (
            Money { number: a, .. } | Quantity { number: a, .. } | Percent { number: a, .. },
            Number(b),
        ) => same_or_unlike(same_number(a, b)),
        (
            Label {
                number,
                of_kind: false,
                ..
            },
            Number(other),
        )
        | (
            Number(other),
            Label {
                number,
                of_kind: false,
                ..
            },
        ) => same_or_unlike(*number >= 10.0 && (number - other.value).abs() < 1e-6),
        _ => Agreement::Unlike,
    }
}

/// How far beyond a part that has a name another may be that is told by it.
const NAMED: f64 = 1.5;

/// A share in words and one in figures, both in per cent: "a third" is 33 %.
fn share(claim: &Number, source: &Number) -> Agreement {
    let apart = (claim.value - source.value).abs();
    let is_exact = |number: &Number| number.bound == Bound::Exact && number.upto.is_none();
    // "fewer than half" of 41 %: a part is told by the nearest one that has a name.
    let beyond = source.value / claim.value;
    let is_within = match claim.bound {
        Bound::Over | Bound::AtLeast => (1.0..=NAMED).contains(&beyond) && beyond > 1.0,
        Bound::Under | Bound::AtMost => (1.0 / NAMED..=1.0).contains(&beyond) && beyond < 1.0,
        _ => false,
    };
    if is_within && is_exact(source) {
        return Agreement::Same;
    }
    if is_exact(claim) && is_exact(source) && apart <= claim.step.max(source.step) / 2.0 {
        Agreement::Same
    } else {
        numbers(claim, source)
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
