//! For each word of a claim, what bears it out, and where.

use super::prepared::Prepared;
use super::query::Query;
use super::similar::likeness;
use crate::text::normal_form;

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

/// A candidate passage.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// Index of the passage.
    pub passage: usize,
    /// How much of the claim it bears out by itself, 0..1, by weight.
    pub coverage: f64,
    /// How many of the claim's neighbouring words are neighbours here too, 0..1, by weight.
    pub together: f64,
    /// What it is ranked by: both of these.
    pub score: f64,
    /// For each term of the claim, what in this passage bears it out.
    pub hits: Vec<Option<Hit>>,
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
}

impl Matches {
    /// Matches `query` against `document`. Takes time linear in the occurrences of the claim's words.
    pub fn find(query: &Query, document: &Prepared) -> Self {
        let terms = query.terms.len().min(TERMS);
        let total: f64 = query.terms[..terms]
            .iter()
            .map(|term| term.weight)
            .sum::<f64>()
            .max(f64::MIN_POSITIVE);
        let mut scores = vec![0.0_f64; document.len()];
        let mut seen = vec![usize::MAX; document.len()];
        let mut anywhere = vec![0.0_f64; terms];
        for (index, term) in query.terms[..terms].iter().enumerate() {
            for (key, strength) in &term.keys {
                for token in document.occurrences(*key) {
                    let passage = document.passage_of(token);
                    if seen[passage] != index {
                        seen[passage] = index;
                        scores[passage] += term.weight * *strength;
                        anywhere[index] = anywhere[index].max(*strength);
                    }
                }
            }
        }
        let company = company(query, document, &scores, terms, total);
        let mut order: Vec<usize> = (0..scores.len())
            .filter(|passage| scores[*passage] > 0.0)
            .collect();
        order.sort_unstable_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        order.truncate(2 * CANDIDATES);
        let mut ranked: Vec<Ranked> = order
            .into_iter()
            .map(|passage| rank(query, document, passage, terms, total))
            .collect();
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.passage.cmp(&b.passage)));
        ranked.truncate(CANDIDATES);
        let evidence = choose(query, &ranked, terms, total);
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
            anywhere,
            company,
        }
    }
}

/// For each term, the greatest share of the other terms' weight that stands in a passage with it.
fn company(
    query: &Query,
    document: &Prepared,
    scores: &[f64],
    terms: usize,
    total: f64,
) -> Vec<f64> {
    query.terms[..terms]
        .iter()
        .map(|term| {
            let rest = (total - term.weight).max(f64::MIN_POSITIVE);
            term.keys
                .iter()
                .flat_map(|(key, strength)| {
                    document
                        .occurrences(*key)
                        .map(move |token| (token, *strength))
                })
                .map(|(token, strength)| {
                    let own = term.weight * strength;
                    (scores[document.passage_of(token)] - own).max(0.0) / rest * strength
                })
                .fold(0.0, f64::max)
                .min(1.0)
        })
        .collect()
}

/// Looks at one passage word by word.
fn rank(query: &Query, document: &Prepared, passage: usize, terms: usize, total: f64) -> Ranked {
    let tokens = document.tokens(passage);
    let text = document.text(passage);
    let mut hits: Vec<Option<Hit>> = Vec::with_capacity(terms);
    let mut forms: Vec<Option<String>> = vec![None; tokens.len()];
    for term in &query.terms[..terms] {
        let near = hits.last().copied().flatten().map(|hit: Hit| hit.token + 1);
        let exact = best_by_key(&term.keys, tokens, near).map(|(token, strength)| Hit {
            passage,
            token,
            strength,
        });
        let hit = exact.or_else(|| {
            if query.tokens[term.token].kind == crate::text::TokenKind::Number {
                return None;
            }
            let word = normal_form(term.span.of(&query.text));
            best_by_likeness(&word, tokens, text, &mut forms).map(|(token, strength)| Hit {
                passage,
                token,
                strength,
            })
        });
        hits.push(hit);
    }
    let covered: f64 = query
        .terms
        .iter()
        .zip(&hits)
        .map(|(term, hit)| term.weight * hit.map_or(0.0, |hit| hit.strength))
        .sum();
    let coverage = (covered / total).min(1.0);
    let together = togetherness(query, &hits);
    Ranked {
        passage,
        coverage,
        together,
        score: coverage + 0.15 * together,
        hits,
    }
}

/// The occurrence of the best key; among equals, the one nearest after the word before.
fn best_by_key(
    keys: &[(u64, f64)],
    tokens: &[crate::text::Token],
    near: Option<usize>,
) -> Option<(usize, f64)> {
    for (key, strength) in keys {
        let mut found: Option<usize> = None;
        for (index, token) in tokens.iter().enumerate() {
            if token.stem == *key && token.is_text() {
                let closer = match (near, found) {
                    (_, None) => true,
                    (Some(near), Some(found)) => index.abs_diff(near) < found.abs_diff(near),
                    (None, Some(_)) => false,
                };
                if closer {
                    found = Some(index);
                }
            }
        }
        if let Some(token) = found {
            return Some((token, *strength));
        }
    }
    None
}

fn best_by_likeness(
    word: &str,
    tokens: &[crate::text::Token],
    text: &str,
    forms: &mut [Option<String>],
) -> Option<(usize, f64)> {
    let first = word.as_bytes().first()?;
    let mut best: Option<(usize, f64)> = None;
    for (index, token) in tokens.iter().enumerate() {
        let raw = token.span.of(text);
        if !token.is_content() || token.kind == crate::text::TokenKind::Number {
            continue;
        }
        if raw.is_ascii() && !raw.as_bytes()[0].eq_ignore_ascii_case(first) {
            continue;
        }
        let form = forms[index].get_or_insert_with(|| normal_form(raw));
        let strength = likeness(word, form) * 0.8;
        if strength > 0.0 && best.is_none_or(|(_, most)| strength > most) {
            best = Some((index, strength));
        }
    }
    best
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
            && b.token - a.token <= 4
        {
            together += weight * a.strength.min(b.strength);
        }
    }
    together / all
}

/// Chooses the passages that together bear out most of the claim, each adding what the others lack.
fn choose(query: &Query, ranked: &[Ranked], terms: usize, total: f64) -> Vec<usize> {
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
            let near = chosen
                .iter()
                .any(|index| ranked[*index].passage.abs_diff(candidate.passage) <= 3);
            let gain = new / total;
            if chosen.is_empty() || near {
                gain + 0.05 * candidate.score
            } else {
                0.8 * gain + 0.05 * candidate.score
            }
        };
        let best = (0..ranked.len())
            .filter(|index| !chosen.contains(index))
            .map(|index| {
                (
                    index,
                    if chosen.is_empty() {
                        ranked[index].score
                    } else {
                        gain(&ranked[index])
                    },
                )
            })
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let Some((index, gain)) = best else { break };
        if !chosen.is_empty() && gain < 0.07 {
            break;
        }
        for (covered, hit) in covered.iter_mut().zip(&ranked[index].hits) {
            *covered = covered.max(hit.map_or(0.0, |hit| hit.strength));
        }
        chosen.push(index);
    }
    chosen
}
