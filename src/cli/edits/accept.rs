//! `citecheck accept`.

use anyhow::{Context as _, bail};
use citecheck::claims::{Checkable, Input};
use citecheck::edit::{EditError, ignore};
use citecheck::report::{Finding, Report, accept};

use super::files::{Changed, writable};
use crate::cli::args::baseline::BaselineArgs;
use crate::cli::args::checking::Checking;
use crate::cli::args::report::read_report;
use crate::cli::args::settings::{Loaded, SettingsArgs};
use crate::cli::commands::baseline;
use crate::cli::commands::explain::find;
use crate::cli::exit::Exit;
use crate::cli::output;

/// Note that a person looked at a finding and leaves it: an ignore in the file, or an entry of the baseline.
///
/// An article in Markdown, HTML or wikitext gets a comment behind the statement, a claims file in TOML or JSON the
/// field `not-checkable`; what has a place for neither gets an entry in the baseline.
#[derive(clap::Args)]
pub struct Args {
    /// Id of the claim, as reports and `citecheck claims` show it, or the beginning of one.
    #[arg(value_name = "CLAIM-ID")]
    id: String,
    /// Why it is left as it is: one line.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Where to note it [default: ignore, where the file has a place for it].
    #[arg(long, value_enum, value_name = "WHERE")]
    to: Option<Place>,
    #[command(flatten)]
    baseline: BaselineArgs,
    /// Show what would be written, and write nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    checking: Checking,
    #[command(flatten)]
    settings: SettingsArgs,
}

/// Where it is noted that a person looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Place {
    /// In the file, beside the claim.
    Ignore,
    /// In the baseline.
    Baseline,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let loaded = args.settings.load()?;
    if args.to == Some(Place::Baseline) {
        return in_baseline(args, &loaded);
    }
    let inputs = args.checking.inputs().with_settings(&loaded)?.read()?;
    let (input, index) = find(&inputs, &args.id)?;
    match in_file(args, input, index) {
        Err(error) if args.to.is_none() && has_no_place(&error) => in_baseline(args, &loaded),
        result => result,
    }
}

fn has_no_place(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref(),
        Some(EditError::NoPlace { .. } | EditError::NotPlain { .. })
    )
}

/// Writes an ignore beside the claim at `index` of `input`.
fn in_file(args: &Args, input: &Input, index: usize) -> anyhow::Result<Exit> {
    let claim = &input.claims[index];
    if let Some(expected) = claim.expect {
        bail!(
            "{} expects {expected}, and only another verdict is a finding: change what it expects",
            claim.id
        );
    }
    let edit = ignore(input, claim, Some(&args.reason))?;
    let changed = Changed::new(input, &[edit])?;
    let now = changed.read_again(args.checking.inputs())?;
    let is_ignored = |now: &Input| {
        let left = now.claims.iter().enumerate().filter(|(_, claim)| {
            matches!(&claim.checkable, Checkable::No(why) if why.starts_with("ignored: "))
        });
        let before = input.claims.iter().filter(
            |claim| matches!(&claim.checkable, Checkable::No(why) if why.starts_with("ignored: ")),
        );
        left.clone()
            .any(|(at, now)| at == index && now.text == claim.text)
            && left.count() == before.count() + 1
            && now.claims.len() == input.claims.len()
    };
    if !now.is_some_and(|now| is_ignored(&now)) {
        bail!(
            "{}:{}: nothing can be written beside this claim without changing others: --to baseline",
            input.path,
            claim.place.line
        );
    }
    changed.show();
    if args.dry_run {
        output::tell("not written: without --dry-run it is");
    } else {
        changed.write()?;
        output::tell(&format!("wrote {}: {} is ignored", input.path, claim.id));
    }
    Ok(Exit::Clean)
}

/// Checks, and notes the finding in the baseline.
fn in_baseline(args: &Args, loaded: &Loaded) -> anyhow::Result<Exit> {
    let file = args.baseline.file(loaded)?;
    if !args.dry_run {
        writable(&file)?;
    }
    let run = args.checking.report(loaded)?;
    let (input, index) = find(&run.inputs, &args.id)?;
    let id = &input.claims[index].id;
    let at = run.report.claims.iter().position(|claim| claim.id == *id);
    let at = at.with_context(|| format!("the report has no claim `{id}`"))?;
    let claim = &run.report.claims[at];
    let Some(finding) = Finding::of(claim) else {
        bail!("{id} is no finding: it is {}", claim.verdict);
    };
    let reason = args.reason.trim();
    if reason.is_empty() || reason.contains(['\n', '\r']) {
        bail!("--reason is one line of text that says why");
    }
    let mut known = if file.is_file() {
        read_report(&file)?
    } else {
        Report::empty(run.report.tool.clone())
    };
    accept(&mut known, &run.report, at, reason);
    let file_name = file.display();
    if args.dry_run {
        output::tell(&format!("{file_name} would know {id}, {finding}: {reason}"));
    } else {
        baseline::write(&file, &known)?;
        output::tell(&format!(
            "wrote {file_name}: {id}, {finding}, is known: {reason}"
        ));
    }
    Ok(Exit::Clean)
}
