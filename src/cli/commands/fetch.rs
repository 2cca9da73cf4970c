//! `citecheck fetch`.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use anyhow::Context as _;
use citecheck::cache::Provenance;
use citecheck::fetch::{Event, Outcome, Progress, acquire};
use citecheck::printable::printable_line;
use citecheck::report::Guide as _;
use citecheck::source::{Reason, Target, Unavailable};
use serde::Serialize;
use url::Url;

use crate::cli::args::fetch::FetchArgs;
use crate::cli::args::settings::Given;
use crate::cli::args::settings::SettingsArgs;
use crate::cli::exit::Exit;
use crate::cli::guide::Flags;
use crate::cli::inputs::InputArgs;
use crate::cli::output::{Kind, stdout};
use crate::cli::progress::{ProgressArg, Shown};

/// Fill or refresh the cache, nothing else.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    inputs: InputArgs,
    /// How the outcome is written.
    #[arg(short, long, value_enum, default_value_t)]
    format: Format,
    /// What makes the run exit with 1.
    #[arg(long, value_enum)]
    fail_on: Option<FailOn>,
    #[command(flatten)]
    progress: ProgressArg,
    #[command(flatten)]
    settings: SettingsArgs,
    #[command(flatten)]
    fetch: FetchArgs,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    /// A summary, and a line for each page that could not be got.
    #[default]
    Terminal,
    /// A JSON object a line, for each page.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    /// A page that could not be got.
    Unavailable,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if let Some(exit) = args.settings.printed(&args.given)? {
        return Ok(exit);
    }
    let loaded = args.settings.load()?;
    let setup = args.fetch.resolve(&loaded)?;
    let urls = addresses(&args.inputs.with_settings(&loaded)?)?;
    let tally = Tally {
        shown: Shown::new(args.progress.style()),
        counts: Mutex::default(),
    };
    let results = acquire(
        &urls,
        &setup.cache,
        setup.policy,
        setup.fetcher.as_deref(),
        &tally,
    )
    .context("fetching stopped")?;
    let counts = tally.finish();
    setup.tell_if_late(results.iter().filter_map(|result| result.as_ref().err()));
    let kind = match args.format {
        Format::Terminal => Kind::Text,
        Format::Json => Kind::Quoted,
    };
    stdout(kind, |out| match args.format {
        Format::Terminal => write_summary(out, &urls, &results, &counts),
        Format::Json => write_json(out, &urls, &results),
    })?;
    let failed = args.fail_on == Some(FailOn::Unavailable) && results.iter().any(Result::is_err);
    Ok(if failed { Exit::Findings } else { Exit::Clean })
}

/// The addresses that are given and those that the files cite, each once, in order.
fn addresses(inputs: &InputArgs) -> anyhow::Result<Vec<Url>> {
    let (mut urls, files) = inputs.split_addresses()?;
    for input in files.map_or_else(|| Ok(Vec::new()), |files| files.read())? {
        urls.extend(
            input
                .sources
                .into_iter()
                .filter_map(|source| match source.target {
                    Target::Url(url) => Some(url),
                    Target::Path(_) | Target::Text(_) => None,
                }),
        );
    }
    let mut seen = HashSet::new();
    urls.retain(|url| seen.insert(url.clone()));
    Ok(urls)
}

type Results = [Result<Provenance, Unavailable>];

/// How the addresses ended.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    cached: usize,
    unchanged: usize,
    stored: usize,
}

/// Passes events on, and counts.
struct Tally {
    shown: Shown,
    counts: Mutex<Counts>,
}

impl Tally {
    /// Clears the bar, so that it doesn't stand beside the report.
    fn finish(self) -> Counts {
        drop(self.shown);
        self.counts
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Tally {
    fn event(&self, event: Event<'_>) {
        if let Event::Done(_, outcome) = event {
            let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
            match outcome {
                Outcome::Cached(_) => counts.cached += 1,
                Outcome::Unchanged(_) => counts.unchanged += 1,
                Outcome::Stored(_) => counts.stored += 1,
                _ => {}
            }
        }
        self.shown.event(event);
    }
}

fn write_summary(
    out: &mut dyn Write,
    urls: &[Url],
    results: &Results,
    counts: &Counts,
) -> std::io::Result<()> {
    let mut reasons: BTreeMap<Reason, usize> = BTreeMap::new();
    let mut hints: BTreeSet<(Reason, Option<u16>)> = BTreeSet::new();
    for (url, result) in urls.iter().zip(results) {
        if let Err(why) = result {
            *reasons.entry(why.reason).or_default() += 1;
            hints.insert((why.reason, why.http_status));
            writeln!(out, "unavailable  {}", printable_line(url.as_str()))?;
            writeln!(out, "             {}", printable_line(&why.to_string()))?;
        }
    }
    let pages = if urls.len() == 1 { "page" } else { "pages" };
    let mut parts = Vec::new();
    for (count, what) in [
        (counts.stored, "fetched"),
        (counts.unchanged, "unchanged"),
        (counts.cached, "cached"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    for (reason, count) in &reasons {
        parts.push(format!("{count} {reason}"));
    }
    for hint in hints.into_iter().map(hint).collect::<BTreeSet<_>>() {
        writeln!(out, "hint         {hint}")?;
    }
    if parts.is_empty() {
        parts.push("the inputs cite no web address".to_owned());
    }
    writeln!(out, "{} {pages}: {}", urls.len(), parts.join(", "))
}

/// What to do about a reason, with the command where there is one.
fn hint((reason, status): (Reason, Option<u16>)) -> String {
    let hint = Flags.unread(reason, status);
    match Flags.hand_over("URL").filter(|_| reason.by_hand(status)) {
        Some(command) => format!("{reason}: {hint}: `{command}`"),
        None => format!("{reason}: {hint}"),
    }
}

/// One page, as `--format json` writes it.
#[derive(Serialize)]
struct Line<'a> {
    url: &'a str,
    status: &'static str,
    reason: Option<Reason>,
    detail: Option<&'a str>,
    http_status: Option<u16>,
    final_url: Option<&'a str>,
    sha256: Option<&'a str>,
    fetched_at: Option<&'a str>,
    checked_at: Option<&'a str>,
}

fn write_json(out: &mut dyn Write, urls: &[Url], results: &Results) -> std::io::Result<()> {
    for (url, result) in urls.iter().zip(results) {
        let page = result.as_ref().ok();
        let why = result.as_ref().err();
        let line = Line {
            url: url.as_str(),
            status: if page.is_some() {
                "read"
            } else {
                "unavailable"
            },
            reason: why.map(|why| why.reason),
            detail: why.map(|why| why.detail.as_str()),
            http_status: page
                .map(|page| page.status)
                .or_else(|| why.and_then(|why| why.http_status)),
            final_url: page.map(|page| page.final_url.as_str()),
            sha256: page.map(|page| page.sha256.as_str()),
            fetched_at: page.map(|page| page.fetched_at.as_str()),
            checked_at: page.and_then(|page| page.checked_at.as_deref()),
        };
        serde_json::to_writer(&mut *out, &line)?;
        writeln!(out)?;
    }
    Ok(())
}
