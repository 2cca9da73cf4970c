//! LaTeX: `commands` says what commands and environments are. `reader` makes blocks, character by character, with
//! `inline` for commands in running text, `structure` for what stands apart from it, and `arguments` for what
//! follows a command.

mod arguments;
mod commands;
mod inline;
mod reader;
mod structure;

pub(in crate::claims) use reader::parse;
