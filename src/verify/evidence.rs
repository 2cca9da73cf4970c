//! The passages that an outcome shows.

use super::analysis::Analysis;
use super::outcome::Evidence;
use crate::text::Span;

/// How many passages an outcome shows.
const SHOWN: usize = 5;

/// A hit that is shown as matching.
const SHOWN_STRENGTH: f64 = 0.5;

/// The passages to show: those that together bear the claim out, then the next best.
pub(super) fn evidence(analysis: &Analysis<'_>) -> Vec<Evidence> {
    let order = analysis.matches.shown();
    order
        .take(SHOWN)
        .map(|index| shown(analysis, index))
        .collect()
}

fn shown(analysis: &Analysis<'_>, index: usize) -> Evidence {
    let ranked = &analysis.matches.ranked[index];
    let passage = &analysis.document.document().passages[ranked.passage];
    let tokens = analysis.document.tokens(ranked.passage);
    let terms = &analysis.query.terms;
    let mut spans = Vec::with_capacity(terms.len());
    let mut claim_spans = Vec::with_capacity(terms.len());
    for (term, of_claim) in terms.iter().enumerate() {
        let hit = analysis.matches.hit(index, term);
        if let Some(hit) = hit.filter(|hit| hit.strength >= SHOWN_STRENGTH) {
            spans.push(tokens[hit.token].span);
            claim_spans.push(of_claim.span);
        }
    }
    Evidence {
        source: 0,
        passage: ranked.passage,
        text: passage.text.clone(),
        region: passage.region,
        score: ranked.coverage,
        spans: Span::merge(spans),
        claim_spans: Span::merge(claim_spans),
    }
}
