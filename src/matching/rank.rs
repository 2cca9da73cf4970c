//! Candidate passages looked at word by word.

use super::alike::{Alike, PASSAGES};
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
    /// What it is ranked by: the weighted sum of its figures.
    pub score: f64,
    /// The named figures by which it is ranked.
    pub figures: [(&'static str, f64); FIGURES],
    /// For each term of the claim, what in this passage bears it out.
    pub hits: Vec<Option<Hit>>,
}

/// What a passage is ranked by, and how much each counts: what its words tell, how many there are, how
/// many stand beside the same neighbours, how much the most telling of them tells, and what the
/// candidates beside it add; less for the more words that it has for them to stand in, for having few at
/// all, and for the share of names in what it has, since many passages of a page share those. Made by
/// `cargo run --example train -- rank`.
const WEIGHTS: [(&str, f64); FIGURES] = [
    ("telling", 0.259),
    ("count", 0.579),
    ("together", 0.161),
    ("most", 0.118),
    ("beside", 0.368),
    ("names", -0.112),
    ("length", -0.019),
    ("short", -0.035),
];
const FIGURES: usize = 8;

/// A passage of fewer words with content says little by itself.
const FEW: usize = 4;

/// What the likeness of two words is worth beside their being the same.
const LIKE: f64 = 0.8;

/// How far apart neighbouring words of a claim may stand in a passage, in tokens.
const NEAR: usize = 4;

/// Passages that are looked at word by word before the best of them are chosen.
pub(super) const LOOKED_AT: usize = PASSAGES;

/// Looks at each of `passages`, at most [`LOOKED_AT`], word by word, and gives them best first.
pub(super) fn rank(
    query: &Query,
    document: &Prepared,
    passages: &[usize],
    found: &Occurrences<'_>,
) -> Vec<Ranked> {
    let slots = Slots::new(document.len(), passages);
    let hits = hits(query, document, passages, &slots, found);
    let scales = Scales::new(query, &found.telling);
    let added: Vec<f64> = passages
        .iter()
        .zip(&hits)
        .map(|(passage, own)| scales.beside(own, slots.beside(*passage).map(|slot| &hits[slot])))
        .collect();
    let mut ranked: Vec<Ranked> = passages
        .iter()
        .zip(hits)
        .zip(added)
        .map(|((passage, hits), added)| scales.ranked(document, *passage, hits, added))
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
    slots: &Slots,
    found: &Occurrences<'_>,
) -> Vec<Vec<Option<Hit>>> {
    let terms = query.terms.len();
    let mut hits: Vec<Vec<Option<Hit>>> = vec![vec![None; terms]; passages.len()];
    let folded: Vec<&Folded> = passages
        .iter()
        .map(|passage| document.folded(*passage))
        .collect();
    let alike = Alike::new(&folded);
    for term in 0..terms {
        for place in found.of_term(term) {
            let Some(slot) = slots.get(place.passage) else {
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
        let without = hits.iter().enumerate();
        let wants = without.fold(0_u64, |wants, (slot, hits)| {
            wants | u64::from(hits[term].is_none()) << slot
        });
        for (slot, most) in alike.most(&form, wants).into_iter().enumerate() {
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

    /// Those of the passages right before and after a passage.
    fn beside(&self, passage: usize) -> impl Iterator<Item = usize> {
        let before = passage.checked_sub(1);
        let after = Some(passage + 1).filter(|after| *after < self.0.len());
        before
            .into_iter()
            .chain(after)
            .filter_map(|passage| self.get(passage))
    }
}

/// What there is of a claim to bear out: by it a passage is measured.
struct Scales<'a> {
    query: &'a Query,
    /// For each term, how much its occurrence tells.
    telling: &'a [f64],
    /// The sum of the terms' weights, of what they tell, and their number.
    all: [f64; 3],
    /// For each term and the one before it, the lesser of their weights.
    pairs: Vec<f64>,
    all_pairs: f64,
}

impl<'a> Scales<'a> {
    fn new(query: &'a Query, telling: &'a [f64]) -> Self {
        let mut all = [f64::MIN_POSITIVE; 3];
        for (term, telling) in query.terms.iter().zip(telling) {
            for (all, one) in all.iter_mut().zip([term.weight, *telling, 1.0]) {
                *all += one;
            }
        }
        let pairs: Vec<f64> = query
            .terms
            .windows(2)
            .map(|pair| pair[0].weight.min(pair[1].weight))
            .collect();
        Self {
            query,
            telling,
            all,
            all_pairs: pairs.iter().fold(f64::MIN_POSITIVE, |sum, pair| sum + pair),
            pairs,
        }
    }

    fn ranked(
        &self,
        document: &Prepared,
        passage: usize,
        hits: Vec<Option<Hit>>,
        added: f64,
    ) -> Ranked {
        let mut borne_out = [0.0; 3];
        let (mut most, mut names) = (0.0_f64, 0.0);
        for ((term, telling), hit) in self.query.terms.iter().zip(self.telling).zip(&hits) {
            let Some(hit) = hit else { continue };
            for (borne_out, one) in borne_out.iter_mut().zip([term.weight, *telling, 1.0]) {
                *borne_out += one * hit.strength;
            }
            most = most.max(telling * hit.strength);
            names += if term.in_name { hit.strength } else { 0.0 };
        }
        let [coverage, told, count] = [0, 1, 2].map(|figure| borne_out[figure] / self.all[figure]);
        let together = self.togetherness(&hits);
        let content = document.folded(passage).content();
        let values = [
            told,
            count,
            together,
            most,
            added,
            names / self.all[2],
            (content as f64).ln_1p(),
            f64::from(u8::from(content < FEW)),
        ];
        let figures = std::array::from_fn(|figure| (WEIGHTS[figure].0, values[figure]));
        let weighted = WEIGHTS.iter().zip(values);
        Ranked {
            passage,
            coverage,
            together,
            score: weighted.map(|((_, weight), value)| weight * value).sum(),
            figures,
            hits,
        }
    }

    /// What the candidates right before and after add to one of them, as a share of what all terms tell:
    /// by the hits of each.
    fn beside<'h>(
        &self,
        own: &[Option<Hit>],
        mut near: impl Iterator<Item = &'h Vec<Option<Hit>>>,
    ) -> f64 {
        // As many as there are right before and after.
        let near: [Option<&Vec<Option<Hit>>>; 2] = std::array::from_fn(|_| near.next());
        if near[0].is_none() {
            return 0.0;
        }
        let strength = |hit: Option<Hit>| hit.map_or(0.0, |hit| hit.strength);
        let mut sum = 0.0;
        for (term, telling) in self.telling.iter().enumerate() {
            let own = strength(own[term]);
            let others = near.iter().flatten();
            let best = others.fold(own, |best, other| best.max(strength(other[term])));
            sum += telling * (best - own);
        }
        sum / self.all[1]
    }

    /// Share of neighbouring words of the claim that are neighbours in the passage too, by weight.
    fn togetherness(&self, hits: &[Option<Hit>]) -> f64 {
        let mut together = 0.0;
        for (pair, weight) in hits.windows(2).zip(&self.pairs) {
            if let [Some(a), Some(b)] = pair
                && b.token > a.token
                && b.token - a.token <= NEAR
            {
                together += weight * a.strength.min(b.strength);
            }
        }
        together / self.all_pairs
    }
}
