//! The article as it reads: the claims of each input, in order.

use rustc_hash::FxHashMap;

use super::anchor::anchor;
use super::marks::{Marked, marked};
use crate::claims::Format;
use crate::report::finding::Finding;
use crate::report::model::{ClaimRecord, Report};
use crate::report::reading::claim_marks;
use crate::text::printable_line;

/// Sources by id, numbered in the order of the report.
pub type Numbers<'r> = FxHashMap<&'r str, usize>;

/// An input with its claims in reading order.
pub struct File<'r> {
    pub number: usize,
    pub title: String,
    pub path: String,
    claims: &'r [ClaimRecord],
    numbers: &'r Numbers<'r>,
}

/// The inputs that have claims.
pub fn files<'p>(report: &'p Report, numbers: &'p Numbers<'p>) -> impl Iterator<Item = File<'p>> {
    let titles = report
        .inputs
        .iter()
        .filter_map(|input| Some((input.path.as_str(), input.title.as_deref()?)));
    let titles: FxHashMap<_, _> = titles.collect();
    let groups = report.claims.chunk_by(|a, b| a.file == b.file);
    groups.enumerate().map(move |(number, claims)| {
        let path = &claims[0].file;
        let title = titles.get(path.as_str()).copied().unwrap_or(path);
        File {
            number,
            title: printable_line(title),
            path: printable_line(path),
            claims,
            numbers,
        }
    })
}

impl<'r> File<'r> {
    /// The claims that stand together: on one line, or on the next, in an article; each by itself
    /// in a claims file.
    pub fn paragraphs(&self) -> impl Iterator<Item = Paragraph<'r>> {
        let listed = matches!(
            Format::of_path(&self.claims[0].file),
            Some(Format::Toml | Format::Json | Format::JsonLines | Format::Csv)
        );
        let numbers = self.numbers;
        let groups = self
            .claims
            .chunk_by(move |a, b| !listed && b.line.saturating_sub(a.line) <= 1);
        groups.map(move |claims| Paragraph { claims, numbers })
    }
}

/// Claims that stand together.
pub struct Paragraph<'r> {
    claims: &'r [ClaimRecord],
    numbers: &'r Numbers<'r>,
}

/// A claim in the article.
pub struct Said {
    pub anchor: String,
    pub verdict: &'static str,
    pub label: String,
    pub sources: String,
    pub text: Marked,
}

impl Paragraph<'_> {
    pub fn claims(&self) -> impl Iterator<Item = Said> {
        self.claims.iter().map(|claim| Said {
            anchor: anchor(&claim.id),
            verdict: claim.verdict.name(),
            label: label(claim),
            sources: source_numbers(self.numbers, claim),
            text: marked(&claim.text, &claim_marks(claim)),
        })
    }
}

fn source_numbers(numbers: &Numbers<'_>, claim: &ClaimRecord) -> String {
    let found = claim
        .citations
        .iter()
        .filter_map(|id| numbers.get(id.as_str()));
    found.map(usize::to_string).collect::<Vec<_>>().join(" ")
}

/// The outcome of `claim`, with what was expected where that is something else.
pub fn label(claim: &ClaimRecord) -> String {
    Finding::of(claim).map_or_else(|| claim.verdict.to_string(), |finding| finding.to_string())
}
