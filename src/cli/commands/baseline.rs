//! `citecheck baseline`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use citecheck::report::{
    FailOn, Finding, Format, Report, View, compare_with_baseline, keep_reasons, standings,
};

use crate::cli::args::baseline::BaselineArgs;
use crate::cli::args::checking::Checking;
use crate::cli::args::report::{read_report, writable};
use crate::cli::args::settings::SettingsArgs;
use crate::cli::exit::Exit;
use crate::cli::output;

/// Look after the baseline: the report whose findings are known.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    Update(Box<UpdateArgs>),
}

/// Take what is found now for known: check, and write the report as the baseline.
#[derive(clap::Args)]
struct UpdateArgs {
    #[command(flatten)]
    baseline: BaselineArgs,
    /// Take this report, as `check --format json` wrote it, and check nothing.
    #[arg(long, value_name = "REPORT", conflicts_with = "inputs")]
    from: Option<PathBuf>,
    #[command(flatten)]
    checking: Checking,
    #[command(flatten)]
    settings: SettingsArgs,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    match &args.action {
        Action::Update(args) => update(args),
    }
}

fn update(args: &UpdateArgs) -> anyhow::Result<Exit> {
    let loaded = args.settings.load()?;
    let file = args.baseline.file(&loaded)?;
    writable(&file).with_context(|| format!("cannot write {}", file.display()))?;
    let before = file.is_file().then(|| read_report(&file)).transpose()?;
    let mut report = match &args.from {
        Some(report) => read_report(report)?,
        None => args.checking.report(&loaded)?.report,
    };
    if let Some(before) = &before {
        keep_reasons(&mut report, before);
    }
    write(&file, &report)?;
    output::tell(&format!(
        "wrote {}: {}",
        file.display(),
        told(&report, before.as_ref())
    ));
    Ok(Exit::Clean)
}

/// Writes `report` as the baseline `file`.
pub fn write(file: &Path, report: &Report) -> anyhow::Result<()> {
    let (writer, view) = (Format::Json.writer(), View::new(report));
    output::file(file, Format::Json.into(), |out| {
        writer.write(report, &view, out)
    })
    .with_context(|| format!("cannot write {}", file.display()))
}

/// `5 known findings, 1 of them new; 2 taken out`.
fn told(report: &Report, before: Option<&Report>) -> String {
    let findings = report.claims.iter().filter_map(Finding::of);
    let known = findings.filter(|finding| !finding.is_no_concern()).count();
    let mut text = format!("{known} known finding{}", if known == 1 { "" } else { "s" });
    if let Some(before) = before {
        let mut now = standings(report, |_| FailOn::default());
        let facts = compare_with_baseline(report, before, &mut now);
        let new = now.iter().filter(|standing| {
            !standing.known
                && standing
                    .finding
                    .is_some_and(|finding| !finding.is_no_concern())
        });
        let (new, gone) = (new.count(), facts.unneeded.len());
        // Writing to a String cannot fail.
        let _ = write!(text, ", {new} of them new; {gone} taken out");
    }
    text
}
