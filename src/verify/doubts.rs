//! What makes a claim doubtful though its words are found: how little of what it says beside its names is
//! there, and that what it says in one clause, or of a cause, stands in several places.

use std::ops::Range;

use super::checks::{Context, is_saying};
use super::features;
use crate::matching::Query;
use crate::text::{Lang, Token, key};

/// How many words of a claim count as missing before any is looked at: that one of two is there may well be
/// chance, that nine of ten are is none (additive smoothing).
const MISSING: f64 = 1.0;

/// What a predicate counts for beside other words: whatever else of a claim a page has, it bears it out only
/// where it says that something is done or is so. From 4 to 7 the development data are told apart as well.
const PREDICATE: f64 = 5.0;

/// The least share of what a claim says beside its names that the evidence must bear out for it to be
/// supported. Of the supported claims of the development data that no other rule refuses, one in eighty has
/// less; so had a third of claims from other pages with names of this one put in, in a trial by hand.
const TOLD_NEEDED: f64 = 0.25;

/// Share of each clause that one passage with its neighbours must bear out: words of a detail that the page
/// does not have are found here and there on it. Again one in eighty has less.
const CLAUSE_NEEDED: f64 = 0.3;

/// Weight of the lightest clause that says something.
const CLAUSE: f64 = 0.8;

/// Words that a predicate follows: auxiliaries, and pronouns that are its subject.
const BEFORE_PREDICATE: [u64; 26] = [
    key("would"),
    key("should"),
    key("could"),
    key("will"),
    key("shall"),
    key("may"),
    key("might"),
    key("must"),
    key("can"),
    key("to"),
    key("did"),
    key("was"),
    key("were"),
    key("been"),
    key("be"),
    key("has"),
    key("had"),
    key("have"),
    key("he"),
    key("she"),
    key("it"),
    key("they"),
    key("we"),
    key("i"),
    key("who"),
    key("which"),
];

/// Whether hardly anything is borne out beside the claim's names: the page speaks of them, and nothing
/// tells that it says this of them.
pub(crate) fn says_little(context: &Context<'_>) -> bool {
    told(context) < TOLD_NEEDED
}

/// Share of the claim's words beside names, and beside who says it, that the evidence bears out.
fn told(context: &Context<'_>) -> f64 {
    let query = context.query;
    let (mut all, mut told) = (MISSING, 0.0);
    for (index, term) in query.terms.iter().enumerate() {
        if term.in_name || is_saying(query.tokens[term.token].form) {
            continue;
        }
        let weight = if is_predicate(query, index) {
            PREDICATE
        } else {
            1.0
        };
        all += weight;
        told += weight * context.matches.hits[index].map_or(0.0, |hit| hit.strength);
    }
    told / all
}

/// Whether a word looks like a predicate: it stands after an auxiliary, a pronoun or a name, or is a
/// participle or past tense by its ending.
pub(crate) fn is_predicate(query: &Query, index: usize) -> bool {
    let term = &query.terms[index];
    if term.in_value {
        return false;
    }
    let follows_name = index > 0 && {
        let before = &query.terms[index - 1];
        before.in_name && term.token - before.token == 1
    };
    let this = query.tokens[term.token].span.of(&query.text);
    let before = term
        .token
        .checked_sub(1)
        .map(|before| &query.tokens[before]);
    let after = |before: &Token| BEFORE_PREDICATE.contains(&before.form);
    follows_name || has_ending(this) || before.is_some_and(after)
}

/// Whether an English word ends as participles and past tenses do: "signed", "closing", and not "red".
fn has_ending(word: &str) -> bool {
    let ends = |ending: &str| {
        let rest = word.len() - ending.len();
        word.as_bytes()[rest..].eq_ignore_ascii_case(ending.as_bytes())
    };
    word.len() > 4 && (ends("ed") || ends("ing"))
}

/// Whether a clause of the claim has no passage that, with its neighbours, bears enough of it out.
pub(crate) fn has_clause_apart(context: &Context<'_>) -> bool {
    features::clauses(context.query).into_iter().any(|clause| {
        let all = weight(context, &clause);
        let has_enough = |one: usize| borne_out(context, one, &clause) >= CLAUSE_NEEDED * all;
        all >= CLAUSE && !(0..context.matches.ranked.len()).any(has_enough)
    })
}

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
    // The words are English.
    if query.lang != Lang::English {
        return false;
    }
    let mut tokens = query.tokens.iter();
    let Some(cause) = tokens.position(|token| CAUSES.contains(&token.form)) else {
        return false;
    };
    let terms = &query.terms;
    let until = terms.iter().take_while(|term| term.token < cause).count();
    let from = terms.iter().take_while(|term| term.token <= cause).count();
    let sides = [0..until, from..terms.len()];
    let has_enough = |one: usize, side: &Range<usize>| {
        borne_out(context, one, side) >= OF_CAUSE * weight(context, side)
    };
    let has_both = |one: usize| sides.iter().all(|side| has_enough(one, side));
    sides.iter().all(|side| side.len() >= 2) && !(0..context.matches.ranked.len()).any(has_both)
}

/// Sum of the weights of some of the claim's terms.
fn weight(context: &Context<'_>, terms: &Range<usize>) -> f64 {
    let terms = &context.query.terms[terms.clone()];
    terms.iter().map(|term| term.weight).sum()
}

/// How much of that candidate `one` bears out with its neighbours.
fn borne_out(context: &Context<'_>, one: usize, terms: &Range<usize>) -> f64 {
    let ranked = &context.matches.ranked;
    let is_near = |other: &usize| ranked[*other].passage.abs_diff(ranked[one].passage) <= 1;
    let of_term = |term: usize| {
        let strengths = context.matches.table.strengths(term);
        let near = (0..ranked.len())
            .filter(is_near)
            .map(|other| strengths[other]);
        context.query.terms[term].weight * near.fold(0.0, f64::max)
    };
    terms.clone().map(of_term).sum()
}
