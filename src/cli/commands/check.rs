//! `citecheck check`.

use crate::cli::args::checking::Checking;
use crate::cli::args::report::ReportArgs;
use crate::cli::args::settings::Given;
use crate::cli::args::settings::SettingsArgs;
use crate::cli::edits::fix;
use crate::cli::exit::Exit;
use crate::cli::live::watch::watch;

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
    /// Offer to write the source's value where one value of a claim differs: show the changes on standard error,
    /// and write nothing.
    #[arg(long, help_heading = "Fixing")]
    fix: bool,
    /// With --fix: write the changes into the inputs.
    #[arg(long, requires = "fix", help_heading = "Fixing")]
    write: bool,
    /// Check again whenever an input or a local source changes; no page is fetched twice.
    #[arg(long, conflicts_with = "fix")]
    watch: bool,
    #[command(flatten)]
    report: ReportArgs,
    #[command(flatten)]
    settings: SettingsArgs,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if let Some(exit) = args.settings.printed(&args.given)? {
        return Ok(exit);
    }
    let loaded = args.settings.load()?;
    // Before any work, so that what cannot be written is known before anything is fetched.
    let plan = args.report.resolve(&loaded)?;
    if args.watch {
        return watch(&args.checking, &plan, &loaded);
    }
    let run = args.checking.report(&loaded)?;
    let exit = plan.write(&run.report, Some(run.facts))?;
    if args.fix {
        fix::offer(&run, args.checking.inputs(), args.write)?;
    }
    Ok(exit)
}
