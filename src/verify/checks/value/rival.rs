//! What the source has instead of a value that it lacks.

use super::compared::{Compared, in_claim, told_apart};
use super::computed::{is_asked_for, ratio};
use super::role::Counted;
use crate::text::{Agreement, Meaning, TokenKind, Value};
use crate::verify::checks::context::Context;
use crate::verify::judge::rival::{Rival, RivalFeature};
use crate::verify::outcome::{Check, Status};

/// The closest of the values of the source that may be meant where it lacks the claim's, and what is known of it.
pub(super) fn closest<'c, 'a>(
    context: &Context<'_>,
    claim: &Value,
    compared: &'c [Compared<'a>],
) -> Option<(&'c Compared<'a>, Rival)> {
    let is_meant =
        |other: &Compared<'_>| other.agreement == Agreement::Same && other.is_meant(claim);
    if compared.iter().any(is_meant) {
        return None;
    }
    let rivals = || compared.iter().filter(|other| other.is_rival());
    let closest = rivals().max_by(|a, b| a.closeness().total_cmp(&b.closeness()))?;
    let role = rivals().map(|other| other.role).fold(0.0, f64::max);
    let value = |feature: RivalFeature| {
        let is = |is: bool| f64::from(u8::from(is));
        let in_claim = is_in_figures(context.query.tokens[claim.first].kind);
        let tokens = context.document.tokens(closest.passage);
        match feature {
            RivalFeature::Role => role,
            RivalFeature::Together => closest.together,
            RivalFeature::Count => (rivals().count() as f64).ln_1p(),
            RivalFeature::First => is(closest.ranked == Some(0)),
            RivalFeature::Others => is(closest.counted == Counted::Others),
            RivalFeature::Figures => is(in_claim),
            RivalFeature::Written => {
                is(in_claim == is_in_figures(tokens[closest.value.first].kind))
            }
            RivalFeature::Values => context.query.values.len() as f64,
            RivalFeature::Date => is(matches!(claim.meaning, Meaning::Date(_))),
            RivalFeature::Apart => apart(&claim.meaning, &closest.value.meaning),
            RivalFeature::Asked => is(is_asked_for(context, claim)),
        }
    };
    let features = RivalFeature::ALL.map(value);
    Some((closest, Rival { features }))
}

/// `check` of a value that the source lacks or has otherwise, with the closest one of the source, named if it is likely meant.
pub(super) fn with_rival(
    context: &Context<'_>,
    claim: &Value,
    (closest, rival): (&Compared<'_>, Rival),
    check: Check,
) -> Check {
    if check.status == Status::Match || check.steps.is_some() {
        return check;
    }
    let is_bare = check.status == Status::Absent && check.source.is_none();
    let named = if is_bare && rival.is_likely() {
        named(context, claim, closest, check)
    } else {
        check
    };
    Check {
        rival: Some(rival),
        ..named
    }
}

/// `check` of an absent value, with the closest one of the source beside it.
fn named(context: &Context<'_>, claim: &Value, closest: &Compared<'_>, check: Check) -> Check {
    let source = context.in_source(closest.passage, closest.value.span);
    let told = (in_claim(context, claim, false), source);
    let (claimed, source) = told_apart(context, claim, closest, told);
    Check {
        note: format!(
            "claim says {}, source does not; the closest there is {}",
            claimed.text, source.text
        ),
        at: Some((0, closest.passage)),
        source: Some(source),
        closeness: closest.closeness(),
        ..check
    }
}

/// Values this much apart, as a logarithm, are as far apart as any.
const FAR: f64 = 3.0;

/// How far apart two values of a kind are, as the size of a logarithm, at most [`FAR`].
fn apart(claim: &Meaning, source: &Meaning) -> f64 {
    let is_of_kind = std::mem::discriminant(claim) == std::mem::discriminant(source);
    let ratio = ratio(claim, source).filter(|_| is_of_kind).unwrap_or(1.0);
    if ratio > 0.0 {
        ratio.ln().abs().min(FAR)
    } else {
        FAR
    }
}

fn is_in_figures(kind: TokenKind) -> bool {
    kind == TokenKind::Number
}
