//! What does a sentence state, and who says so?
//!
//! `sentences` finds where sentences end, `splitting` parts those of several statements;
//! `captions` are no sentences; `checkable` tells statements from questions, opinions and fragments; `runs` finds names, `attribution` those in
//! "according to …", and `naming` the source that is meant; `ids` names claims.

pub(in crate::claims) mod attribution;
pub(in crate::claims) mod captions;
pub(in crate::claims) mod checkable;
pub(in crate::claims) mod ids;
pub(in crate::claims) mod naming;
pub(in crate::claims) mod runs;
pub(in crate::claims) mod sentences;
pub(crate) mod splitting;
