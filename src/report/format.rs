//! The formats of a report, registered in one place, and what their writers are given.

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;
use std::time::Duration;

use super::baseline::BaselineFacts;
use super::finding::{
    BrokenStanding, FailOn, Finding, Rule, Standing, broken_standings, standings,
};
use super::formats::{csv, github, html, json, junit, markdown, sarif, terminal};
use super::guide::{Guide, Words};
use super::model::{BrokenRecord, ClaimRecord, Report};
use crate::text::nearest;

/// Writes a report in one format.
pub trait ReportWriter: Sync {
    /// Writes `report` to `out` as `view` asks for, without flushing.
    fn write(&self, report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()>;
}

/// A format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// For a person at a terminal.
    Terminal,
    /// The whole report, for programs; what `diff` and `--baseline` read.
    Json,
    /// For a browser: one file that needs nothing else.
    Html,
    /// For a comment on a pull request, or a job summary.
    Markdown,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
    /// For test reports: `JUnit` XML.
    Junit,
    /// For spreadsheets: one row a claim.
    Csv,
    /// For the log of a GitHub workflow: an annotation a finding.
    Github,
}

impl Format {
    /// Every format, with its name and its writer.
    const TABLE: &[(Self, &'static str, &'static dyn ReportWriter)] = &[
        (Self::Terminal, "terminal", &terminal::Terminal),
        (Self::Json, "json", &json::Json),
        (Self::Html, "html", &html::Html),
        (Self::Markdown, "markdown", &markdown::Markdown),
        (Self::Sarif, "sarif", &sarif::Sarif),
        (Self::Junit, "junit", &junit::Junit),
        (Self::Csv, "csv", &csv::Csv),
        (Self::Github, "github", &github::Github),
    ];

    /// Every format.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::TABLE.iter().map(|(format, ..)| *format)
    }

    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    /// Its writer.
    pub fn writer(self) -> &'static dyn ReportWriter {
        self.entry().2
    }

    fn entry(self) -> &'static (Self, &'static str, &'static dyn ReportWriter) {
        let found = Self::TABLE.iter().find(|(format, ..)| *format == self);
        // Each variant has its row, as a test makes sure.
        found.unwrap_or(&Self::TABLE[0])
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::all()
            .find(|format| format.name() == name)
            .ok_or_else(|| UnknownFormat {
                name: name.to_owned(),
                nearest: nearest(name, Self::all().map(Self::name)).map(str::to_owned),
            })
    }
}

/// A word that is no format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormat {
    /// The word.
    pub name: String,
    /// The format that it resembles.
    pub nearest: Option<String>,
}

impl std::error::Error for UnknownFormat {}

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no report format", self.name)?;
        if let Some(name) = &self.nearest {
            write!(f, " (did you mean `{name}`?)")?;
        }
        f.write_str("; they are ")?;
        for (index, format) in Format::all().enumerate() {
            write!(f, "{}{format}", if index == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// How much the terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// One line.
    Quiet,
    /// Each finding, and a summary.
    #[default]
    Normal,
    /// Supported and not checkable claims too, every check, every source.
    Verbose,
}

/// What a writer is told besides the report.
#[derive(Clone, Debug)]
pub struct View {
    /// Columns that the terminal has; at least 40 are used.
    pub width: usize,
    /// Whether escape sequences for colour may be written.
    pub colour: bool,
    /// How much the terminal shows.
    pub verbosity: Verbosity,
    /// How each claim of the report stands, in its order.
    pub standings: Vec<Standing>,
    /// How each broken reference of the report stands, in its order.
    pub broken: Vec<BrokenStanding>,
    /// Facts about the run that made the report; none for a report read from a file. They differ
    /// from run to run, so only what people read has them.
    pub run: Option<RunFacts>,
    /// The baseline's part, if there is one.
    pub baseline: Option<BaselineFacts>,
    /// The address to which the path of an input is added, where the inputs can be seen: a repository at a commit,
    /// ending with a slash.
    pub files: Option<String>,
    /// Who puts advice into words: [`Words`], unless the program that shows the report names its commands.
    pub guide: &'static dyn Guide,
}

impl View {
    /// A plain view of `report`, 100 columns wide, with the default `--fail-on`.
    pub fn new(report: &Report) -> Self {
        Self {
            width: 100,
            colour: false,
            verbosity: Verbosity::Normal,
            standings: standings(report, |_| FailOn::default()),
            broken: broken_standings(report, |_| FailOn::default()),
            run: None,
            baseline: None,
            files: None,
            guide: &Words,
        }
    }

    /// How claim `index` of the report stands.
    pub fn standing(&self, index: usize) -> &Standing {
        const NONE: &Standing = &Standing {
            finding: None,
            fails: false,
            known: false,
            was: None,
        };
        self.standings.get(index).unwrap_or(NONE)
    }

    /// The claims of `report` with a finding of `rule` that the baseline does not know.
    pub fn with_rule<'r>(
        &'r self,
        report: &'r Report,
        rule: Rule,
    ) -> impl Iterator<Item = (&'r ClaimRecord, &'r Standing)> {
        let claims = report.claims.iter().zip(&self.standings);
        claims.filter(move |(_, standing)| {
            !standing.known && standing.finding.map(Finding::rule) == Some(rule)
        })
    }

    /// The claims with a finding that the baseline does not know, worst first; a claim that is not
    /// checkable only when that fails the run.
    pub fn findings<'r>(
        &'r self,
        report: &'r Report,
    ) -> impl Iterator<Item = (Finding, &'r ClaimRecord, &'r Standing)> {
        Rule::ALL
            .into_iter()
            .flat_map(move |rule| self.with_rule(report, rule))
            .filter_map(|(claim, standing)| Some((standing.finding?, claim, standing)))
            .filter(|(finding, _, standing)| standing.fails || !finding.is_no_concern())
    }

    /// The broken references that the baseline does not know, and whether each fails the run.
    pub fn broken<'r>(
        &'r self,
        report: &'r Report,
    ) -> impl Iterator<Item = (&'r BrokenRecord, bool)> {
        let pairs = report.broken_references.iter().zip(&self.broken);
        pairs
            .filter(|(_, standing)| !standing.known)
            .map(|(broken, standing)| (broken, standing.fails))
    }

    /// What there is to do about `report`, in a few words.
    pub fn headline(&self, report: &Report) -> String {
        let count = report.summary.claims;
        let claims = format!("{count} claim{}", if count == 1 { "" } else { "s" });
        let failing = self
            .standings
            .iter()
            .filter(|standing| standing.fails)
            .count();
        let broken = self.broken(report).count();
        let references = match (broken, self.broken.iter().any(|standing| standing.fails)) {
            (0, _) => String::new(),
            (1, true) => ", 1 broken reference to mend".to_owned(),
            (1, false) => ", 1 broken reference".to_owned(),
            (_, true) => format!(", {broken} broken references to mend"),
            (_, false) => format!(", {broken} broken references"),
        };
        let claims = match (failing, self.findings(report).count()) {
            (0, 0) => format!("nothing to mend in {claims}"),
            (0, found) => format!("{found} of {claims} worth a look"),
            (failing, _) => format!("{failing} of {claims} to mend"),
        };
        claims + &references
    }

    /// Whether anything fails the run.
    pub fn fails(&self) -> bool {
        self.standings.iter().any(|standing| standing.fails)
            || self.broken.iter().any(|standing| standing.fails)
    }
}

/// Facts about a run that are no part of its report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunFacts {
    /// How long it took.
    pub elapsed: Duration,
    /// Sources taken from the cache.
    pub from_cache: usize,
    /// Sources asked for on the network.
    pub fetched: usize,
}
