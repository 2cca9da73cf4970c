//! The claim and the passages that bear on it, read for polarity.

use super::super::context::Context;
use super::cues::{self, Cue};
use super::denials::Denials;
use crate::matching::Term;
use crate::text::{Lang, Span, Token};
use crate::verify::outcome::Found;

/// Share of the claim that a passage beside the chosen evidence must bear out to be compared.
const SAME_SUBJECT: f64 = 0.45;

/// How far from a word its neighbours may stand, in tokens.
const REACH: usize = 12;

/// Words of a claim that are compared, and words of a passage that each is compared with; longer
/// ones are no prose.
pub(super) const WORDS: usize = 400;
const LONGEST: usize = 2000;

/// A claim and the passages that bear on it.
pub(super) struct Reading<'a> {
    pub context: &'a Context<'a>,
    pub claim: Denials<'a>,
    /// Which of the claim's terms deny: they are no surroundings, or every denial would stand in
    /// the surroundings of every other.
    denying: Vec<bool>,
    pub passages: Vec<Passage<'a>>,
}

/// A passage that bears on the claim.
pub(super) struct Passage<'a> {
    /// Its index among the ranked.
    pub ranked: usize,
    /// Its index in the document.
    pub index: usize,
    /// How much of the claim it bears out by itself.
    pub coverage: f64,
    pub tokens: &'a [Token],
    pub text: &'a str,
    pub denials: Denials<'a>,
}

/// A word of a passage that a word of the claim is compared with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Index among the reading's passages.
    pub passage: usize,
    pub token: usize,
    /// How far it stands in the surroundings of the claim's word, 0..1.
    pub fit: f64,
}

impl<'a> Reading<'a> {
    pub fn new(context: &'a Context<'a>) -> Self {
        let query = context.query;
        let lang = context.document.lang();
        let tokens = &query.tokens[..query.tokens.len().min(WORDS)];
        let matches = context.matches;
        let passages = (0..matches.ranked.len())
            .filter(|ranked| {
                matches.evidence.contains(ranked)
                    || matches.ranked[*ranked].coverage >= SAME_SUBJECT
            })
            .map(|ranked| {
                let index = matches.ranked[ranked].passage;
                let tokens = context.document.tokens(index);
                let tokens = &tokens[..tokens.len().min(LONGEST)];
                let text = context.document.text(index);
                Passage {
                    ranked,
                    index,
                    coverage: matches.ranked[ranked].coverage,
                    tokens,
                    text,
                    denials: Denials::new(tokens, text, lang),
                }
            })
            .collect();
        let denies = |term: &Term| {
            let token = &query.tokens[term.token];
            cues::cue(token, &query.text, query.lang) == Some(Cue::Plain)
        };
        Self {
            denying: query.terms.iter().map(denies).collect(),
            context,
            claim: Denials::new(tokens, &query.text, query.lang),
            passages,
        }
    }

    pub fn lang(&self) -> Lang {
        self.context.query.lang
    }

    /// The claim's tokens, as far as they are compared.
    pub fn tokens(&self) -> &'a [Token] {
        let tokens = &self.context.query.tokens;
        &tokens[..tokens.len().min(WORDS)]
    }

    /// The claim's terms that matching looked at.
    pub fn terms(&self) -> &'a [Term] {
        &self.context.query.terms
    }

    /// The term of claim token `at`.
    pub fn term(&self, at: usize) -> Option<usize> {
        self.terms().iter().position(|term| term.token == at)
    }

    /// How far token `token` of a passage stands in the surroundings of claim token `at`: the
    /// share of the neighbouring words, by weight and nearness, that stand near there too. 0..1.
    pub fn place(&self, at: usize, passage: usize, token: usize) -> Place {
        let read = &self.passages[passage];
        let matches = self.context.matches;
        let from = token.saturating_sub(REACH);
        let to = (token + REACH + 1).min(read.tokens.len());
        // A neighbour on the other side is a neighbour still, as in "sales rose" and "the rise in
        // sales", but where both are possible the order tells.
        let side = |term: usize, other: usize| {
            let same = (self.terms()[term].token < at) == (other < token);
            if same { 1.0 } else { OTHER_SIDE }
        };
        let (mut all, mut shared) = (0.0, 0.0);
        for (term, weight) in self.context.neighbours(at, at + 1) {
            let keys = &self.terms()[term].keys;
            let is_it = keys.iter().any(|(key, _)| *key == read.tokens[token].stem);
            if is_it || self.denying[term] {
                continue;
            }
            all += weight;
            // What has none of the term's keys in the whole passage has none nearby.
            let Some(best) = matches.hit(read.ranked, term) else {
                continue;
            };
            let is_near = (from..to).contains(&best.token) && best.token != token;
            let hit = if is_near {
                worth(best.strength, best.token, token) * side(term, best.token)
            } else {
                0.0
            };
            let other = (from..to)
                .filter(|other| *other != token && read.tokens[*other].is_content())
                .filter_map(|other| {
                    let stem = read.tokens[other].stem;
                    let (_, strength) = keys.iter().find(|(key, _)| *key == stem)?;
                    Some(worth(*strength, other, token) * side(term, other))
                })
                .fold(0.0, f64::max);
            shared += weight * hit.max(other);
        }
        Place {
            passage,
            token,
            fit: if all > 0.0 { shared / all } else { 0.0 },
        }
    }

    /// Where the word of term `term` stands in the passages: itself or a word for it.
    pub fn places_of(&self, term: usize) -> Vec<Place> {
        let at = self.terms()[term].token;
        let keys = &self.terms()[term].keys;
        let mut found = Vec::new();
        for (index, passage) in self.passages.iter().enumerate() {
            let hit = self.context.matches.hit(passage.ranked, term);
            let hit = hit.filter(|hit| hit.strength >= SAME).map(|hit| hit.token);
            let by_key = passage
                .tokens
                .iter()
                .enumerate()
                .filter(|(place, token)| {
                    Some(*place) == hit
                        || keys
                            .iter()
                            .any(|(key, strength)| *strength >= SAME && *key == token.stem)
                })
                .take(PLACES)
                .map(|(place, _)| self.place(at, index, place));
            found.extend(by_key);
        }
        found
    }

    /// Tokens `from..to` of a passage, as a check shows them.
    pub fn found(&self, passage: usize, from: usize, to: usize) -> (usize, Found) {
        let read = &self.passages[passage];
        let span: Span = read.tokens[from].span.join(read.tokens[to - 1].span);
        (read.index, self.context.in_source(read.index, span))
    }
}

/// A hit this good is the same word.
const SAME: f64 = 0.7;

/// Occurrences of a word that are looked at in one passage.
pub(super) const PLACES: usize = 16;

/// Words of a claim, and denials of a text, that are compared: real ones have a handful, and a text
/// made of nothing else must not cost more.
pub(super) const COMPARED: usize = 24;

/// What a neighbour on the other side is worth.
const OTHER_SIDE: f64 = 0.85;

/// What a neighbour that far away is worth.
fn worth(strength: f64, one: usize, other: usize) -> f64 {
    strength / (1.0 + 0.1 * (one.abs_diff(other) as f64 - 1.0))
}

/// The place that fits best.
pub(super) fn best(places: impl IntoIterator<Item = Place>) -> Option<Place> {
    places
        .into_iter()
        .max_by(|a, b| a.fit.total_cmp(&b.fit).then(b.token.cmp(&a.token)))
}
