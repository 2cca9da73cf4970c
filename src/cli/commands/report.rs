//! `citecheck report`.

use std::path::{Path, PathBuf};

use crate::cli::args::report::{ReportArgs, read_report};
use crate::cli::args::settings::Given;
use crate::cli::args::settings::SettingsArgs;
use crate::cli::exit::Exit;

/// Write the report of an earlier run in other formats, without checking anything again.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    given: Given,
    /// A report, as `check --format json` wrote it; `-` for standard input.
    #[arg(value_name = "REPORT", required_unless_present = "print_config")]
    file: Option<PathBuf>,
    #[command(flatten)]
    report: ReportArgs,
    #[command(flatten)]
    settings: SettingsArgs,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if let Some(exit) = args.settings.printed(&args.given)? {
        return Ok(exit);
    }
    let plan = args.report.resolve(&args.settings.load()?)?;
    // Required unless it was only the settings that were asked for.
    let file = args.file.as_deref().unwrap_or(Path::new("-"));
    plan.write(&read_report(file)?, None)
}
