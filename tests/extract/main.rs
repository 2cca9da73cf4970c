//! Body text: what of a page is read, and what is not.

#[path = "../support/mod.rs"]
mod support;

mod bytes;
mod command;
mod hidden;
mod hostile;
mod pages;
mod pdf;
mod rules;
