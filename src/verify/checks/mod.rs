//! The typed checks: one file a kind, each comparing what the claim says with what stands in the
//! same role in the source.

mod beside;
mod change;
mod compared;
mod computed;
mod context;
mod date;
mod denial;
mod instead;
mod name;
mod order;
mod owner;
mod quotation;
mod role;
mod row;
mod share;
mod twin;
mod value;
mod whose;

pub(crate) use context::Context;

use super::outcome::Check;

/// All checks of a claim against one document, in the order of the claim. The source index of each
/// is left 0.
pub(crate) fn all(context: &Context<'_>) -> Vec<Check> {
    let mut checks = share::instead_of(&share::checks(context), value::checks(context));
    checks.extend(name::checks(context));
    checks.extend(quotation::checks(context));
    checks.extend(denial::checks(context));
    checks.sort_by_key(|check| (check.claim.span, check.kind));
    checks
}
