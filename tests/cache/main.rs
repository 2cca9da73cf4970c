//! The cache: what is stored, that it can be trusted, and the commands that look after it.

#[path = "../support/mod.rs"]
mod support;

mod commands;
mod hostile;
mod housekeeping;
mod store;
mod warc;
