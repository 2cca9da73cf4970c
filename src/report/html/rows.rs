//! What the page shows of sources, and of references that name none.

use rustc_hash::FxHashMap;

use super::parts::{Bar, bars, counts, web_link};
use crate::report::advice::mend;
use crate::report::model::{BrokenRecord, Report, Summary};
use crate::report::reading::{source_name, unread_reason};
use crate::text::printable_line;

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
    pub state: String,
    pub claims: usize,
    pub bars: Vec<Bar>,
    pub counts: String,
}

/// A row for each source, in the order of the report.
pub fn source_rows<'p>(
    report: &'p Report,
    tallies: &'p Tallies<'_>,
) -> impl Iterator<Item = SourceRow> + 'p {
    report.sources.iter().enumerate().map(|(number, source)| {
        let (claims, verdicts) = tallies
            .0
            .get(source.id.as_str())
            .copied()
            .unwrap_or_default();
        let reason = unread_reason(source);
        let read = reason.is_none();
        SourceRow {
            number,
            name: printable_line(source_name(source)),
            link: source.url.as_deref().and_then(web_link),
            state: reason.unwrap_or_else(|| "read".to_owned()),
            claims,
            bars: if read { bars(&verdicts) } else { Vec::new() },
            counts: counts(&verdicts),
        }
    })
}

/// A row of the table of broken references.
pub struct BrokenRow {
    pub place: String,
    pub written: String,
    pub why: String,
    pub next: String,
    pub fails: bool,
}

impl BrokenRow {
    pub fn of(broken: &BrokenRecord, fails: bool) -> Self {
        let place = format!("{}:{}:{}", broken.file, broken.line, broken.column);
        Self {
            place: printable_line(&place),
            written: printable_line(&broken.written),
            why: printable_line(&broken.detail),
            next: printable_line(&mend(broken)),
            fails,
        }
    }
}
