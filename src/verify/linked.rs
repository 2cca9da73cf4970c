//! Whether what a claim says of someone is said of them, where the page says it in another sentence than
//! the one that names them.

use std::ops::Range;

use super::checks::Context;
use super::doubts::is_predicate;
use super::features::{begins_with_pronoun, is_pronoun};
use crate::matching::{Query, rarity};
use crate::text::{Token, key};

/// How far back a pronoun's name may stand, in passages.
const BACK: usize = 3;

/// Share of what the evidence bears out beside names and values that one passage must bear out by itself to
/// be the one that says it.
const SAYS: f64 = 0.5;

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
    let words = document.tokens(passage);
    first.is_some_and(|first| {
        // "announced by the ministry"
        let by = words[first..]
            .iter()
            .take(BY)
            .position(|token| token.form == key("by"));
        has_name(context, passage, by.map_or(first, |by| first + by + BY))
    })
}

/// How near to what is said its "by" stands, and to that who says it, in tokens.
const BY: usize = 4;

/// Words that tell what brought something about.
const CAUSES: [u64; 10] = [
    key("because"),
    key("due"),
    key("caused"),
    key("causing"),
    key("prompted"),
    key("triggered"),
    key("thanks"),
    key("owing"),
    key("enabled"),
    key("resulted"),
];

/// Share of what stands on either side of such a word that one passage with its neighbours must bear out.
const OF_CAUSE: f64 = 0.5;

/// Whether the claim tells the cause of something, and no place of the page has enough of both.
pub(crate) fn is_cause_apart(context: &Context<'_>) -> bool {
    let query = context.query;
    let mut tokens = query.tokens.iter();
    let Some(cause) = tokens.position(|token| CAUSES.contains(&token.form)) else {
        return false;
    };
    let terms = &query.terms;
    let until = terms.iter().take_while(|term| term.token < cause).count();
    let from = terms.iter().take_while(|term| term.token <= cause).count();
    let sides = [0..until, from..terms.len()];
    let ranked = &context.matches.ranked;
    let borne_out = |one: usize, side: &Range<usize>| {
        let near = |other: &usize| ranked[*other].passage.abs_diff(ranked[one].passage) <= 1;
        let (mut all, mut sum) = (f64::MIN_POSITIVE, 0.0);
        for term in side.clone() {
            let strengths = context.matches.table.strengths(term);
            let best = (0..ranked.len()).filter(near).map(|other| strengths[other]);
            all += terms[term].weight;
            sum += terms[term].weight * best.fold(0.0, f64::max);
        }
        sum / all
    };
    let has_both = |one: usize| sides.iter().all(|side| borne_out(one, side) >= OF_CAUSE);
    sides.iter().all(|side| side.len() >= 2) && !(0..ranked.len()).any(has_both)
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
    let text = context.document.text(passage);
    let mut words = words.filter(|(_, token)| token.is_capital() && token.is_content());
    words.any(|(at, token)| {
        let is_name = at > 0 && tokens[at - 1].is_text() || rarity(token.stem) > RARE;
        is_name && !is_of_claim(token) && !is_acronym(context.query, token.span.of(text))
    })
}

/// Whether the word is made of the first letters of some of the claim's names.
fn is_acronym(query: &Query, word: &str) -> bool {
    let capitals = query.tokens.iter().filter(|token| token.is_capital());
    let first = |token: &Token| token.span.of(&query.text).chars().next();
    let letters: String = capitals.filter_map(first).collect();
    word.len() > 1 && letters.contains(word)
}
