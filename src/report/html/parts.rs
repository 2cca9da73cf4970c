//! What the page shows of claims: the article as it reads, and a card of evidence for each claim.

use rustc_hash::FxHashMap;

use crate::report::advice::advice;
use crate::report::finding::{Finding, Standing};
use crate::report::format::View;
use crate::report::model::{ClaimRecord, EvidenceRecord, Report, Summary};
use crate::report::reading::{
    Mark, SourceIndex, claim_marks, day, deciding, outside_body, passage_marks, source_name,
    unread_reason,
};
use crate::text::{Span, printable_line};
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

/// An input with its claims in reading order.
pub struct File<'r> {
    pub number: usize,
    pub title: String,
    pub path: String,
    claims: &'r [ClaimRecord],
    first: usize,
    numbers: &'r Numbers<'r>,
}

/// Sources by id, numbered in the order of the report.
pub type Numbers<'r> = FxHashMap<&'r str, usize>;

/// The inputs that have claims.
pub fn files<'p>(report: &'p Report, numbers: &'p Numbers<'p>) -> impl Iterator<Item = File<'p>> {
    let titles = report
        .inputs
        .iter()
        .filter_map(|input| Some((input.path.as_str(), input.title.as_deref()?)));
    let titles: FxHashMap<_, _> = titles.collect();
    let mut first = 0;
    let groups = report.claims.chunk_by(|a, b| a.file == b.file);
    groups.enumerate().map(move |(number, claims)| {
        let path = &claims[0].file;
        let title = titles.get(path.as_str()).copied().unwrap_or(path);
        let file = File {
            number,
            title: printable_line(title),
            path: printable_line(path),
            claims,
            first,
            numbers,
        };
        first += claims.len();
        file
    })
}

impl<'r> File<'r> {
    /// The claims that stand together: on one line, or on the next, in an article; each by itself
    /// in a claims file.
    pub fn paragraphs(&self) -> impl Iterator<Item = Paragraph<'r>> {
        let listed = std::path::Path::new(&self.claims[0].file)
            .extension()
            .is_some_and(|ending| {
                ["toml", "json", "jsonl", "csv"]
                    .iter()
                    .any(|known| ending == *known)
            });
        let mut first = self.first;
        let numbers = self.numbers;
        let groups = self
            .claims
            .chunk_by(move |a, b| !listed && b.line.saturating_sub(a.line) <= 1);
        groups.map(move |claims| {
            let paragraph = Paragraph {
                claims,
                first,
                numbers,
            };
            first += claims.len();
            paragraph
        })
    }
}

/// Claims that stand together.
pub struct Paragraph<'r> {
    claims: &'r [ClaimRecord],
    first: usize,
    numbers: &'r Numbers<'r>,
}

/// A claim in the article.
pub struct Said {
    pub number: usize,
    pub class: &'static str,
    pub verdict: &'static str,
    pub label: String,
    pub sources: String,
    pub text: String,
}

impl Paragraph<'_> {
    pub fn claims(&self) -> impl Iterator<Item = Said> {
        self.claims.iter().enumerate().map(|(at, claim)| Said {
            number: self.first + at,
            class: claim.verdict.name(),
            verdict: claim.verdict.name(),
            label: label(claim),
            sources: source_numbers(self.numbers, claim),
            text: printable_line(&claim.text),
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

fn label(claim: &ClaimRecord) -> String {
    Finding::of(claim).map_or_else(|| claim.verdict.to_string(), |finding| finding.to_string())
}

/// The evidence for a claim.
pub struct Card {
    pub number: usize,
    pub class: &'static str,
    pub label: String,
    pub place: String,
    pub id: String,
    pub score: f64,
    pub claim: Vec<Part>,
    pub why: String,
    pub passages: Vec<Passage>,
    pub checks: Vec<Check>,
    pub pairs: Vec<Pair>,
    pub since: String,
    pub next: String,
}

/// Words with the class of their mark; none for unmarked ones.
pub struct Part {
    pub class: &'static str,
    pub text: String,
}

/// A passage as it stands on its page.
pub struct Passage {
    pub first: bool,
    pub caption: &'static str,
    pub source: String,
    pub link: Option<String>,
    pub facts: String,
    pub headings: String,
    pub before: String,
    pub text: Vec<Part>,
    pub after: String,
}

/// A row of the table of checks.
pub struct Check {
    pub kind: &'static str,
    pub status: &'static str,
    pub claim: String,
    pub source: String,
}

/// What one source by itself says.
pub struct Pair {
    pub class: &'static str,
    pub label: String,
    pub source: String,
    pub link: Option<String>,
}

/// A card for each claim, in the order of the report.
pub fn cards<'p>(
    report: &'p Report,
    view: &'p View,
    sources: &'p SourceIndex<'_>,
) -> impl Iterator<Item = Card> + 'p {
    let claims = report.claims.iter().enumerate();
    claims.map(move |(number, claim)| card(number, claim, view.standing(number), sources))
}

fn card(
    number: usize,
    claim: &ClaimRecord,
    standing: &Standing,
    sources: &SourceIndex<'_>,
) -> Card {
    Card {
        number,
        class: claim.verdict.name(),
        label: label(claim),
        place: printable_line(&format!("{}:{}:{}", claim.file, claim.line, claim.column)),
        id: printable_line(&claim.id),
        score: claim.score,
        claim: parts(&claim.text, &claim_marks(claim)),
        why: printable_line(&claim.why),
        passages: passages(claim, sources),
        checks: claim
            .checks
            .iter()
            .map(|check| Check {
                kind: check.kind.name(),
                status: check.status.name(),
                claim: printable_line(&check.claim),
                source: check
                    .source
                    .as_deref()
                    .map_or_else(|| "–".to_owned(), printable_line),
            })
            .collect(),
        pairs: pairs(claim, sources),
        since: standing
            .since()
            .map_or_else(String::new, |since| printable_line(&since)),
        next: printable_line(&advice(claim, sources)),
    }
}

/// The passage that decides, then the others.
fn passages(claim: &ClaimRecord, sources: &SourceIndex<'_>) -> Vec<Passage> {
    let Some(decides) = deciding(claim) else {
        return Vec::new();
    };
    let others = claim
        .evidence
        .iter()
        .filter(|evidence| !std::ptr::eq(*evidence, decides));
    std::iter::once(decides)
        .chain(others)
        .map(|evidence| passage(claim, evidence, std::ptr::eq(evidence, decides), sources))
        .collect()
}

fn passage(
    claim: &ClaimRecord,
    evidence: &EvidenceRecord,
    first: bool,
    sources: &SourceIndex<'_>,
) -> Passage {
    let source = sources.get(&evidence.source);
    let date = source.and_then(|source| source.date.as_deref());
    let read = source.and_then(|source| source.fetched_at.as_deref());
    let mut facts = String::new();
    if let Some(date) = date {
        facts = format!(", {}", day(date));
    }
    if let Some(read) = read {
        facts = format!("{facts}, read {}", day(read));
    }
    if let Some(place) = outside_body(evidence.region) {
        facts = format!("{facts}, in {place}");
    }
    let link = evidence
        .url
        .as_deref()
        .or_else(|| source.and_then(|source| source.url.as_deref()));
    Passage {
        first,
        caption: match (first, claim.verdict) {
            (false, _) => "Also in",
            (true, Verdict::NotFound) => "Nearest, in",
            (true, _) => "From",
        },
        source: printable_line(source.map_or(evidence.source.as_str(), source_name)),
        link: link.and_then(web_link),
        facts: printable_line(&facts),
        headings: printable_line(&evidence.headings.join(" › ")),
        before: evidence
            .before
            .as_deref()
            .map_or_else(String::new, printable_line),
        text: parts(&evidence.text, &passage_marks(claim, evidence)),
        after: evidence
            .after
            .as_deref()
            .map_or_else(String::new, printable_line),
    }
}

/// The sources one by one, where there are several or one could not be read.
fn pairs(claim: &ClaimRecord, sources: &SourceIndex<'_>) -> Vec<Pair> {
    let unread = sources.unread(claim).next().is_some();
    if claim.citations.len() < 2 && !unread {
        return Vec::new();
    }
    let pair = |id: &String| {
        let source = sources.get(id)?;
        let judged = claim.pairs.iter().find(|pair| pair.source == *id);
        let verdict = match (unread_reason(source), judged) {
            (None, Some(pair)) => pair.verdict,
            (None, None) => return None,
            (Some(_), _) => Verdict::Unavailable,
        };
        let reason = unread_reason(source).map_or_else(String::new, |reason| format!(": {reason}"));
        Some(Pair {
            class: verdict.name(),
            label: format!("{verdict}{reason}"),
            source: printable_line(source_name(source)),
            link: source.url.as_deref().and_then(web_link),
        })
    };
    claim.citations.iter().filter_map(pair).collect()
}

/// An address that may become a link.
pub fn web_link(address: &str) -> Option<String> {
    let web = address.starts_with("https://") || address.starts_with("http://");
    web.then(|| printable_line(address))
}

/// `text` in runs of equal marks; of marks that overlap, the graver counts.
fn parts(text: &str, marks: &[(Span, Mark)]) -> Vec<Part> {
    let mut edges: Vec<usize> = marks
        .iter()
        .flat_map(|(span, _)| [span.start, span.end])
        .collect();
    edges.extend([0, text.len()]);
    edges.sort_unstable();
    edges.dedup();
    let mut parts: Vec<Part> = Vec::new();
    for edge in edges.windows(2) {
        let here = Span::new(edge[0], edge[1]);
        let mark = marks
            .iter()
            .filter(|(span, _)| span.overlaps(here))
            .map(|(_, mark)| *mark)
            .max();
        let class = match mark {
            None => "",
            Some(Mark::Same) => "same",
            Some(Mark::Bare) => "bare",
            Some(Mark::Differs) => "differs",
        };
        match parts.last_mut() {
            Some(last) if last.class == class => last.text += &printable_line(here.of(text)),
            _ => parts.push(Part {
                class,
                text: printable_line(here.of(text)),
            }),
        }
    }
    parts
}
