//! Candidate passages looked at word by word.

use super::alike::Alike;
use super::matches::Hit;
use super::occurrences::Occurrences;
use super::prepared::{Prepared, as_u32};
use super::query::Query;
use super::similar::Folded;
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
    found: &Occurrences<'_>,
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
    found: &Occurrences<'_>,
) -> Vec<Vec<Option<Hit>>> {
    let terms = query.terms.len();
    let mut hits: Vec<Vec<Option<Hit>>> = vec![vec![None; terms]; passages.len()];
    let slot_of = Slots::new(document.len(), passages);
    let folded: Vec<&Folded> = passages
        .iter()
        .map(|passage| document.folded(*passage))
        .collect();
    let alike = Alike::new(&folded);
    for term in 0..terms {
        for place in found.of_term(term) {
            let Some(slot) = slot_of.get(place.passage) else {
                continue;
            };
            let before = term.checked_sub(1).and_then(|before| hits[slot][before]);
            let start = place.tokens[0] - as_u32(document.within(place.tokens[0]));
            let wanted = before.map_or(0, |hit| start + as_u32(hit.token) + 1);
            hits[slot][term] = Some(Hit {
                passage: place.passage,
                token: (nearest(place.tokens, wanted) - start) as usize,
                strength: place.strength,
            });
        }
        let token = &query.tokens[query.terms[term].token];
        if token.kind == TokenKind::Number {
            continue;
        }
        let form = normal_form(token.span.of(&query.text));
        let most = alike.most(&form, |slot| hits[slot][term].is_none());
        for (slot, most) in most.into_iter().enumerate() {
            if let Some((token, like)) = most {
                hits[slot][term] = Some(Hit {
                    passage: passages[slot],
                    token: token as usize,
                    strength: like * LIKE,
                });
            }
        }
    }
    hits
}

/// The one of `tokens`, in order, that is nearest to `wanted`; the first of two.
fn nearest(tokens: &[u32], wanted: u32) -> u32 {
    let after = tokens.partition_point(|token| *token < wanted);
    match (
        after.checked_sub(1).map(|before| tokens[before]),
        tokens.get(after),
    ) {
        (Some(before), Some(after)) if after - wanted < wanted - before => *after,
        (Some(before), _) => before,
        (None, _) => tokens[0],
    }
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
    // By weight, by what its words tell, and all words alike: what there is, and what is borne out.
    let mut all = [f64::MIN_POSITIVE; 3];
    let mut borne_out = [0.0; 3];
    let (mut names, mut most) = (0.0, 0.0_f64);
    for ((term, telling), hit) in query.terms.iter().zip(telling).zip(&hits) {
        let strength = hit.map_or(0.0, |hit| hit.strength);
        let weights = [term.weight, *telling, 1.0];
        for ((all, borne_out), weight) in all.iter_mut().zip(&mut borne_out).zip(weights) {
            *all += weight;
            *borne_out += weight * strength;
        }
        most = most.max(telling * strength);
        if term.in_name {
            names += strength;
        }
    }
    let [coverage, told, count] = [0, 1, 2].map(|figure| borne_out[figure] / all[figure]);
    let together = togetherness(query, &hits);
    let content = document.folded(passage).content();
    let short = if content < FEW { SHORT } else { 0.0 };
    Ranked {
        passage,
        coverage,
        together,
        score: TELLING * told + COUNT * count + TOGETHER * together + MOST * most + BESIDE * added
            - NAMES * names / query.terms.len().max(1) as f64
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
