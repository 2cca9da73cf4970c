//! One passage looked at word by word.

use super::matches::Hit;
use super::prepared::Prepared;
use super::query::{Query, Term};
use super::similar::likeness;
use crate::text::{Token, TokenKind, normal_form};

/// A candidate passage.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// Index of the passage.
    pub passage: usize,
    /// How much of the claim it bears out by itself, 0..1, by weight.
    pub coverage: f64,
    /// How many of the claim's neighbouring words are neighbours here too, 0..1, by weight.
    pub together: f64,
    /// What it is ranked by: what its words tell, how many there are, and whether they stand together.
    pub score: f64,
    /// For each term of the claim, what in this passage bears it out.
    pub hits: Vec<Option<Hit>>,
}

/// What a passage is ranked by: what its words tell, how many there are, how many stand beside the
/// same neighbours, less the more words it has for them to stand in. Weights of a logistic regression
/// on pairs of passages of the development data, one of which bears the claim out.
const TELLING: f64 = 0.55;
const COUNT: f64 = 0.32;
const TOGETHER: f64 = 0.13;
const LENGTH: f64 = 0.025;

/// What the likeness of two words is worth beside their being the same.
const LIKE: f64 = 0.8;

/// How far apart neighbouring words of a claim may stand in a passage, in tokens.
const NEAR: usize = 4;

/// Looks at passage `passage` word by word; `telling` is what each term tells.
pub(super) fn rank(query: &Query, document: &Prepared, passage: usize, telling: &[f64]) -> Ranked {
    let words = Words {
        tokens: document.tokens(passage),
        text: document.text(passage),
    };
    let mut forms: Vec<Option<String>> = vec![None; words.tokens.len()];
    let mut hits: Vec<Option<Hit>> = Vec::with_capacity(telling.len());
    for term in &query.terms[..telling.len()] {
        let near = hits.last().copied().flatten().map(|hit: Hit| hit.token + 1);
        let found = words.best_by_key(term, near).or_else(|| {
            let number = query.tokens[term.token].kind == TokenKind::Number;
            let word = term.span.of(&query.text);
            if number {
                None
            } else {
                words.best_by_likeness(word, &mut forms)
            }
        });
        hits.push(found.map(|(token, strength)| Hit {
            passage,
            token,
            strength,
        }));
    }
    let share = |weight: &dyn Fn(usize) -> f64| {
        let (mut all, mut sum) = (f64::MIN_POSITIVE, 0.0);
        for (index, hit) in hits.iter().enumerate() {
            all += weight(index);
            sum += weight(index) * hit.map_or(0.0, |hit| hit.strength);
        }
        sum / all
    };
    let together = togetherness(query, &hits);
    let content = words
        .tokens
        .iter()
        .filter(|token| token.is_content())
        .count();
    Ranked {
        passage,
        coverage: share(&|index| query.terms[index].weight),
        together,
        score: TELLING * share(&|index| telling[index])
            + COUNT * share(&|_| 1.0)
            + TOGETHER * together
            - LENGTH * (content as f64).ln_1p(),
        hits,
    }
}

/// The words of a passage.
struct Words<'d> {
    tokens: &'d [Token],
    text: &'d str,
}

impl Words<'_> {
    /// The occurrence of the best key; among equals, the one nearest after the word before.
    fn best_by_key(&self, term: &Term, near: Option<usize>) -> Option<(usize, f64)> {
        term.keys.iter().find_map(|(key, strength)| {
            let places = self
                .tokens
                .iter()
                .enumerate()
                .filter(|(_, token)| token.stem == *key && token.is_text());
            let nearest =
                places.min_by_key(|(index, _)| near.map_or(0, |near| index.abs_diff(near)));
            nearest.map(|(token, _)| (token, *strength))
        })
    }

    /// The word most like `word`; `forms` remembers normal forms from one call to the next.
    fn best_by_likeness(&self, word: &str, forms: &mut [Option<String>]) -> Option<(usize, f64)> {
        let word = normal_form(word);
        let first = word.as_bytes().first()?;
        let mut best: Option<(usize, f64)> = None;
        for (index, token) in self.tokens.iter().enumerate() {
            let raw = token.span.of(self.text);
            if token.kind != TokenKind::Word || token.is_stop() {
                continue;
            }
            if raw.is_ascii() && !raw.as_bytes()[0].eq_ignore_ascii_case(first) {
                continue;
            }
            let form = forms[index].get_or_insert_with(|| normal_form(raw));
            let strength = likeness(&word, form) * LIKE;
            if strength > 0.0 && best.is_none_or(|(_, most)| strength > most) {
                best = Some((index, strength));
            }
        }
        best
    }
}

/// Share of neighbouring words of the claim that are neighbours in the passage too, by weight.
fn togetherness(query: &Query, hits: &[Option<Hit>]) -> f64 {
    let mut together = 0.0;
    let mut all = f64::MIN_POSITIVE;
    for index in 1..hits.len() {
        let weight = query.terms[index - 1].weight.min(query.terms[index].weight);
        all += weight;
        if let (Some(a), Some(b)) = (hits[index - 1], hits[index])
            && b.token > a.token
            && b.token - a.token <= NEAR
        {
            together += weight * a.strength.min(b.strength);
        }
    }
    together / all
}
