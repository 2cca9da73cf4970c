//! For each word of a claim, what bears it out, and where.

use super::candidate::{LOOKED_AT, Ranked};
use super::occurrences::Occurrences;
use super::prepared::Prepared;
use super::query::Query;
use super::rank::rank;
use super::table::{Hit, Table};

/// Passages that are candidates; more than these never become evidence.
const CANDIDATES: usize = 16;

/// Passages that together may bear a claim out.
const EVIDENCE: usize = 4;

/// A claim matched against a document.
#[derive(Clone, Debug)]
pub struct Matches {
    /// Candidate passages, best first.
    pub ranked: Vec<Ranked>,
    /// What bears out each term in each of them.
    pub(crate) table: Table,
    /// Of these, those that together bear out most of the claim, as indices into `ranked`.
    pub evidence: Vec<usize>,
    /// For each term, the best hit in the evidence.
    pub hits: Vec<Option<Hit>>,
    /// For each term, how well anything in the document bears it out.
    pub anywhere: Vec<f64>,
    /// For each term, how much of the rest of the claim stands around its best occurrence, 0..1.
    pub company: Vec<f64>,
    /// For each term, how much its occurrence in a passage tells: its rarity, less where the
    /// document has it in many passages.
    pub telling: Vec<f64>,
}

impl Matches {
    /// Matches `query` against `document`. Takes time linear in the occurrences of the claim's words.
    pub fn find(query: &Query, document: &Prepared) -> Self {
        let found = Occurrences::new(query, document);
        let (ranked, table) = rank(query, document, &found.best(LOOKED_AT), &found, CANDIDATES);
        let evidence = choose(query, &ranked, &table);
        let hit = |term: usize| {
            let in_each = evidence.iter();
            let hits = in_each.filter_map(|at| table.hit(term, *at, ranked[*at].passage));
            hits.max_by(|a, b| a.strength.total_cmp(&b.strength))
        };
        let hits = (0..query.terms.len()).map(hit).collect();
        Self {
            company: found.company(),
            ranked,
            table,
            evidence,
            hits,
            anywhere: found.anywhere,
            telling: found.telling,
        }
    }

    /// The candidates in the order in which they are shown, as indices into `ranked`: those that together bear the claim out,
    /// then the next best that have some of its words.
    pub fn shown(&self) -> impl Iterator<Item = usize> {
        let rest = (0..self.ranked.len())
            .filter(|index| !self.evidence.contains(index) && self.ranked[*index].has_some());
        self.evidence.iter().copied().chain(rest)
    }

    /// The passages of these.
    pub fn order(&self) -> impl Iterator<Item = usize> {
        self.shown().map(|index| self.ranked[index].passage)
    }

    /// Share of `query`, the claim that was matched, that the evidence bears out, by weight; 0..1.
    pub fn covered(&self, query: &Query) -> f64 {
        let (mut all, mut sum) = (f64::MIN_POSITIVE, 0.0);
        for (term, hit) in query.terms.iter().zip(&self.hits) {
            all += term.weight;
            sum += term.weight * hit.map_or(0.0, |hit| hit.strength);
        }
        sum / all
    }

    /// What bears out term `term` in the candidate with index `ranked`.
    #[inline]
    pub fn hit(&self, ranked: usize, term: usize) -> Option<Hit> {
        self.table.hit(term, ranked, self.ranked[ranked].passage)
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
fn choose(query: &Query, ranked: &[Ranked], table: &Table) -> Vec<usize> {
    let weights = || query.terms.iter().map(|term| term.weight);
    let total: f64 = weights().sum::<f64>().max(f64::MIN_POSITIVE);
    let mut chosen: Vec<usize> = Vec::with_capacity(EVIDENCE);
    let mut covered = vec![0.0_f64; query.terms.len()];
    // The best by itself comes first, and they stand in that order.
    let mut next = ranked.first().filter(|best| best.has_some()).map(|_| 0);
    while let Some(index) = next {
        chosen.push(index);
        if chosen.len() == EVIDENCE {
            break;
        }
        // What each candidate adds to those chosen.
        let mut new = vec![0.0_f64; ranked.len()];
        for (term, (weight, covered)) in weights().zip(&mut covered).enumerate() {
            let strengths = table.strengths(term);
            *covered = covered.max(strengths[index]);
            for (new, strength) in new.iter_mut().zip(strengths) {
                *new += weight * (strength - *covered).max(0.0);
            }
        }
        let gain = |candidate: usize| {
            let passage = ranked[candidate].passage;
            let near = chosen
                .iter()
                .any(|index| ranked[*index].passage.abs_diff(passage) <= NEAR);
            let trust = if near { 1.0 } else { FAR };
            trust * new[candidate] / total + OWN * ranked[candidate].score
        };
        let best = (0..ranked.len())
            .filter(|candidate| !chosen.contains(candidate) && ranked[*candidate].has_some())
            .map(|candidate| (candidate, gain(candidate)))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        next = best
            .filter(|(_, gain)| *gain >= LEAST_GAIN)
            .map(|(candidate, _)| candidate);
    }
    chosen
}
