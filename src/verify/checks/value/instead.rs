//! A different value that stands in the source where the claim's would, which no equal one does.

use super::compared::Compared;
use crate::text::{Agreement, Meaning, Number, Value};
use crate::verify::checks::beside::{Beside, LITTLE_SUBJECT};
use crate::verify::checks::context::Context;

/// How far from a value the rest of what the claim says may stand, in passages.
const NEAR: usize = 2;

/// A different value in the place of the claim's: right beside the very words that the claim's is beside, or the same figure
/// in another unit beside one of them.
pub(super) fn instead<'c, 'a>(
    context: &Context<'_>,
    claim: &Value,
    compared: &'c [Compared<'a>],
) -> Option<&'c Compared<'a>> {
    let of = |agreement: Agreement| {
        let others = compared.iter();
        others.filter(move |other| other.agreement == agreement)
    };
    let place = |other: &Compared<'_>| Some((other.ranked?, other.value.first, other.value.end));
    let mut rivals = of(Agreement::Differs)
        .filter(|other| !other.is_of_claim && other.is_comparable(claim))
        .peekable();
    rivals.peek()?;
    let rivals: Vec<&Compared<'_>> = rivals.collect();
    let around = context.subjects_around(claim.first, claim.end, NEAR);
    let beside = Beside::new(context, claim.first, claim.end);
    let is_told = |ranked: usize| around[ranked] >= LITTLE_SUBJECT;
    let in_place = rivals.iter().copied().find(|other| {
        place(other).is_some_and(|(ranked, from, to)| {
            is_told(ranked)
                && (beside.is_tight(ranked, from, to)
                    || is_same_figure(claim, other.value) && beside.touches(ranked, from, to))
        })
    });
    let touches = |other: &Compared<'_>| {
        place(other).is_some_and(|(ranked, from, to)| beside.touches(ranked, from, to))
    };
    let mut alike = of(Agreement::Same).chain(of(Agreement::Less));
    in_place.filter(|_| !alike.any(touches))
}

/// Whether the two have the same figure, and only their units or currencies differ.
fn is_same_figure(claim: &Value, source: &Value) -> bool {
    let measured = |value: &Value| match &value.meaning {
        Meaning::Money { number, .. } | Meaning::Quantity { number, .. } => Some(*number),
        _ => None,
    };
    let same = |a: Number, b: Number| (a.value - b.value).abs() <= a.value.abs() * 1e-9;
    measured(claim)
        .zip(measured(source))
        .is_some_and(|(a, b)| same(a, b))
}
