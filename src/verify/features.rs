//! What the judge looks at: named figures of a claim aligned with a document.

use super::checks::Context;
use super::outcome::{Check, Kind, Status};
use crate::matching::{Matches, Term};

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

/// The figures of the claim as a whole.
pub(crate) fn of_claim(context: &Context<'_>, checks: &[Check]) -> Vec<Feature> {
    let mut figures = Coverage::new(context).figures();
    figures.extend(counts(checks));
    figures.extend(closeness(checks));
    figures
}

/// How many checks of each kind ended in each way.
fn counts(checks: &[Check]) -> impl Iterator<Item = Feature> {
    use Status::{Absent, Match, Mismatch};
    const COUNTED: [(&str, &[Kind], Status); 14] = [
        ("value_match", &VALUES, Match),
        ("value_absent", &VALUES, Absent),
        ("value_mismatch", &VALUES, Mismatch),
        ("name_match", &[Kind::Name], Match),
        ("name_absent", &[Kind::Name], Absent),
        ("name_mismatch", &[Kind::Name], Mismatch),
        ("quote_match", &[Kind::Quotation], Match),
        ("quote_absent", &[Kind::Quotation], Absent),
        ("quote_mismatch", &[Kind::Quotation], Mismatch),
        ("negation_match", &[Kind::Negation], Match),
        ("negation_absent", &[Kind::Negation], Absent),
        ("negation_mismatch", &[Kind::Negation], Mismatch),
        ("direction_absent", &[Kind::Direction], Absent),
        ("direction_mismatch", &[Kind::Direction], Mismatch),
    ];
    COUNTED.into_iter().map(|(name, kinds, status)| {
        let of_kind = |check: &&Check| kinds.contains(&check.kind) && check.status == status;
        (name, checks.iter().filter(of_kind).count() as f64)
    })
}

/// A value or name that stands no closer to the claim's surroundings than this is astray: the page
/// has it in another matter.
const ASTRAY: f64 = 0.12;

/// How closely the matching values and names stand in the claim's surroundings: the least and the
/// mean, 1 when there is none, and how many are astray.
fn closeness(checks: &[Check]) -> [Feature; 6] {
    let of = |kinds: &[Kind]| {
        let matching = checks
            .iter()
            .filter(|check| check.status == Status::Match && kinds.contains(&check.kind));
        let all: Vec<f64> = matching.map(|check| check.closeness).collect();
        let mean = all.iter().sum::<f64>() / all.len() as f64;
        let least = all.iter().copied().fold(1.0, f64::min);
        let astray = all.iter().filter(|closeness| **closeness < ASTRAY).count() as f64;
        (least, if all.is_empty() { 1.0 } else { mean }, astray)
    };
    let (values, names) = (of(&VALUES), of(&[Kind::Name]));
    [
        ("value_least", values.0),
        ("value_mean", values.1),
        ("value_astray", values.2),
        ("name_least", names.0),
        ("name_mean", names.1),
        ("name_astray", names.2),
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
            terms: &context.query.terms[..matches.hits.len()],
        }
    }

    fn strength(&self, term: usize) -> f64 {
        self.matches.hits[term].map_or(0.0, |hit| hit.strength)
    }

    /// Weighted mean of `value` over the terms that `pick` takes; 1 when it takes none.
    fn mean(&self, pick: impl Fn(&Term) -> bool, value: impl Fn(usize) -> f64) -> f64 {
        let (mut all, mut sum) = (0.0, 0.0);
        for (index, term) in self.terms.iter().enumerate().filter(|(_, term)| pick(term)) {
            all += term.weight;
            sum += term.weight * value(index);
        }
        if all > 0.0 { sum / all } else { 1.0 }
    }

    /// Share of the words that are neither names nor values that `value` bears out, all alike.
    fn share_of_words(&self, value: impl Fn(usize) -> f64) -> f64 {
        let (mut all, mut sum) = (0.0, 0.0);
        for (index, term) in self.terms.iter().enumerate() {
            if !term.in_name && !term.in_value {
                all += 1.0;
                sum += value(index);
            }
        }
        if all > 0.0 { sum / all } else { 1.0 }
    }

    /// Weight of each term that `value` leaves uncovered.
    fn lost(&self, value: impl Fn(usize) -> f64) -> impl Iterator<Item = f64> {
        self.terms
            .iter()
            .enumerate()
            .map(move |(index, term)| term.weight * (1.0 - value(index)))
    }

    fn figures(&self) -> Vec<Feature> {
        let matches = self.matches;
        let strength = |term: usize| self.strength(term);
        let anywhere = |term: usize| matches.anywhere[term];
        let name = |term: &Term| term.in_name;
        let word = |term: &Term| !term.in_name && !term.in_value;
        let evidence = || matches.evidence.iter().map(|index| &matches.ranked[*index]);
        let together = evidence().map(|ranked| ranked.together).fold(0.0, f64::max);
        let total: f64 = self.terms.iter().map(|term| term.weight).sum();
        vec![
            ("best", evidence().next().map_or(0.0, |best| best.coverage)),
            ("set", self.mean(|_| true, strength)),
            ("anywhere", self.mean(|_| true, anywhere)),
            ("company", self.mean(|_| true, |term| matches.company[term])),
            ("together", together),
            ("names", self.mean(name, strength)),
            ("words", self.mean(word, strength)),
            ("names_anywhere", self.mean(name, anywhere)),
            ("words_anywhere", self.mean(word, anywhere)),
            ("words_count", self.share_of_words(strength)),
            ("words_found", self.share_of_words(anywhere)),
            ("missing", self.lost(strength).sum()),
            ("most_missing", self.lost(strength).fold(0.0, f64::max)),
            ("nowhere", self.lost(anywhere).sum()),
            (
                "least_company",
                matches.company.iter().copied().fold(1.0, f64::min),
            ),
            ("terms", (self.terms.len() as f64).ln_1p()),
            ("weight", total.ln_1p()),
            ("passages", (self.context.document.len() as f64).ln_1p()),
            ("evidence", matches.evidence.len() as f64),
        ]
    }
}

/// The figures of one word of the claim; `token` is its index. Words without content have those of
/// their neighbours.
pub(crate) fn of_word(context: &Context<'_>, checks: &[Check], token: usize) -> Vec<Feature> {
    let matches = context.matches;
    let query = context.query;
    let terms = &query.terms[..matches.hits.len()];
    let this = terms.iter().position(|term| term.token == token);
    let after = terms.iter().position(|term| term.token > token);
    let before = terms.iter().rposition(|term| term.token < token);
    let strength = |term: Option<usize>| {
        term.and_then(|term| matches.hits[term])
            .map_or(0.0, |hit| hit.strength)
    };
    let company = |term: Option<usize>| term.map_or(0.0, |term| matches.company[term]);
    let best = matches
        .evidence
        .first()
        .map(|index| &matches.ranked[*index]);
    let in_best = |term: Option<usize>| {
        term.zip(best)
            .and_then(|(term, best)| best.hits[term])
            .map_or(0.0, |hit| hit.strength)
    };
    let beside = |one: Option<usize>, other: Option<usize>| {
        let (Some(one), Some(other)) = (
            one.and_then(|term| matches.hits[term]),
            other.and_then(|term| matches.hits[term]),
        ) else {
            return 0.0;
        };
        f64::from(u8::from(
            one.passage == other.passage && one.token.abs_diff(other.token) <= 4,
        ))
    };
    let span = query.tokens[token].span;
    let status = |status: Status, kinds: &[Kind]| {
        let found = checks.iter().any(|check| {
            check.status == status && kinds.contains(&check.kind) && check.claim.span.overlaps(span)
        });
        f64::from(u8::from(found))
    };
    let flag = |flag: bool| f64::from(u8::from(flag));
    let word = span.of(&query.text);
    vec![
        ("content", flag(this.is_some())),
        ("strength", strength(this)),
        ("in_best", in_best(this)),
        ("anywhere", this.map_or(0.0, |term| matches.anywhere[term])),
        ("company", company(this)),
        ("weight", this.map_or(0.0, |term| terms[term].weight)),
        (
            "lost",
            this.map_or(0.0, |term| terms[term].weight * (1.0 - strength(this))),
        ),
        ("name", flag(this.is_some_and(|term| terms[term].in_name))),
        ("value", flag(this.is_some_and(|term| terms[term].in_value))),
        ("verb", flag(word.ends_with("ed") || word.ends_with("ing"))),
        ("next", strength(after)),
        ("next_company", company(after)),
        ("previous", strength(before)),
        ("previous_company", company(before)),
        ("beside_next", beside(this, after)),
        ("beside_previous", beside(before, this)),
        ("value_match", status(Status::Match, &VALUES)),
        ("value_absent", status(Status::Absent, &VALUES)),
        ("value_mismatch", status(Status::Mismatch, &VALUES)),
        ("name_match", status(Status::Match, &[Kind::Name])),
        ("name_absent", status(Status::Absent, &[Kind::Name])),
        ("name_mismatch", status(Status::Mismatch, &[Kind::Name])),
        ("quote_match", status(Status::Match, &[Kind::Quotation])),
        (
            "polarity_mismatch",
            status(Status::Mismatch, &[Kind::Negation, Kind::Direction]),
        ),
    ]
}
