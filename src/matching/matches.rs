//! For each word of a claim, what bears it out, and where.

use super::prepared::Prepared;
use super::query::Query;
use super::rank::{Ranked, rank};

/// Passages that are looked at word by word; more than these never become evidence.
const CANDIDATES: usize = 16;

/// Passages that together may bear a claim out.
const EVIDENCE: usize = 4;

/// Words that a claim is matched by. Longer claims are matched by the first so many, which bounds
/// the time that a hostile one takes.
const TERMS: usize = 400;

/// What bears out one word of a claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Index of the passage.
    pub passage: usize,
    /// Index of the token in its passage.
    pub token: usize,
    /// How well it bears the word out: 1 for the same word, less for a synonym, derivation or slip.
    pub strength: f64,
}

/// A claim matched against a document.
#[derive(Clone, Debug)]
pub struct Matches {
    /// Candidate passages, best first.
    pub ranked: Vec<Ranked>,
    /// Of these, those that together bear out most of the claim, as indices into `ranked`.
    pub evidence: Vec<usize>,
    /// For each term, the best hit in the evidence.
    pub hits: Vec<Option<Hit>>,
    /// For each term, how well anything in the document bears it out.
    pub anywhere: Vec<f64>,
    /// For each term, how much of the rest of the claim stands around its best occurrence, 0..1.
    pub company: Vec<f64>,
    /// For each term, how much its occurrence in a passage tells: its weight, less where the
    /// document has it in many passages.
    pub telling: Vec<f64>,
    /// How much of the claim the best candidate bears out together with the passages right before and
    /// after it and the page's first ones, which say what it is about; 0..1, by weight.
    pub nearby: f64,
}

/// Passages at a page's top that say what it is about: its title and lead.
const TOP: usize = 2;

impl Matches {
    /// Matches `query` against `document`. Takes time linear in the occurrences of the claim's words.
    pub fn find(query: &Query, document: &Prepared) -> Self {
        let terms = query.terms.len().min(TERMS);
        let found = Found::new(query, document, terms);
        let company = company(query, document, &found);
        let mut order: Vec<usize> = (0..document.len())
            .filter(|passage| found.scores[*passage] > 0.0)
            .collect();
        let by_score =
            |a: &usize, b: &usize| found.scores[*b].total_cmp(&found.scores[*a]).then(a.cmp(b));
        if order.len() > 2 * CANDIDATES {
            order.select_nth_unstable_by(2 * CANDIDATES, by_score);
            order.truncate(2 * CANDIDATES);
        }
        order.sort_unstable_by(by_score);
        let mut ranked: Vec<Ranked> = order
            .into_iter()
            .map(|passage| rank(query, document, passage, &found.telling))
            .collect();
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.passage.cmp(&b.passage)));
        ranked.truncate(CANDIDATES);
        let nearby = found.nearby(query, &ranked);
        let evidence = choose(query, &ranked, terms);
        let hits = (0..terms)
            .map(|term| {
                evidence
                    .iter()
                    .filter_map(|index| ranked[*index].hits[term])
                    .max_by(|a, b| a.strength.total_cmp(&b.strength))
            })
            .collect();
        Self {
            ranked,
            evidence,
            hits,
            anywhere: found.anywhere,
            company,
            telling: found.telling,
            nearby,
        }
    }
}

/// Where the terms occur.
struct Found {
    /// For each passage, the sum of what its terms tell.
    scores: Vec<f64>,
    anywhere: Vec<f64>,
    telling: Vec<f64>,
    /// For each term, the passages that have it, last first, and how well.
    places: Vec<Vec<(usize, f64)>>,
}

impl Found {
    /// The most that a candidate, its neighbours and the page's first passages bear out together.
    fn nearby(&self, query: &Query, ranked: &[Ranked]) -> f64 {
        let total: f64 = query.terms[..self.places.len()]
            .iter()
            .map(|term| term.weight)
            .sum();
        let covered = |candidate: &Ranked| -> f64 {
            let near = |passage: usize| passage.abs_diff(candidate.passage) <= 1 || passage < TOP;
            let strength = |term: usize| {
                let own = candidate.hits[term].map_or(0.0, |hit| hit.strength);
                let places = self.places[term]
                    .iter()
                    .filter(|(passage, _)| near(*passage));
                places.fold(own, |most, (_, strength)| most.max(*strength))
            };
            (0..self.places.len())
                .map(|term| query.terms[term].weight * strength(term))
                .sum()
        };
        ranked.iter().map(covered).fold(0.0, f64::max) / total.max(f64::MIN_POSITIVE)
    }

    fn new(query: &Query, document: &Prepared, terms: usize) -> Self {
        let mut scores = vec![0.0_f64; document.len()];
        let mut seen = vec![usize::MAX; document.len()];
        let mut anywhere = vec![0.0_f64; terms];
        let mut telling = vec![0.0_f64; terms];
        let mut all_places: Vec<Vec<(usize, f64)>> = Vec::with_capacity(terms);
        for (index, term) in query.terms[..terms].iter().enumerate() {
            let mut places: Vec<(usize, f64)> = Vec::new();
            for (key, strength) in &term.keys {
                for token in document.occurrences(*key) {
                    let passage = document.passage_of(token);
                    if seen[passage] != index {
                        seen[passage] = index;
                        places.push((passage, *strength));
                        anywhere[index] = anywhere[index].max(*strength);
                    }
                }
            }
            telling[index] = term.weight * scarcity(places.len(), document.len());
            for (passage, strength) in &places {
                scores[*passage] += telling[index] * strength;
            }
            all_places.push(places);
        }
        Self {
            scores,
            anywhere,
            telling,
            places: all_places,
        }
    }
}

/// How much a word tells that stands in `count` of `all` passages, 0..1: the inverse document
/// frequency within the document, damped, since the subject of a page stands in many of them.
fn scarcity(count: usize, all: usize) -> f64 {
    let idf = |count: f64| (all as f64 / (count + 0.5)).ln_1p();
    0.7 + 0.3 * idf(count as f64) / idf(0.0)
}

/// For each term, the greatest share of the other terms' weight that stands in a passage with it.
fn company(query: &Query, document: &Prepared, found: &Found) -> Vec<f64> {
    let total: f64 = found.telling.iter().sum();
    found
        .telling
        .iter()
        .zip(&query.terms)
        .map(|(telling, term)| {
            let rest = (total - telling).max(f64::MIN_POSITIVE);
            let places = term.keys.iter().flat_map(|(key, strength)| {
                document
                    .occurrences(*key)
                    .map(move |token| (token, *strength))
            });
            places
                .map(|(token, strength)| {
                    let others = found.scores[document.passage_of(token)] - telling * strength;
                    others.max(0.0) / rest * strength
                })
                .fold(0.0, f64::max)
                .min(1.0)
        })
        .collect()
}

/// How much a further passage must add to become evidence, as a share of the claim.
const LEAST_GAIN: f64 = 0.07;

/// Chooses the passages that together bear out most of the claim, each adding what the others lack.
fn choose(query: &Query, ranked: &[Ranked], terms: usize) -> Vec<usize> {
    let total: f64 = query.terms[..terms]
        .iter()
        .map(|term| term.weight)
        .sum::<f64>()
        .max(f64::MIN_POSITIVE);
    let mut chosen: Vec<usize> = Vec::new();
    let mut covered = vec![0.0_f64; terms];
    while chosen.len() < EVIDENCE {
        let gain = |candidate: &Ranked| -> f64 {
            let new: f64 = (0..terms)
                .map(|term| {
                    let strength = candidate.hits[term].map_or(0.0, |hit| hit.strength);
                    query.terms[term].weight * (strength - covered[term]).max(0.0)
                })
                .sum();
            // Neighbours speak of the same thing more often than passages far apart.
            let near = chosen
                .iter()
                .any(|index| ranked[*index].passage.abs_diff(candidate.passage) <= 3);
            let trust = if near { 1.0 } else { 0.8 };
            trust * new / total + 0.05 * candidate.score
        };
        let value = |index: usize| {
            if chosen.is_empty() {
                ranked[index].score
            } else {
                gain(&ranked[index])
            }
        };
        let best = (0..ranked.len())
            .filter(|index| !chosen.contains(index))
            .map(|index| (index, value(index)))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let Some((index, gain)) = best else { break };
        if !chosen.is_empty() && gain < LEAST_GAIN {
            break;
        }
        for (covered, hit) in covered.iter_mut().zip(&ranked[index].hits) {
            *covered = covered.max(hit.map_or(0.0, |hit| hit.strength));
        }
        chosen.push(index);
    }
    chosen
}
