//! The typed checks: one file a kind, each comparing what the claim says with what stands in the
//! same role in the source.
//!
//! `context` is what they look at, `twin` the passage that has the claim's very words, `beside` what stands right beside
//! the same words, `row` a passage as the row of a table, `headed` what a row is about, `held` who holds a role.

mod beside;
mod context;
mod denial;
mod headed;
mod held;
mod name;
mod quotation;
mod row;
mod share;
mod twin;
mod value;

pub(crate) use context::Context;
pub(crate) use denial::contradict;

use super::outcome::Check;

/// All checks of a claim against one document, in the order of the claim. The source index of each
/// is left 0.
pub(crate) fn all(context: &Context<'_>) -> Vec<Check> {
    let mut checks = share::instead_of(share::check(context), value::checks(context));
    checks.extend(name::checks(context));
    checks.extend(quotation::checks(context));
    checks.extend(denial::checks(context));
    checks.sort_by_key(|check| (check.claim.span, check.kind));
    checks
}
