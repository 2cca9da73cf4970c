//! A claim among its sources, and its record.

use rustc_hash::{FxHashMap, FxHashSet};

use super::quoted;
use super::sources::{Entry, Sources};
use crate::claims::Claim;
use crate::report::model::{CheckRecord, ClaimRecord, EvidenceRecord, PairRecord};
use crate::text::{CharOffsets, Span};
use crate::verify::{Check, Evidence, Status, Verification};

/// A claim among the sources that it cites.
pub(super) struct Cited<'c, 'a> {
    pub claim: &'c Claim,
    pub of_input: &'c FxHashMap<&'c str, usize>,
    pub sources: &'c Sources<'a>,
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

    pub fn record(&self, verification: &Verification) -> ClaimRecord {
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
