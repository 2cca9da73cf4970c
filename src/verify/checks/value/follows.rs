//! Checks of a claim's value that more than one of the source's bears on: both ends of a change, values that give
//! it together.

use super::change;
use super::compared::{Compared, in_claim, kind, made};
use super::computed::{Computed, by_dates, computed, otherwise};
use crate::text::{Token, Value};
use crate::verify::checks::context::{Context, check};
use crate::verify::checks::denial;
use crate::verify::outcome::{Check, Kind, Status};

/// Evidence whose values are put together.
const PASSAGES: usize = 2;

/// The check of a value that is not in the source, where it follows from values of the source that stand with `rival`, or
/// in the evidence; and where the claim says that it does, and another one follows.
pub(super) fn by_computing(
    context: &Context<'_>,
    claim: &Value,
    rival: Option<&Compared<'_>>,
    less: Option<&Compared<'_>>,
) -> Option<Check> {
    if claim.is_often() {
        return None;
    }
    let matches = context.matches;
    let evidence = matches.evidence.iter().take(PASSAGES);
    let evidence = evidence.map(|index| matches.ranked[*index].passage);
    let mut passages: Vec<usize> = evidence.collect();
    if let Some(rival) = rival {
        passages.retain(|passage| *passage != rival.passage);
        passages.insert(0, rival.passage);
    }
    let dates = by_dates(context, claim, &passages);
    let told = claim.span.of(&context.query.text);
    let base = |status, passage| Check {
        at: Some((0, passage)),
        ..check(
            kind(&claim.meaning),
            status,
            in_claim(context, claim, false),
            None,
        )
    };
    match computed(context, claim, &passages, dates.follows) {
        Some(Computed {
            steps,
            passage,
            is_meant: true,
        }) => Some(Check {
            note: format!("follows from the source: {steps}"),
            steps: Some(steps),
            ..base(Status::Match, passage)
        }),
        Some(Computed { steps, .. }) => {
            let absent = absent(context, claim, rival.or(less));
            Some(Check {
                note: format!("source does not say {told}, but {steps}"),
                is_partial: true,
                ..absent
            })
        }
        None => {
            let query = context.query;
            let denies = |token: &Token| denial::is_denial(token, &query.text, query.lang);
            if query.tokens.iter().any(denies) {
                return None;
            }
            let another = dates.another.or_else(|| otherwise(context, claim));
            let (steps, passage) = another?;
            Some(Check {
                note: format!("{steps}, claim says {told}"),
                ..base(Status::Mismatch, passage)
            })
        }
    }
}

/// The check of a value that the source does not have, or only says less of.
pub(super) fn absent(context: &Context<'_>, claim: &Value, less: Option<&Compared<'_>>) -> Check {
    let kind = kind(&claim.meaning);
    less.map_or_else(
        || check(kind, Status::Absent, in_claim(context, claim, false), None),
        |less| Check {
            is_partial: true,
            ..made(context, claim, kind, Status::Absent, less)
        },
    )
}

/// The check of a change, or of one end of it, beside the source's.
pub(super) fn by_ends(
    context: &Context<'_>,
    claim: &Value,
    compared: &[Compared<'_>],
) -> Option<Check> {
    let (status, passage, span) = change::ends(context, claim)?;
    let same = compared
        .iter()
        .find(|same| same.passage == passage && span.contains(same.value.span));
    let source = context.in_source(passage, span);
    let told = context.in_claim(claim.first, claim.end);
    Some(Check {
        closeness: same.map_or(0.0, Compared::closeness),
        ..check(kind(&claim.meaning), status, told, Some((passage, source)))
    })
}

/// The check of a stretch of time whose two ends the source says apart.
pub(super) fn of_ends(context: &Context<'_>, claim: &Value) -> Option<Check> {
    let [from, to] = change::apart(context, claim)?;
    let told = in_claim(context, claim, false);
    let note = format!(
        "claim says {}, source says {} and {}",
        told.text, from.text, to.text
    );
    Some(Check {
        note,
        ..check(Kind::Date, Status::Match, told, None)
    })
}
