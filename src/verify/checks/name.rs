//! Names of people, organisations, places and works.

use super::context::{Context, check};
use crate::text::{Span, Token, TokenKind};
use crate::verify::outcome::{Check, Kind, Status};

/// A hit this good is the same word, not a word like it.
const SAME: f64 = 0.7;

/// Words that may stand inside a name.
const INSIDE: [&str; 15] = [
    "of", "the", "de", "la", "le", "du", "des", "van", "von", "der", "den", "di", "da", "bin", "al",
];

/// A run of tokens of the claim that is a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Index of its first token.
    pub first: usize,
    /// One past the index of its last.
    pub end: usize,
}

pub(super) fn checks(context: &Context<'_>) -> Vec<Check> {
    names(context)
        .into_iter()
        .map(|name| of_name(context, name))
        .collect()
}

/// The names in the claim.
pub(crate) fn names(context: &Context<'_>) -> Vec<Name> {
    let tokens = &context.query.tokens;
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !begins_name(context, at) {
            at += 1;
            continue;
        }
        let first = at;
        let mut end = at + 1;
        let mut next = end;
        while next < tokens.len() {
            if is_capital_word(&tokens[next]) && !in_value(context, next) {
                next += 1;
                end = next;
            } else if next == end
                && joins(context, next)
                && tokens.get(next + 1).is_some_and(is_capital_word)
            {
                next += 1;
            } else {
                break;
            }
        }
        found.push(Name { first, end });
        at = end;
    }
    found
}

fn is_capital_word(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.is_capital()
}

fn joins(context: &Context<'_>, at: usize) -> bool {
    let word = context.query.tokens[at].span.of(&context.query.text);
    INSIDE.contains(&word) || matches!(word, "&" | "-" | ".")
}

fn in_value(context: &Context<'_>, at: usize) -> bool {
    context
        .query
        .values
        .iter()
        .any(|value| (value.first..value.end).contains(&at))
}

fn begins_name(context: &Context<'_>, at: usize) -> bool {
    let token = &context.query.tokens[at];
    let denies = super::polarity::is_denial(token, &context.query.text, context.query.lang);
    if !is_capital_word(token) || token.is_stop() || denies || in_value(context, at) {
        return false;
    }
    let begins_sentence = context.query.tokens[..at]
        .iter()
        .rev()
        .find(|token| token.is_text())
        .is_none();
    if !begins_sentence || token.is_upper() {
        return true;
    }
    // The first word of a sentence is a name when the page writes it with a capital inside of
    // sentences, or when it is followed by one.
    let mut seen = false;
    for occurrence in context.document.occurrences(token.stem).take(20) {
        let other = context.document.token(occurrence);
        if !other.is_capital() {
            return false;
        }
        seen |= context.document.within(occurrence) > 0;
    }
    seen || context
        .query
        .tokens
        .get(at + 1)
        .is_some_and(is_capital_word)
}

fn of_name(context: &Context<'_>, name: Name) -> Check {
    let found = context.in_claim(name.first, name.end);
    let terms: Vec<usize> = (0..context.matches.hits.len())
        .filter(|term| (name.first..name.end).contains(&context.query.terms[*term].token))
        .collect();
    let closest = closest(context, name, &terms);
    if let Some(place) = &closest
        && place.is_whole(terms.len())
    {
        let source = (
            place.passage,
            context.in_source(place.passage, place.span(context)),
        );
        return Check {
            closeness: place.closeness,
            ..check(Kind::Name, Status::Match, found, Some(source))
        };
    }
    if let Some((passage, token)) = slip(context, &terms) {
        let span = context.source_span(passage, token, token + 1);
        let source = (passage, context.in_source(passage, span));
        return check(Kind::Name, Status::Mismatch, found, Some(source));
    }
    if let Some((passage, token)) = elsewhere(context, &terms) {
        let span = context.source_span(passage, token, token + 1);
        let source = (passage, context.in_source(passage, span));
        return check(Kind::Name, Status::Match, found, Some(source));
    }
    let source = closest.map(|place| {
        (
            place.passage,
            context.in_source(place.passage, place.span(context)),
        )
    });
    check(Kind::Name, Status::Absent, found, source)
}

/// A candidate passage that has words of a name.
struct Place {
    passage: usize,
    /// Tokens of the passage that are words of the name.
    tokens: Vec<usize>,
    /// Whether the name's last word, which may stand for all of it, is among them.
    has_last: bool,
    closeness: f64,
}

impl Place {
    /// Whether these words are the name: all of them, or a surname with half of the others.
    fn is_whole(&self, words: usize) -> bool {
        self.tokens.len() == words || (self.has_last && self.tokens.len() * 2 >= words)
    }

    /// The words from the first to the last, where they stand together.
    fn span(&self, context: &Context<'_>) -> Span {
        let from = self.tokens.iter().min().copied().unwrap_or(0);
        let to = self.tokens.iter().max().copied().unwrap_or(0);
        let apart = to - from > 2 * self.tokens.len() + 2;
        context.source_span(self.passage, from, if apart { from } else { to } + 1)
    }
}

/// The candidate passage with most of the name's words; of several, the one that bears out most of
/// the rest of the claim.
fn closest(context: &Context<'_>, name: Name, terms: &[usize]) -> Option<Place> {
    let mut best: Option<Place> = None;
    for (index, ranked) in context.matches.ranked.iter().enumerate() {
        let hit = |term: &usize| ranked.hits[*term].filter(|hit| hit.strength >= SAME);
        let tokens: Vec<usize> = terms.iter().filter_map(hit).map(|hit| hit.token).collect();
        if tokens.is_empty() {
            continue;
        }
        let place = Place {
            passage: ranked.passage,
            has_last: terms.last().and_then(hit).is_some(),
            closeness: context.subject(name.first, name.end, index),
            tokens,
        };
        let key = |place: &Place| (place.tokens.len(), place.closeness);
        if best.as_ref().is_none_or(|best| key(&place) > key(best)) {
            best = Some(place);
        }
    }
    best
}

/// The name's last word in a passage that shares nothing else with the claim.
fn elsewhere(context: &Context<'_>, terms: &[usize]) -> Option<(usize, usize)> {
    let last = &context.query.terms[*terms.last()?];
    let stem = context.query.tokens[last.token].stem;
    let token = context.document.occurrences(stem).last()?;
    Some((
        context.document.passage_of(token),
        context.document.within(token),
    ))
}

/// A name in the source that differs from the claim's by a letter or two, where the rest of the
/// name, if any, is the same: "Denise" for "Dennis".
fn slip(context: &Context<'_>, terms: &[usize]) -> Option<(usize, usize)> {
    let missing: Vec<usize> = terms
        .iter()
        .copied()
        .filter(|term| context.matches.hits[*term].is_none_or(|hit| hit.strength < SAME))
        .collect();
    let [term] = missing[..] else { return None };
    let hit = context.matches.hits[term]?;
    let token = context.document.tokens(hit.passage)[hit.token];
    let near = terms.iter().filter(|other| **other != term).all(|other| {
        context.matches.hits[*other].is_some_and(|other| {
            other.passage == hit.passage && other.token.abs_diff(hit.token) <= 2
        })
    });
    let a = crate::text::normal_form(context.query.terms[term].span.of(&context.query.text));
    let b = crate::text::normal_form(token.span.of(context.document.text(hit.passage)));
    // A longer form of the same word is a derivation: "Libyan", "Nazism".
    let derived =
        a.starts_with(b.trim_end_matches(is_vowel)) || b.starts_with(a.trim_end_matches(is_vowel));
    let alike = !derived && strsim::normalized_damerau_levenshtein(&a, &b) >= 0.65;
    (token.is_capital() && near && alike && (terms.len() > 1 || hit.strength > 0.5))
        .then_some((hit.passage, hit.token))
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
