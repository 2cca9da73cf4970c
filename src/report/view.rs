//! What the writer of a format is, and what it is told besides the report.

use std::io::{self, Write};
use std::time::Duration;

use super::finding::{
    BaselineFacts, BrokenStanding, FailOn, Finding, Rule, Standing, broken_standings, standings,
};
use super::model::{BrokenRecord, ClaimRecord, Report};
use super::reading::{Guide, Words};

/// Writes a report in one format.
pub trait ReportWriter: Sync {
    /// Writes `report` to `out` as `view` asks for, without flushing.
    fn write(&self, report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()>;
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
