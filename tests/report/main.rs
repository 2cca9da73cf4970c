//! Reports: what they hold, how each format shows it, and what two of them have in common.

#[path = "../support/mod.rs"]
mod support;

mod assemble;
mod command;
mod diff;
mod formats;
mod fragment;
mod hostile;
mod output;
