//! Whether what a claim says of someone is said of them, where the page says it in another sentence than
//! the one that names them.

use super::checks::Context;
use super::doubts::is_predicate;
use super::features::is_pronoun;
use crate::matching::{Query, Term, rarity};
use crate::text::{Lang, Token, key};

/// How far back a pronoun's name may stand, in passages.
const BACK: usize = 3;

/// Share of what the evidence bears out beside names and values that one passage must bear out by itself to
/// be the one that says it.
const SAYS: f64 = 0.5;

/// A hit this good is the same word or a synonym.
const SAME: f64 = 0.7;

/// A word at the head of a sentence that is rarer in general is a name.
const RARE: f64 = 0.85;

/// Whether the passage that says what the claim says has none of the names that the claim says it of, and
/// speaks of another: by name, or by a pronoun that another name stands before.
pub(crate) fn is_said_of_another(context: &Context<'_>) -> bool {
    // Its words, and capitals for names, are those of English.
    if context.query.lang != Lang::English {
        return false;
    }
    let subject = subject(context.query);
    let Some(said) = says(context).filter(|_| !subject.is_empty()) else {
        return false;
    };
    let (document, matches) = (context.document, context.matches);
    let names_it = |passage: usize| {
        let mut tokens = document.tokens(passage).iter();
        let mut words = subject.iter().map(|token| &context.query.tokens[*token]);
        tokens.any(|token| words.clone().any(|word| word.stem == token.stem))
            || words.any(|word| {
                let word = word.span.of(&context.query.text);
                is_acronym(word, document.tokens(passage), document.text(passage))
            })
    };
    let passage = matches.ranked[said].passage;
    let mut terms = context.query.terms.iter().enumerate();
    let is_borne_out = terms.any(|(index, term)| {
        subject.contains(&term.token) && matches.table.strengths(index)[said] >= SAME
    });
    if is_borne_out || names_it(passage) {
        return false;
    }
    let words = document.tokens(passage);
    // A capital inside of a sentence is a name: a firm may be called "We".
    let speaks = |(at, word): (usize, &Token)| {
        SPEAKERS.contains(&word.form) && (at < HEAD || !word.is_capital() || word.form == key("i"))
    };
    if words.iter().enumerate().any(speaks) {
        return false;
    }
    let mut head = words.iter().filter(|word| word.is_text()).take(HEAD);
    if head.any(|word| PERSONS.contains(&word.form)) {
        let before = (passage.saturating_sub(BACK)..passage).rev();
        for passage in before {
            if names_it(passage) {
                return false;
            }
            if has_name(context, passage, document.tokens(passage)) {
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
    first.is_some_and(|first| {
        // "announced by the ministry"
        let by = words[first..]
            .iter()
            .take(BY)
            .position(|token| token.form == key("by"));
        let end = by.map_or(first, |by| first + by + BY);
        has_name(context, passage, &words[..words.len().min(end)])
    })
}

/// Words that stand for whoever speaks: who that is, the sentence does not tell.
const SPEAKERS: [u64; 6] = [
    key("i"),
    key("we"),
    key("my"),
    key("our"),
    key("me"),
    key("us"),
];

/// Words that stand for people named before, among the first of a sentence.
const PERSONS: [u64; 6] = [
    key("he"),
    key("she"),
    key("they"),
    key("his"),
    key("her"),
    key("their"),
];
const HEAD: usize = 3;

/// How near to what is said its "by" stands, and to that who says it, in tokens.
const BY: usize = 4;

/// The tokens of the names before the claim's first predicate, without those that only tell which one is meant
/// ("of Ulm", "Ulm's"); none where a pronoun stands there.
fn subject(query: &Query) -> Vec<usize> {
    let terms = query.terms.iter().enumerate();
    let before = terms.take_while(|(index, term)| term.in_name || !is_predicate(query, *index));
    let names: Vec<usize> = before
        .filter(|(_, term)| !term.in_value && is_named(query, term))
        .map(|(_, term)| term.token)
        .collect();
    let until = names.last().map_or(0, |last| last + 2);
    let mut words = query.tokens.iter().take(until);
    if words.any(is_pronoun) {
        return Vec::new();
    }
    let parts = names.chunk_by(|one, next| one + 1 == *next);
    let word = |at: usize| {
        let token = query.tokens.get(at);
        token.map_or("", |token| token.span.of(&query.text))
    };
    let mut tells = false;
    let tells_which = |part: &&[usize]| {
        let before = part[0].checked_sub(1).map_or("", word);
        let after = word(part[part.len() - 1] + 1);
        // Of "of Ulm and Bergen", both do.
        tells = matches!(before, "of" | "at" | "in" | "for" | "from" | "with")
            || matches!(after, "'s" | "’s" | "'" | "’")
            || tells && matches!(before, "and" | "or" | "," | "&");
        tells
    };
    let (whose, own): (Vec<&[usize]>, Vec<&[usize]>) = parts.partition(tells_which);
    let parts = if own.is_empty() { whose } else { own };
    parts.into_iter().flatten().copied().collect()
}

/// Whether the term is part of a name, or a rare word with a capital at the claim's head.
fn is_named(query: &Query, term: &Term) -> bool {
    let is_head = term.token == 0 && query.tokens[0].is_capital();
    term.in_name || is_head && rarity(query.tokens[0].stem) > RARE
}

/// The candidate that bears out most of what the claim says beside names and values, if that is most of what
/// is borne out.
fn says(context: &Context<'_>) -> Option<usize> {
    let (query, matches) = (context.query, context.matches);
    let mut all = 0.0;
    let mut shares = vec![0.0; matches.ranked.len()];
    let terms = query.terms.iter().enumerate();
    for (index, term) in terms.filter(|(_, term)| !term.in_value && !is_named(query, term)) {
        all += term.weight * matches.hits[index].map_or(0.0, |hit| hit.strength);
        for (share, strength) in shares.iter_mut().zip(matches.table.strengths(index)) {
            *share += term.weight * strength;
        }
    }
    let best = shares.into_iter().enumerate();
    let (ranked, share) = best.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    (all > 0.0 && share >= SAYS * all).then_some(ranked)
}

/// Whether `tokens`, the first of the passage, have a name that the claim does not have.
fn has_name(context: &Context<'_>, passage: usize, tokens: &[Token]) -> bool {
    let is_of_claim = |token: &Token| {
        let mut claim = context.query.tokens.iter();
        claim.any(|of_claim| of_claim.stem == token.stem)
    };
    let words = tokens.iter().enumerate();
    let text = context.document.text(passage);
    let mut words = words.filter(|(_, token)| token.is_capital() && token.is_content());
    words.any(|(at, token)| {
        let is_name = at > 0 && tokens[at - 1].is_text() || rarity(token.stem) > RARE;
        is_name
            && !is_of_claim(token)
            && !is_acronym(
                token.span.of(text),
                &context.query.tokens,
                &context.query.text,
            )
    })
}

/// Whether the word is made of first letters of `tokens`, in their order.
fn is_acronym(word: &str, tokens: &[Token], text: &str) -> bool {
    let is_upper = word.len() > 1 && word.chars().all(char::is_uppercase);
    let first = |token: &Token| token.span.of(text).chars().next();
    let mut firsts = tokens.iter().filter_map(first);
    let mut has = |letter: char| firsts.any(|first| first.to_uppercase().eq([letter]));
    is_upper && word.chars().all(&mut has)
}
