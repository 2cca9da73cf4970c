//! For each word of a claim, what bears it out, and where.

use super::occurrences::Occurrences;
use super::prepared::Prepared;
use super::query::Query;
use super::rank::{LOOKED_AT, Ranked, rank};

/// Passages that are candidates; more than these never become evidence.
const CANDIDATES: usize = 16;

/// Passages that together may bear a claim out.
const EVIDENCE: usize = 4;

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

impl Matches {
    /// Matches `query` against `document`. Takes time linear in the occurrences of the claim's words.
    pub fn find(query: &Query, document: &Prepared) -> Self {
        let found = Occurrences::new(query, document);
        let mut ranked = rank(query, document, &found.best(LOOKED_AT), &found);
        ranked.truncate(CANDIDATES);
        let evidence = choose(query, &ranked);
        let hits = (0..query.terms.len())
            .map(|term| {
                evidence
                    .iter()
                    .filter_map(|index| ranked[*index].hits[term])
                    .max_by(|a, b| a.strength.total_cmp(&b.strength))
            })
            .collect();
        Self {
            company: found.company(),
            nearby: found.nearby(query, &ranked),
            ranked,
            evidence,
            hits,
            anywhere: found.anywhere,
            telling: found.telling,
        }
    }
}

/// How much a further passage must add to become evidence, as a share of the claim.
const LEAST_GAIN: f64 = 0.1;

/// What evidence that is far from all chosen before counts for beside such as is near.
const FAR: f64 = 0.8;

/// How near passages are that speak of the same thing more often than others, in passages.
const NEAR: usize = 3;

/// What a candidate's own score counts for beside what it adds.
const OWN: f64 = 0.3;

/// Chooses the passages that together bear out most of the claim, each adding what the others lack.
fn choose(query: &Query, ranked: &[Ranked]) -> Vec<usize> {
    let weights = || query.terms.iter().map(|term| term.weight);
    let total: f64 = weights().sum::<f64>().max(f64::MIN_POSITIVE);
    let mut chosen: Vec<usize> = Vec::with_capacity(EVIDENCE);
    let mut covered = vec![0.0_f64; query.terms.len()];
    while chosen.len() < EVIDENCE {
        let gain = |candidate: &Ranked| -> f64 {
            let new: f64 = weights()
                .zip(candidate.hits.iter().zip(&covered))
                .map(|(weight, (hit, covered))| {
                    let strength = hit.map_or(0.0, |hit| hit.strength);
                    weight * (strength - covered).max(0.0)
                })
                .sum();
            let near = chosen
                .iter()
                .any(|index| ranked[*index].passage.abs_diff(candidate.passage) <= NEAR);
            let trust = if near { 1.0 } else { FAR };
            trust * new / total + OWN * candidate.score
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
