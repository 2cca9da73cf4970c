//! What something changed from and what it came to: each end is compared with the same end.

use crate::text::{Agreement, End, Meaning, Span, Value, at_end, compare};
use crate::verify::checks::beside::LITTLE_SUBJECT;
use crate::verify::checks::context::Context;
use crate::verify::outcome::{Found, Status};

/// Share of the rest of the claim that a passage must bear out where both ends of a change are those of the claim, the
/// other way round.
const SWAPPED_SUBJECT: f64 = 0.2;

/// How a change of the claim, or the end of one, bears on one of the source; none where the source has no such change, or
/// another one. It mismatches where the source has the claim's value at the other end: "rose from 20 to 30" for "fell from
/// 30 to 20".
pub(super) fn ends(context: &Context<'_>, claim: &Value) -> Option<(Status, usize, Span)> {
    let subjects = context.subjects_headed(claim.first, claim.end);
    let ranked = context.matches.ranked.iter().zip(subjects);
    let mut found = ranked.filter_map(|(ranked, subject)| {
        let values = context.document.values(ranked.passage);
        let (status, span, least) = match (at_end(claim, End::From), at_end(claim, End::To)) {
            (Some(start), Some(end)) => whole(&start, &end, values)?,
            _ => one(context, claim, values)?,
        };
        (subject >= least).then_some((status, ranked.passage, span))
    });
    found.next()
}

/// A claim's stretch, "2028 to 2030", beside what the source says in two values.
fn whole(start: &Value, end: &Value, values: &[Value]) -> Option<(Status, Span, f64)> {
    let alone = |value: &Value| Value {
        end_of: End::Whole,
        ..value.clone()
    };
    let is = |one: &Value, other: &Value| compare(one, &alone(other)) == Agreement::Same;
    values.windows(2).find_map(|pair| {
        let [from, to] = pair else { return None };
        let change = from.end_of == End::From && to.end_of == End::To;
        let span = from.span.join(to.span);
        match (
            change,
            is(start, from) && is(end, to),
            is(start, to) && is(end, from),
        ) {
            (true, true, _) => Some((Status::Match, span, LITTLE_SUBJECT)),
            (true, false, true) => Some((Status::Mismatch, span, SWAPPED_SUBJECT)),
            _ => None,
        }
    })
}

/// Where the source has both ends of the claim's stretch of time, one after the other, and not the stretch: "8 % in 2017 and
/// 16 % in 2022".
pub(super) fn apart(context: &Context<'_>, claim: &Value) -> Option<[Found; 2]> {
    let Meaning::Date(_) = claim.meaning else {
        return None;
    };
    let (start, end) = (at_end(claim, End::From)?, at_end(claim, End::To)?);
    let subjects = context.subjects_headed(claim.first, claim.end);
    let ranked = context.matches.ranked.iter().zip(subjects);
    let mut near = ranked.filter(|(_, subject)| *subject >= LITTLE_SUBJECT);
    near.find_map(|(ranked, _)| {
        let values = context.document.values(ranked.passage);
        let find = |wanted: &Value| {
            values.iter().find(|value| {
                let alone = Value {
                    end_of: End::Whole,
                    ..(*value).clone()
                };
                matches!(value.meaning, Meaning::Date(_))
                    && compare(wanted, &alone) == Agreement::Same
            })
        };
        let (from, to) = (find(&start)?, find(&end)?);
        let shown = |value: &Value| context.in_source(ranked.passage, value.span);
        (from.end <= to.first).then(|| [shown(from), shown(to)])
    })
}

/// One end of a claim's change: the source's same end differs, and its other end is the claim's.
fn one(context: &Context<'_>, claim: &Value, values: &[Value]) -> Option<(Status, Span, f64)> {
    let opposite = match claim.end_of {
        End::From => End::To,
        End::To => End::From,
        End::Whole | End::By => return None,
    };
    let at = |value: &Value, end: End| {
        let meant = at_end(value, end).or_else(|| (value.end_of == end).then(|| value.clone()))?;
        let told = Value {
            end_of: End::Whole,
            ..claim.clone()
        };
        Some(compare(
            &told,
            &Value {
                end_of: End::Whole,
                ..meant
            },
        ))
    };
    let differs = values
        .iter()
        .find(|value| at(value, claim.end_of) == Some(Agreement::Differs))?;
    values
        .iter()
        .find(|value| at(value, opposite) == Some(Agreement::Same))?;
    let mut partners = context
        .query
        .values
        .iter()
        .filter(|value| value.end_of == opposite);
    let both = partners.any(|partner| {
        let partner = Value {
            end_of: End::Whole,
            ..partner.clone()
        };
        let theirs = at_end(differs, claim.end_of).unwrap_or_else(|| Value {
            end_of: End::Whole,
            ..differs.clone()
        });
        compare(&partner, &theirs) == Agreement::Same
    });
    let least = if both {
        SWAPPED_SUBJECT
    } else {
        LITTLE_SUBJECT
    };
    Some((Status::Mismatch, differs.span, least))
}
