//! What the judge looks at: named figures of a claim aligned with a document.

use std::ops::Range;

use super::checks::Context;
use super::outcome::{Check, Kind, Status};
use crate::matching::{Matches, Query, Term};
use crate::text::{Token, key};

/// A named figure.
pub type Feature = (&'static str, f64);

/// Kinds of check whose values are numbers of some sort.
const VALUES: [Kind; 5] = [
    Kind::Number,
    Kind::Date,
    Kind::Money,
    Kind::Percent,
    Kind::Quantity,
];

/// A name this close fits its role.
const FITS: f64 = 0.5;

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

/// A hit this good is the same word, or a synonym of it.
const SAME: f64 = 0.7;

/// Weight of the lightest clause that says something: "as a result" says little.
const CLAUSE: f64 = 0.8;

/// The figures of the claim as a whole.
pub(crate) fn of_claim(context: &Context<'_>, checks: &[Check]) -> Vec<Feature> {
    let coverage = Coverage::new(context);
    let strength = |term: usize| coverage.strength(term);
    let mut figures = vec![
        ("covered", coverage.mean(strength)),
        ("covered_nearby", context.matches.nearby),
        ("words_covered", coverage.share_of_words(strength)),
        ("words_missing", coverage.words_missing()),
        ("least_clause", coverage.least_clause(strength)),
        ("weight", context.query.total_weight().ln_1p()),
    ];
    figures.extend(shortcomings(checks));
    figures
}

/// Whether the claim's words and names stand in as many passages, no two of them in one: what the claim
/// says of them is said nowhere.
pub(crate) fn are_scattered(context: &Context<'_>) -> bool {
    Coverage::new(context).is_scattered()
}

/// How many values, names and opposites the source lacks or has otherwise, and how loosely the names
/// that it has fit their role.
fn shortcomings(checks: &[Check]) -> [Feature; 6] {
    let count = |fails: &dyn Fn(&Check) -> bool| {
        let failing = checks.iter().filter(|check| fails(check));
        failing.count() as f64
    };
    let absent = |check: &Check| check.status == Status::Absent;
    let loose = checks
        .iter()
        .filter(|check| check.kind == Kind::Name && check.status == Status::Match)
        .map(|check| (1.0 - check.closeness / FITS).max(0.0));
    [
        (
            "values_absent",
            count(&|check| absent(check) && VALUES.contains(&check.kind)),
        ),
        (
            "names_absent",
            count(&|check| absent(check) && check.kind == Kind::Name),
        ),
        ("names_loose", loose.sum()),
        (
            "values_found",
            count(&|check| check.status == Status::Match && VALUES.contains(&check.kind)).ln_1p(),
        ),
        (
            "names_found",
            count(&|check| check.status == Status::Match && check.kind == Kind::Name).ln_1p(),
        ),
        (
            "polarity_lost",
            count(&|check| {
                check.kind == Kind::Direction && absent(check) && check.source.is_none()
                    || check.status == Status::Mismatch
            }),
        ),
    ]
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
