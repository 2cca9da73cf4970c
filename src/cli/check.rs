//! `citecheck check`.

use std::time::Instant;

use citecheck::library::verified;
use citecheck::report::{RunFacts, assemble};
use citecheck::verify::Need;

use super::exit::Exit;
use super::fetch_args::FetchArgs;
use super::inputs::InputArgs;
use super::pdf;
use super::progress::Style;
use super::report_args::ReportArgs;
use super::run;
use super::settings::SettingsArgs;

/// Verify claims against the pages that they cite.
///
/// Reads claims files and articles, gets every cited page once (from the cache, else from the web),
/// and tells for each claim whether its sources bear it out.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    /// Sources that must bear a claim out: any of those that it cites, or all [default: any].
    #[arg(long, value_enum, default_value_t)]
    need: NeedArg,
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
    report: ReportArgs,
    #[command(flatten)]
    fetch: FetchArgs,
    #[command(flatten)]
    settings: SettingsArgs,
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

impl From<NeedArg> for Need {
    fn from(need: NeedArg) -> Self {
        match need {
            NeedArg::Any => Self::Any,
            NeedArg::All => Self::All,
        }
    }
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let start = Instant::now();
    let loaded = args.settings.load()?;
    let plan = args.report.resolve(&loaded)?;
    let inputs = args.inputs.read()?;
    let setup = args.fetch.resolve(&loaded)?;
    let gotten = run::get_sources(&inputs, &setup, args.progress)?;
    let mut outcomes = gotten.library.verify(&inputs, args.need.into());
    gotten
        .library
        .compare_with_older(&setup.cache, &pdf::reader(), &inputs, &mut outcomes);
    let report = assemble(&verified(&inputs, &outcomes), &gotten.library.gathered());
    let facts = RunFacts {
        elapsed: start.elapsed(),
        from_cache: gotten.from_cache,
        fetched: gotten.fetched,
    };
    plan.write(&report, Some(facts))
}
