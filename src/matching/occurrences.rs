//! Where the words of a claim stand in a document.

use std::ops::Range;

use super::narrow::as_u32;
use super::prepared::Prepared;
use super::query::{Query, Term};

/// Where the terms of a claim occur.
pub(super) struct Occurrences<'d> {
    /// For each passage, the sum of what its terms tell.
    scores: Vec<f64>,
    /// For each term, how well anything in the document bears it out.
    pub anywhere: Vec<f64>,
    /// For each term, how much its occurrence in a passage tells.
    pub telling: Vec<f64>,
    /// The passages that each word of the claim stands in, one word after the other.
    found: Vec<Found<'d>>,
    /// For each word, its passages in `found`; one that the claim has several times is there once.
    words: Vec<Range<usize>>,
    /// For each term, its word.
    word_of: Vec<usize>,
}

/// A passage with a word of the claim.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'d> {
    pub passage: usize,
    /// The tokens there that bear the word out best, as indices in the document, in order.
    pub tokens: &'d [u32],
    pub strength: f64,
}

impl<'d> Occurrences<'d> {
    /// Looks the terms up. Takes time linear in the occurrences of the claim's words and in the passages.
    pub fn new(query: &Query, document: &'d Prepared) -> Self {
        let terms = &query.terms;
        let mut found = Self {
            scores: vec![0.0; document.len()],
            anywhere: Vec::with_capacity(terms.len()),
            telling: Vec::with_capacity(terms.len()),
            found: Vec::with_capacity(8 * terms.len()),
            words: Vec::with_capacity(terms.len()),
            word_of: Vec::with_capacity(terms.len()),
        };
        let scarcity = Scarcity::new(document.len());
        // For each passage, one past the last word found there.
        let mut seen = vec![0_u32; document.len()];
        for (index, term) in terms.iter().enumerate() {
            let is_same = |other: &Term| {
                other.keys == term.keys && other.rarity.to_bits() == term.rarity.to_bits()
            };
            let same = terms[..index].iter().position(is_same);
            let word = same.map_or(found.words.len(), |same| found.word_of[same]);
            if word == found.words.len() {
                found.look_up(term, document, &mut seen);
            }
            found.word_of.push(word);
            let spread = &found.found[found.words[word].clone()];
            let telling = term.rarity * scarcity.of(spread.len());
            let mut anywhere = 0.0_f64;
            for place in spread {
                anywhere = anywhere.max(place.strength);
                found.scores[place.passage] += telling * place.strength;
            }
            found.anywhere.push(anywhere);
            found.telling.push(telling);
        }
        found
    }

    /// The passages that term `term` stands in.
    pub fn of_term(&self, term: usize) -> &[Found<'d>] {
        self.of_word(self.word_of[term])
    }

    fn of_word(&self, word: usize) -> &[Found<'d>] {
        &self.found[self.words[word].clone()]
    }

    /// Adds the word of `term`. `seen` holds for each passage one past the last word found there.
    fn look_up(&mut self, term: &Term, document: &'d Prepared, seen: &mut [u32]) {
        let mark = as_u32(self.words.len()) + 1;
        let first = self.found.len();
        for (key, strength) in &term.keys {
            let mut rest = document.places(*key);
            while let Some(token) = rest.first() {
                let passage = document.passage_of(*token);
                let end = document.end(passage);
                let count = rest.iter().take_while(|token| **token < end).count();
                let (tokens, after) = rest.split_at(count);
                rest = after;
                // The best key counts.
                if seen[passage] != mark {
                    seen[passage] = mark;
                    self.found.push(Found {
                        passage,
                        tokens,
                        strength: *strength,
                    });
                }
            }
        }
        self.words.push(first..self.found.len());
    }

    /// The passages with the highest scores, at most `count`, best first; of equals, the first ones first. Of a short document
    /// all are among them, those without any of the claim's words last: "Elevation: 2,640 m".
    pub fn best(&self, count: usize) -> Vec<usize> {
        let mut best: Vec<(f64, usize)> = Vec::with_capacity(count + 1);
        let mut least = 0.0;
        for (passage, score) in self.scores.iter().enumerate() {
            if *score > least {
                let at = best.partition_point(|(other, _)| other >= score);
                best.insert(at, (*score, passage));
                best.truncate(count);
                least = best.get(count - 1).map_or(0.0, |(score, _)| *score);
            }
        }
        let mut best: Vec<usize> = best.into_iter().map(|(_, passage)| passage).collect();
        if self.scores.len() <= count {
            let has_none = |passage: &usize| self.scores[*passage] <= 0.0;
            best.extend((0..self.scores.len()).filter(has_none));
        }
        best
    }

    /// For each term, the greatest share of the other terms' weight that stands in a passage with it.
    pub fn company(&self) -> Vec<f64> {
        let total: f64 = self.telling.iter().sum();
        let mut of_words: Vec<Option<f64>> = vec![None; self.words.len()];
        let of_term = |(telling, word): (&f64, &usize)| {
            // Terms of one word tell the same.
            *of_words[*word].get_or_insert_with(|| {
                let rest = (total - telling).max(f64::MIN_POSITIVE);
                let others = self.of_word(*word).iter().map(|place| {
                    let others = self.scores[place.passage] - telling * place.strength;
                    others.max(0.0) / rest * place.strength
                });
                others.fold(0.0, f64::max).min(1.0)
            })
        };
        self.telling
            .iter()
            .zip(&self.word_of)
            .map(of_term)
            .collect()
    }
}

/// How much a word tells by the passages that it stands in.
struct Scarcity {
    passages: f64,
    /// The inverse document frequency of a word that stands in none.
    most: f64,
}

impl Scarcity {
    /// Takes the number of passages of the document.
    fn new(passages: usize) -> Self {
        let mut scarcity = Self {
            passages: passages as f64,
            most: 1.0,
        };
        scarcity.most = scarcity.idf(0);
        scarcity
    }

    fn idf(&self, count: usize) -> f64 {
        (self.passages / (count as f64 + 0.5)).ln_1p()
    }

    /// What a word tells that stands in `count` passages, 0..1: the inverse document frequency within the
    /// document, damped, since the subject of a page stands in many of them.
    fn of(&self, count: usize) -> f64 {
        0.7 + 0.3 * self.idf(count) / self.most
    }
}
