//! How two values of different kinds compare: a share and per cent, a rank and the number of a thing, "9.15" and a quarter past nine.

use super::agreement::Agreement;
use super::numbers::{numbers, same_number};
use crate::text::Lang;
use crate::text::values::Meaning;
use crate::text::values::dates::{DateValue, HALF_DAY};
use crate::text::values::numbers::{Bound, Number};
use crate::text::values::tables::Tables;

/// Ranks up to this are numbers of many other things.
const FEW: f64 = 3.0;

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

/// Whether what is read as a date is the same as a number or a span of time; none for other kinds.
fn is_date(claim: &Meaning, source: &Meaning) -> Option<bool> {
    use Meaning::{Date, Number, Quantity};
    Some(match (claim, source) {
        (Date(date), Number(number)) | (Number(number), Date(date)) if date.minute.is_some() => {
            is_clock(date, number)
        }
        (Date(date), Number(number)) | (Number(number), Date(date)) => {
            let year = date.year.filter(|year| *date == DateValue::of_year(*year));
            year.is_some_and(|year| (number.value - f64::from(year)).abs() < 0.5)
        }
        // "2 h 15" is a time of day or how long something took.
        (
            Date(date),
            Quantity {
                number,
                factor,
                dimension: "time",
            },
        )
        | (
            Quantity {
                number,
                factor,
                dimension: "time",
            },
            Date(date),
        ) => {
            let minutes = number.value * factor / 60.0;
            let is_it = |minute: i16| (f64::from(minute) - minutes).abs() < 0.5;
            date.minute.is_some_and(is_it)
        }
        _ => return None,
    })
}

fn same_or_unlike(is_same: bool) -> Agreement {
    if is_same {
        Agreement::Same
    } else {
        Agreement::Unlike
    }
}

/// Values of different kinds: a unit is left out in a table, a year reads as a count.
pub(super) fn across(claim: &Meaning, source: &Meaning) -> Agreement {
    use Meaning::{Factor, Label, Money, Number, Percent, Quantity};
    if let Some(same) = is_date(claim, source).or_else(|| by_other_sort(claim, source)) {
        return same_or_unlike(same);
    }
    match (claim, source) {
        (
            Factor(times),
            Percent {
                number,
                points: false,
            },
        )
        | (
            Percent {
                number,
                points: false,
            },
            Factor(times),
        ) => same_or_unlike(is_growth(*times, number)),
        // "10x" and "tenfold"
        (Factor(times), Number(number)) | (Number(number), Factor(times)) => {
            same_or_unlike(number.upto.is_none() && (number.value - times).abs() < 1e-6)
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

/// Whether a number is a time of day written with a stop: "9.15" of a quarter past nine, and "6.30–21.00" from half past six.
fn is_clock(date: &DateValue, number: &Number) -> bool {
    let of = |value: f64| {
        let minutes = (value.fract() * 100.0).round();
        let is_time = (0.0..24.0).contains(&value) && minutes < 60.0;
        is_time.then_some(value.trunc() * 60.0 + minutes)
    };
    let Some(told) = date
        .minute
        .map(f64::from)
        .filter(|_| is_of_hundredths(number))
    else {
        return false;
    };
    let half = f64::from(HALF_DAY);
    let is_it = |minute: f64| {
        let is_same = if date.swappable || number.value < 13.0 {
            minute % half - told % half
        } else {
            minute - told
        };
        is_same.abs() < 0.5
    };
    let ends = [Some(number.value), number.upto];
    ends.into_iter().flatten().filter_map(of).any(is_it)
}

/// Whether a number is written with two digits behind its stop.
fn is_of_hundredths(number: &Number) -> bool {
    (number.step - 0.01).abs() < 1e-9
}

/// Whether something so many times as large is so many per cent more or, where it fell, less: "tripled" and "rose by 200 %".
fn is_growth(times: f64, growth: &Number) -> bool {
    let grown = (times - 1.0) * 100.0;
    let grown = if growth.course.falls { -grown } else { grown };
    grown > 0.0 && growth.bound == Bound::Exact && (grown - growth.value).abs() < 1e-6
}

/// How far beyond a part that has a name another may be that is told by it.
const NAMED: f64 = 1.5;

/// How far off a share in words may be, as a share of it: "a quarter" is 23 %, and not 20 %.
const ABOUT: f64 = 0.1;

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
    let slack = (claim.step.max(source.step) / 2.0).min(claim.value * ABOUT);
    if is_exact(claim) && is_exact(source) && apart <= slack {
        Agreement::Same
    } else {
        numbers(claim, source)
    }
}
