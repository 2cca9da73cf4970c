//! How is a citation written in running text?
//!
//! `identifiers` is the table of numbers that name works (DOI and its like), `address` tells what an address
//! leads to, `autolinks` finds both in a text. `syntax` reads what stands inside a mark, and `works` names with
//! years; `marks` is the grammar of marks, each with what opens and closes it, `tex` that of LaTeX's links.
//! `lift` takes all of them out of a block.

pub(in crate::claims) mod address;
pub(in crate::claims) mod autolinks;
pub(in crate::claims) mod identifiers;
pub(in crate::claims) mod lift;
pub(in crate::claims) mod marks;
pub(in crate::claims) mod syntax;
mod tex;
pub(in crate::claims) mod works;
