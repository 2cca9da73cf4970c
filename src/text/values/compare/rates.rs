//! So much for each of one thing beside so much for each of another: 20 litres a second are 1,200 a minute.

use super::agreement::{Agreement, same};
use super::meanings::amount;
use crate::text::values::{Each, Meaning, Value};

/// Whether both are so many or so much of something.
pub(super) fn amounts(claim: &Value, source: &Value) -> bool {
    use Meaning::{Money, Number, Quantity};
    let is_amount =
        |meaning: &Meaning| matches!(meaning, Number(_) | Money { .. } | Quantity { .. });
    is_amount(&claim.meaning) && is_amount(&source.meaning)
}

/// How far off a rate may be that is given for another span of time: a year has 52 weeks and a day.
const RATE: f64 = 0.01;

/// So much for each of one thing beside so much for each of another: 20 litres a second are 1,200 a minute.
pub(super) fn rates(claim: &Value, of_claim: Each, source: &Value, of_source: Each) -> Agreement {
    let alone = |value: &Value, times: f64| {
        let mut alone = Value {
            each: None,
            left_out: None,
            ..value.clone()
        };
        if let Some(number) = alone.meaning.number_mut() {
            *number = number.times(times);
        }
        alone
    };
    let plain = amount(claim, source);
    let Some(times) = of_source.in_terms_of(of_claim) else {
        // The same figure for each of another thing.
        return match plain {
            Agreement::Same => Agreement::Differs,
            _ => Agreement::Unlike,
        };
    };
    let scaled = [1.0, 1.0 - RATE, 1.0 + RATE].map(|near| alone(claim, times * near));
    let agreement = amount(&scaled[0], source);
    let [_, least, most] = scaled.map(|value| value.meaning.number().map(|number| number.value));
    let is_near = source
        .meaning
        .number()
        .zip(least.zip(most))
        .is_some_and(|(source, (least, most))| (least..=most).contains(&source.value));
    let agreement = if is_near && is_of_one_unit(claim, source) {
        Agreement::Same
    } else {
        agreement
    };
    // Nobody works or charges all hours of the month.
    let works = of_claim.dimension != of_source.dimension;
    match (agreement, plain) {
        (Agreement::Differs, Agreement::Same) => Agreement::Differs,
        (Agreement::Differs, _) if works => Agreement::Unlike,
        (agreement, _) => agreement,
    }
}

/// Whether one of two amounts is what the other, which is so much for `each` span of time, makes in a longer or shorter one: 120
/// dollars of "10 dollars a month".
pub(super) fn is_of_longer(claim: &Value, source: &Value, each: Each) -> bool {
    // Minutes, hours, days, weeks, months and quarters of the next longer spans.
    const TIMES: [f64; 8] = [60.0, 24.0, 7.0, 52.0, 12.0, 4.0, 365.0, 30.0];
    let number = |value: &Value| value.meaning.number().map(|number| number.value);
    let (Some(one), Some(other)) = (number(claim), number(source)) else {
        return false;
    };
    let times = one.max(other) / one.min(other);
    each.is_time()
        && is_of_one_unit(claim, source)
        && TIMES.iter().any(|of| (of - times).abs() < 1e-6)
}

/// How far off how often may be that is told for another span of time: "four times a month" for once a week.
const OFTEN: f64 = 0.1;

/// So many times for each of one span of time beside so many for each of another; without one, times as much.
pub(super) fn often(
    (claim, of_claim): (f64, Option<Each>),
    (source, of_source): (f64, Option<Each>),
) -> Agreement {
    match (of_claim, of_source) {
        (None, None) => same((claim - source).abs() < 1e-6),
        (Some(of_claim), Some(of_source)) => match of_source.in_terms_of(of_claim) {
            Some(times) => same((claim * times / source - 1.0).abs() <= OFTEN),
            None => Agreement::Unlike,
        },
        _ => Agreement::Unlike,
    }
}

/// Whether `often` says that something is done once for each time as long as `span`, and says so with that span: "every two
/// weeks", and not "fortnightly".
pub(super) fn is_interval(often: &Value, span: &Value) -> bool {
    if often.end <= often.first + 1 {
        return false;
    }
    let (Meaning::Factor(times), Some(each)) = (&often.meaning, often.each) else {
        return false;
    };
    let Meaning::Quantity {
        number,
        factor,
        dimension,
    } = &span.meaning
    else {
        return false;
    };
    let length = Each {
        dimension,
        factor: number.value * factor,
    };
    let many = length.in_terms_of(each);
    many.is_some_and(|many| (many * times - 1.0).abs() < 1e-6)
}

/// Whether both have the same unit or currency.
fn is_of_one_unit(one: &Value, other: &Value) -> bool {
    match (&one.meaning, &other.meaning) {
        (Meaning::Number(_), Meaning::Number(_)) => true,
        (Meaning::Money { currency: a, .. }, Meaning::Money { currency: b, .. }) => a == b,
        (
            Meaning::Quantity {
                factor: a,
                dimension: of_a,
                ..
            },
            Meaning::Quantity {
                factor: b,
                dimension: of_b,
                ..
            },
        ) => of_a == of_b && (a / b - 1.0).abs() < 1e-9,
        _ => false,
    }
}
