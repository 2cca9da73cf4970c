//! The report as one HTML file that asks nothing of anyone: the article with each claim in the
//! colour of its verdict, the evidence beside it, filters, search and keys.
//!
//! It reads without its script. A Content-Security-Policy allows this one script and this one style
//! sheet, by their hashes, and no request. Everything from claims and pages is escaped by the
//! template; addresses become links only when they are http or https.

mod parts;
mod policy;
mod rows;

use std::io::{self, Write};

use askama::Template;

use super::format::{ReportWriter, View};
use super::model::{Report, SourceStatus};
use super::reading::SourceIndex;
use super::terminal::plural;
use crate::text::printable_line;
use crate::verdict::Verdict;
use parts::{Bar, Card, File, Numbers, bars, cards, counts, files};
use rows::{BrokenRow, SourceRow, Tallies, source_rows};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Writes HTML.
pub(super) struct Html;

impl ReportWriter for Html {
    fn write(&self, report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
        Page::new(report, view).write_into(&mut &mut *out)?;
        writeln!(out)
    }
}

/// The page; parts that grow with the report are made while they are written.
#[derive(Template)]
#[template(path = "html/page.html")]
struct Page<'r> {
    report: &'r Report,
    view: &'r View,
    sources: SourceIndex<'r>,
    tallies: Tallies<'r>,
    numbers: Numbers<'r>,
    policy: String,
    style: &'static str,
    script: &'static str,
    headline: String,
    facts: String,
    counts: String,
    bars: Vec<Bar>,
    legend: Vec<Entry>,
    footer: String,
}

/// A verdict in the legend, which is also the filter.
struct Entry {
    class: &'static str,
    name: &'static str,
    count: usize,
}

impl<'r> Page<'r> {
    fn new(report: &'r Report, view: &'r View) -> Self {
        let summary = &report.summary;
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
        Self {
            report,
            view,
            sources: SourceIndex::new(report),
            tallies: Tallies::new(report),
            numbers: report
                .sources
                .iter()
                .enumerate()
                .map(|(number, source)| (source.id.as_str(), number))
                .collect(),
            policy: policy::policy(STYLE, SCRIPT),
            style: STYLE,
            script: SCRIPT,
            headline: capital(&view.headline(report)),
            facts: facts.join(" · "),
            counts: counts(summary),
            bars: bars(summary),
            legend: Verdict::ALL
                .into_iter()
                .map(|verdict| Entry {
                    class: verdict.name(),
                    name: verdict.name(),
                    count: summary.of(verdict),
                })
                .collect(),
            footer: printable_line(&format!("{} {}", report.tool.name, report.tool.version)),
        }
    }

    fn files(&self) -> impl Iterator<Item = File<'_>> {
        files(self.report, &self.numbers)
    }

    fn cards(&self) -> impl Iterator<Item = Card> {
        cards(self.report, self.view, &self.sources)
    }

    fn source_rows(&self) -> impl Iterator<Item = SourceRow> {
        source_rows(self.report, &self.tallies)
    }

    fn broken(&self) -> impl Iterator<Item = BrokenRow> {
        self.view
            .broken(self.report)
            .map(|(broken, fails)| BrokenRow::of(broken, fails))
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

/// `text` with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
