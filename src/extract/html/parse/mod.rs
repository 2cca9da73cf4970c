//! Markup to a tree: [`tame`] takes out what costs much and gives no text, [`intake`] builds the tree
//! within bounds, of the tags and attributes that matter ([`kept`]), [`streamed`] puts parts that came
//! late where they belong.

pub mod intake;
pub mod kept;
pub mod streamed;
pub mod tame;
