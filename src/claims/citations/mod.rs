//! How is a citation written in running text?
//!
//! `identifiers` is the table of numbers that name works (DOI and its like), `address` tells what an address
//! leads to, `autolinks` finds both in a text. `syntax` reads what stands inside a mark; `found` is what a mark is found
//! as; `marks` is the grammar of marks, each with what opens and closes it, and `forms` has those that are more than that.
//! `lift` takes all of them out of a block.

pub(in crate::claims) mod address;
pub(in crate::claims) mod autolinks;
pub(in crate::claims) mod forms;
mod found;
pub(in crate::claims) mod identifiers;
pub(in crate::claims) mod lift;
pub(in crate::claims) mod marks;
pub(in crate::claims) mod syntax;
