//! What the judge sees of a claim, for training it.

use super::checks::{self, Context};
use super::features;
use super::outcome::Check;
use crate::matching::{Matches, Prepared, Query};
use crate::text::Span;

pub use super::model::{Coefficient, Logistic, Model};

/// A claim aligned with a document, with the figures that the judge weighs.
#[derive(Clone, Debug)]
pub struct Study {
    /// The typed comparisons.
    pub checks: Vec<Check>,
    /// Named figures of the claim.
    pub claim: Vec<(&'static str, f64)>,
    /// For each word of the claim: its place, and its named figures.
    pub words: Vec<(Span, Vec<(&'static str, f64)>)>,
    /// Indices of the candidate passages, best first.
    pub passages: Vec<usize>,
}

/// Aligns `claim` with `document`.
pub fn study(claim: &str, document: &Prepared) -> Study {
    let query = Query::new(claim, document.lang());
    let matches = Matches::find(&query, document);
    let context = Context {
        query: &query,
        document,
        matches: &matches,
    };
    let checks = checks::all(&context);
    let words = (0..query.tokens.len())
        .filter(|token| query.tokens[*token].is_text())
        .map(|token| {
            (
                query.tokens[token].span,
                features::of_word(&context, &checks, token),
            )
        })
        .collect();
    Study {
        claim: features::of_claim(&context, &checks),
        words,
        passages: matches.ranked.iter().map(|ranked| ranked.passage).collect(),
        checks,
    }
}
