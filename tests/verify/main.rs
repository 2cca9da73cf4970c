//! Matching and judging: what the checks say, what the judge makes of it, and what it costs.

#[path = "../support/mod.rs"]
mod support;

mod accuracy;
mod denials;
mod entailment;
mod facts;
mod hostile;
mod languages;
mod matching;
mod model;
mod names;
mod quotations;
mod refusals;
mod sentences;
mod statements;
