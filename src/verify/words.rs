//! Which words of a claim nothing bears out.

use super::checks::Context;
use super::features::{self, Feature};
use super::model::Model;
use super::outcome::Check;
use crate::text::Span;

/// A word of the claim with its figures.
#[derive(Clone, Debug)]
pub struct WordFigures {
    /// Index of its token.
    pub(crate) token: usize,
    /// Its place in the claim.
    pub span: Span,
    /// Whether it carries content.
    pub content: bool,
    /// Its own named figures.
    pub figures: Vec<Feature>,
}

/// The words of the claim with their own figures.
pub(crate) fn figures(context: &Context<'_>, checks: &[Check]) -> Vec<WordFigures> {
    let tokens = context.query.tokens.iter().enumerate();
    tokens
        .filter(|(_, token)| token.is_text())
        .map(|(index, token)| WordFigures {
            token: index,
            span: token.span,
            content: token.is_content(),
            figures: features::of_word(context, checks, index),
        })
        .collect()
}

/// Adds to each word's own figures those that come from its neighbours, by the log odds that `bare`
/// gives each.
pub fn in_place(words: &[WordFigures], bare: &[f64]) -> Vec<Vec<Feature>> {
    let own = words.iter().map(|word| word.figures.clone());
    own.zip(neighbours(words, bare))
        .map(|(mut own, neighbours)| {
            own.extend(neighbours);
            own
        })
        .collect()
}

/// The figures of each word that come from its neighbours.
fn neighbours(words: &[WordFigures], bare: &[f64]) -> Vec<[Feature; 9]> {
    let content: Vec<bool> = words.iter().map(|word| word.content).collect();
    features::of_neighbours(bare, &content)
}

/// For each word, the probability that nothing bears it out.
pub(crate) fn bare(words: &[WordFigures], model: &Model) -> Vec<f64> {
    let alone: Vec<f64> = words
        .iter()
        .map(|word| model.word.log_odds(&word.figures))
        .collect();
    let own = words.iter().map(|word| &word.figures);
    own.zip(&neighbours(words, &alone))
        .map(|(own, neighbours)| {
            let figures = own.iter().chain(neighbours);
            model.word_in_place.probability(figures)
        })
        .collect()
}

/// The words that nothing bears out; those that stand side by side as one span.
pub(crate) fn unsupported(words: &[WordFigures], model: &Model) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut previous = None;
    for (word, probability) in words.iter().zip(bare(words, model)) {
        if probability >= model.unsupported_word {
            match spans.last_mut() {
                Some(last) if previous == Some(last.end) => last.end = word.span.end,
                _ => spans.push(word.span),
            }
        }
        previous = Some(word.span.end);
    }
    spans
}
