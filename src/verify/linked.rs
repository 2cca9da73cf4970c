//! Whether what a claim says of someone is said of them, where the page says it in another sentence than
//! the one that names them.

use super::checks::Context;
use super::doubts::is_predicate;
use super::features::{begins_with_pronoun, is_pronoun};
use crate::matching::{Query, rarity};
use crate::text::Token;

/// How far back a pronoun's name may stand, in passages.
const BACK: usize = 3;

/// Share of what the evidence bears out beside names and values that one passage must bear out by itself to
/// be the one that says it.
const SAYS: f64 = 0.6;

/// A word at the head of a sentence that is rarer in general is a name.
const RARE: f64 = 0.85;

/// Whether the passage that says what the claim says has none of the names that the claim says it of, and
/// speaks of another: by name, or by a pronoun that another name stands before.
pub(crate) fn is_said_of_another(context: &Context<'_>) -> bool {
    let subject = subject(context.query);
    let Some(said) = says(context).filter(|_| !subject.is_empty()) else {
        return false;
    };
    let document = context.document;
    let names_it = |passage: usize| {
        let mut tokens = document.tokens(passage).iter();
        tokens.any(|token| subject.contains(&token.stem))
    };
    let passage = context.matches.ranked[said].passage;
    if names_it(passage) {
        return false;
    }
    if begins_with_pronoun(document.tokens(passage)) {
        let before = (passage.saturating_sub(BACK)..passage).rev();
        for passage in before {
            if names_it(passage) {
                return false;
            }
            if has_name(context, passage, usize::MAX) {
                return true;
            }
        }
        return false;
    }
    let first = (0..context.query.terms.len())
        .filter(|term| !context.query.terms[*term].in_name)
        .filter_map(|term| context.matches.hit(said, term))
        .map(|hit| hit.token)
        .min();
    first.is_some_and(|first| has_name(context, passage, first))
}

/// The stems of the names before the claim's first predicate; none where a pronoun stands there.
fn subject(query: &Query) -> Vec<u64> {
    let terms = query.terms.iter().enumerate();
    let before = terms.take_while(|(index, term)| term.in_name || !is_predicate(query, *index));
    let names: Vec<usize> = before
        .filter(|(_, term)| !term.in_value && query.tokens[term.token].is_capital())
        .map(|(_, term)| term.token)
        .collect();
    let until = names.last().map_or(0, |last| last + 2);
    if query.tokens[..query.tokens.len().min(until)]
        .iter()
        .any(is_pronoun)
    {
        return Vec::new();
    }
    names
        .into_iter()
        .map(|name| query.tokens[name].stem)
        .collect()
}

/// The candidate that bears out most of what the claim says beside names and values, if that is most of what
/// is borne out.
fn says(context: &Context<'_>) -> Option<usize> {
    let matches = context.matches;
    let terms = context.query.terms.iter().enumerate();
    let plain: Vec<(usize, f64)> = terms
        .filter(|(_, term)| !term.in_name && !term.in_value)
        .map(|(index, term)| (index, term.weight))
        .collect();
    let all: f64 = plain
        .iter()
        .map(|(index, weight)| weight * matches.hits[*index].map_or(0.0, |hit| hit.strength))
        .sum();
    let share = |ranked: usize| -> f64 {
        let sum = plain.iter();
        sum.map(|(index, weight)| weight * matches.table.strengths(*index)[ranked])
            .sum()
    };
    let best = (0..matches.ranked.len()).map(|ranked| (share(ranked), ranked));
    let (share, ranked) = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    (all > 0.0 && share >= SAYS * all).then_some(ranked)
}

/// Whether the passage has a name that the claim does not have, before token `end`.
fn has_name(context: &Context<'_>, passage: usize, end: usize) -> bool {
    let tokens = context.document.tokens(passage);
    let tokens = &tokens[..tokens.len().min(end)];
    let is_of_claim = |token: &Token| {
        let mut claim = context.query.tokens.iter();
        claim.any(|of_claim| of_claim.stem == token.stem)
    };
    let words = tokens.iter().enumerate();
    let mut words =
        words.filter(|(_, token)| token.is_capital() && token.is_content() && !token.is_upper());
    words.any(|(at, token)| {
        let is_name = at > 0 && tokens[at - 1].is_text() || rarity(token.stem) > RARE;
        is_name && !is_of_claim(token)
    })
}
