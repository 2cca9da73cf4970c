//! `check_article`: every sentence of an article against what it cites.

use citecheck::claims::{self, Format, Options};
use citecheck::files::Fence;
use citecheck::printable::{printable, printable_line};
use citecheck::report::{BrokenRecord, ClaimRecord, Finding, Report, Summary};
use citecheck::source::Target;
use rmcp::schemars::{self, JsonSchema};
use serde::{Deserialize, Serialize};

use super::Fault;
use super::answer::Outcome;
use super::check_claim::NeedArgument;
use super::sources::{SourceArgument, of_article, refused};
use crate::cli::commands::mcp::call::Call;
use crate::cli::commands::mcp::desk::Desk;
use crate::cli::inputs::InputArgs;

/// What models are told of it.
pub const ABOUT: &str = "Checks every sentence of an article against the pages that it cites: links, footnotes, numbered \
    lists, bibliographies. Gives the sentences to mend, each with what differs and the passage, and the citations that \
    name nothing. The article is given as text or, where the server runs beside it, by its path.";

/// An article.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct Arguments {
    /// The article itself; or give `path`.
    #[serde(default)]
    text: Option<String>,
    /// The path of an article or claims file, in the folder that the server was started in or below it.
    #[serde(default)]
    path: Option<String>,
    /// How it is written: markdown (where nothing is said of a text), html, wikitext, text, or a claims file: toml, json,
    /// jsonl, csv.
    #[serde(default)]
    format: Option<String>,
    /// Sources for the sentences that cite none of their own: addresses, or texts as {"text": "…"}.
    #[serde(default)]
    sources: Vec<SourceArgument>,
    /// How many of a sentence's sources must bear it out: any (one is enough) or all.
    #[serde(default)]
    need: Option<NeedArgument>,
    /// Whether the sentences are listed too that need no mending.
    #[serde(default)]
    all: bool,
}

/// What came of an article.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(crate = "schemars")]
pub struct Answer {
    /// How many sentences came out how.
    summary: Counts,
    /// The sentences to mend, in the order of the article; with `all`, every one.
    claims: Vec<Sentence>,
    /// Citations that name nothing.
    broken_references: Vec<Broken>,
    /// What else should be known of the article.
    warnings: Vec<String>,
}

/// Sentences by verdict.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(crate = "schemars", inline)]
#[serde(rename_all = "kebab-case")]
struct Counts {
    /// All of them.
    claims: usize,
    /// A source bears the whole sentence out.
    supported: usize,
    /// A source bears part of it out.
    partial: usize,
    /// A source says otherwise.
    contradicted: usize,
    /// No source speaks of it.
    not_found: usize,
    /// No source could be read.
    unavailable: usize,
    /// It states nothing, or cites nothing.
    not_checkable: usize,
}

/// A sentence of the article.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(crate = "schemars")]
struct Sentence {
    /// Its name in the report.
    id: String,
    /// Its words.
    claim: String,
    /// Its line in the article, from 1.
    line: usize,
    /// Its column, from 1.
    column: usize,
    /// What came of it.
    #[serde(flatten)]
    outcome: Outcome,
}

/// A citation that names nothing.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(crate = "schemars")]
struct Broken {
    /// What is written there.
    written: String,
    /// Its line in the article, from 1.
    line: usize,
    /// Why it names nothing, in a sentence.
    detail: String,
    /// The nearest right form.
    meant: Option<String>,
}

/// Reads the article, gets what it cites, verifies it.
pub fn run(given: &Arguments, desk: &Desk, call: &Call) -> Result<Answer, Fault> {
    let sources = of_article(&given.sources)?;
    let format = match given.format.as_deref().map(str::parse::<Format>) {
        None => None,
        Some(Ok(format)) => Some(format),
        Some(Err(error)) => return Err(Fault::Arguments(format!("format: {error}"))),
    };
    let (inputs, fence) = match (&given.text, &given.path) {
        (Some(text), None) => {
            let options = Options {
                sources,
                ..Options::default()
            };
            let input = claims::read(
                "text",
                text.as_bytes(),
                format.unwrap_or(Format::Markdown),
                &options,
            );
            (
                vec![input.map_err(|errors| refused(&errors))?],
                Fence::default(),
            )
        }
        (None, Some(path)) if desk.takes_paths => {
            let sources = sources.iter().map(|source| match &source.target {
                Target::Url(url) => Ok(url.as_str()),
                _ => Err(Fault::Arguments(
                    "sources: beside a path they are addresses".to_owned(),
                )),
            });
            let sources = sources.collect::<Result<Vec<&str>, Fault>>()?;
            InputArgs::of_file(path, format, &sources, desk.within.clone())
                .read_with(|_, _, _| anyhow::bail!("path: an address is none"))?
        }
        (None, Some(_)) => {
            let why = "path: over a port no file is read; give the article's text";
            return Err(Fault::Arguments(why.to_owned()));
        }
        _ => {
            return Err(Fault::Arguments(
                "give the article as text or by its path, one of them".to_owned(),
            ));
        }
    };
    let need = given.need.map_or(desk.need, Into::into);
    let report = desk.report(&inputs, &fence, need, call)?;
    Ok(Answer::of(&report, given.all))
}

impl Answer {
    fn of(report: &Report, all: bool) -> Self {
        let to_mend = |claim: &&ClaimRecord| {
            all || Finding::of(claim).is_some_and(|finding| !finding.is_no_concern())
        };
        let warnings = report.warnings.iter();
        Self {
            summary: Counts::of(report.summary),
            claims: report
                .claims
                .iter()
                .filter(to_mend)
                .map(|claim| Sentence::of(report, claim))
                .collect(),
            broken_references: report.broken_references.iter().map(Broken::of).collect(),
            warnings: warnings
                .map(|warning| {
                    printable_line(&format!("line {}: {}", warning.line, warning.message))
                })
                .collect(),
        }
    }
}

impl Counts {
    const fn of(summary: Summary) -> Self {
        Self {
            claims: summary.claims,
            supported: summary.supported,
            partial: summary.partial,
            contradicted: summary.contradicted,
            not_found: summary.not_found,
            unavailable: summary.unavailable,
            not_checkable: summary.not_checkable,
        }
    }
}

impl Sentence {
    fn of(report: &Report, claim: &ClaimRecord) -> Self {
        Self {
            id: claim.id.clone(),
            claim: printable(&claim.text),
            line: claim.line,
            column: claim.column,
            outcome: Outcome::of(report, claim),
        }
    }
}

impl Broken {
    fn of(broken: &BrokenRecord) -> Self {
        Self {
            written: printable_line(&broken.written),
            line: broken.line,
            detail: printable_line(&broken.detail),
            meant: broken.meant.as_deref().map(printable_line),
        }
    }
}
