//! The ends of a stretch or range.

use crate::text::values::{End, Meaning, Value};

/// One end of a stretch or range, by itself; none for a value that has no two.
pub(crate) fn at_end(value: &Value, end: End) -> Option<Value> {
    let meaning = one_end(&value.meaning, end)?;
    Some(Value {
        meaning,
        end_of: End::Whole,
        left_out: None,
        ..value.clone()
    })
}

/// The end of a stretch or range that is meant as `end`, where it has two.
pub(super) fn one_end(meaning: &Meaning, end: End) -> Option<Meaning> {
    let mut narrowed = meaning.clone();
    match (&mut narrowed, end) {
        (_, End::Whole | End::By) => return None,
        (Meaning::Date(date), _) => {
            let upto = date.upto.take()?;
            if end == End::To {
                date.year = upto.year.or(date.year);
                date.month = upto.month;
                date.day = upto.day;
            }
        }
        (
            Meaning::Number(number)
            | Meaning::Percent { number, .. }
            | Meaning::Money { number, .. }
            | Meaning::Quantity { number, .. },
            _,
        ) => {
            let upto = number.upto.take()?;
            if end == End::To {
                number.value = upto;
            }
        }
        _ => return None,
    }
    Some(narrowed)
}
