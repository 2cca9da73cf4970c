//! Whether a value of a source bears out a value of a claim.

use super::date::{DateValue, Part};
use super::number::{Bound, Number};
use super::{Meaning, Value};

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The source's value bears the claim's out.
    Same,
    /// The source's value agrees as far as it goes, and says less: "July" for "July 5".
    Less,
    /// The two differ.
    Differs,
    /// The two measure different things.
    Unlike,
}

/// How the source's value bears on the claim's.
///
/// ```
/// use citecheck::text::{Agreement, Lang, compare, tokens, values};
/// let first = |text: &str| values(text, &tokens(text, Lang::English), Lang::English).remove(0);
/// assert_eq!(compare(&first("about 8 trillion"), &first("7.95 trillion")), Agreement::Same);
/// assert_eq!(compare(&first("July 5, 2019"), &first("July 2019")), Agreement::Less);
/// assert_eq!(compare(&first("2032"), &first("2030")), Agreement::Differs);
/// assert_eq!(compare(&first("$5"), &first("5 %")), Agreement::Unlike);
/// ```
pub fn compare(claim: &Value, source: &Value) -> Agreement {
    use Meaning::{Date, Money, Number, Ordinal, Percent, Quantity};
    match (&claim.meaning, &source.meaning) {
        (Date(claim), Date(source)) => dates(claim, source),
        (Number(claim), Number(source)) => numbers(claim, source),
        (Ordinal(claim), Ordinal(source)) => same((claim - source).abs() < 0.5),
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
            // "rose 5 %" and "rose 5 percentage points" are not the same thing.
            if a == b {
                numbers(claim, source)
            } else {
                Agreement::Unlike
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
        ) => {
            if a == b {
                numbers(claim, source)
            } else {
                Agreement::Unlike
            }
        }
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
            if of_claim == of_source {
                quantities(&claim.times(*a), &source.times(*b))
            } else {
                Agreement::Unlike
            }
        }
        // A year may be read as a count and the other way round, and units are left out in tables.
        (Date(date), Number(number)) | (Number(number), Date(date)) => match date.year {
            Some(year) if *date == just(year) && (number.value - f64::from(year)).abs() < 0.5 => {
                Agreement::Same
            }
            _ => Agreement::Unlike,
        },
        (
            Number(a),
            Money { number: b, .. } | Quantity { number: b, .. } | Percent { number: b, .. },
        )
        | (
            Money { number: a, .. } | Quantity { number: a, .. } | Percent { number: a, .. },
            Number(b),
        ) => {
            if numbers(a, b) == Agreement::Same {
                Agreement::Same
            } else {
                Agreement::Unlike
            }
        }
        _ => Agreement::Unlike,
    }
}

fn just(year: i16) -> DateValue {
    DateValue {
        year: Some(year),
        ..DateValue::default()
    }
}

const fn same(same: bool) -> Agreement {
    if same {
        Agreement::Same
    } else {
        Agreement::Differs
    }
}

/// Relative error that conversion between units and binary fractions may bring.
const EPSILON: f64 = 1e-9;

/// How much a number said to be about so much may be off, and how far beyond a bound one may be:
/// "about 100" for 92, "more than 100" for 120.
const ABOUT: f64 = 0.1;
const BEYOND: f64 = 0.25;

fn numbers(claim: &Number, source: &Number) -> Agreement {
    if claim.upto.is_some() || source.upto.is_some() {
        return ranges(claim, source);
    }
    let readings = |number: &Number| [Some(number.value), number.other];
    for a in readings(claim).into_iter().flatten() {
        for b in readings(source).into_iter().flatten() {
            if near(a, b, claim, source) {
                return Agreement::Same;
            }
        }
    }
    Agreement::Differs
}

fn near(a: f64, b: f64, claim: &Number, source: &Number) -> bool {
    let size = a.abs().max(b.abs());
    let apart = (a - b).abs();
    if apart <= size * EPSILON {
        return true;
    }
    match (claim.bound, source.bound) {
        (Bound::About, _) if apart <= (a.abs() * ABOUT).max(claim.step / 2.0) => return true,
        (_, Bound::About) if apart <= source.step / 2.0 => return true,
        (Bound::Over, Bound::Exact | Bound::About | Bound::Over)
            if b > a && b <= a * (1.0 + BEYOND) =>
        {
            return true;
        }
        (Bound::Under, Bound::Exact | Bound::About | Bound::Under)
            if b < a && b >= a * (1.0 - BEYOND) =>
        {
            return true;
        }
        _ => {}
    }
    // Rounding: 7.95 trillion told as 8 trillion, 12.34 % as 12.3 %. Only numbers that are usually
    // rounded, and only when the source's is the more exact of the two.
    claim.rounded
        && claim.step > source.step
        && apart <= claim.step / 2.0 * (1.0 + EPSILON)
        && apart <= size * ABOUT
}

fn ranges(claim: &Number, source: &Number) -> Agreement {
    let ends = |number: &Number| (number.value, number.upto.unwrap_or(number.value));
    let ((a, b), (c, d)) = (ends(claim), ends(source));
    let close = |x: f64, y: f64| (x - y).abs() <= x.abs().max(y.abs()) * EPSILON;
    if close(a, c) && close(b, d) {
        Agreement::Same
    } else if c <= a && b <= d {
        // The source's range holds the claim's.
        Agreement::Less
    } else {
        Agreement::Differs
    }
}

/// As numbers, but conversion between units brings rounding of its own: "5 miles" for "8 km".
fn quantities(claim: &Number, source: &Number) -> Agreement {
    let plain = numbers(claim, source);
    let converted = |factor: f64| (factor.log10().fract()).abs() > EPSILON;
    let apart = (claim.value - source.value).abs();
    let units_differ = converted(claim.step / source.step);
    if plain == Agreement::Differs
        && units_differ
        && apart <= claim.step / 2.0
        && apart <= claim.value.abs() * ABOUT
    {
        return Agreement::Same;
    }
    plain
}

fn dates(claim: &DateValue, source: &DateValue) -> Agreement {
    if claim.part.is_some() || source.part.is_some() {
        return parts(claim, source);
    }
    let fields = [
        (claim.year.map(i32::from), source.year.map(i32::from)),
        (claim.month.map(i32::from), source.month.map(i32::from)),
        (claim.day.map(i32::from), source.day.map(i32::from)),
    ];
    if let (Some(a), Some(b)) = (claim.until, source.until)
        && a != b
    {
        return Agreement::Differs;
    }
    let swapped = source.swappable || claim.swappable;
    if fields
        .iter()
        .any(|(a, b)| matches!((a, b), (Some(a), Some(b)) if a != b))
    {
        let crossed = swapped
            && claim.year == source.year
            && claim.month == source.day
            && claim.day == source.month;
        return same(crossed);
    }
    let shared = fields
        .iter()
        .filter(|(a, b)| a.is_some() && b.is_some())
        .count();
    if shared == 0 {
        return match (claim.weekday, source.weekday) {
            (Some(a), Some(b)) if fields.iter().all(|(a, _)| a.is_none()) => same(a == b),
            _ => Agreement::Unlike,
        };
    }
    let missing = fields.iter().any(|(a, b)| a.is_some() && b.is_none());
    if missing {
        Agreement::Less
    } else {
        Agreement::Same
    }
}

fn parts(claim: &DateValue, source: &DateValue) -> Agreement {
    if claim.part == source.part {
        return match (claim.year, source.year) {
            (Some(a), Some(b)) => same(a == b),
            _ => Agreement::Less,
        };
    }
    let (Some(a), Some(b)) = (claim.year, source.year) else {
        return Agreement::Unlike;
    };
    let months = |part: Part| match part {
        Part::Season(first) => Some((first, 3)),
        Part::Quarter(quarter) => Some((quarter * 3 - 2, 3)),
        Part::Decade | Part::Century => None,
    };
    match (claim.part, source.part) {
        // "the 1990s" for 1994
        (Some(Part::Decade), None) => same(a == b - b.rem_euclid(10)),
        (Some(Part::Century), _) => same(a - 100 < b && b <= a),
        (Some(part), None) => {
            if a != b {
                return Agreement::Differs;
            }
            match (months(part), source.month) {
                (Some((first, count)), Some(month)) => same((month - first).rem_euclid(12) < count),
                _ => Agreement::Less,
            }
        }
        (None, Some(Part::Decade)) => {
            if b == a - a.rem_euclid(10) {
                Agreement::Less
            } else {
                Agreement::Differs
            }
        }
        (None, Some(Part::Century)) => {
            if b - 100 < a && a <= b {
                Agreement::Less
            } else {
                Agreement::Differs
            }
        }
        (None, Some(part)) => match (a == b, months(part), claim.month) {
            (true, _, None) => Agreement::Same,
            (true, Some((first, count)), Some(month)) if (month - first).rem_euclid(12) < count => {
                Agreement::Less
            }
            _ => Agreement::Differs,
        },
        _ => Agreement::Unlike,
    }
}
