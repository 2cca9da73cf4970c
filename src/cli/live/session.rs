//! What stays from one check to the next.

use std::time::Instant;

use citecheck::claims::Input;
use citecheck::files::Fence;
use citecheck::library::{Library, verified};
use citecheck::report::{Report, RunFacts, assemble};
use citecheck::source::{Reason, Target};
use citecheck::verify::{Judge, Need, Verification};

use crate::cli::args::fetch::Setup;
use crate::cli::args::judge::keep_answers;
use crate::cli::progress::{Shown, Style};
use crate::cli::run::{Got, get};

/// A run that is over: its report, and what it is made of.
pub struct Run {
    pub report: Report,
    pub facts: RunFacts,
    pub inputs: Vec<Input>,
    /// For each input those of its claims.
    pub outcomes: Vec<Vec<Verification>>,
}

/// Whether a check may ask for pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// As the settings say.
    AsSet,
    /// Not while someone types: half an address is none.
    Nobody,
}

/// The sources read so far, and who gets and judges them.
pub struct Session {
    pub setup: Setup,
    need: Need,
    judge: Judge,
    progress: Style,
    library: Library,
}

impl Session {
    pub fn new(setup: Setup, need: Need, judge: Judge, progress: Style) -> Self {
        Self {
            setup,
            need,
            judge,
            progress,
            library: Library::default(),
        }
    }

    /// Checks `inputs`, whose local sources may lie inside of `fence`. Pages that were asked for before are not asked
    /// for again, whatever came of it; local files are read anew.
    pub fn check(&mut self, inputs: Vec<Input>, fence: &Fence, ask: Ask) -> anyhow::Result<Run> {
        let start = Instant::now();
        self.setup.begin();
        self.library
            .retain(|found| matches!(found.source.target, Target::Url(_)));
        let mut sources = Library::sources(&inputs);
        sources.retain(|source| !self.library.holds(&source.target));
        let Got {
            library,
            from_cache,
            fetched,
        } = get(
            sources,
            &self.setup,
            fence,
            &Shown::new(self.progress),
            ask == Ask::AsSet,
        )?;
        self.library.absorb(library);
        let mut outcomes = self.library.verify(&inputs, self.need, &self.judge);
        let reader = self.setup.reader();
        let access = self.setup.access(&reader, fence);
        self.library
            .compare_with_older(access, &inputs, &mut outcomes, &self.judge);
        keep_answers(&self.judge, &self.setup.cache);
        let report = assemble(
            &verified(&inputs, &outcomes),
            &self.library.gathered_for(&inputs),
            &self.judge,
        );
        if ask == Ask::Nobody {
            // It was not asked for: it may be there once it is.
            self.library.retain(|found| {
                let refused = found.outcome.err();
                refused.is_none_or(|why| why.reason != Reason::NotCached)
            });
        }
        let facts = RunFacts {
            elapsed: start.elapsed(),
            from_cache,
            fetched,
        };
        Ok(Run {
            report,
            facts,
            inputs,
            outcomes,
        })
    }
}
