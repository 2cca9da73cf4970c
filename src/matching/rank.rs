//! Candidate passages looked at word by word.

use super::alike::Alike;
use super::candidate::{FIGURES, LOOKED_AT, Ranked};
use super::narrow::as_u32;
use super::occurrences::Occurrences;
use super::prepared::Prepared;
use super::query::Query;
use super::table::Table;
use super::words::Folded;
use crate::text::{TokenKind, push_normal_form};

/// What a passage is ranked by, and how much each counts: what its words tell, how many there are, how
/// many stand beside the same neighbours, how much the most telling of them tells, and what the
/// candidates beside it add; less for the more words that it has for them to stand in, for having few at
/// all, and for the share of names in what it has, since many passages of a page share those. Made by
/// `cargo run --example train -- rank`.
const WEIGHTS: [(&str, f64); FIGURES] = [
    ("telling", 0.257),
    ("count", 0.578),
    ("together", 0.164),
    ("most", 0.120),
    ("beside", 0.374),
    ("names", -0.099),
    ("length", -0.019),
    ("short", -0.035),
];

/// A passage of fewer words with content says little by itself.
const FEW: usize = 4;

/// What the likeness of two words is worth beside their being the same.
const LIKE: f64 = 0.8;

/// How far apart neighbouring words of a claim may stand in a passage, in tokens.
const NEAR: u32 = 4;

/// Looks at each of `passages`, at most [`LOOKED_AT`], word by word, and gives the `count` best, best first,
/// with their hits.
pub(super) fn rank(
    query: &Query,
    document: &Prepared,
    passages: &[usize],
    found: &Occurrences<'_>,
    count: usize,
) -> (Vec<Ranked>, Table) {
    let slots = Slots::new(document.len(), passages);
    let hits = hits(query, document, passages, &slots, found);
    let measures = Measures::new(query, document, passages, &slots, &found.telling, &hits);
    let score = |slot: &usize| measures.scores[*slot];
    let mut order: Vec<usize> = (0..passages.len()).collect();
    order.sort_by(|a, b| {
        score(b)
            .total_cmp(&score(a))
            .then(passages[*a].cmp(&passages[*b]))
    });
    order.truncate(count);
    let ranked = order.iter().map(|slot| Ranked {
        passage: passages[*slot],
        coverage: measures.coverage[*slot],
        together: measures.together[*slot],
        score: measures.scores[*slot],
        figures: std::array::from_fn(|figure| (WEIGHTS[figure].0, measures.figures[figure][*slot])),
    });
    (ranked.collect(), hits.of(&order))
}

/// What in each of `passages` bears out each term. Of several words that do so equally well, it is the one
/// nearest after what bears out the term before.
fn hits(
    query: &Query,
    document: &Prepared,
    passages: &[usize],
    slots: &Slots,
    found: &Occurrences<'_>,
) -> Table {
    let mut hits = Table::new(query.terms.len(), passages.len());
    let folded: Vec<&Folded> = passages
        .iter()
        .map(|passage| document.folded(*passage))
        .collect();
    let mut alike = Alike::new(&folded);
    let mut form = String::new();
    for (term, of_query) in query.terms.iter().enumerate() {
        for place in found.of_term(term) {
            let Some(slot) = slots.get(place.passage) else {
                continue;
            };
            let before = term.checked_sub(1);
            let before = before.and_then(|before| hits.token(before, slot));
            let start = place.tokens[0] - as_u32(document.within(place.tokens[0]));
            let wanted = before.map_or(0, |token| start + token + 1);
            let token = nearest(place.tokens, wanted) - start;
            hits.set(term, slot, token, place.strength);
        }
        let token = &query.tokens[of_query.token];
        if token.kind == TokenKind::Number {
            continue;
        }
        form.clear();
        push_normal_form(&mut form, token.span.of(&query.text));
        let rows = hits.strengths(term).iter().enumerate();
        let wants = rows.fold(0_u64, |wants, (slot, strength)| {
            wants | u64::from(*strength == 0.0) << slot
        });
        for (slot, (token, like)) in alike.most(&form, wants) {
            hits.set(term, slot, token, like * LIKE);
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

/// What each candidate passage is ranked by.
struct Measures {
    /// How much of the claim each bears out, by rarity.
    coverage: Each,
    /// How many neighbouring words of the claim are neighbours in each, by rarity.
    together: Each,
    /// The figures of all, in the order of `WEIGHTS`, and their weighted sums.
    figures: [Each; FIGURES],
    scores: Each,
}

/// A number for each passage.
type Each = [f64; LOOKED_AT];

impl Measures {
    fn new(
        query: &Query,
        document: &Prepared,
        passages: &[usize],
        slots: &Slots,
        telling: &[f64],
        hits: &Table,
    ) -> Self {
        // By rarity, by what its words tell, and all words alike: what is borne out, and what there is.
        let [mut coverage, mut told, mut count, mut names, mut most] = [[0.0_f64; LOOKED_AT]; 5];
        let mut all = [f64::MIN_POSITIVE; 3];
        for (index, (term, telling)) in query.terms.iter().zip(telling).enumerate() {
            let in_name = f64::from(u8::from(term.in_name));
            for (all, one) in all.iter_mut().zip([term.rarity, *telling, 1.0]) {
                *all += one;
            }
            let strengths = hits.strengths(index);
            add(&mut coverage, strengths, term.rarity);
            add(&mut told, strengths, *telling);
            add(&mut count, strengths, 1.0);
            add(&mut names, strengths, in_name);
            for (most, strength) in most.iter_mut().zip(strengths) {
                *most = most.max(telling * strength);
            }
        }
        let [of_rarity, of_told, of_count] = all;
        let share = |sums: &mut [f64], all: f64| sums.iter_mut().for_each(|sum| *sum /= all);
        share(&mut coverage, of_rarity);
        share(&mut told, of_told);
        share(&mut count, of_count);
        share(&mut names, of_count);
        let mut figures = [
            told,
            count,
            togetherness(query, hits),
            most,
            [0.0; LOOKED_AT],
            names,
            [0.0; LOOKED_AT],
            [0.0; LOOKED_AT],
        ];
        let [_, _, together, _, added, _, length, short] = &mut figures;
        for (slot, passage) in passages.iter().enumerate() {
            added[slot] = beside(telling, hits, slot, slots.beside(*passage)) / of_told;
            let folded = document.folded(*passage);
            length[slot] = folded.length();
            short[slot] = f64::from(u8::from(folded.content() < FEW));
        }
        Self {
            coverage,
            together: *together,
            scores: std::array::from_fn(|slot| {
                let weighted = WEIGHTS.iter().zip(&figures);
                weighted
                    .map(|((_, weight), values)| weight * values[slot])
                    .sum()
            }),
            figures,
        }
    }
}

/// Adds `weight` times the strength of each to its sum.
fn add(sums: &mut [f64], strengths: &[f64], weight: f64) {
    for (sum, strength) in sums.iter_mut().zip(strengths) {
        *sum += weight * strength;
    }
}

/// What the candidates right before and after candidate `own` add to it, in all.
fn beside(telling: &[f64], hits: &Table, own: usize, mut near: impl Iterator<Item = usize>) -> f64 {
    let Some(one) = near.next() else {
        return 0.0;
    };
    let other = near.next().unwrap_or(one);
    let mut sum = 0.0;
    for (term, telling) in telling.iter().enumerate() {
        let strengths = hits.strengths(term);
        let best = strengths[own].max(strengths[one]).max(strengths[other]);
        sum += telling * (best - strengths[own]);
    }
    sum
}

/// Share of neighbouring words of the claim that are neighbours in each candidate too, by rarity.
fn togetherness(query: &Query, hits: &Table) -> Each {
    let mut together = [0.0; LOOKED_AT];
    let mut all = f64::MIN_POSITIVE;
    for (term, pair) in query.terms.windows(2).enumerate() {
        let weight = pair[0].rarity.min(pair[1].rarity);
        all += weight;
        let strengths = hits.strengths(term).iter().zip(hits.strengths(term + 1));
        let tokens = hits.tokens(term).iter().zip(hits.tokens(term + 1));
        let rows = strengths.zip(tokens).zip(&mut together);
        for (((one, other), (from, to)), together) in rows {
            // 0 where one of the two is not there.
            let strength = one.min(*other);
            let is_near = (1..=NEAR).contains(&to.wrapping_sub(*from));
            *together += weight * if is_near { strength } else { 0.0 };
        }
    }
    for sum in &mut together {
        *sum /= all;
    }
    together
}
