//! `citecheck check`.

use std::time::Instant;

use citecheck::claims::Input;
use citecheck::library::verified;
use citecheck::report::{Report, RunFacts, assemble};
use citecheck::verify::Need;

use super::exit::Exit;
use super::fetch_args::FetchArgs;
use super::inputs::InputArgs;
use super::pdf;
use super::print_config::Given;
use super::progress::Style;
use super::report_args::ReportArgs;
use super::run::{self, Gotten};
use super::settings::{Loaded, SettingsArgs};

/// Verify claims against the pages that they cite.
///
/// Reads claims files and articles, gets every cited page once (from the cache, else from the web),
/// and tells for each claim whether its sources bear it out.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    checking: Checking,
    #[command(flatten)]
    report: ReportArgs,
    #[command(flatten)]
    settings: SettingsArgs,
}

/// What is checked, and how; for commands that make a report.
#[derive(clap::Args)]
pub struct Checking {
    #[command(flatten)]
    inputs: InputArgs,
    /// Sources that must bear a claim out: any of those that it cites, or all [default: any].
    #[arg(long, value_enum, env = "CITECHECK_NEED", hide_env = true)]
    need: Option<NeedArg>,
    /// How progress is shown on standard error.
    #[arg(
        long,
        value_enum,
        default_value_t,
        env = "CITECHECK_PROGRESS",
        hide_env = true
    )]
    progress: Style,
    #[command(flatten)]
    fetch: FetchArgs,
}

/// How many of a claim's sources must bear it out.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub enum NeedArg {
    /// One is enough.
    #[default]
    Any,
    /// Each of them.
    All,
}

/// The inputs of a run and their sources, read.
pub struct Gathered {
    pub inputs: Vec<Input>,
    pub gotten: Gotten,
    pub need: Need,
}

impl Checking {
    /// Reads the inputs, gets and reads their sources.
    pub fn gather(&self, loaded: &Loaded) -> anyhow::Result<Gathered> {
        let need = self.need(loaded)?;
        let inputs = self.inputs.with_settings(loaded)?.read()?;
        let setup = self.fetch.resolve(loaded)?;
        let gotten = run::get_sources(&inputs, &setup, self.progress)?;
        Ok(Gathered {
            inputs,
            gotten,
            need,
        })
    }

    /// The same, and verifies the claims.
    pub fn report(&self, loaded: &Loaded) -> anyhow::Result<(Report, RunFacts)> {
        let start = Instant::now();
        let Gathered {
            inputs,
            gotten,
            need,
        } = self.gather(loaded)?;
        let mut outcomes = gotten.library.verify(&inputs, need);
        gotten
            .library
            .compare_with_older(&gotten.cache, &pdf::reader(), &inputs, &mut outcomes);
        let report = assemble(&verified(&inputs, &outcomes), &gotten.library.gathered());
        let facts = RunFacts {
            elapsed: start.elapsed(),
            from_cache: gotten.from_cache,
            fetched: gotten.fetched,
        };
        Ok((report, facts))
    }

    /// Flag and environment, then settings, then one of the sources.
    fn need(&self, loaded: &Loaded) -> anyhow::Result<Need> {
        let need = match (self.need, loaded.settings.check.need.as_deref()) {
            (Some(need), _) => need,
            (None, None | Some("any")) => NeedArg::Any,
            (None, Some("all")) => NeedArg::All,
            (None, Some(other)) => {
                anyhow::bail!("the settings file's check.need is `{other}`; it is any or all")
            }
        };
        Ok(need.into())
    }
}

impl From<NeedArg> for Need {
    fn from(need: NeedArg) -> Self {
        match need {
            NeedArg::Any => Self::Any,
            NeedArg::All => Self::All,
        }
    }
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if let Some(exit) = args.settings.printed(&args.given)? {
        return Ok(exit);
    }
    let loaded = args.settings.load()?;
    // Before any work, so that what cannot be written is known before anything is fetched.
    let plan = args.report.resolve(&loaded)?;
    let (report, facts) = args.checking.report(&loaded)?;
    plan.write(&report, Some(facts))
}
