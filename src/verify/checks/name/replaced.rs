//! Another name where the claim's should stand.

use std::ops::Range;

use super::forms;
use super::place::Place;
use super::read::{Name, is_capital_word, is_word};
use crate::text::{Lang, Span, Token, normal_form};
use crate::verify::checks::beside::{Beside, LITTLE_SUBJECT};
use crate::verify::checks::context::Context;

/// How much of the claim must stand around another name.
const SAME_SUBJECT: f64 = 0.6;

/// How near to it the claim's neighbouring words must stand, in tokens.
const NEAR: usize = 4;

/// Occurrences of a word of the name that are looked at.
const OCCURRENCES: usize = 64;

/// How many of the claim's words on either side of a name are looked for.
const NEIGHBOURS: usize = 2;

/// A hit this good is the same word or a synonym; one this good is an inflection of the same word.
const ALIKE: f64 = 0.7;
const SAME: f64 = 0.9;

/// Tokens of a passage that are looked at: longer "sentences" are lists or worse.
const LOOKED_AT: usize = 400;

/// The name that stands in the passage that speaks of the same thing exactly where the claim's name
/// should: between the same words, after the same two, or as the one who says it. The claim's own
/// name must be neither there nor beside it. `subjects` is what [`Context::subjects`] gives for the name.
pub(super) fn in_its_place(
    context: &Context<'_>,
    name: &Name,
    places: &[Place],
    subjects: &[f64],
) -> Option<(usize, Span)> {
    let slot = Slot::new(context, name);
    // An acronym written out has other words, and is the name all the same.
    let is_own = |place: &&Place| place.others.is_empty() || place.is_whole();
    // Places of its own, each with the index of its passage among the ranked.
    let own = || {
        places.iter().filter(is_own).filter_map(|place| {
            let mut ranked = context.matches.ranked.iter();
            let at = ranked.position(|ranked| ranked.passage == place.passage)?;
            Some((place, at))
        })
    };
    let own_fits = || {
        own().any(|(place, ranked)| {
            let (from, to) = place.range();
            slot.beside.touches(ranked, from, to)
        })
    };
    // Whoever says as much of it in a passage of their own is not replaced by who says the next sentence.
    let own_says = |least: f64| {
        own().any(|(place, ranked)| {
            let (from, to) = place.range();
            let tokens = context.document.tokens(place.passage);
            subjects[ranked] >= least && is_speaker(tokens, from, to)
        })
    };
    context.matches.evidence.iter().find_map(|index| {
        if subjects[*index] < LITTLE_SUBJECT {
            return None;
        }
        let ranked = &context.matches.ranked[*index];
        let nearest = places
            .iter()
            .filter(is_own)
            .map(|place| place.passage.abs_diff(ranked.passage))
            .min();
        let tokens = context.document.tokens(ranked.passage);
        let tokens = &tokens[..tokens.len().min(LOOKED_AT)];
        let is_of_the_same = subjects[*index] >= SAME_SUBJECT;
        let speaker = || slot.speaker(tokens).filter(|_| !own_says(subjects[*index]));
        let found = match nearest {
            Some(1) if is_of_the_same => speaker(),
            None | Some(2..) if is_of_the_same => slot.other(*index, tokens).or_else(speaker),
            _ => None,
        };
        let tight = || {
            slot.tight(*index, tokens)
                .filter(|_| nearest != Some(0) && !own_fits())
        };
        let (from, to) = found.or_else(tight)?;
        Some((
            ranked.passage,
            context.source_span(ranked.passage, from, to),
        ))
    })
}

/// The claim's name and the words around it.
struct Slot<'a> {
    context: &'a Context<'a>,
    name: &'a Name,
    /// The terms right before and right after it.
    left: Range<usize>,
    right: Range<usize>,
    beside: Beside<'a>,
}

impl<'a> Slot<'a> {
    fn new(context: &'a Context<'a>, name: &'a Name) -> Self {
        let terms = &context.query.terms;
        let before = |token: usize| terms.iter().take_while(|term| term.token < token).count();
        let (first, end) = (before(name.first), before(name.end));
        Self {
            context,
            name,
            left: first.saturating_sub(NEIGHBOURS)..first,
            right: end..(end + NEIGHBOURS).min(terms.len()),
            beside: Beside::new(context, name.first, name.end),
        }
    }

    /// A name that the claim does not have, between the same words or after the same two.
    fn other(&self, ranked: usize, tokens: &[Token]) -> Option<(usize, usize)> {
        // In German every noun has a capital.
        if self.context.query.lang == Lang::German {
            return None;
        }
        let hits = |terms: &Range<usize>| -> Vec<usize> {
            let matches = self.context.matches;
            let hits = terms.clone().filter_map(|term| matches.hit(ranked, term));
            hits.filter(|hit| hit.strength >= ALIKE)
                .map(|hit| hit.token)
                .collect()
        };
        let (lefts, rights) = (hits(&self.left), hits(&self.right));
        let mut names = names(tokens).filter(|(from, to)| self.may_be_name(ranked, *from, *to));
        names.find(|(from, to)| {
            let on_left = lefts
                .iter()
                .filter(|token| **token < *from && *from - **token <= NEAR)
                .count();
            let on_right = rights
                .iter()
                .filter(|token| **token >= *to && **token - *to < NEAR)
                .count();
            let aligned = if self.left.is_empty() {
                on_right >= 2 && *from <= 2
            } else if self.right.is_empty() {
                on_left >= 2
            } else {
                on_left >= 1 && on_right >= 1
            };
            (aligned || self.is_after_same(ranked, tokens, *from))
                && !self.is_of_claim(&tokens[*from..*to])
                && !self.is_other_half(&tokens[*from..*to])
        })
    }

    /// A name that the claim does not have, right beside the very words that the claim's is beside.
    fn tight(&self, ranked: usize, tokens: &[Token]) -> Option<(usize, usize)> {
        // In German every noun has a capital.
        if self.context.query.lang == Lang::German {
            return None;
        }
        names(tokens).find(|(from, to)| {
            self.beside.is_tight(ranked, *from, *to)
                && self.may_be_name(ranked, *from, *to)
                && !self.is_of_claim(&tokens[*from..*to])
                && !self.is_same(&tokens[*from..*to])
        })
    }

    /// Whether tokens `from..to` of candidate `ranked` may be a name: no part of a value ("March"), and no ordinary word.
    fn may_be_name(&self, ranked: usize, from: usize, to: usize) -> bool {
        let document = self.context.document;
        let passage = self.context.matches.ranked[ranked].passage;
        let mut values = document.values(passage).iter();
        let is_value = values.any(|value| value.first < to && from < value.end);
        let is_word = || to == from + 1 && is_word(self.context, passage, from);
        !is_value && !is_word() && !self.is_written_otherwise(passage, from, to)
    }

    /// Whether tokens `from..to` write the claim's name another way: with the number behind them ("KX 2" for KX2), or as
    /// another word of the same root ("Slavic" for Slavs).
    fn is_written_otherwise(&self, passage: usize, from: usize, to: usize) -> bool {
        let document = self.context.document;
        let (tokens, text) = (document.tokens(passage), document.text(passage));
        let [word] = &self.name.words[..] else {
            return false;
        };
        let letters = || normal_form(tokens[from].span.of(text));
        let is_numbered = || {
            let number = tokens.get(to).map(|number| number.span.of(text));
            number.is_some_and(|number| word.form.strip_prefix(&letters()) == Some(number))
        };
        to == from + 1 && (forms::may_share_root(&word.form, &letters()) || is_numbered())
    }

    /// Whether the page has the words elsewhere right beside a word of the claim's name: "Marion" is Smith
    /// where it speaks of Marion Smith.
    fn is_same(&self, tokens: &[Token]) -> bool {
        let document = self.context.document;
        let beside = |token: u32| {
            let (passage, at) = (document.passage_of(token), document.within(token));
            let around = document.tokens(passage);
            let around = &around[at.saturating_sub(1)..around.len().min(at + 2)];
            around
                .iter()
                .any(|near| tokens.iter().any(|token| token.stem == near.stem))
        };
        let own = self.context.query.tokens[self.name.first..self.name.end].iter();
        own.into_iter().any(|word| {
            document
                .occurrences(word.stem)
                .take(OCCURRENCES)
                .any(beside)
        })
    }

    /// Whether a word is the other half of a name of two, as the page tells: who is "Porter" in the claim may be "Christian" there.
    fn is_other_half(&self, tokens: &[Token]) -> bool {
        self.name.words.len() == 1 && tokens.len() == 1 && self.is_same(tokens)
    }

    /// Whether the two words before token `at` are those before the claim's name: "signed in".
    fn is_after_same(&self, ranked: usize, tokens: &[Token], at: usize) -> bool {
        let (Some(small), Some(there)) = (self.name.first.checked_sub(1), at.checked_sub(1)) else {
            return false;
        };
        let query = self.context.query;
        let mut terms = query.terms.iter();
        let before = terms.position(|term| term.token + 1 == small);
        let hit = before.and_then(|term| self.context.matches.hit(ranked, term));
        query.tokens[small].is_stop()
            && query.tokens[small].form == tokens[there].form
            && hit.is_some_and(|hit| hit.strength >= SAME && hit.token + 1 == there)
    }

    /// Who says it there, where the claim's name is the one who says it, and they are not one of the
    /// claim's names.
    fn speaker(&self, tokens: &[Token]) -> Option<(usize, usize)> {
        let claim = &self.context.query.tokens;
        if !is_speaker(claim, self.name.first, self.name.end) {
            return None;
        }
        let mut speakers = names(tokens).filter(|(from, to)| is_speaker(tokens, *from, *to));
        let (from, to) = speakers.next()?;
        let is_only = speakers.next().is_none();
        let other = &tokens[from..to];
        (is_only && !self.is_of_claim(other) && !self.is_other_half(other)).then_some((from, to))
    }

    /// Whether any of the tokens is a word of the claim outside of the name.
    fn is_of_claim(&self, tokens: &[Token]) -> bool {
        let query = self.context.query;
        let terms = &query.terms;
        let own = self.name.first..self.name.end;
        let mut others = terms.iter().filter(|term| !own.contains(&term.token));
        others.any(|term| {
            let stem = query.tokens[term.token].stem;
            tokens.iter().any(|token| token.stem == stem)
        })
    }
}

/// Whether the name in `tokens[from..to]` stands right beside a word of saying.
fn is_speaker(tokens: &[Token], from: usize, to: usize) -> bool {
    let says = |token: &Token| forms::is_saying(token.form);
    // Whom something is told stands behind that, too.
    let after = tokens.get(to).is_some_and(says);
    let before = from.checked_sub(1).map(|before| &tokens[before]);
    after || before.is_some_and(|token| says(token) && !forms::is_telling(token.form))
}

/// The runs of words with capitals that may be names.
fn names(tokens: &[Token]) -> impl Iterator<Item = (usize, usize)> {
    let begins =
        |token: &Token| is_capital_word(token) && !token.is_stop() && !forms::is_title(token.form);
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + tokens.get(at..)?.iter().position(begins)?;
        let run = tokens[from..]
            .iter()
            .take_while(|token| is_capital_word(token));
        at = from + run.count();
        Some((from, at))
    })
}
