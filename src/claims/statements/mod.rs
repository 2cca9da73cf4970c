//! What does a sentence state, and who says so?
//!
//! `splitting` parts sentences whose halves carry citations of their own; `checkable` tells statements from
//! questions, opinions and fragments; `attribution` finds "according to …", and `naming` the source that it
//! names; `ids` names claims.

pub(in crate::claims) mod attribution;
pub(in crate::claims) mod checkable;
pub(in crate::claims) mod ids;
pub(in crate::claims) mod naming;
pub(in crate::claims) mod splitting;
