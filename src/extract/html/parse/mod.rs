//! Markup to a tree: [`tame`] takes out what costs much and gives no text, [`intake`] builds the tree
//! within bounds, [`streamed`] puts parts that came late where they belong.

pub mod intake;
pub mod streamed;
pub mod tame;
