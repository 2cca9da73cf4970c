//! Where the words of a claim stand in a document.

use super::prepared::Prepared;
use super::query::Query;
use super::rank::Ranked;

/// Where the terms of a claim occur.
pub(super) struct Occurrences {
    /// For each passage, the sum of what its terms tell.
    pub scores: Vec<f64>,
    /// For each term, how well anything in the document bears it out.
    pub anywhere: Vec<f64>,
    /// For each term, how much its occurrence in a passage tells.
    pub telling: Vec<f64>,
    /// For each term, the words that bear it out best in their passage.
    pub places: Vec<Vec<Place>>,
}

/// A word of the document that bears a term out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Index of the token in the document.
    pub token: u32,
    pub passage: usize,
    pub strength: f64,
}

/// Passages at a page's top that say what it is about: its title and lead.
const TOP: usize = 2;

impl Occurrences {
    /// Looks the terms up. Takes time linear in their occurrences and in the passages.
    pub fn new(query: &Query, document: &Prepared) -> Self {
        let terms = query.terms.len();
        let mut scores = vec![0.0_f64; document.len()];
        // For each passage, the last term found there, and by which of its keys.
        let mut seen = vec![(usize::MAX, 0); document.len()];
        let mut anywhere = vec![0.0_f64; terms];
        let mut telling = vec![0.0_f64; terms];
        let mut all_places: Vec<Vec<Place>> = Vec::with_capacity(terms);
        let mut in_passages: Vec<(usize, f64)> = Vec::new();
        for (index, term) in query.terms.iter().enumerate() {
            let mut places: Vec<Place> = Vec::new();
            in_passages.clear();
            for (rank, (key, strength)) in term.keys.iter().enumerate() {
                for token in document.occurrences(*key) {
                    let passage = document.passage_of(token);
                    if seen[passage].0 != index {
                        seen[passage] = (index, rank);
                        in_passages.push((passage, *strength));
                        anywhere[index] = anywhere[index].max(*strength);
                    }
                    if seen[passage] == (index, rank) {
                        places.push(Place {
                            token,
                            passage,
                            strength: *strength,
                        });
                    }
                }
            }
            telling[index] = term.weight * scarcity(in_passages.len(), document.len());
            for (passage, strength) in &in_passages {
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

    /// The passages with the highest scores, at most `count`, best first.
    pub fn best(&self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.scores.len())
            .filter(|passage| self.scores[*passage] > 0.0)
            .collect();
        let by_score =
            |a: &usize, b: &usize| self.scores[*b].total_cmp(&self.scores[*a]).then(a.cmp(b));
        if order.len() > count {
            order.select_nth_unstable_by(count, by_score);
            order.truncate(count);
        }
        order.sort_unstable_by(by_score);
        order
    }

    /// For each term, the greatest share of the other terms' weight that stands in a passage with it.
    pub fn company(&self) -> Vec<f64> {
        let total: f64 = self.telling.iter().sum();
        let of_term = |(telling, places): (&f64, &Vec<Place>)| {
            let rest = (total - telling).max(f64::MIN_POSITIVE);
            let others = places.iter().map(|place| {
                let others = self.scores[place.passage] - telling * place.strength;
                others.max(0.0) / rest * place.strength
            });
            others.fold(0.0, f64::max).min(1.0)
        };
        self.telling.iter().zip(&self.places).map(of_term).collect()
    }

    /// The most that one of at most 64 candidates, its neighbours and the page's first passages bear
    /// out together, as a share of the claim by weight.
    pub fn nearby(&self, query: &Query, ranked: &[Ranked]) -> f64 {
        let mut near = vec![0_u64; self.scores.len()];
        for (index, candidate) in (0..64).zip(ranked) {
            let before = candidate.passage.saturating_sub(1);
            let after = (candidate.passage + 2).min(near.len());
            near[before..after]
                .iter_mut()
                .for_each(|mask| *mask |= 1 << index);
        }
        near.iter_mut().take(TOP).for_each(|mask| *mask = u64::MAX);
        let mut covered = vec![0.0_f64; ranked.len()];
        let mut strengths = vec![0.0_f64; ranked.len()];
        let mut total = f64::MIN_POSITIVE;
        for (index, (term, places)) in query.terms.iter().zip(&self.places).enumerate() {
            for (strength, candidate) in strengths.iter_mut().zip(ranked) {
                *strength = candidate.hits[index].map_or(0.0, |hit| hit.strength);
            }
            for place in places {
                let mask = near[place.passage];
                if mask != 0 {
                    for (candidate, strength) in strengths.iter_mut().enumerate() {
                        if mask >> candidate & 1 == 1 {
                            *strength = strength.max(place.strength);
                        }
                    }
                }
            }
            total += term.weight;
            for (covered, strength) in covered.iter_mut().zip(&strengths) {
                *covered += term.weight * strength;
            }
        }
        covered.into_iter().fold(0.0, f64::max) / total
    }
}

/// How much a word tells that stands in `count` of `all` passages, 0..1: the inverse document
/// frequency within the document, damped, since the subject of a page stands in many of them.
fn scarcity(count: usize, all: usize) -> f64 {
    let idf = |count: f64| (all as f64 / (count + 0.5)).ln_1p();
    0.7 + 0.3 * idf(count as f64) / idf(0.0)
}
