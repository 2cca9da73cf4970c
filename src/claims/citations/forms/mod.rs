//! The forms of marks that take more than what opens and closes them.
//!
//! `works` are names with years, `assistants` what assistants leave, `tex` what LaTeX's links and citations are, `pasted` what
//! Markdown's links are in other text; `numbers` are those without brackets, `superscript` raised ones; in `brackets` and `linked`
//! nothing else stands, and `braces` hold roles and formulas.

pub(in crate::claims) mod assistants;
pub(super) mod braces;
pub(super) mod brackets;
pub(super) mod linked;
pub(super) mod numbers;
pub(super) mod pasted;
pub(in crate::claims) mod superscript;
pub(in crate::claims) mod tex;
pub(in crate::claims) mod works;
