//! The passages that the entailment model reads for a claim.

use super::outcome::{Check, Kind, Status};
use crate::extract::Region;
use crate::matching::{Matches, Prepared};
use crate::text::Lang;

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
    /// first one, each if it still fits. The best passage is always among them. Values and names that one of `checks` found to be
    /// the same stand in the claim's notation: the model is no judge of "14 days" and "two weeks". What follows from several
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

/// The text of a passage, each value and name that `checks` matched with one of the claim written as it is there.
fn in_notation_of_claim(document: &Prepared, passage: usize, checks: &[Check]) -> String {
    let is_same = |check: &&Check| match check.kind {
        Kind::Number | Kind::Date | Kind::Money | Kind::Percent | Kind::Quantity => {
            check.status == Status::Match && check.steps.is_none()
        }
        Kind::Name => check.status == Status::Match && is_called_otherwise(check),
        Kind::Quotation | Kind::Negation => false,
    };
    let here = checks
        .iter()
        .filter(is_same)
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
    let is_row = document.document().passages[passage].region == Region::Table;
    if is_row && document.lang() == Lang::English {
        written = as_sentence(&written).unwrap_or(written);
    }
    if is_row && !written.ends_with(STOPS) {
        written.push('.');
    }
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

/// A table's row as a sentence, which the model reads better: "Lite; Users: 5; Price: $9" as "For Lite, users is 5, price is
/// $9."
fn as_sentence(row: &str) -> Option<String> {
    let (label, cells) = row.split_once("; ")?;
    let cells: Vec<(&str, &str)> = cells
        .split("; ")
        .map(|cell| cell.split_once(": "))
        .collect::<Option<_>>()?;
    let told = cells
        .iter()
        .map(|(head, value)| format!("the {head} is {value}"));
    let told: Vec<String> = told.collect();
    Some(format!("For {label}, {}.", told.join(", ")))
}

/// What may end a row.
const STOPS: [char; 8] = ['.', '!', '?', ':', '…', '"', '”', '»'];

/// Whether the source has the name by words that have nothing in common with it: an acronym, a former name, a role.
fn is_called_otherwise(check: &Check) -> bool {
    let beginning = |word: &str| -> String { word.to_lowercase().chars().take(ALIKE).collect() };
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(beginning).collect() };
    check.source.as_ref().is_some_and(|source| {
        let claim = words(&check.claim.text);
        !words(&source.text).iter().any(|word| claim.contains(word))
    })
}

/// Letters that forms of one word begin with.
const ALIKE: usize = 3;
