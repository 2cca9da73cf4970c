//! The passages that the entailment model reads for a claim.

use super::outcome::{Check, Kind, Status};
use crate::matching::{Matches, Prepared};

/// What the model reads for a claim: passages in the order of the page, joined by spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Premise {
    /// The text.
    pub text: String,
    /// Its passages, as indices in their document, in order.
    pub passages: Vec<usize>,
}

/// Passages that are candidates for a premise: the more others stand beside those that bear the claim out, the less the
/// model makes of these.
const CANDIDATES: usize = 5;

impl Premise {
    /// The passages of `document` that bear most on the claim of `matches`, of up to `budget` words together: the
    /// evidence and the next best, then the passage before each, where "he" and "the firm" are named, then the page's
    /// first one, each if it still fits. The best passage is always among them. Values that one of `checks` found to be the
    /// same stand in the claim's notation: the model is no judge of "14 days" and "two weeks". What follows from several
    /// values stands behind them as it was computed.
    pub(super) fn new(
        matches: &Matches,
        document: &Prepared,
        checks: &[Check],
        budget: usize,
    ) -> Self {
        let best: Vec<usize> = matches.order().take(CANDIDATES).collect();
        let mut chosen: Vec<usize> = Vec::new();
        let mut words = 0;
        let mut add = |passage: usize, chosen: &mut Vec<usize>| {
            let more = document.text(passage).split_whitespace().count();
            let is_new = !chosen.contains(&passage) && !document.tokens(passage).is_empty();
            if is_new && (words + more <= budget || chosen.is_empty()) {
                chosen.push(passage);
                words += more;
            }
        };
        for passage in &best {
            add(*passage, &mut chosen);
        }
        for passage in best {
            if let Some(before) = passage.checked_sub(1).filter(|_| chosen.contains(&passage)) {
                add(before, &mut chosen);
            }
        }
        if !chosen.is_empty() {
            add(0, &mut chosen);
        }
        chosen.sort_unstable();
        let texts: Vec<String> = chosen
            .iter()
            .map(|passage| in_notation_of_claim(document, *passage, checks))
            .collect();
        Self {
            text: texts.join(" "),
            passages: chosen,
        }
    }
}

/// The text of a passage, each value that `checks` matched with one of the claim written as it is there.
fn in_notation_of_claim(document: &Prepared, passage: usize, checks: &[Check]) -> String {
    let is_value = |check: &&Check| match check.kind {
        Kind::Number | Kind::Date | Kind::Money | Kind::Percent | Kind::Quantity => {
            check.status == Status::Match && check.steps.is_none()
        }
        Kind::Name | Kind::Quotation | Kind::Negation => false,
    };
    let here = checks
        .iter()
        .filter(is_value)
        .filter(|check| check.at.is_some_and(|(_, at)| at == passage));
    let mut values: Vec<_> = here
        .filter_map(|check| Some((check.source.as_ref()?.span, &check.claim.text)))
        .collect();
    values.sort_unstable_by_key(|(span, _)| (span.start, span.end));
    let text = document.text(passage);
    let (mut written, mut end) = (String::with_capacity(text.len()), 0);
    for (span, value) in values {
        if span.start >= end {
            written.push_str(&text[end..span.start]);
            written.push_str(value);
            end = span.end;
        }
    }
    written.push_str(&text[end..]);
    // What follows from the passage's values, so that the model need not compute.
    let here = checks
        .iter()
        .filter(|check| check.at.is_some_and(|(_, at)| at == passage));
    for steps in here.filter_map(|check| check.steps.as_deref()) {
        written.push(' ');
        written.push_str(steps);
        written.push('.');
    }
    written
}
