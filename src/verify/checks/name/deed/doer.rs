//! Who does it in the source, where the claim says that another does: "The league fined the club" where the federation
//! did.

use std::ops::Range;

use super::swapped::{TO_VERB, is_bare};
use crate::text::{Lang, Token, key, lemma, normal_form};
use crate::verify::checks::context::Context;
use crate::verify::checks::held;
use crate::verify::checks::name::place::Place;
use crate::verify::checks::name::read::Name;
use crate::verify::checks::name::short::may_be_short;
use crate::verify::outcome::Found;

/// How much of the rest of the claim must stand in the passage.
const SAME_SUBJECT: f64 = 0.6;

/// A hit this good is the same verb or a synonym.
const ALIKE: f64 = 0.7;

/// Occurrences of a word that are looked at.
const PLACES: usize = 16;

/// How far before a verb one of several who do it may stand, in tokens.
const CLAUSE: usize = 16;

/// Words before a verb that suffer what it says, and words that stand for a name said before.
const SUFFERS: [u64; 8] = [
    key("was"),
    key("were"),
    key("is"),
    key("are"),
    key("be"),
    key("been"),
    key("wurde"),
    key("being"),
];
const BY: [u64; 4] = [key("by"), key("par"), key("por"), key("da")];
const PREPOSITIONS: [u64; 19] = [
    key("to"),
    key("from"),
    key("in"),
    key("on"),
    key("at"),
    key("by"),
    key("with"),
    key("near"),
    key("between"),
    key("against"),
    key("into"),
    key("over"),
    key("than"),
    key("à"),
    key("en"),
    key("dans"),
    key("par"),
    key("con"),
    key("desde"),
];
const PRONOUNS: [u64; 9] = [
    key("he"),
    key("she"),
    key("it"),
    key("they"),
    key("who"),
    key("which"),
    key("il"),
    key("elle"),
    key("that"),
];

/// The name in the claim, and the other one that does in the source what the claim says of it.
pub(super) fn another(
    context: &Context<'_>,
    names: &[Name],
    places: &[Vec<Place>],
) -> Option<(Found, (usize, Found))> {
    // Elsewhere nothing tells a verb from a noun.
    if context.query.lang != Lang::English {
        return None;
    }
    // What the page does not have may be another name of the one who does it there.
    let is_known = |own: &[Place]| own.iter().any(Place::is_whole);
    let pairs = names.iter().zip(places);
    let mut pairs = pairs.filter(|(_, own)| is_known(own));
    pairs.find_map(|(name, own)| {
        let (passage, doer) = of(context, name, own)?;
        let span = context.source_span(passage, doer.start, doer.end);
        if may_be_short(context, name, (passage, span)) {
            return None;
        }
        let claim = context.in_claim(name.first, name.end);
        Some((claim, (passage, context.in_source(passage, span))))
    })
}

fn of(context: &Context<'_>, name: &Name, own: &[Place]) -> Option<(usize, Range<usize>)> {
    let query = context.query;
    let term = query.terms.iter().position(|term| term.token >= name.end)?;
    let verb = query.terms[term].token;
    // "Buses to Gell leave": what follows does not say what Gell does.
    let is_verb = !is_inside(&query.tokens, name.first)
        && query.terms[term].is_plain()
        && verb - name.end <= TO_VERB
        && is_bare(context, None, name.end, verb)
        && is_past(&query.tokens[verb], &query.text);
    if !is_verb {
        return None;
    }
    let suffers = |tokens: &[Token]| tokens.iter().any(|token| SUFFERS.contains(&token.form));
    let is_suffered = suffers(&query.tokens[name.end..verb]);
    let subjects = context.subjects(name.first, name.end);
    let mut found = None;
    for (ranked, passage) in context.matches.ranked.iter().enumerate() {
        let hit = context.matches.hit(ranked, term);
        let Some(hit) = hit.filter(|hit| hit.strength >= ALIKE) else {
            continue;
        };
        let tokens = context.document.tokens(passage.passage);
        let before = hit.token.saturating_sub(CLAUSE)..hit.token;
        let is_suffered_there = suffers(&tokens[hit.token.saturating_sub(TO_VERB)..hit.token]);
        let by = is_suffered_there && !is_suffered;
        let end = if by { hit.token + CLAUSE } else { hit.token };
        let is_its = own.iter().any(|place| {
            let (from, to) = place.range();
            place.passage == passage.passage && from < end && to > before.start
        });
        // It, or what may stand for it, does so.
        if is_its
            || tokens[before]
                .iter()
                .any(|token| PRONOUNS.contains(&token.form))
        {
            return None;
        }
        if found.is_some() || subjects[ranked] < SAME_SUBJECT {
            continue;
        }
        let before = doer(context, passage.passage, hit.token)
            .filter(|doer| suffers(&tokens[doer.end..hit.token]) == is_suffered);
        let behind = || by.then(|| doer_by(context, passage.passage, hit.token))?;
        found = before.or_else(behind).map(|doer| (passage.passage, doer));
    }
    found
}

/// Whether a word has the form of a verb in the past: "hospitals" may be a verb, "opened" is one.
fn is_past(token: &Token, text: &str) -> bool {
    let word = normal_form(token.span.of(text));
    let is_irregular = || lemma(&word, Lang::English).is_some_and(|base| base != word);
    word.ends_with("ed") || !word.ends_with('s') && is_irregular()
}

/// Whether the page writes the word with a capital inside of a sentence, too, and nowhere without.
fn is_name_elsewhere(context: &Context<'_>, token: &Token) -> bool {
    let document = context.document;
    let mut is_within = false;
    document.occurrences(token.stem).take(PLACES).all(|other| {
        is_within |= document.within(other) > 0;
        document.token(other).is_capital()
    }) && is_within
}

/// Whether a small word or a mark before token `first` makes what begins there a part of something else.
fn is_inside(tokens: &[Token], first: usize) -> bool {
    let before = first.checked_sub(1).map(|before| &tokens[before]);
    before.is_some_and(|before| held::is_inside(before) || PREPOSITIONS.contains(&before.form))
}

/// Whether words of a passage are a part of one of its values: "May".
fn in_value(context: &Context<'_>, passage: usize, words: &Range<usize>) -> bool {
    let mut values = context.document.values(passage).iter();
    values.any(|value| value.first < words.end && words.start < value.end)
}

/// Who did what is said to be done at token `verb`: the name behind "by".
fn doer_by(context: &Context<'_>, passage: usize, verb: usize) -> Option<Range<usize>> {
    let tokens = context.document.tokens(passage);
    let last = tokens.len().min(verb + CLAUSE);
    let by = (verb + 1..last).find(|at| BY.contains(&tokens[*at].form))?;
    let first = (by + 1..last.min(by + 3)).find(|at| held::is_name(&tokens[*at]))?;
    let run = first..held::run_end(tokens, first);
    let mut claimed = context.query.tokens.iter();
    let has_other = claimed.any(|token| {
        let mut words = tokens[run.clone()].iter();
        words.any(|word| word.form == token.form)
    });
    (!has_other && !in_value(context, passage, &run)).then_some(run)
}

/// The name right before the verb at token `verb`, and none of the claim's.
fn doer(context: &Context<'_>, passage: usize, verb: usize) -> Option<Range<usize>> {
    let tokens = context.document.tokens(passage);
    let text = context.document.text(passage);
    let is_of_claim = |word: &Token| {
        let mut tokens = context.query.tokens.iter();
        tokens.any(|token| token.form == word.stem || token.stem == word.stem)
    };
    // "Ito, the mayor, opened it"
    let comma = |at: usize| tokens[at].span.of(text) == ",";
    let aside = verb.checked_sub(1).filter(|at| comma(*at));
    let aside = aside.and_then(|end| {
        (verb.saturating_sub(CLAUSE)..end)
            .rev()
            .find(|at| comma(*at))
    });
    let verb = aside.unwrap_or(verb);
    let is_near = |end: usize| {
        end <= verb && verb - end <= TO_VERB && is_bare(context, Some(passage), end, verb)
    };
    let last = (verb.saturating_sub(TO_VERB + 1)..verb)
        .rev()
        .find(|at| held::is_name(&tokens[*at]))
        .filter(|at| is_near(at + 1));
    let last = last?;
    let run = held::run_start(tokens, last)..last + 1;
    let has_other = tokens[run.clone()].iter().any(is_of_claim);
    // "The mayor of Gell opened it" is no deed of Gell.
    let is_word = run.len() == 1 && !is_name_elsewhere(context, &tokens[run.start]);
    (!in_value(context, passage, &run) && !has_other && !is_word && !is_inside(tokens, run.start))
        .then_some(run)
}
