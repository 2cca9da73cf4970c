//! What a person or a CI run should act on: findings, which of them fail the run, and which were known before.

mod baseline;
mod rule;
mod standing;

pub use baseline::{BaselineFacts, accept, compare_broken, compare_with_baseline, keep_reasons};
pub use rule::{FailOn, Finding, Rule, UnknownRule};
pub use standing::{BrokenStanding, Standing, broken_standings, standings};
