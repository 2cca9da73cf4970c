//! A different value that stands in the source where the claim's would, which no equal one does.

use super::beside::{Beside, LITTLE_SUBJECT};
use super::compared::{Compared, counts_things};
use super::context::Context;
use super::owner::SENTENCE;
use super::role::Counted;
use crate::text::{Agreement, End, Meaning, Number, Value};

/// How far from a value the rest of what the claim says may stand, in passages.
const NEAR: usize = 2;

/// Share of the rest of the claim that a passage must bear out by itself for its only value of the claim's sort to be
/// meant as the claim's.
const ALL_OF_IT: f64 = 0.7;

/// Words that the rest of the claim must have for that: of two, one may stand anywhere.
const ENOUGH: usize = 3;

/// A different value in the place of the claim's: right beside the very words that the claim's is beside, the same figure
/// in another unit beside one of them, or the only one of its sort in a passage that says all the rest of the claim.
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
    let mut alike = of(Agreement::Same).chain(of(Agreement::Less)).peekable();
    if in_place.is_some() {
        return in_place.filter(|_| !alike.any(touches));
    }
    // What an end of a change differs from may be its other end.
    if alike.peek().is_some() || claim.end_of != End::Whole {
        return None;
    }
    let is_sole = |other: &&Compared<'_>| {
        let here = compared.iter();
        here.filter(|one| one.passage == other.passage).count() == 1
    };
    let says = context.query.terms.iter();
    let says = says.filter(|term| !(claim.first..claim.end).contains(&term.token));
    if says.count() < ENOUGH {
        return None;
    }
    rivals.iter().copied().find(|other| {
        other.subject >= ALL_OF_IT
            && context.document.tokens(other.passage).len() <= SENTENCE
            && (!counts_things(&claim.meaning)
                || other.counted == Counted::Same
                || is_measured(claim))
            && is_sole(other)
    })
}

const fn is_measured(value: &Value) -> bool {
    matches!(value.meaning, Meaning::Quantity { .. })
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
