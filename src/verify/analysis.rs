//! All that is known of a claim and one document before anything is decided.

use super::checks::{self, Context};
use super::hypothesis::hypothesis;
use super::judge::Judge;
use super::judge::features::{self, Features};
use super::judge::weights::{JudgeWeights, Weights};
use super::outcome::{Check, Found, Kind, Status};
use super::premise::Premise;
use super::words::{self, WordFeatures};
use crate::claims::statement_parts;
use crate::entailment::Logits;
use crate::matching::{Matches, Prepared, Query};
use crate::text::Span;
use crate::verdict::Verdict;

/// A claim aligned with a document, compared and read together with it: what a verdict rests on, what `explain` shows,
/// and what the judge is trained on.
#[derive(Clone, Debug)]
pub struct Analysis<'d> {
    /// The document.
    pub document: &'d Prepared,
    /// The claim.
    pub query: Query,
    /// The passages that bear on it.
    pub matches: Matches,
    /// What could be compared exactly, in the order of the claim.
    pub checks: Vec<Check>,
    /// Each word of the claim, in order, with its features.
    pub words: Vec<WordFeatures>,
    /// What the entailment model was given, and what it made of it; none where it was not asked.
    pub read: Option<Read>,
    /// What the judge weighs.
    pub features: Features,
    /// Whether the claim is a whole passage of the document, word for word.
    pub is_verbatim: bool,
    /// The same of each statement of a claim of several; none of another.
    pub statements: Vec<Statement<'d>>,
}

/// A statement of a claim, looked at by itself.
#[derive(Clone, Debug)]
pub struct Statement<'d> {
    /// Its place in the claim's text.
    pub span: Span,
    /// What is known of it.
    pub analysis: Analysis<'d>,
}

/// A claim as the entailment model read it.
#[derive(Clone, Debug)]
pub struct Read {
    /// What it read the claim with.
    pub premise: Premise,
    /// What it made of the two.
    pub told: Logits,
}

/// A word of a claim, and what bears it out.
#[derive(Clone, Debug)]
pub struct BorneOut {
    /// Its place in the claim.
    pub span: Span,
    /// How rare it is in general, 0..1; none for a word without content.
    pub rarity: Option<f64>,
    /// What bears it out: the passage, the words there, and how well, 0..1.
    pub by: Option<(usize, Found, f64)>,
    /// Probability that nothing bears it out, 0..1.
    pub bare: f64,
}

/// Aligns `claim` with `document`, compares what can be compared exactly, and asks the entailment model of `judge`, if
/// it has one. `header` is what heads the cells of a claim that is a table's row ([`crate::claims::Claim::header`]).
///
/// ```
/// use citecheck::extract::Document;
/// use citecheck::verify::Prepared;
/// use citecheck::verify::{Judge, analyse};
/// let page = Prepared::new(Document::from_passages(["The licence runs until 2032.".to_owned()]));
/// let analysis = analyse("The licence ends in 2032.", None, &page, &Judge::lexical());
/// assert_eq!(analysis.matches.ranked[0].passage, 0);
/// assert_eq!(analysis.checks[0].note, "both say 2032");
/// ```
pub fn analyse<'d>(
    claim: &str,
    header: Option<&str>,
    document: &'d Prepared,
    judge: &Judge,
) -> Analysis<'d> {
    let whole = analyse_whole(claim, header, document, judge);
    let parts = statement_parts(claim);
    if parts.len() < 2 || whole.read.is_none() {
        return whole;
    }
    let statement = |span: Span| {
        let analysis = analyse_whole(&as_claim(claim, span), None, document, judge);
        Statement { span, analysis }
    };
    Analysis {
        statements: parts.into_iter().map(statement).collect(),
        ..whole
    }
}

/// The statement of `claim` at `span` as a claim of its own.
pub(super) fn as_claim(claim: &str, span: Span) -> String {
    format!("{}.", span.of(claim).trim_end_matches('.'))
}

/// The same as [`analyse`] without a look at single statements.
fn analyse_whole<'d>(
    claim: &str,
    header: Option<&str>,
    document: &'d Prepared,
    judge: &Judge,
) -> Analysis<'d> {
    let query = Query::new(claim, document.lang());
    let matches = Matches::find(&query, document);
    let context = Context::new(&query, document, &matches);
    let checks = checks::all(&context);
    let words = words::features(&context, &checks);
    let mut features = features::of_claim(&context, &checks);
    let is_verbatim = context.twin.as_ref().is_some_and(|twin| twin.is_verbatim);
    let read = judge.reader(query.lang).map(|entailment| {
        let premise = Premise::new(&matches, document, &checks, LONG);
        let told = entailment.score(&premise.text, &hypothesis(claim, header));
        Read { premise, told }
    });
    if let Some(read) = &read {
        features.set_entailment(read.told);
    }
    Analysis {
        document,
        query,
        matches,
        checks,
        words,
        read,
        features,
        is_verbatim,
        statements: Vec::new(),
    }
}

impl Analysis<'_> {
    /// The trained numbers of the judge that it is for: whether the entailment model was asked tells which.
    pub fn weights(&self) -> &'static JudgeWeights {
        let weights = Weights::built_in();
        match self.read {
            Some(_) => &weights.entailment,
            None => &weights.lexical,
        }
    }

    /// The verdict and the score, by [`super::Facts::decide`]; where the source says the contrary, what only the claim denies is
    /// taken as that.
    pub fn decide(&mut self) -> (Verdict, f64) {
        let told = self.facts().decide(self.weights());
        let is_denial = |check: &&mut Check| check.kind == Kind::Negation;
        if told.0 == Verdict::Contradicted
            && let Some(denial) = self.checks.iter_mut().find(is_denial)
            && denial.status == Status::Absent
        {
            checks::contradict(denial);
        }
        told
    }

    /// The claim's words in order, with what bears each out.
    pub fn borne_out(&self, weights: &Weights) -> Vec<BorneOut> {
        let word = |(word, bare): (&WordFeatures, f64)| {
            let terms = &self.query.terms;
            let term = terms.iter().position(|term| term.token == word.token);
            let hit = term.and_then(|term| self.matches.hits[term]);
            BorneOut {
                span: word.span,
                rarity: term.map(|term| terms[term].rarity),
                by: hit.map(|hit| {
                    let span = self.document.tokens(hit.passage)[hit.token].span;
                    let text = span.of(self.document.text(hit.passage)).to_owned();
                    (hit.passage, Found { text, span }, hit.strength)
                }),
                bare,
            }
        };
        self.words
            .iter()
            .zip(words::bare(&self.words, weights))
            .map(word)
            .collect()
    }
}

/// Words of a premise.
const LONG: usize = 185;
