//! What the page shows of sources, those first that need a person, and of references that name none.

use rustc_hash::FxHashMap;

use super::anchor::{anchor, web_link};
use crate::report::model::{Report, SourceRecord, Summary};
use crate::report::reading::{Guide, command, mend, source_name, unavailable, unread_reason};
use crate::report::view::View;
use crate::text::printable_line;
use crate::verdict::Verdict;

/// A verdict's share of a bar that is 1000 wide.
pub struct Bar {
    pub class: &'static str,
    pub x: usize,
    pub width: usize,
}

/// The shares of the verdicts of `summary`, those that need a person first.
pub fn bars(summary: &Summary) -> Vec<Bar> {
    let mut before = 0;
    let mut bars = Vec::new();
    for verdict in Verdict::ALL {
        let count = summary.of(verdict);
        if count > 0 {
            let x = before * 1000 / summary.claims.max(1);
            let end = (before + count) * 1000 / summary.claims.max(1);
            bars.push(Bar {
                class: verdict.name(),
                x,
                width: (end - x).max(1),
            });
        }
        before += count;
    }
    bars
}

/// The same in words.
pub fn counts(summary: &Summary) -> String {
    let counts = Verdict::ALL.into_iter().filter_map(|verdict| {
        let count = summary.of(verdict);
        (count > 0).then(|| format!("{count} {verdict}"))
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// Counts of claims by source: how many cite it, and what it says by itself of how many.
pub struct Tallies<'r>(FxHashMap<&'r str, (usize, Summary)>);

impl<'r> Tallies<'r> {
    pub fn new(report: &'r Report) -> Self {
        let mut tallies: FxHashMap<&str, (usize, Summary)> = FxHashMap::default();
        for claim in &report.claims {
            for id in &claim.citations {
                tallies.entry(id).or_default().0 += 1;
            }
            for pair in &claim.pairs {
                tallies.entry(&pair.source).or_default().1.add(pair.verdict);
            }
        }
        Self(tallies)
    }
}

/// A row of the table of sources.
pub struct SourceRow {
    pub number: usize,
    pub name: String,
    pub link: Option<String>,
    /// Why it could not be read.
    pub reason: String,
    /// The same in a sentence, and what to do.
    pub detail: String,
    /// The command that does it, if there is one.
    pub command: String,
    pub claims: usize,
    pub bars: Vec<Bar>,
    pub counts: String,
}

impl SourceRow {
    pub fn is_read(&self) -> bool {
        self.reason.is_empty()
    }
}

/// A row for each source: those that could not be read, then the others, both in the order of the report.
pub fn source_rows<'p>(
    report: &'p Report,
    tallies: &'p Tallies<'_>,
    guide: &'static dyn Guide,
) -> impl Iterator<Item = SourceRow> + 'p {
    let rows = |read: bool| {
        let sources = report.sources.iter().enumerate();
        sources
            .filter(move |(_, source)| unread_reason(source).is_none() == read)
            .map(|(number, source)| source_row(number, source, tallies, guide))
    };
    rows(false).chain(rows(true))
}

fn source_row(
    number: usize,
    source: &SourceRecord,
    tallies: &Tallies<'_>,
    guide: &dyn Guide,
) -> SourceRow {
    let tally = tallies.0.get(source.id.as_str());
    let (claims, verdicts) = tally.copied().unwrap_or_default();
    let reason = unread_reason(source).unwrap_or_default();
    let read = reason.is_empty();
    let mut detail = String::new();
    if !read {
        let why = source.detail.as_deref().map(|why| format!("{why}. "));
        let next = unavailable(source, guide);
        detail = format!("{}Next: {next}", why.unwrap_or_default());
    }
    SourceRow {
        number,
        name: printable_line(source_name(source)),
        link: source.url.as_deref().and_then(web_link),
        reason,
        detail: printable_line(&detail),
        command: command(source, guide)
            .filter(|_| !read)
            .map_or_else(String::new, |command| printable_line(&command)),
        claims,
        bars: if read { bars(&verdicts) } else { Vec::new() },
        counts: if read {
            counts(&verdicts)
        } else {
            String::new()
        },
    }
}

/// A row of the table for a broken reference.
pub struct BrokenRow {
    pub anchor: String,
    pub place: String,
    pub written: String,
    pub detail: String,
    pub claims: usize,
    pub fails: bool,
}

/// A row for each broken reference that the baseline does not know.
pub fn broken_rows<'p>(report: &'p Report, view: &'p View) -> impl Iterator<Item = BrokenRow> + 'p {
    let named = view.broken(report).zip(broken_anchors(report, view));
    named.map(|((broken, fails), anchor)| BrokenRow {
        anchor,
        place: printable_line(&format!(
            "{}:{}:{}",
            broken.file, broken.line, broken.column
        )),
        written: printable_line(&broken.written),
        detail: printable_line(&format!("{}. Next: {}", broken.detail, mend(broken))),
        claims: broken.claims.len(),
        fails,
    })
}

/// Where each of these rows is on the page: named by what is written, and, where that is written again, by a count.
pub fn broken_anchors<'p>(report: &'p Report, view: &'p View) -> impl Iterator<Item = String> + 'p {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    view.broken(report).map(move |(broken, _)| {
        let count = seen.entry(&broken.written).or_default();
        *count += 1;
        let name = anchor(&broken.written);
        match *count {
            1 => format!("broken-{name}"),
            // No anchor has a tilde.
            again => format!("broken-{name}~{again}"),
        }
    })
}
