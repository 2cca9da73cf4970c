//! What values count: those that are put together must count what the claim's does.

use super::amount;
use crate::text::{Meaning, Token, Value};
use crate::verify::checks::context::Context;
use crate::verify::checks::value::owner::own_terms;

/// The stem of the word behind a value, which says what it counts.
fn noun(tokens: &[Token], end: usize) -> Option<u64> {
    let next = tokens.get(end).filter(|next| next.is_content());
    next.map(|next| next.stem)
}

/// Whether only one of two plain numbers counts what the claim's does: basses and sopranos make no sopranos.
pub(super) fn counts_others(
    context: &Context<'_>,
    claim: &Value,
    one: &(usize, &Value),
    other: &(usize, &Value),
) -> bool {
    let of_source = |(passage, value): &(usize, &Value)| {
        let is_plain = matches!(value.meaning, Meaning::Number(_));
        noun(context.document.tokens(*passage), value.end).filter(|_| is_plain)
    };
    let wanted = noun(&context.query.tokens, claim.end);
    let (first, second) = (of_source(one), of_source(other));
    wanted.is_some()
        && first.is_some()
        && second.is_some()
        && (first == wanted) != (second == wanted)
}

/// Whether a value that is not used is of what the claim speaks of, and one that is used is not: who was invited where the
/// claim tells who was chosen.
pub(super) fn is_of_others(
    context: &Context<'_>,
    claim: &Value,
    one: &(usize, &Value),
    other: &(usize, &Value),
) -> bool {
    let is_used = |value: &Value| std::ptr::eq(value, one.1) || std::ptr::eq(value, other.1);
    [one, other].into_iter().any(|(passage, used)| {
        let values = context.document.values(*passage).iter();
        let alike: Vec<&Value> = values
            .filter(|value| amount::is_alike(&value.meaning, &used.meaning))
            .collect();
        let places: Vec<(usize, usize)> =
            alike.iter().map(|value| (value.first, value.end)).collect();
        let own = own_terms(context, claim, *passage, &places);
        let has_none = alike
            .iter()
            .zip(&own)
            .any(|(value, (own, _))| std::ptr::eq(*value, *used) && *own == 0);
        let mut unused = alike.iter().zip(&own).filter(|(value, _)| !is_used(value));
        has_none && unused.any(|(_, (_, own))| *own > 0)
    })
}
