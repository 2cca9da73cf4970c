//! Claims: what is read from articles and claims files, with its place and its citations.

#[path = "../support/mod.rs"]
mod support;

mod articles;
mod broken;
mod changed;
mod command;
mod files;
mod formats;
mod forms;
mod genres;
mod hostile;
mod instances;
