//! How is a citation written in running text?
//!
//! `identifiers` is the table of numbers that name works (DOI and its like), `address` tells what an address
//! leads to, `autolinks` finds both in a text. `syntax` reads what stands inside a mark, and `works` names with
//! years; `found` is what a mark is found as; `marks` is the grammar of marks, each with what opens and closes it,
//! but for `numbers` without brackets, numbers in `superscript`, what `assistants` leave, `tex`, which LaTeX's links and
//! citations are, and `pasted`, which Markdown's links are in other text.
//! `lift` takes all of them out of a block, with the `brackets` in which nothing else stands.

pub(in crate::claims) mod address;
pub(in crate::claims) mod assistants;
pub(in crate::claims) mod autolinks;
mod braces;
mod brackets;
mod found;
pub(in crate::claims) mod identifiers;
pub(in crate::claims) mod lift;
mod linked;
pub(in crate::claims) mod marks;
mod numbers;
mod pasted;
pub(in crate::claims) mod superscript;
pub(in crate::claims) mod syntax;
pub(in crate::claims) mod tex;
pub(in crate::claims) mod works;
