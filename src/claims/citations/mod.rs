//! How is a citation written in running text?
//!
//! `labels` knows the characters of marks, `autolinks` finds addresses that stand in a text, `address` tells
//! which page an address means, and `marks` lifts all of them out of a block.

pub(in crate::claims) mod address;
pub(in crate::claims) mod autolinks;
pub(in crate::claims) mod labels;
pub(in crate::claims) mod marks;
