//! What the judge looks at: numbers of a claim aligned with a document.

use std::ops::Range;

use super::checks::Context;
use super::outcome::{Check, Kind, Status};
use crate::entailment::Logits;
use crate::matching::{Matches, Query, Term};
use crate::text::{Token, key};

/// Declares a set of features, with their names in data files and output.
macro_rules! features {
    ($(#[$of_all:meta])* $set:ident { $($(#[$doc:meta])* $variant:ident $name:literal,)* }) => {
        $(#[$of_all])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        pub enum $set {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl $set {
            /// All of them, in the order in which they are stored.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// The name in data files and output.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}
pub(super) use features;

features! {
/// A number that the judge looks at, of a claim as a whole.
Feature {
    /// Share of the claim, by weight, that the evidence bears out, 0..1.
    Covered "covered",
    /// Share of the claim, by rarity, that one passage bears out with its neighbours and the page's first ones, 0..1.
    CoveredNearby "covered-nearby",
    /// Share of the claim that the best passage bears out by itself, 0..1.
    CoveredByOne "covered-by-one",
    /// Share of its neighbouring words that are neighbours in the best passage, 0..1.
    Together "together",
    /// Share of the words that are neither names nor values that the evidence bears out, all alike, 0..1.
    WordsCovered "words-covered",
    /// How many of these nothing bears out.
    WordsMissing "words-missing",
    /// Share of the clause that is borne out least, 0..1.
    LeastClause "least-clause",
    /// The logarithm of one more than the claim's weight: how much it says.
    Weight "weight",
    /// The logarithm of one more than the document's passages.
    Passages "passages",
    /// The logarithm of one more than the values that the source has.
    ValuesMatch "values-match",
    /// Values that the source lacks.
    ValuesAbsent "values-absent",
    /// Values that the source has otherwise.
    ValuesDiffer "values-differ",
    /// The logarithm of one more than the names that the source has.
    NamesMatch "names-match",
    /// Names that the source lacks.
    NamesAbsent "names-absent",
    /// Names that the source has otherwise.
    NamesDiffer "names-differ",
    /// How loosely the names that it has fit their role, the sum over them, each 0..1.
    NamesLoose "names-loose",
    /// Quotations that the source has.
    QuotationsMatch "quotations-match",
    /// Quotations that it lacks or has otherwise.
    QuotationsFail "quotations-fail",
    /// Denials that the source denies too.
    DenialsMatch "denials-match",
    /// Denials that the source does not make.
    DenialsAbsent "denials-absent",
    /// What one of the two denies and the other states.
    DenialsDiffer "denials-differ",
    /// Words with an opposite that the source has too.
    DirectionsMatch "directions-match",
    /// Words with an opposite that the source has neither way.
    DirectionsAbsent "directions-absent",
    /// Words that are the opposite in the source.
    DirectionsDiffer "directions-differ",
    /// 1 where the claim's words and names stand in as many passages.
    Scattered "scattered",
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
    pub(super) fn set_entailment(&mut self, told: Logits) {
        let [entailed, neutral, contradicted] = told.probabilities();
        let log_odds = |yes: f64, no: f64| (yes.max(LEAST) / no.max(LEAST)).ln();
        self.set(Feature::Entailed, log_odds(entailed, neutral + contradicted));
        self.set(Feature::Contradicted, log_odds(contradicted, neutral + entailed));
    }
}

/// The least share that the entailment model is believed: below it, it has no opinion.
const LEAST: f64 = 1e-4;

/// A name this close fits its role.
const FITS: f64 = 0.5;

/// A hit this good is the same word, or a synonym of it.
const SAME: f64 = 0.7;

/// Weight of the lightest clause that says something: "as a result" says little.
const CLAUSE: f64 = 0.8;

/// The features of the claim as a whole, without those of the entailment model.
pub(super) fn of_claim(context: &Context<'_>, checks: &[Check]) -> Features {
    let coverage = Coverage::new(context);
    let strength = |term: usize| coverage.strength(term);
    let mut features = Features([0.0; Feature::ALL.len()]);
    let best = context.matches.evidence.first();
    let best = best.map(|best| &context.matches.ranked[*best]);
    for (feature, value) in [
        (Feature::Covered, coverage.mean(strength)),
        (Feature::CoveredNearby, context.matches.nearby),
        (Feature::CoveredByOne, best.map_or(0.0, |best| best.coverage)),
        (Feature::Together, best.map_or(0.0, |best| best.together)),
        (Feature::WordsCovered, coverage.share_of_words(strength)),
        (Feature::WordsMissing, coverage.words_missing()),
        (Feature::LeastClause, coverage.least_clause(strength)),
        (Feature::Weight, context.query.total_weight().ln_1p()),
        (Feature::Passages, (context.document.len() as f64).ln_1p()),
        (Feature::Scattered, f64::from(u8::from(coverage.is_scattered()))),
    ] {
        features.set(feature, value);
    }
    count(&mut features, checks);
    features
}

/// Counts how the checks of each kind ended.
fn count(features: &mut Features, checks: &[Check]) {
    for check in checks {
        let feature = match (check.kind, check.status) {
            (Kind::Name, Status::Match) => {
                let loose = (1.0 - check.closeness / FITS).max(0.0);
                features.0[Feature::NamesLoose as usize] += loose;
                Feature::NamesMatch
            }
            (Kind::Name, Status::Absent) => Feature::NamesAbsent,
            (Kind::Name, Status::Mismatch) => Feature::NamesDiffer,
            (Kind::Quotation, Status::Match) => Feature::QuotationsMatch,
            (Kind::Quotation, Status::Absent | Status::Mismatch) => Feature::QuotationsFail,
            (Kind::Negation, Status::Match) => Feature::DenialsMatch,
            (Kind::Negation, Status::Absent) => Feature::DenialsAbsent,
            (Kind::Negation, Status::Mismatch) => Feature::DenialsDiffer,
            (Kind::Direction, Status::Match) => Feature::DirectionsMatch,
            // What the source does say then is told, and is no loss.
            (Kind::Direction, Status::Absent) if check.source.is_some() => continue,
            (Kind::Direction, Status::Absent) => Feature::DirectionsAbsent,
            (Kind::Direction, Status::Mismatch) => Feature::DirectionsDiffer,
            (
                Kind::Number | Kind::Date | Kind::Money | Kind::Percent | Kind::Quantity,
                Status::Match,
            ) => Feature::ValuesMatch,
            (_, Status::Absent) => Feature::ValuesAbsent,
            (_, Status::Mismatch) => Feature::ValuesDiffer,
        };
        features.0[feature as usize] += 1.0;
    }
    for feature in [Feature::ValuesMatch, Feature::NamesMatch] {
        features.set(feature, features.get(feature).ln_1p());
    }
}

/// How much of the claim the document bears out, looked at in several ways.
struct Coverage<'a> {
    context: &'a Context<'a>,
    matches: &'a Matches,
    terms: &'a [Term],
}

impl<'a> Coverage<'a> {
    fn new(context: &'a Context<'a>) -> Self {
        let matches = context.matches;
        Self {
            context,
            matches,
            terms: &context.query.terms,
        }
    }

    fn strength(&self, term: usize) -> f64 {
        self.matches.hits[term].map_or(0.0, |hit| hit.strength)
    }

    /// Weighted mean of `value` over the terms; 0 without any.
    fn mean(&self, value: impl Fn(usize) -> f64) -> f64 {
        let (mut all, mut sum) = (f64::MIN_POSITIVE, 0.0);
        for (index, term) in self.terms.iter().enumerate() {
            all += term.weight;
            sum += term.weight * value(index);
        }
        sum / all
    }

    /// Mean of `value` over the words that are neither names nor values, all alike; 1 without any.
    fn share_of_words(&self, value: impl Fn(usize) -> f64) -> f64 {
        let (mut all, mut sum) = (0.0, 0.0);
        for (index, term) in self.terms.iter().enumerate() {
            if term.is_plain() {
                all += 1.0;
                sum += value(index);
            }
        }
        if all > 0.0 { sum / all } else { 1.0 }
    }

    /// How many words that are neither names nor values nothing bears out.
    fn words_missing(&self) -> f64 {
        let terms = self.terms.iter().enumerate();
        let missing = terms.filter(|(index, term)| term.is_plain() && self.strength(*index) == 0.0);
        missing.count() as f64
    }

    /// Whether the claim has several parts, and no candidate bears out two of them.
    fn is_scattered(&self) -> bool {
        let parts = self.parts();
        let mut ranked = self.matches.ranked.iter().enumerate();
        let links = ranked.any(|(index, ranked)| {
            let has = |part: &&Range<usize>| {
                let mut terms = (*part).clone();
                terms.any(|term| self.matches.table.strengths(term)[index] >= SAME)
            };
            // A pronoun stands for a part that a sentence before has.
            let stands_for_one = begins_with_pronoun(self.context.document.tokens(ranked.passage));
            parts.iter().filter(has).count() + usize::from(stands_for_one) >= 2
        });
        parts.len() >= 2 && !links
    }

    /// The claim's words with content, neighbouring words of a name or a value together.
    fn parts(&self) -> Vec<Range<usize>> {
        let mut parts: Vec<Range<usize>> = Vec::new();
        for (index, term) in self.terms.iter().enumerate() {
            let joins = index > 0 && {
                let before = &self.terms[index - 1];
                let same = (before.in_name && term.in_name) || (before.in_value && term.in_value);
                same && term.token - before.token <= 1
            };
            match parts.last_mut() {
                Some(last) if joins => last.end = index + 1,
                _ => parts.push(index..index + 1),
            }
        }
        parts
    }

    /// Weighted mean of `value` over the clause of the claim that has the least of it.
    fn least_clause(&self, value: impl Fn(usize) -> f64) -> f64 {
        let mut least = 1.0_f64;
        for clause in clauses(self.context.query) {
            let all: f64 = clause.clone().map(|index| self.terms[index].weight).sum();
            let sum: f64 = clause
                .map(|index| self.terms[index].weight * value(index))
                .sum();
            if all >= CLAUSE {
                least = least.min(sum / all);
            }
        }
        least
    }
}

/// Whether the words of a passage begin with one that stands for what the passage before speaks of.
pub(crate) fn begins_with_pronoun(words: &[Token]) -> bool {
    let mut first = words.iter().filter(|token| token.is_text()).take(3);
    first.any(is_pronoun)
}

/// Words at the head of a sentence that stand for what the one before speaks of.
const PRONOUNS: [u64; 26] = [
    key("he"),
    key("she"),
    key("it"),
    key("they"),
    key("we"),
    key("i"),
    key("his"),
    key("her"),
    key("its"),
    key("their"),
    key("this"),
    key("these"),
    key("both"),
    key("er"),
    key("sie"),
    key("es"),
    key("wir"),
    key("il"),
    key("elle"),
    key("ils"),
    key("elles"),
    key("él"),
    key("ella"),
    key("ellos"),
    key("彼は"),
    key("彼女は"),
];

/// Whether the word stands for something that was named before.
pub(crate) fn is_pronoun(token: &Token) -> bool {
    PRONOUNS.contains(&token.form)
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
