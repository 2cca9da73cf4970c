//! Candidate passages looked at word by word.

use super::matches::Hit;
use super::occurrences::Occurrences;
use super::prepared::Prepared;
use super::query::Query;
use super::similar::Word;
use crate::text::{TokenKind, normal_form};

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
/// same neighbours, how much the most telling of them tells, and what the candidates beside it add; less
/// the more words it has for them to stand in, the fewer it has at all, and the more of what it has are
/// names, which many passages of a page share. Weights of a logistic regression over the candidates of
/// each claim of the development data: those that bear it out against the rest.
const TELLING: f64 = 0.256;
const COUNT: f64 = 0.575;
const TOGETHER: f64 = 0.169;
const MOST: f64 = 0.109;
const BESIDE: f64 = 0.356;
const NAMES: f64 = 0.090;
const LENGTH: f64 = 0.017;
const SHORT: f64 = 0.030;

/// A passage of fewer words with content says little by itself.
const FEW: usize = 4;

/// What the likeness of two words is worth beside their being the same.
const LIKE: f64 = 0.8;

/// How far apart neighbouring words of a claim may stand in a passage, in tokens.
const NEAR: usize = 4;

/// Looks at each of `passages` word by word, and gives them best first.
pub(super) fn rank(
    query: &Query,
    document: &Prepared,
    passages: &[usize],
    found: &Occurrences,
) -> Vec<Ranked> {
    let hits = hits(query, document, passages, found);
    let added: Vec<f64> = (0..passages.len())
        .map(|candidate| beside(passages, &hits, candidate, &found.telling))
        .collect();
    let mut ranked: Vec<Ranked> = passages
        .iter()
        .zip(hits)
        .zip(added)
        .map(|((passage, hits), added)| {
            ranked(query, document, *passage, &found.telling, hits, added)
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.passage.cmp(&b.passage)));
    ranked
}

/// For each of `passages`, what in it bears out each term. Of several words that do so equally well,
/// it is the one nearest after what bears out the term before.
fn hits(
    query: &Query,
    document: &Prepared,
    passages: &[usize],
    found: &Occurrences,
) -> Vec<Vec<Option<Hit>>> {
    let mut hits: Vec<Vec<Option<Hit>>> = vec![vec![None; found.places.len()]; passages.len()];
    let slot_of = Slots::new(document.len(), passages);
    for (term, places) in found.places.iter().enumerate() {
        let near = |hits: &[Option<Hit>]| term.checked_sub(1).and_then(|before| hits[before]);
        // The last occurrence comes first; of two equally near, the first is taken.
        for place in places {
            let Some(slot) = slot_of.get(place.passage) else {
                continue;
            };
            let hits = &mut hits[slot];
            let token = document.within(place.token);
            let apart = |token: usize| near(hits).map_or(0, |hit| (hit.token + 1).abs_diff(token));
            if hits[term].is_none_or(|hit| apart(token) <= apart(hit.token)) {
                hits[term] = Some(Hit {
                    passage: place.passage,
                    token,
                    strength: place.strength,
                });
            }
        }
        let token = &query.tokens[query.terms[term].token];
        if token.kind == TokenKind::Number {
            continue;
        }
        let form = normal_form(token.span.of(&query.text));
        for (passage, hits) in passages.iter().zip(&mut hits) {
            if hits[term].is_none() {
                let like = document.folded(*passage).most_like(Word::new(&form));
                hits[term] = like.map(|(token, like)| Hit {
                    passage: *passage,
                    token,
                    strength: like * LIKE,
                });
            }
        }
    }
    hits
}

/// Which of a few passages a passage is.
struct Slots(Vec<u8>);

impl Slots {
    /// `passages` are at most 254 of the `all`.
    fn new(all: usize, passages: &[usize]) -> Self {
        let mut slots = vec![u8::MAX; all];
        for (slot, passage) in (0..u8::MAX).zip(passages) {
            slots[*passage] = slot;
        }
        Self(slots)
    }

    fn get(&self, passage: usize) -> Option<usize> {
        let slot = self.0[passage];
        (slot != u8::MAX).then_some(usize::from(slot))
    }
}

fn ranked(
    query: &Query,
    document: &Prepared,
    passage: usize,
    telling: &[f64],
    hits: Vec<Option<Hit>>,
    added: f64,
) -> Ranked {
    let strength = |term: usize| hits[term].map_or(0.0, |hit: Hit| hit.strength);
    let share = |weight: &dyn Fn(usize) -> f64| {
        let (mut all, mut sum) = (f64::MIN_POSITIVE, 0.0);
        for term in 0..hits.len() {
            all += weight(term);
            sum += weight(term) * strength(term);
        }
        sum / all
    };
    let together = togetherness(query, &hits);
    let terms = &query.terms;
    let names: f64 = (0..terms.len())
        .filter(|term| terms[*term].in_name)
        .map(strength)
        .sum();
    let most = (0..terms.len()).map(|term| telling[term] * strength(term));
    let tokens = document.tokens(passage).iter();
    let content = tokens.filter(|token| token.is_content()).count();
    let short = if content < FEW { SHORT } else { 0.0 };
    Ranked {
        passage,
        coverage: share(&|term| terms[term].weight),
        together,
        score: TELLING * share(&|term| telling[term])
            + COUNT * share(&|_| 1.0)
            + TOGETHER * together
            + MOST * most.fold(0.0, f64::max)
            + BESIDE * added
            - NAMES * names / terms.len().max(1) as f64
            - LENGTH * (content as f64).ln_1p()
            - short,
        hits,
    }
}

/// What the candidates right before and after add to one of them, as a share of what all terms tell.
fn beside(passages: &[usize], hits: &[Vec<Option<Hit>>], candidate: usize, telling: &[f64]) -> f64 {
    let passage = passages[candidate];
    let near: Vec<usize> = (0..passages.len())
        .filter(|other| passages[*other].abs_diff(passage) == 1)
        .collect();
    let strength =
        |candidate: usize, term: usize| hits[candidate][term].map_or(0.0, |hit| hit.strength);
    let (mut all, mut sum) = (f64::MIN_POSITIVE, 0.0);
    for (term, telling) in telling.iter().enumerate() {
        let own = strength(candidate, term);
        let best = near
            .iter()
            .map(|other| strength(*other, term))
            .fold(own, f64::max);
        all += telling;
        sum += telling * (best - own);
    }
    sum / all
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
