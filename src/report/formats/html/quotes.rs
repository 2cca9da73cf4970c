//! What each source says of a claim: the passage that counts as it stands on its page, and the others.

use rustc_hash::{FxHashMap, FxHashSet};

use super::anchor::web_link;
use super::marks::{Marked, marked, marked_of, places};
use crate::extract::Region;
use crate::report::formats::terminal::plural;
use crate::report::model::{ClaimRecord, EvidenceRecord, SourceRecord};
use crate::report::reading::{
    Mark, SourceIndex, day, deciding, is_telling, outside_body, passage_marks, source_name,
    unread_reason,
};
use crate::text::{CharOffsets, Span, printable_line};
use crate::verdict::Verdict;
use crate::verify::Status;

/// One source of a claim.
pub struct Quote {
    /// Its own verdict, where there are several sources or it could not be read.
    pub verdict: Option<(&'static str, String)>,
    pub name: String,
    pub link: Option<String>,
    pub facts: Vec<String>,
    pub headings: String,
    pub excerpt: Option<Excerpt>,
    pub others: Vec<Other>,
    pub others_title: String,
}

/// A passage among what it is read with.
#[derive(Default)]
pub struct Excerpt {
    pub shape: Shape,
    /// Paragraph or item before it.
    pub above: String,
    /// What its own paragraph or item says before it.
    pub before: String,
    pub text: Marked,
    pub after: String,
    pub below: String,
    pub cells: Vec<Cell>,
}

/// What a passage is on its page.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Shape {
    #[default]
    Text,
    Item,
    Row,
}

/// A cell of a row.
pub struct Cell {
    pub heading: String,
    pub text: Marked,
}

/// A further passage of a source.
pub struct Other {
    pub text: Marked,
    pub link: Option<String>,
    pub place: &'static str,
}

impl Excerpt {
    pub fn is_item(&self) -> bool {
        self.shape == Shape::Item
    }

    pub fn is_row(&self) -> bool {
        self.shape == Shape::Row
    }

    /// Whether any column has a heading.
    pub fn is_headed(&self) -> bool {
        self.cells.iter().any(|cell| !cell.heading.is_empty())
    }
}

/// A claim with what each of its sources says, by id: a claim may cite thousands.
struct Told<'c> {
    claim: &'c ClaimRecord,
    decides: Option<&'c EvidenceRecord>,
    verdicts: FxHashMap<&'c str, Verdict>,
    passages: FxHashMap<&'c str, Vec<&'c EvidenceRecord>>,
}

/// The sources of `claim`: the one that decides, the others that have passages, then those that have none.
pub fn quotes(claim: &ClaimRecord, sources: &SourceIndex<'_>) -> Vec<Quote> {
    let pairs = claim.pairs.iter();
    let mut told = Told {
        claim,
        decides: deciding(claim),
        verdicts: pairs
            .map(|pair| (pair.source.as_str(), pair.verdict))
            .collect(),
        passages: FxHashMap::default(),
    };
    for found in &claim.evidence {
        told.passages.entry(&found.source).or_default().push(found);
    }
    let evidence = told.decides.into_iter().chain(&claim.evidence);
    let cited = claim.citations.iter().map(String::as_str);
    let mut ids: Vec<&str> = Vec::new();
    let mut seen = FxHashSet::default();
    for id in evidence.map(|found| found.source.as_str()).chain(cited) {
        if seen.insert(id) {
            ids.push(id);
        }
    }
    // A source's own verdict is news where there are several.
    let one_by_one = ids.len() > 1 || sources.unread(claim).next().is_some();
    let quotes = ids.into_iter().map(|id| {
        let source = sources.get(id);
        Quote {
            verdict: source
                .filter(|_| one_by_one)
                .and_then(|source| told.verdict(source)),
            ..told.quote(id, source)
        }
    });
    quotes.collect()
}

impl Told<'_> {
    /// What a source by itself says, or why it says nothing.
    fn verdict(&self, source: &SourceRecord) -> Option<(&'static str, String)> {
        if let Some(reason) = unread_reason(source) {
            let verdict = Verdict::Unavailable;
            return Some((verdict.name(), format!("{verdict}: {reason}")));
        }
        let judged = self.verdicts.get(source.id.as_str())?;
        Some((judged.name(), judged.to_string()))
    }

    fn quote(&self, id: &str, source: Option<&SourceRecord>) -> Quote {
        let of_source = self.passages.get(id).map_or(&[][..], Vec::as_slice);
        let decides = self.decides.filter(|found| found.source == id);
        let speaks = self.verdicts.get(id) != Some(&Verdict::NotFound);
        let first = of_source.first().copied();
        let lead = decides
            .or(first.filter(|_| speaks))
            .filter(|found| is_telling(self.claim, found));
        let title = source.map_or(id, source_name);
        let others: Vec<_> = of_source
            .iter()
            .filter(|found| lead.is_none_or(|lead| !std::ptr::eq(**found, lead)))
            // The title stands above, once.
            .filter(|found| found.region != Region::Title && found.text.trim() != title.trim())
            .map(|found| other(self.claim, found))
            .collect();
        let link = lead.or(first).and_then(|found| found.url.as_deref());
        Quote {
            verdict: None,
            name: printable_line(title),
            link: link
                .or_else(|| source.and_then(|source| source.url.as_deref()))
                .and_then(web_link),
            facts: facts(source, lead),
            headings: lead.map_or_else(String::new, |found| headings(found, title)),
            excerpt: lead.map(|found| self.excerpt(found)),
            others_title: if lead.is_some() {
                format!("{} of this page", plural(others.len(), "more passage"))
            } else {
                format!(
                    "{} with a word or two of the claim",
                    plural(others.len(), "passage")
                )
            },
            others,
        }
    }

    fn excerpt(&self, found: &EvidenceRecord) -> Excerpt {
        let mut marks = passage_marks(self.claim, found);
        marks.extend(self.echoes(found));
        marks.sort_by_key(|(span, mark)| (*span, *mark));
        match found.region {
            Region::Table if !found.cells.is_empty() => row(found, &marks),
            Region::List => text(found, &marks, Shape::Item),
            _ => text(found, &marks, Shape::Text),
        }
    }

    /// The values that differ, as the reason has them of one source, in a passage of another one that contradicts
    /// too.
    fn echoes(&self, found: &EvidenceRecord) -> Vec<(Span, Mark)> {
        if self.verdicts.get(found.source.as_str()) != Some(&Verdict::Contradicted) {
            return Vec::new();
        }
        let elsewhere = self.claim.checks.iter().filter(|check| {
            check.status == Status::Mismatch && check.source_id.as_ref() != Some(&found.source)
        });
        elsewhere
            .filter_map(|check| check.source.as_deref().filter(|value| !value.is_empty()))
            .flat_map(|value| places(&found.text, value))
            .map(|span| (span, Mark::Differs))
            .collect()
    }
}

fn facts(source: Option<&SourceRecord>, lead: Option<&EvidenceRecord>) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(date) = source.and_then(|source| source.date.as_deref()) {
        facts.push(printable_line(day(date)));
    }
    if let Some(read) = source.and_then(|source| source.fetched_at.as_deref()) {
        facts.push(printable_line(&format!("read {}", day(read))));
    }
    if let Some(taken) = source.and_then(|source| source.archived_at.as_deref()) {
        facts.push(printable_line(&format!("as archived {}", day(taken))));
    }
    if let Some(place) = lead.and_then(|found| outside_body(found.region)) {
        facts.push(format!("in {place}"));
    }
    facts
}

/// The headings above a passage, but for the page's title.
fn headings(found: &EvidenceRecord, title: &str) -> String {
    let below = found
        .headings
        .iter()
        .filter(|heading| heading.trim() != title.trim());
    printable_line(&below.map(String::as_str).collect::<Vec<_>>().join(" › "))
}

fn row(found: &EvidenceRecord, marks: &[(Span, Mark)]) -> Excerpt {
    let offsets = CharOffsets::new(&found.text);
    let cells = found.cells.iter().map(|cell| Cell {
        heading: cell
            .heading
            .as_deref()
            .map_or_else(String::new, printable_line),
        text: marked_of(&found.text, offsets.to_bytes(cell.span), marks),
    });
    Excerpt {
        shape: Shape::Row,
        cells: cells.collect(),
        ..Excerpt::default()
    }
}

fn text(found: &EvidenceRecord, marks: &[(Span, Mark)], shape: Shape) -> Excerpt {
    let line = |text: Option<&str>| text.map_or_else(String::new, printable_line);
    let paragraph = found.paragraph.as_ref();
    let (before, after) = paragraph.map_or((None, None), |rest| {
        (Some(rest.before.as_str()), Some(rest.after.as_str()))
    });
    // A neighbour belongs to the same paragraph where that goes on; else it is the next one's.
    let alone = |rest: Option<&str>| rest.is_none_or(str::is_empty);
    let above = found.before.as_deref().filter(|_| alone(before));
    let below = found.after.as_deref().filter(|_| alone(after));
    let around = shape == Shape::Item || paragraph.is_none();
    Excerpt {
        shape,
        above: line(above.filter(|_| around)),
        before: line(before),
        text: marked(&found.text, marks),
        after: line(after),
        below: line(below.filter(|_| around)),
        cells: Vec::new(),
    }
}

fn other(claim: &ClaimRecord, found: &EvidenceRecord) -> Other {
    Other {
        text: marked(&found.text, &passage_marks(claim, found)),
        link: found.url.as_deref().and_then(web_link),
        place: outside_body(found.region).unwrap_or_default(),
    }
}
