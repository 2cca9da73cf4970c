//! How a value of a source agrees with one of the claim's, with what stands around the two.

use super::date;
use crate::text::{Agreement, DateValue, Meaning, Number, Token, Value, YEARS};
use crate::verify::checks::context::Context;

/// Whether the number has the four digits of a year and is none, where the source has a year: "9901" for 1901.
fn is_no_year(number: &Number, date: &DateValue) -> bool {
    let bare = DateValue {
        year: date.year,
        relation: date.relation,
        ..DateValue::default()
    };
    *date == bare
        && date.year.is_some()
        && number.value.fract() == 0.0
        && (f64::from(*YEARS.end()) + 1.0..1e4).contains(&number.value)
}

/// How two values agree; a number after the same word is the number of the same thing, whether or not
/// it reads as part of a name there: "Rust 1.0 came out", "it released Rust 1.0".
pub(super) fn agreement(
    context: &Context<'_>,
    claim: &Value,
    passage: usize,
    value: &Value,
) -> Agreement {
    let (number, other) = match (&claim.meaning, &value.meaning) {
        (
            Meaning::Number(number),
            Meaning::Label {
                number: other,
                of_kind: false,
                ..
            },
        )
        | (
            Meaning::Label {
                number: other,
                of_kind: false,
                ..
            },
            Meaning::Number(number),
        ) => (number, *other),
        (Meaning::Number(number), Meaning::Date(date)) if is_no_year(number, date) => {
            return Agreement::Differs;
        }
        _ => return date::agreement(context, claim, passage, value),
    };
    if !is_after_same_word(context, claim, passage, value) {
        date::agreement(context, claim, passage, value)
    } else if (number.value - other).abs() < 1e-6 {
        Agreement::Same
    } else {
        Agreement::Differs
    }
}

/// Whether the same word stands before a claim's value and one of passage `passage`.
pub(super) fn is_after_same_word(
    context: &Context<'_>,
    claim: &Value,
    passage: usize,
    value: &Value,
) -> bool {
    let before = |tokens: &[Token], first: usize| Some(tokens[first.checked_sub(1)?].stem);
    let in_claim = before(&context.query.tokens, claim.first);
    in_claim.is_some() && in_claim == before(context.document.tokens(passage), value.first)
}
