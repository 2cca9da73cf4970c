//! Words beside other words: how rare one is, which bear it out, and which are like it.

mod background;
mod distance;
mod lexicon;
mod similar;

pub(crate) use background::rarity;
pub(super) use lexicon::bearing_out;
pub(super) use similar::{Folded, Place, Wanted, likeness};
