//! Times of day that are another than a source's and may be right all the same.

use crate::text::{Agreement, DAY, DateValue, HALF_DAY, Meaning, Value};
use crate::verify::checks::context::Context;

/// How a time of day of the claim bears on another one of a passage, where that leaves it open: it lies between the two that the
/// passage names, or the passage says how long something takes, so that it may be when that begins or ends.
pub(super) fn left_open(
    context: &Context<'_>,
    claim: &DateValue,
    passage: usize,
    source: &Value,
) -> Option<Agreement> {
    let minute = claim.minute?;
    time(source)?;
    let values = context.document.values(passage);
    let takes = |value: &Value| match &value.meaning {
        Meaning::Quantity {
            number,
            factor,
            dimension: "time",
        } => number.value * factor < DAY,
        _ => false,
    };
    let tokens = context.document.tokens(passage);
    let text = context.document.text(passage);
    let word = |at: usize| tokens[at].span.of(text).to_lowercase();
    let is_within = values.windows(2).any(|pair| {
        let [first, last] = pair else { return false };
        let (Some(start), Some(end)) = (time(first), time(last)) else {
            return false;
        };
        let is_between = first
            .first
            .checked_sub(1)
            .is_some_and(|before| matches!(&*word(before), "between" | "zwischen" | "entre"));
        let lies = |minute: i16| (start..=end).contains(&minute);
        let other = claim
            .swappable
            .then_some((minute + HALF_DAY) % (2 * HALF_DAY));
        is_between
            && last.first == first.end + 1
            && (first.first == source.first || last.first == source.first)
            && (lies(minute) || other.is_some_and(lies))
    });
    if is_within {
        Some(Agreement::Less)
    } else {
        values.iter().any(takes).then_some(Agreement::Unlike)
    }
}

/// The minute of the day that a value says.
const fn time(value: &Value) -> Option<i16> {
    match &value.meaning {
        Meaning::Date(date) => date.minute,
        _ => None,
    }
}
