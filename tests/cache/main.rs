//! The cache: what is stored, that it can be trusted, and the commands that look after it.

#[path = "../support/program.rs"]
mod program;

mod commands;
mod housekeeping;
mod store;
mod warc;
