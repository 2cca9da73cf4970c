//! What all calls share, and what they do with it: sources got and read, claims verified.

use std::sync::{Mutex, PoisonError};

use anyhow::Context as _;
use citecheck::claims::Input;
use citecheck::files::Fence;
use citecheck::library::{Library, verified};
use citecheck::report::{Report, assemble};
use citecheck::verify::{Judge, Need, Verification};
use rayon::prelude::*;

use super::call::Call;
use crate::cli::args::fetch::Setup;
use crate::cli::args::judge::keep_answers;
use crate::cli::run::get;

/// Cache, fetcher, judge and bounds of a server.
pub struct Desk {
    /// How pages are got.
    pub setup: Setup,
    /// Who judges.
    pub judge: Judge,
    /// How many of a claim's sources must bear it out, where the call doesn't say.
    pub need: Need,
    /// Where the articles may lie that calls name by their path.
    pub within: Fence,
    /// Whether calls may name a path at all: not those that come over a port.
    pub takes_paths: bool,
}

/// The model's answers are kept by one call at a time, since each writes the whole file.
static KEEPING: Mutex<()> = Mutex::new(());

impl Desk {
    /// Gets and reads every source of `inputs`; local ones lie within `fence`.
    pub fn library(&self, inputs: &[Input], fence: &Fence, call: &Call) -> anyhow::Result<Library> {
        let setup = self.setup.for_one_more_run();
        let library = get(Library::sources(inputs), &setup, fence, call, true)?.library;
        call.go_on()?;
        Ok(library)
    }

    /// The same, verifies every claim, and makes a report of it all.
    pub fn report(
        &self,
        inputs: &[Input],
        fence: &Fence,
        need: Need,
        call: &Call,
    ) -> anyhow::Result<Report> {
        let library = self.library(inputs, fence, call)?;
        call.expect(inputs.iter().map(|input| input.claims.len()).sum());
        let outcomes = inputs
            .iter()
            .map(|input| self.verify(input, &library, need, call))
            .collect::<anyhow::Result<Vec<_>>>()?;
        {
            let _alone = KEEPING.lock().unwrap_or_else(PoisonError::into_inner);
            keep_answers(&self.judge, &self.setup.cache);
        }
        let report = assemble(
            &verified(inputs, &outcomes),
            &library.gathered(),
            &self.judge,
        );
        Ok(report)
    }

    fn verify(
        &self,
        input: &Input,
        library: &Library,
        need: Need,
        call: &Call,
    ) -> anyhow::Result<Vec<Verification>> {
        let claims = (0..input.claims.len()).into_par_iter();
        claims
            .map(|claim| {
                call.go_on()?;
                let outcome = library.verify_claim(input, claim, need, &self.judge);
                call.done_with("claims");
                Ok(outcome)
            })
            .collect::<anyhow::Result<_>>()
            .context("the claims were not all checked")
    }
}
