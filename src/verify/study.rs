//! What the judge sees of a claim, for explaining a verdict and for training the judge.

use super::checks::{self, Context};
use super::features;
use super::judge::{Refusal, ruling};
use super::outcome::{Check, Found};
use super::words;
use crate::matching::{Matches, Prepared, Query};
use crate::text::Span;

pub use super::features::Feature;
pub use super::model::{Coefficient, Logistic, Model, Standing};
pub use super::words::{WordFigures, in_place};

/// A claim aligned with a document, with the figures that the judge weighs.
#[derive(Clone, Debug)]
pub struct Study {
    /// The typed comparisons.
    pub checks: Vec<Check>,
    /// Named figures of the claim.
    pub claim: Vec<Feature>,
    /// Why `supported` is forbidden, whatever the score; none where it is not.
    pub refused: Option<&'static str>,
    /// What that leaves for the score to decide.
    pub standing: Standing,
    /// Every word of the claim, in order.
    pub words: Vec<Word>,
    /// The named figures of each of them.
    pub word_figures: Vec<WordFigures>,
    /// Candidate passages, best first.
    pub candidates: Vec<Candidate>,
}

/// A word of the claim.
#[derive(Clone, Debug)]
pub struct Word {
    /// Its place in the claim.
    pub span: Span,
    /// How rare it is in general, 0..1; none for a word without content.
    pub weight: Option<f64>,
    /// What bears it out: the passage, the words there, and how well, 0..1.
    pub borne_out: Option<(usize, Found, f64)>,
    /// Probability, by the built-in model, that nothing bears it out.
    pub bare: f64,
}

/// A passage that was looked at word by word.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Index of the passage in its document.
    pub passage: usize,
    /// How much of the claim it bears out, 0..1, by rarity.
    pub coverage: f64,
    /// How many of the claim's neighbouring words are neighbours there, 0..1, by rarity.
    pub together: f64,
    /// Whether it is one of those that together bear out most of the claim.
    pub chosen: bool,
}

/// Aligns `claim` with `document`, and tells everything that the verdict rests on.
///
/// ```
/// use citecheck::extract::Document;
/// use citecheck::matching::Prepared;
/// use citecheck::verify::study::study;
/// let page = Document::from_passages(["The licence runs until 2032.".to_owned()]);
/// let study = study("The licence ends in 2032.", &Prepared::new(page));
/// assert_eq!(study.candidates[0].passage, 0);
/// assert_eq!(study.words[1].borne_out.as_ref().unwrap().1.text, "licence");
/// ```
pub fn study(claim: &str, document: &Prepared) -> Study {
    let query = Query::new(claim, document.lang());
    let matches = Matches::find(&query, document);
    let context = Context {
        query: &query,
        document,
        matches: &matches,
    };
    let checks = checks::all(&context);
    let word_figures = words::figures(&context, &checks);
    let bare = words::bare(&word_figures, Model::built_in());
    let words = word_figures
        .iter()
        .zip(bare)
        .map(|(figures, bare)| word(&context, figures.token, bare))
        .collect();
    let candidates = matches
        .ranked
        .iter()
        .enumerate()
        .map(|(index, ranked)| Candidate {
            passage: ranked.passage,
            coverage: ranked.coverage,
            together: ranked.together,
            chosen: matches.evidence.contains(&index),
        })
        .collect();
    let claim = features::of_claim(&context, &checks);
    let ruling = ruling(&context, &checks, &claim);
    Study {
        refused: ruling.refusal().map(Refusal::told),
        standing: ruling.standing(),
        claim,
        words,
        word_figures,
        candidates,
        checks,
    }
}

fn word(context: &Context<'_>, token: usize, bare: f64) -> Word {
    let terms = &context.query.terms;
    let term = terms.iter().position(|term| term.token == token);
    let hit = term.and_then(|term| context.matches.hits[term]);
    Word {
        span: context.query.tokens[token].span,
        weight: term.map(|term| terms[term].rarity),
        borne_out: hit.map(|hit| {
            let span = context.source_span(hit.passage, hit.token, hit.token + 1);
            (
                hit.passage,
                context.in_source(hit.passage, span),
                hit.strength,
            )
        }),
        bare,
    }
}
