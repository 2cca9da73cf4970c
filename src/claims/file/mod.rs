//! Which claims does a claims file list, and what do they cite?
//!
//! In the order in which data passes them: `sniff` tells whether a file is a claims file at all; `toml`, `json` and
//! `csv` make of it a tree of nodes that keep their places (`node`); `contents` checks the tree as a whole, so that
//! every error of a file is told at once, with `sources` for the sources that it names, `fields` for fields and
//! `cites` for what a claim cites; `write` writes claims files.

pub(in crate::claims) mod cites;
pub(in crate::claims) mod contents;
pub(in crate::claims) mod csv;
pub(in crate::claims) mod fields;
pub(in crate::claims) mod json;
pub(in crate::claims) mod node;
pub(in crate::claims) mod sniff;
mod sources;
pub(in crate::claims) mod toml;
pub(in crate::claims) mod write;
