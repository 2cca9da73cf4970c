//! `check_claim`: one sentence against its sources.

use citecheck::files::Fence;
use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;

use super::Fault;
use super::answer::Outcome;
use super::sources::{SourceArgument, input};
use crate::cli::commands::mcp::call::Call;
use crate::cli::commands::mcp::desk::Desk;

/// What models are told of it.
pub const ABOUT: &str = "Tells whether pages (or given texts) say what a sentence says: the verdict, the passage with a \
    link to it, the values that differ, and the words that nothing bears out. Use it before you hand over a sentence \
    with a citation.";

/// A sentence and its sources.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct Arguments {
    /// The sentence, by itself: names instead of pronouns.
    claim: String,
    /// The pages that should bear it out: addresses, or texts that are at hand as {"text": "…"}.
    sources: Vec<SourceArgument>,
    /// How many of the sources must bear it out: any (one is enough) or all.
    #[serde(default)]
    need: Option<NeedArgument>,
}

/// How many of the sources must bear a claim out.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(crate = "schemars", inline)]
pub enum NeedArgument {
    /// One is enough.
    Any,
    /// Each of them.
    All,
}

impl From<NeedArgument> for citecheck::verify::Need {
    fn from(need: NeedArgument) -> Self {
        match need {
            NeedArgument::Any => Self::Any,
            NeedArgument::All => Self::All,
        }
    }
}

/// Gets the sources and verifies the claim.
pub fn run(given: &Arguments, desk: &Desk, call: &Call) -> Result<Outcome, Fault> {
    let inputs = [input(&[&given.claim], &given.sources)?];
    let need = given.need.map_or(desk.need, Into::into);
    let report = desk.report(&inputs, &Fence::default(), need, call)?;
    match report.claims.first() {
        Some(claim) => Ok(Outcome::of(&report, claim)),
        None => Err(Fault::Arguments("claim: it is empty".to_owned())),
    }
}
