//! `citecheck claims`: what the readers found, before anything is checked.

use std::collections::HashMap;
use std::io;

use anstyle::{AnsiColor, Style};
use citecheck::claims::{Checkable, Claim, Input, Scope, Unresolved, Why, to_csv, to_toml};
use citecheck::printable::printable;
use citecheck::source::{Source, Target};
use serde::Serialize;

use crate::cli::args::fetch::FetchArgs;
use crate::cli::args::settings::Given;
use crate::cli::args::settings::SettingsArgs;
use crate::cli::exit::Exit;
use crate::cli::inputs::InputArgs;
use crate::cli::inputs::published;
use crate::cli::output::{Kind, stdout};
use crate::cli::progress::ProgressArg;

const ID: Style = AnsiColor::Cyan.on_default();
const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// List the claims and citations as read.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    given: Given,

    #[command(flatten)]
    inputs: InputArgs,

    /// How to write them
    #[arg(short, long, value_enum, default_value_t = Shape::Terminal)]
    format: Shape,

    #[command(flatten)]
    settings: SettingsArgs,

    #[command(flatten)]
    progress: ProgressArg,

    #[command(flatten)]
    fetch: FetchArgs,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Shape {
    /// For people
    Terminal,
    /// A JSON list
    Json,
    /// A spreadsheet
    Csv,
    /// A claims file, to be edited and kept
    Toml,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if let Some(exit) = args.settings.printed(&args.given)? {
        return Ok(exit);
    }
    let loaded = args.settings.load()?;
    let inputs = args.inputs.with_settings(&loaded)?;
    let (inputs, _) = inputs.read_with(|urls, format, options| {
        let setup = args.fetch.resolve(&loaded)?;
        published::read(urls, format, options, &setup, args.progress.style())
    })?;
    match args.format {
        Shape::Terminal => stdout(Kind::Text, |out| {
            for input in &inputs {
                out.write_all(terminal(input).as_bytes())?;
            }
            Ok(())
        })?,
        Shape::Json => {
            let records: Vec<Record<'_>> = inputs.iter().flat_map(records).collect();
            stdout(Kind::Quoted, |out| {
                serde_json::to_writer_pretty(&mut *out, &records).map_err(io::Error::from)?;
                writeln!(out)
            })?;
        }
        Shape::Csv => stdout(Kind::Plain, |out| out.write_all(to_csv(&inputs).as_bytes()))?,
        Shape::Toml => stdout(Kind::Quoted, |out| {
            out.write_all(to_toml(&inputs).as_bytes())
        })?,
    }
    Ok(Exit::Clean)
}

/// A claim as `--format json` gives it.
#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    text: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    checkable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    /// Those that name a source, then those that name nothing.
    citations: Vec<CitationRecord<'a>>,
    attributed_to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expect: Option<&'static str>,
}

/// A citation as `--format json` gives it: where the source is, and its name where it has one.
#[derive(Serialize)]
struct CitationRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    scope: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    /// Why it names nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    unresolved: Option<UnresolvedRecord<'a>>,
}

/// A citation that names nothing.
#[derive(Serialize)]
struct UnresolvedRecord<'a> {
    written: &'a str,
    reason: Why,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    meant: Option<&'a str>,
}

fn records(input: &Input) -> impl Iterator<Item = Record<'_>> {
    let sources = by_id(input);
    input.claims.iter().map(move |claim| Record {
        id: &claim.id,
        text: &claim.text,
        file: &claim.place.file,
        line: claim.place.line,
        column: claim.place.column,
        checkable: claim.checkable == Checkable::Yes,
        reason: reason(claim),
        citations: cited(&sources, claim)
            .map(|(source, scope)| CitationRecord {
                url: match &source.target {
                    Target::Url(url) => Some(url.as_str()),
                    _ => None,
                },
                path: match &source.target {
                    Target::Path(path) => Some(path.to_string_lossy().replace('\\', "/")),
                    _ => None,
                },
                text: match &source.target {
                    Target::Text(text) => Some(text),
                    _ => None,
                },
                scope,
                id: Some(source.id.as_str()).filter(|id| *id != address(source)),
                title: source.title.as_deref(),
                unresolved: None,
            })
            .chain(claim.unresolved.iter().map(unresolved))
            .collect(),
        attributed_to: claim.attributed_to.as_deref(),
        header: claim.header.as_deref(),
        expect: claim.expect.map(citecheck::verdict::Verdict::name),
    })
}

fn unresolved(found: &Unresolved) -> CitationRecord<'_> {
    CitationRecord {
        url: None,
        path: None,
        text: None,
        scope: Scope::Sentence.name(),
        id: None,
        title: None,
        unresolved: Some(UnresolvedRecord {
            written: &found.written,
            reason: found.why,
            detail: &found.detail,
            meant: found.meant.as_deref(),
        }),
    }
}

fn reason(claim: &Claim) -> Option<&str> {
    match &claim.checkable {
        Checkable::Yes => None,
        Checkable::No(why) => Some(why),
    }
}

type ById<'a> = HashMap<&'a str, &'a Source>;

fn by_id(input: &Input) -> ById<'_> {
    let pairs = input
        .sources
        .iter()
        .map(|source| (source.id.as_str(), source));
    pairs.collect()
}

/// The sources that a claim cites, with their scopes.
fn cited<'a>(
    sources: &ById<'a>,
    claim: &'a Claim,
) -> impl Iterator<Item = (&'a Source, &'static str)> {
    claim.citations.iter().filter_map(|citation| {
        let source = sources.get(citation.source.as_str())?;
        Some((*source, citation.scope.name()))
    })
}

/// Where a source is, in a few words.
fn address(source: &Source) -> String {
    match &source.target {
        Target::Url(url) => url.to_string(),
        Target::Path(path) => path.to_string_lossy().replace('\\', "/"),
        Target::Text(_) => "given text".to_owned(),
    }
}

/// An input as people read it.
fn terminal(input: &Input) -> String {
    let sources = by_id(input);
    let mut text = String::new();
    let mut line = |part: String| {
        text.push_str(&part);
        text.push('\n');
    };
    let checkable = input
        .claims
        .iter()
        .filter(|claim| claim.checkable == Checkable::Yes)
        .count();
    for claim in &input.claims {
        let place = &claim.place;
        line(format!(
            "{DIM}{}:{}:{}{DIM:#} {ID}{}{ID:#}",
            printable(&place.file),
            place.line,
            place.column,
            printable(&claim.id)
        ));
        line(format!("  {BOLD}{}{BOLD:#}", printable(&claim.text)));
        if let Some(why) = reason(claim) {
            line(format!("  not checkable: {}", printable(why)));
        }
        if let Some(name) = &claim.attributed_to {
            line(format!("  attributed to {}", printable(name)));
        }
        for found in &claim.unresolved {
            let written = printable(&found.written);
            line(format!(
                "  {DIM}broken{DIM:#}    {written}  {DIM}{}{DIM:#}",
                found.why
            ));
        }
        for (source, scope) in cited(&sources, claim) {
            let address = printable(&address(source));
            let title = source.title.as_deref().map(printable);
            let title = title.map_or_else(String::new, |title| format!("  {DIM}{title}{DIM:#}"));
            line(format!("  {DIM}{scope:9}{DIM:#} {address}{title}"));
        }
        line(String::new());
    }
    for broken in &input.broken {
        let (place, fault) = (&broken.place, &broken.fault);
        let meant = fault.meant.as_deref().map(printable);
        let meant = meant.map_or_else(String::new, |meant| format!("; did you mean {meant}?"));
        line(format!(
            "{WARNING}broken reference{WARNING:#}: {}:{}:{}: {}{meant}",
            printable(&place.file),
            place.line,
            place.column,
            printable(&fault.detail)
        ));
    }
    for warning in &input.warnings {
        let place = &warning.place;
        line(format!(
            "{WARNING}warning{WARNING:#}: {}:{}:{}: {}",
            printable(&place.file),
            place.line,
            place.column,
            printable(&warning.message)
        ));
    }
    line(format!(
        "{}: {}",
        printable(&input.path),
        summary(input, checkable)
    ));
    text
}

fn summary(input: &Input, checkable: usize) -> String {
    let left_out = &input.left_out;
    let mut parts = vec![
        counted(input.claims.len(), "claim"),
        format!("{checkable} checkable"),
        counted(input.sources.len(), "source"),
    ];
    let others = [
        (left_out.headings, "heading"),
        (left_out.code, "block of code"),
        (left_out.boilerplate, "fragment"),
    ];
    for (count, what) in others.into_iter().filter(|(count, _)| *count > 0) {
        parts.push(counted(count, what));
    }
    parts.join(", ")
}

fn counted(count: usize, what: &str) -> String {
    match (count, what) {
        (1, _) => format!("1 {what}"),
        (_, "block of code") => format!("{count} blocks of code"),
        _ => format!("{count} {what}s"),
    }
}
