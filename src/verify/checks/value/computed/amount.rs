//! The numbers of values.

use crate::text::{Bound, Course, Meaning, Number};

/// The size of its unit in the base unit of its dimension.
pub(super) const fn factor(meaning: &Meaning) -> f64 {
    match meaning {
        Meaning::Quantity { factor, .. } => *factor,
        _ => 1.0,
    }
}

/// How many times `other` one value is, in one unit; none where either has no number.
pub(in crate::verify::checks::value) fn ratio(one: &Meaning, other: &Meaning) -> Option<f64> {
    let scale = factor(other) / factor(one);
    Some(one.number()?.value / (other.number()?.value * scale))
}

/// Whether two values can be added: of one currency, one dimension, or both per cent or plain.
pub(super) fn is_alike(one: &Meaning, other: &Meaning) -> bool {
    let unit = |meaning: &Meaning| match meaning {
        Meaning::Money { currency: unit, .. }
        | Meaning::Quantity {
            dimension: unit, ..
        } => *unit,
        _ => "",
    };
    std::mem::discriminant(one) == std::mem::discriminant(other) && unit(one) == unit(other)
}

/// Whether it is a part of a whole: "40 %", "a third".
pub(super) fn is_share(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Percent { points, .. } => !points,
        Meaning::Number(number) => number.value < 1.0 && number.rounded,
        _ => false,
    }
}

/// The same measure of another number, which is meant exactly.
pub(super) fn with(meaning: &Meaning, value: f64) -> Option<Meaning> {
    let mut made = meaning.clone();
    let number = made.number_mut()?;
    *number = Number {
        value: plain(value),
        other: None,
        upto: None,
        bound: Bound::Exact,
        course: Course::default(),
        ..*number
    };
    Some(made)
}

/// `value` per cent, as exact as it comes.
pub(super) fn percent(value: f64, points: bool) -> Meaning {
    let number = Number {
        step: 1e-6,
        rounded: true,
        ..Number::exact(plain(value))
    };
    Meaning::Percent { number, points }
}

/// Binary fractions are not exact: "5.4 − 0.3".
pub(super) fn plain(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
