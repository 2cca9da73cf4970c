//! What the judge looks at: numbers of a claim aligned with a document.

use std::ops::Range;

use super::logistic::features;
use super::rival::Rival;
use crate::entailment::Logits;
use crate::matching::Query;
use crate::text::key;
use crate::verify::checks::Context;
use crate::verify::outcome::{Check, Kind, Status};

features! {
/// A number that the judge looks at, of a claim as a whole.
Feature {
    /// Share of the clause that is borne out least, 0..1.
    LeastClause "least-clause",
    /// The logarithm of one more than the values that the source has, or that follow from those that it has.
    ValuesMatch "values-match",
    /// Values that the source lacks.
    ValuesAbsent "values-absent",
    /// Those of them that are written in figures, and of which the source does not say a part either. What a claim tells in
    /// words, "two", "the first", a reader counts together.
    FiguresAbsent "figures-absent",
    /// Values that the source has otherwise.
    ValuesDiffer "values-differ",
    /// The probability that a value of the source is meant where the claim has one that the source lacks; the greatest of
    /// several, 0..1.
    ValuesInstead "values-instead",
    /// Names that the source lacks.
    NamesAbsent "names-absent",
    /// Names that the source has otherwise.
    NamesDiffer "names-differ",
    /// 1 where one denies what the other states.
    DenialsDiffer "denials-differ",
    /// The log odds that the premise entails the claim.
    Entailed "entailed",
    /// The log odds that the premise contradicts the claim.
    Contradicted "contradicted",
}
}

/// The features of one claim, by [`Feature`]; those that do not apply are 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Features([f64; Feature::ALL.len()]);

impl Features {
    /// The number for `feature`.
    pub const fn get(&self, feature: Feature) -> f64 {
        self.0[feature as usize]
    }

    fn set(&mut self, feature: Feature, value: f64) {
        self.0[feature as usize] = value;
    }

    /// Adds what the entailment model makes of the claim.
    pub(in crate::verify) fn set_entailment(&mut self, told: Logits) {
        let [entailed, neutral, contradicted] = told.probabilities();
        let log_odds = |yes: f64, no: f64| (yes.max(LEAST) / no.max(LEAST)).ln();
        self.set(
            Feature::Entailed,
            log_odds(entailed, neutral + contradicted),
        );
        self.set(
            Feature::Contradicted,
            log_odds(contradicted, neutral + entailed),
        );
    }
}

/// The least share that the entailment model is believed: below it, it has no opinion.
const LEAST: f64 = 1e-4;

/// Weight of the lightest clause that says something: "as a result" says little.
const CLAUSE: f64 = 0.8;

/// The features of the claim as a whole, without those of the entailment model.
pub(in crate::verify) fn of_claim(context: &Context<'_>, checks: &[Check]) -> Features {
    let mut features = Features([0.0; Feature::ALL.len()]);
    features.set(Feature::LeastClause, least_clause(context));
    count(&mut features, checks);
    features
}

/// Counts how the checks of each kind ended.
fn count(features: &mut Features, checks: &[Check]) {
    for check in checks {
        let feature = match (check.kind, check.status) {
            (Kind::Name, Status::Absent) => Feature::NamesAbsent,
            (Kind::Name, Status::Mismatch) => Feature::NamesDiffer,
            // A quotation that is not there is refused by a rule; what is there is borne out by its words.
            (Kind::Quotation, _) | (Kind::Name | Kind::Negation, Status::Match) => continue,
            (Kind::Negation, Status::Absent | Status::Mismatch) => Feature::DenialsDiffer,
            (
                Kind::Number | Kind::Date | Kind::Money | Kind::Percent | Kind::Quantity,
                Status::Match,
            ) => Feature::ValuesMatch,
            (_, Status::Absent) => Feature::ValuesAbsent,
            (_, Status::Mismatch) => Feature::ValuesDiffer,
        };
        features.0[feature as usize] += 1.0;
        if feature == Feature::ValuesAbsent && lacks_figures(check) {
            features.0[Feature::FiguresAbsent as usize] += 1.0;
        }
    }
    let instead = checks.iter().filter_map(|check| check.rival.as_ref());
    let likely = instead.map(Rival::probability).fold(0.0, f64::max);
    features.set(Feature::ValuesInstead, likely);
    let matching = features.get(Feature::ValuesMatch);
    features.set(Feature::ValuesMatch, matching.ln_1p());
}

/// Whether the source lacks figures of the claim, and has nothing of them.
fn lacks_figures(check: &Check) -> bool {
    !check.is_partial && check.claim.text.contains(char::is_numeric)
}

/// Share of the clause that the evidence bears out least, by weight, 0..1.
fn least_clause(context: &Context<'_>) -> f64 {
    let (terms, hits) = (&context.query.terms, &context.matches.hits);
    let mut least = 1.0_f64;
    for clause in clauses(context.query) {
        let all: f64 = clause.clone().map(|index| terms[index].weight).sum();
        let strength = |index: usize| hits[index].map_or(0.0, |hit| hit.strength);
        let sum: f64 = clause
            .map(|index| terms[index].weight * strength(index))
            .sum();
        if all >= CLAUSE {
            least = least.min(sum / all);
        }
    }
    least
}

/// The claim's terms cut at punctuation and at words that begin a clause; a piece of one term belongs to
/// the clause before.
pub(crate) fn clauses(query: &Query) -> Vec<Range<usize>> {
    let terms = &query.terms;
    let parted = |before: usize, after: usize| {
        let between = &query.tokens[terms[before].token + 1..terms[after].token];
        between.iter().any(|token| PARTING.contains(&token.form))
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for index in 1..=terms.len() {
        let ends = index == terms.len() || parted(index - 1, index);
        if ends && index - start >= 2 {
            found.push(start..index);
            start = index;
        }
    }
    match found.last_mut() {
        Some(last) => last.end = terms.len(),
        None => found.push(0..terms.len()),
    }
    found
}

/// Tokens that part two words of a claim between which they stand.
const PARTING: [u64; 27] = [
    key(","),
    key(";"),
    key(":"),
    key("("),
    key(")"),
    key("–"),
    key("—"),
    key("、"),
    key("。"),
    key("and"),
    key("but"),
    key("which"),
    key("who"),
    key("while"),
    key("when"),
    key("where"),
    key("that"),
    key("as"),
    key("und"),
    key("aber"),
    key("et"),
    key("mais"),
    key("qui"),
    key("où"),
    key("y"),
    key("pero"),
    key("que"),
];
