//! From what a run found to the report that it writes.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};
use url::Url;

use super::fragment::Page;
use super::model::{
    BrokenRecord, CheckRecord, ClaimRecord, EvidenceRecord, InputRecord, PairRecord, Report,
    SCHEMA, SourceRecord, SourceStatus, Summary, Tool, WarningRecord,
};
use super::quoted;
use super::suggestions::Suggestions;
use crate::cache::Provenance;
use crate::claims::{Claim, Input, Unresolved};
use crate::extract::Document;
use crate::source::{Source, Target, Unavailable};
use crate::text::{CharOffsets, Span};
use crate::verify::{Check, Evidence, Judge, Status, Verification};

/// A source as the run found it.
#[derive(Clone, Copy, Debug)]
pub struct Gathered<'a> {
    /// What an input calls it. Of several sources with one target, the first counts.
    pub source: &'a Source,
    /// Where its bytes came from; none for local files, given text, and what could not be got.
    pub provenance: Option<&'a Provenance>,
    /// Its document, or why there is none.
    pub outcome: Result<&'a Document, &'a Unavailable>,
}

/// An input with the outcome of each of its claims.
#[derive(Clone, Copy, Debug)]
pub struct Verified<'a> {
    /// The input.
    pub input: &'a Input,
    /// One for each claim, in order. The sources that they index are the claim's citations.
    pub verifications: &'a [Verification],
}

/// Makes the report of a run by `judge`: spans in code points, scores to three decimals, sources by id,
/// claims by input and place, links to each passage. The same arguments give the same report.
///
/// Each target is one record. It has the id by which an input first names it; where inputs use one
/// id for two targets, the later one is called `input#id`.
pub fn assemble(verified: &[Verified<'_>], gathered: &[Gathered<'_>], judge: &Judge) -> Report {
    let sources = Sources::new(verified, gathered);
    let mut claims = Vec::new();
    let mut broken_references = Vec::new();
    let mut ids = FxHashSet::default();
    for Verified {
        input,
        verifications,
    } in verified
    {
        let of_input: FxHashMap<&str, usize> = input
            .sources
            .iter()
            .filter_map(|source| Some((source.id.as_str(), sources.find(&source.target)?)))
            .collect();
        let start = claims.len();
        let mut broken = broken(input);
        let alike = alike(input);
        let suggestions = Suggestions::new(input);
        for (claim, verification) in input.claims.iter().zip(*verifications) {
            let cited = Cited {
                claim,
                of_input: &of_input,
                sources: &sources,
            };
            let mut record = cited.record(verification);
            record.suggestion = suggestions.record(claim, verification);
            if !ids.insert(record.id.clone()) {
                record.id = format!("{}#{}", input.path, record.id);
                ids.insert(record.id.clone());
            }
            for index in broken_of(input, claim, &alike) {
                broken[index].claims.push(record.id.clone());
            }
            claims.push(record);
        }
        claims[start..].sort_by_key(|claim| (claim.line, claim.column));
        broken_references.extend(broken);
    }
    let warnings = verified
        .iter()
        .flat_map(|verified| &verified.input.warnings);
    Report {
        schema: SCHEMA,
        tool: Tool::this(judge),
        inputs: verified
            .iter()
            .map(|verified| input_record(verified.input))
            .collect(),
        summary: Summary {
            broken_references: broken_references.len(),
            ..Summary::count(claims.iter().map(|claim| claim.verdict))
        },
        sources: sources.records(),
        claims,
        broken_references,
        warnings: warnings
            .map(|warning| WarningRecord {
                file: warning.place.file.to_string(),
                line: warning.place.line,
                column: warning.place.column,
                message: warning.message.clone(),
            })
            .collect(),
    }
}

/// The broken references of an input, which no claim is known to cite yet.
fn broken(input: &Input) -> Vec<BrokenRecord> {
    let records = input.broken.iter().map(|broken| BrokenRecord {
        file: broken.place.file.to_string(),
        line: broken.place.line,
        column: broken.place.column,
        end_line: Some(broken.end.line),
        end_column: Some(broken.end.column),
        written: broken.fault.written.clone(),
        reason: broken.fault.why,
        detail: broken.fault.detail.clone(),
        meant: broken.fault.meant.clone(),
        claims: Vec::new(),
    });
    records.collect()
}

/// The broken references of an input, by what is wrong with them.
fn alike(input: &Input) -> FxHashMap<&Unresolved, Vec<usize>> {
    let mut alike: FxHashMap<&Unresolved, Vec<usize>> = FxHashMap::default();
    for (index, broken) in input.broken.iter().enumerate() {
        alike.entry(&broken.fault).or_default().push(index);
    }
    alike
}

/// The broken references that `claim` cites: of several that are written alike, those that stand in it.
fn broken_of<'b>(
    input: &'b Input,
    claim: &'b Claim,
    alike: &'b FxHashMap<&Unresolved, Vec<usize>>,
) -> impl Iterator<Item = usize> + 'b {
    let found = claim.unresolved.iter().filter_map(|fault| alike.get(fault));
    found.flat_map(|found| {
        let here = |index: &&usize| claim.span.overlaps(input.broken[**index].span);
        found
            .iter()
            .filter(move |index| found.len() == 1 || here(index))
            .copied()
    })
}

fn input_record(input: &Input) -> InputRecord {
    InputRecord {
        path: input.path.to_string(),
        sha256: input.sha256.clone(),
        title: input.article.title.clone(),
        url: input.article.url.clone(),
    }
}

/// The sources of a run, one a target.
struct Sources<'a> {
    entries: Vec<Entry<'a>>,
    by_target: FxHashMap<&'a Target, usize>,
}

struct Entry<'a> {
    id: String,
    gathered: Gathered<'a>,
    /// The address that links to passages lead to.
    address: Option<Url>,
    /// Made when the first link is asked for.
    page: OnceCell<Page<'a>>,
}

impl<'a> Sources<'a> {
    fn new(verified: &[Verified<'a>], gathered: &[Gathered<'a>]) -> Self {
        let mut names: FxHashMap<&Target, (String, &str)> = FxHashMap::default();
        let mut taken = FxHashSet::default();
        for input in verified.iter().map(|verified| verified.input) {
            for source in &input.sources {
                names.entry(&source.target).or_insert_with(|| {
                    let mut id = source.id.clone();
                    while !taken.insert(id.clone()) {
                        id = format!("{}#{id}", input.path);
                    }
                    (id, &input.path)
                });
            }
        }
        let mut sources = Self {
            entries: Vec::with_capacity(gathered.len()),
            by_target: FxHashMap::default(),
        };
        for one in gathered {
            let target = &one.source.target;
            if sources.by_target.contains_key(target) {
                continue;
            }
            let id = names
                .get(target)
                .map_or_else(|| one.source.id.clone(), |(id, _)| id.clone());
            sources.by_target.insert(target, sources.entries.len());
            sources.entries.push(Entry {
                id,
                gathered: *one,
                address: address(one),
                page: OnceCell::new(),
            });
        }
        sources
    }

    fn find(&self, target: &Target) -> Option<usize> {
        self.by_target.get(target).copied()
    }

    fn records(&self) -> Vec<SourceRecord> {
        let mut records: Vec<_> = self.entries.iter().map(Entry::record).collect();
        records.sort_by(|a, b| a.id.cmp(&b.id));
        records
    }
}

impl<'a> Entry<'a> {
    fn document(&self) -> Option<&'a Document> {
        self.gathered.outcome.ok()
    }

    fn link(&self, passage: usize) -> Option<String> {
        let address = self.address.as_ref()?;
        let document = self.document()?;
        let page = self.page.get_or_init(|| Page::new(document));
        Some(page.link(address, passage))
    }

    fn record(&self) -> SourceRecord {
        let Gathered {
            source,
            provenance,
            outcome,
        } = self.gathered;
        let refused = outcome.err();
        let document = outcome.ok();
        let date = document.and_then(|document| document.published.or(document.modified));
        SourceRecord {
            id: self.id.clone(),
            url: match &source.target {
                Target::Url(url) => Some(url.to_string()),
                Target::Path(_) | Target::Text(_) => None,
            },
            path: match &source.target {
                Target::Path(path) => Some(path.display().to_string().replace('\\', "/")),
                Target::Url(_) | Target::Text(_) => None,
            },
            status: match outcome {
                Ok(_) => SourceStatus::Read,
                Err(_) => SourceStatus::Unavailable,
            },
            reason: refused.map(|refused| refused.reason),
            detail: refused.map(|refused| refused.detail.clone()),
            http_status: refused
                .and_then(|refused| refused.http_status)
                .or_else(|| provenance.map(|provenance| provenance.status)),
            final_url: provenance.map(|provenance| provenance.final_url.clone()),
            sha256: provenance.map(|provenance| provenance.sha256.clone()),
            fetched_at: provenance.map(|provenance| provenance.fetched_at.clone()),
            archived_at: provenance.and_then(|provenance| provenance.archived_at.clone()),
            title: document
                .and_then(|document| document.title.clone())
                .or_else(|| source.title.clone()),
            date: date.map(|date| date.to_string()),
        }
    }
}

/// Where the text that was read can be seen: the source's address, or the archive's copy of it, when
/// that is what was read.
fn address(source: &Gathered<'_>) -> Option<Url> {
    let Target::Url(url) = &source.source.target else {
        return None;
    };
    let archived = source
        .provenance
        .filter(|provenance| provenance.archived_at.is_some())
        .and_then(|provenance| Url::parse(&provenance.final_url).ok());
    Some(archived.unwrap_or_else(|| url.clone()))
}

/// A claim among the sources that it cites.
struct Cited<'c, 'a> {
    claim: &'c Claim,
    of_input: &'c FxHashMap<&'c str, usize>,
    sources: &'c Sources<'a>,
}

impl<'c, 'a> Cited<'c, 'a> {
    /// The source that the claim's citation `index` names.
    fn source(&self, index: usize) -> Option<&'c Entry<'a>> {
        let citation = self.claim.citations.get(index)?;
        let at = *self.of_input.get(citation.source.as_str())?;
        self.sources.entries.get(at)
    }

    fn id(&self, index: usize) -> Option<String> {
        self.source(index).map(|entry| entry.id.clone())
    }

    fn record(&self, verification: &Verification) -> ClaimRecord {
        let claim = self.claim;
        let offsets = CharOffsets::new(&claim.text);
        let mut seen = FxHashSet::default();
        ClaimRecord {
            id: claim.id.clone(),
            text: claim.text.clone(),
            file: claim.place.file.to_string(),
            line: claim.place.line,
            column: claim.place.column,
            end_line: Some(claim.end.line),
            end_column: Some(claim.end.column),
            verdict: verification.verdict,
            score: rounded(verification.score),
            why: self.why(verification),
            citations: (0..claim.citations.len())
                .filter_map(|index| self.id(index))
                .collect(),
            attributed_to: claim.attributed_to.clone(),
            attributed_source: self.attributed().map(|(_, entry)| entry.id.clone()),
            evidence: verification
                .evidence
                .iter()
                .map(|evidence| {
                    let best = seen.insert(evidence.source);
                    let in_full = best || differs(verification, evidence);
                    self.evidence(evidence, &offsets, in_full)
                })
                .collect(),
            checks: verification
                .checks
                .iter()
                .map(|check| self.check(check, verification, &offsets))
                .collect(),
            unsupported: chars(&offsets, &verification.unsupported),
            suggestion: None,
            pairs: verification
                .pairs
                .iter()
                .filter_map(|pair| {
                    Some(PairRecord {
                        source: self.id(pair.source)?,
                        verdict: pair.verdict,
                        score: rounded(pair.score),
                    })
                })
                .collect(),
            expect: claim.expect,
            accepted: None,
        }
    }

    /// The citation whose source the claim names in its own words ("according to …").
    fn attributed(&self) -> Option<(usize, &'c Entry<'a>)> {
        let named = self.claim.named.as_ref()?;
        let citations = self.claim.citations.iter();
        let index = citations
            .clone()
            .position(|citation| citation.source == *named)?;
        Some((index, self.source(index)?))
    }

    /// The verification's reason; and when the claim names a source that bears out less than
    /// another one does, that it does.
    fn why(&self, verification: &Verification) -> String {
        let name = self.claim.attributed_to.as_deref();
        let less = self.attributed().is_some_and(|(index, _)| {
            let pair = verification.pairs.iter().find(|pair| pair.source == index);
            pair.is_some_and(|pair| pair.verdict.rank() < verification.verdict.rank())
        });
        match name.filter(|_| less) {
            Some(name) => format!(
                "{}; it is another source than {name} that says so",
                verification.why
            ),
            None => verification.why.clone(),
        }
    }

    /// The record of a passage; `in_full` with what it is read with on its page.
    fn evidence(&self, found: &Evidence, claim: &CharOffsets, in_full: bool) -> EvidenceRecord {
        let entry = self.source(found.source);
        let document = entry.and_then(Entry::document);
        let neighbour = |at: Option<usize>| {
            let passage = document.filter(|_| in_full)?.passages.get(at?)?;
            (passage.region == found.region).then(|| passage.text.clone())
        };
        let passage = document.and_then(|document| document.passages.get(found.passage));
        let around = document.filter(|_| in_full);
        EvidenceRecord {
            source: entry.map(|entry| entry.id.clone()).unwrap_or_default(),
            passage: found.passage,
            region: found.region,
            score: rounded(found.score),
            spans: chars(&CharOffsets::new(&found.text), &found.spans),
            claim_spans: chars(claim, &found.claim_spans),
            url: entry.and_then(|entry| entry.link(found.passage)),
            headings: passage.map_or_else(Vec::new, |passage| {
                passage
                    .headings
                    .iter()
                    .map(|above| quoted::heading(above))
                    .collect()
            }),
            paragraph: around.and_then(|document| quoted::paragraph(document, found.passage)),
            cells: around.map_or_else(Vec::new, |document| {
                quoted::cells(document, found.passage, &found.text)
            }),
            before: neighbour(found.passage.checked_sub(1)),
            after: neighbour(found.passage.checked_add(1)),
            text: document.map_or_else(
                || found.text.clone(),
                |document| quoted::passage(document, found),
            ),
        }
    }

    fn check(&self, check: &Check, of: &Verification, claim: &CharOffsets) -> CheckRecord {
        // The span of the source's value lies in the passage, whose text an evidence has.
        let passage = check.at.and_then(|(source, passage)| {
            let found = of
                .evidence
                .iter()
                .find(|evidence| (evidence.source, evidence.passage) == (source, passage));
            let document = || self.source(source)?.document()?.passages.get(passage);
            found
                .map(|evidence| evidence.text.as_str())
                .or_else(|| document().map(|passage| passage.text.as_str()))
        });
        CheckRecord {
            source_id: check.at.and_then(|(source, _)| self.id(source)),
            ..CheckRecord::new(check, claim, passage)
        }
    }
}

impl CheckRecord {
    /// The record of `check`; `claim` converts the offsets of its claim, and `passage` is the text
    /// that the source's value stands in. Without id of the source.
    pub fn new(check: &Check, claim: &CharOffsets, passage: Option<&str>) -> Self {
        let source_span = check
            .source
            .as_ref()
            .zip(passage)
            .map(|(value, text)| CharOffsets::new(text).to_chars(value.span));
        Self {
            kind: check.kind,
            status: check.status,
            claim: check.claim.text.clone(),
            claim_span: claim.to_chars(check.claim.span),
            source: check.source.as_ref().map(|value| value.text.clone()),
            source_span,
            source_id: None,
            passage: check.at.map(|(_, passage)| passage),
            note: check.note.clone(),
        }
    }
}

/// Whether a check found another value in `found`.
fn differs(verification: &Verification, found: &Evidence) -> bool {
    let mut checks = verification.checks.iter();
    checks.any(|check| {
        check.status == Status::Mismatch && check.at == Some((found.source, found.passage))
    })
}

fn chars(offsets: &CharOffsets, spans: &[Span]) -> Vec<[usize; 2]> {
    spans.iter().map(|span| offsets.to_chars(*span)).collect()
}

/// To three decimals, within 0..1; what is no number counts as 0.
fn rounded(score: f64) -> f64 {
    if score.is_nan() {
        return 0.0;
    }
    (score.clamp(0.0, 1.0) * 1000.0).round() / 1000.0
}
