//! What the judge looks at: named figures of a claim aligned with a document.

use super::checks::Context;
use super::outcome::{Check, Kind, Status};

/// A named figure.
pub(crate) type Feature = (&'static str, f64);

/// The figures of the claim as a whole.
pub(crate) fn of_claim(context: &Context<'_>, checks: &[Check]) -> Vec<Feature> {
    let matches = context.matches;
    let terms = &context.query.terms[..matches.hits.len()];
    let total: f64 = terms
        .iter()
        .map(|term| term.weight)
        .sum::<f64>()
        .max(f64::MIN_POSITIVE);
    let strength = |term: usize| matches.hits[term].map_or(0.0, |hit| hit.strength);
    let share = |pick: &dyn Fn(usize) -> bool, value: &dyn Fn(usize) -> f64, empty: f64| {
        let (mut all, mut sum) = (0.0, 0.0);
        for index in (0..terms.len()).filter(|index| pick(*index)) {
            all += terms[index].weight;
            sum += terms[index].weight * value(index);
        }
        if all > 0.0 { sum / all } else { empty }
    };
    let best = matches
        .evidence
        .first()
        .map(|index| &matches.ranked[*index]);
    let missing = |index: usize| terms[index].weight * (1.0 - strength(index));
    let count = |kind: &[Kind], status: Status| {
        checks
            .iter()
            .filter(|check| kind.contains(&check.kind) && check.status == status)
            .count() as f64
    };
    let values = [
        Kind::Number,
        Kind::Date,
        Kind::Money,
        Kind::Percent,
        Kind::Quantity,
    ];
    let together = matches
        .evidence
        .iter()
        .map(|index| matches.ranked[*index].score - matches.ranked[*index].coverage)
        .fold(0.0, f64::max)
        / 0.15;
    vec![
        ("best", best.map_or(0.0, |best| best.coverage)),
        ("set", share(&|_| true, &strength, 0.0)),
        (
            "anywhere",
            share(&|_| true, &|index| matches.anywhere[index], 0.0),
        ),
        (
            "company",
            share(&|_| true, &|index| matches.company[index], 0.0),
        ),
        ("together", together),
        (
            "names",
            share(&|index| terms[index].in_name, &strength, 1.0),
        ),
        (
            "words",
            share(
                &|index| !terms[index].in_name && !terms[index].in_value,
                &strength,
                1.0,
            ),
        ),
        (
            "names_anywhere",
            share(
                &|index| terms[index].in_name,
                &|index| matches.anywhere[index],
                1.0,
            ),
        ),
        (
            "words_anywhere",
            share(
                &|index| !terms[index].in_name && !terms[index].in_value,
                &|index| matches.anywhere[index],
                1.0,
            ),
        ),
        ("missing", (0..terms.len()).map(missing).sum()),
        (
            "most_missing",
            (0..terms.len()).map(missing).fold(0.0, f64::max),
        ),
        (
            "nowhere",
            (0..terms.len())
                .map(|index| terms[index].weight * (1.0 - matches.anywhere[index]))
                .sum(),
        ),
        (
            "least_company",
            matches.company.iter().copied().fold(1.0, f64::min),
        ),
        ("value_match", count(&values, Status::Match)),
        ("value_absent", count(&values, Status::Absent)),
        ("value_mismatch", count(&values, Status::Mismatch)),
        ("name_match", count(&[Kind::Name], Status::Match)),
        ("name_absent", count(&[Kind::Name], Status::Absent)),
        ("name_mismatch", count(&[Kind::Name], Status::Mismatch)),
        ("quote_match", count(&[Kind::Quotation], Status::Match)),
        ("quote_absent", count(&[Kind::Quotation], Status::Absent)),
        (
            "quote_mismatch",
            count(&[Kind::Quotation], Status::Mismatch),
        ),
        ("negation_match", count(&[Kind::Negation], Status::Match)),
        ("negation_absent", count(&[Kind::Negation], Status::Absent)),
        (
            "negation_mismatch",
            count(&[Kind::Negation], Status::Mismatch),
        ),
        (
            "direction_absent",
            count(&[Kind::Direction], Status::Absent),
        ),
        (
            "direction_mismatch",
            count(&[Kind::Direction], Status::Mismatch),
        ),
        ("terms", (terms.len() as f64).ln_1p()),
        ("weight", total.ln_1p()),
        ("passages", (context.document.len() as f64).ln_1p()),
        ("evidence", matches.evidence.len() as f64),
    ]
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
    let values = [
        Kind::Number,
        Kind::Date,
        Kind::Money,
        Kind::Percent,
        Kind::Quantity,
    ];
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
        ("value_match", status(Status::Match, &values)),
        ("value_absent", status(Status::Absent, &values)),
        ("value_mismatch", status(Status::Mismatch, &values)),
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
