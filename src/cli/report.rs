//! `citecheck report`.

use std::path::PathBuf;

use super::exit::Exit;
use super::report_args::{ReportArgs, read_report};
use super::settings::SettingsArgs;

/// Write the report of an earlier run in other formats, without checking anything again.
#[derive(clap::Args)]
pub struct Args {
    /// A report, as `check --format json` wrote it; `-` for standard input.
    #[arg(value_name = "REPORT")]
    file: PathBuf,
    #[command(flatten)]
    report: ReportArgs,
    #[command(flatten)]
    settings: SettingsArgs,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let plan = args.report.resolve(&args.settings.load()?)?;
    plan.write(&read_report(&args.file)?, None)
}
