//! The report as one HTML file that asks nothing of anyone: what needs a person, the article with those sentences
//! marked, and the evidence beside it, of the first finding to begin with.
//!
//! It reads without its script. A Content-Security-Policy allows these two scripts and this one style
//! sheet, by their hashes, and no request. Everything from claims and pages is escaped by the
//! template; addresses become links only when they are http or https. Places are named by the ids of
//! claims, so that a link to one holds for the next report too.
//!
//! | file | what |
//! |---|---|
//! | `findings` | the list of what needs a person |
//! | `article` | the claims as they read |
//! | `card`, `quotes` | the evidence for a claim, and what each of its sources says |
//! | `marks` | words under their marks |
//! | `sources` | the table of sources and broken references |
//! | `anchor` | names of places, links |
//! | `policy` | the Content-Security-Policy |
//! | `page/` | templates, style sheet and script |

mod anchor;
mod article;
mod card;
mod findings;
mod marks;
mod policy;
mod quotes;
mod sources;

use std::io::{self, Write};

use askama::Template;

use crate::report::formats::terminal::plural;
use crate::report::model::{Report, SourceStatus};
use crate::report::reading::SourceIndex;
use crate::report::view::{ReportWriter, View};
use crate::text::printable_line;
use crate::verdict::Verdict;
use article::{File, Numbers, files};
use card::{Card, cards};
use findings::{Line, lines};
use sources::{Bar, BrokenRow, SourceRow, Tallies, bars, broken_rows, counts, source_rows};

const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = include_str!("page/script.js");
/// What is known before the page is read: that there will be the other script. A browser that shows a long page while
/// it reads it need not lay out cards that will be folded.
const EARLY: &str = "document.documentElement.classList.add('js')";

/// Lines of the list before it is folded: about what a window has room for.
const FIRST_LINES: usize = 12;

/// Writes HTML.
pub(in crate::report) struct Html;

impl ReportWriter for Html {
    fn write(&self, report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
        Page::new(report, view).write_into(&mut &mut *out)?;
        writeln!(out)
    }
}

/// The page; parts that grow with the report are made while they are written.
#[derive(Template)]
#[template(path = "html/page/page.html")]
struct Page<'r> {
    report: &'r Report,
    view: &'r View,
    sources: SourceIndex<'r>,
    tallies: Tallies<'r>,
    numbers: Numbers<'r>,
    policy: String,
    style: &'static str,
    early: &'static str,
    script: &'static str,
    headline: String,
    facts: String,
    counts: String,
    bars: Vec<Bar>,
    legend: Vec<Entry>,
    /// Lines of the list, in all and beyond the first.
    findings: usize,
    more: usize,
    footer: String,
}

/// A verdict in the legend, which is also the filter.
struct Entry {
    name: &'static str,
    count: usize,
    /// Whether its sentences are marked before anybody asks.
    marked: bool,
}

impl<'r> Page<'r> {
    fn new(report: &'r Report, view: &'r View) -> Self {
        let summary = &report.summary;
        let sources = SourceIndex::guided(report, view.guide);
        let findings = lines(report, view, &sources).count();
        Self {
            tallies: Tallies::new(report),
            numbers: report
                .sources
                .iter()
                .enumerate()
                .map(|(number, source)| (source.id.as_str(), number))
                .collect(),
            policy: policy::policy(STYLE, [EARLY, SCRIPT]),
            style: STYLE,
            early: EARLY,
            script: SCRIPT,
            headline: capital(&view.headline(report)),
            facts: facts(report, view),
            counts: counts(summary),
            bars: bars(summary),
            legend: Verdict::ALL
                .into_iter()
                .map(|verdict| Entry {
                    name: verdict.name(),
                    count: summary.of(verdict),
                    marked: !matches!(verdict, Verdict::Supported | Verdict::NotCheckable),
                })
                .collect(),
            findings,
            more: findings.saturating_sub(FIRST_LINES),
            footer: printable_line(&format!("{} {}", report.tool.name, report.tool.version)),
            report,
            view,
            sources,
        }
    }

    fn first_lines(&self) -> impl Iterator<Item = Line> {
        lines(self.report, self.view, &self.sources).take(FIRST_LINES)
    }

    fn more_lines(&self) -> impl Iterator<Item = Line> {
        lines(self.report, self.view, &self.sources).skip(FIRST_LINES)
    }

    fn files(&self) -> impl Iterator<Item = File<'_>> {
        files(self.report, &self.numbers)
    }

    fn cards(&self) -> impl Iterator<Item = Card> {
        cards(self.report, self.view, &self.sources)
    }

    fn source_rows(&self) -> impl Iterator<Item = SourceRow> {
        source_rows(self.report, &self.tallies, self.view.guide)
    }

    fn broken(&self) -> impl Iterator<Item = BrokenRow> {
        broken_rows(self.report, self.view)
    }

    fn warnings(&self) -> impl Iterator<Item = String> {
        self.report.warnings.iter().map(|warning| {
            printable_line(&format!(
                "{}:{}:{}: {}",
                warning.file, warning.line, warning.column, warning.message
            ))
        })
    }
}

/// What there is to know of the run, in a line.
fn facts(report: &Report, view: &View) -> String {
    let read = report
        .sources
        .iter()
        .filter(|source| source.status == SourceStatus::Read);
    let mut facts = vec![
        plural(report.inputs.len(), "input"),
        format!(
            "{} of {} read",
            read.count(),
            plural(report.sources.len(), "source")
        ),
    ];
    if let Some(baseline) = &view.baseline {
        facts.push(format!(
            "{} in the baseline",
            plural(baseline.known, "known finding")
        ));
    }
    if let Some(run) = view.run {
        facts.push(format!("{:.2} s", run.elapsed.as_secs_f64()));
    }
    facts.join(" · ")
}

/// `text` with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
