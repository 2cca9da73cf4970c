//! Which words of a claim nothing bears out.

use super::checks::Context;
use super::judge::logistic::probability;
use super::judge::weights::Weights;
use super::judge::word_features::{OWN, WordFeature};
use super::outcome::{Check, Kind, Status};
use crate::matching::{Hit, Term};
use crate::text::Span;

/// How near to each other what bears two words out is beside one another, in tokens.
const BESIDE: usize = 4;

/// A word of the claim with its features.
#[derive(Clone, Debug)]
pub struct WordFeatures {
    /// Index of its token.
    pub(crate) token: usize,
    /// Its place in the claim.
    pub span: Span,
    /// Whether it carries content.
    pub content: bool,
    /// Its own named features.
    pub features: [f64; OWN],
}

/// The words of the claim with their own features.
pub(crate) fn features(context: &Context<'_>, checks: &[Check]) -> Vec<WordFeatures> {
    let tokens = &context.query.tokens;
    let mut words = Vec::with_capacity(tokens.len());
    let mut term = 0;
    for (index, token) in tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.is_text())
    {
        // The first term that is this word, or stands after it.
        let terms = &context.query.terms[term..];
        term += terms.iter().take_while(|term| term.token < index).count();
        words.push(WordFeatures {
            token: index,
            span: token.span,
            content: token.is_content(),
            features: own(context, checks, index, term),
        });
    }
    words
}

/// The features of the word at token `token` by itself; `term` is the first term that is this word, or
/// stands after it. Words without content have those of their neighbours.
fn own(context: &Context<'_>, checks: &[Check], token: usize, term: usize) -> [f64; OWN] {
    let matches = context.matches;
    let query = context.query;
    let terms = &query.terms;
    let is_term = terms.get(term).is_some_and(|term| term.token == token);
    let this = is_term.then_some(term);
    let after = Some(term + usize::from(is_term)).filter(|after| *after < terms.len());
    let before = term.checked_sub(1);
    let hit = |term: Option<usize>| term.and_then(|term| matches.hits[term]);
    let strength = |term: Option<usize>| hit(term).map_or(0.0, |hit: Hit| hit.strength);
    let company = |term: Option<usize>| term.map_or(0.0, |term| matches.company[term]);
    let in_best = this
        .zip(matches.evidence.first())
        .map_or(0.0, |(term, best)| matches.table.strengths(term)[*best]);
    let flag = |flag: bool| f64::from(u8::from(flag));
    let beside = |one: Option<usize>, other: Option<usize>| {
        flag(hit(one).zip(hit(other)).is_some_and(|(one, other)| {
            one.passage == other.passage && one.token.abs_diff(other.token) <= BESIDE
        }))
    };
    let span = query.tokens[token].span;
    let marks = Marks::of(checks, span);
    let word = span.of(&query.text);
    let is = |what: fn(&Term) -> bool| flag(this.is_some_and(|term| what(&terms[term])));
    let rarity = this.map_or(0.0, |term| terms[term].rarity);
    [
        flag(is_term),
        strength(this),
        in_best,
        this.map_or(0.0, |term| matches.anywhere[term]),
        company(this),
        rarity,
        rarity * (1.0 - strength(this)),
        is(|term| term.in_name),
        is(|term| term.in_value),
        flag(word.ends_with("ed") || word.ends_with("ing")),
        strength(after),
        company(after),
        strength(before),
        company(before),
        beside(this, after),
        beside(before, this),
        flag(marks.value[MATCH]),
        flag(marks.value[ABSENT]),
        flag(marks.value[MISMATCH]),
        flag(marks.name[MATCH]),
        flag(marks.name[ABSENT]),
        flag(marks.name[MISMATCH]),
        flag(marks.quotation[MATCH]),
        flag(marks.denial[MISMATCH] || marks.denial[ABSENT]),
    ]
}

const MATCH: usize = Status::Match as usize;
const MISMATCH: usize = Status::Mismatch as usize;
const ABSENT: usize = Status::Absent as usize;

/// Which checks there are of a word, by their status.
#[derive(Default)]
struct Marks {
    value: [bool; 3],
    name: [bool; 3],
    quotation: [bool; 3],
    denial: [bool; 3],
}

impl Marks {
    fn of(checks: &[Check], word: Span) -> Self {
        let mut marks = Self::default();
        for check in checks
            .iter()
            .filter(|check| check.claim.span.overlaps(word))
        {
            let of_kind = match check.kind {
                Kind::Name => &mut marks.name,
                Kind::Quotation => &mut marks.quotation,
                Kind::Negation => &mut marks.denial,
                Kind::Number | Kind::Date | Kind::Money | Kind::Percent | Kind::Quantity => {
                    &mut marks.value
                }
            };
            of_kind[check.status as usize] = true;
        }
        marks
    }
}

/// All features of each word: its own, and those that come from its neighbours, since what a source lacks is seldom a
/// single word. `bare` are the log odds, by each word's own features, that nothing bears it out.
pub fn in_place(words: &[WordFeatures], bare: &[f64]) -> Vec<[f64; WordFeature::ALL.len()]> {
    let mean = |values: &mut dyn Iterator<Item = f64>| {
        let (sum, count) =
            values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
        if count > 0.0 { sum / count } else { 0.0 }
    };
    let of_all = mean(&mut bare.iter().copied());
    let contents = || (0..words.len()).filter(|word| words[*word].content);
    let of_content = mean(&mut contents().map(|word| bare[word]));
    let mut last = None;
    let mut next = contents().peekable();
    let of_word = |word: usize| {
        let at = |offset: isize| {
            let other = word.checked_add_signed(offset);
            let other = other.and_then(|other| bare.get(other)).copied();
            other.unwrap_or(bare[word])
        };
        // The content words that are this one or the nearest on either side.
        while next.peek().is_some_and(|next| *next < word) {
            next.next();
        }
        let following = next.peek().copied();
        last = following.filter(|next| *next == word).or(last);
        let mut all = [0.0; WordFeature::ALL.len()];
        let (own, from_neighbours) = all.split_at_mut(OWN);
        own.copy_from_slice(&words[word].features);
        from_neighbours.copy_from_slice(&[
            bare[word],
            at(-1),
            at(1),
            at(-2),
            at(2),
            of_all,
            of_content,
            bare[following.or(last).unwrap_or(word)],
            bare[last.or(following).unwrap_or(word)],
        ]);
        all
    };
    (0..words.len()).map(of_word).collect()
}

/// For each word, the probability that nothing bears it out.
pub(crate) fn bare(words: &[WordFeatures], weights: &Weights) -> Vec<f64> {
    let own = |word: &WordFeatures| weights.word.log_odds(|one| word.features[one as usize]);
    let alone: Vec<f64> = words.iter().map(own).collect();
    let in_place = in_place(words, &alone).into_iter();
    let odds = in_place.map(|all| weights.word_in_place.log_odds(|one| all[one as usize]));
    odds.map(probability).collect()
}

/// The words that nothing bears out; those that stand side by side as one span.
pub(crate) fn unsupported(words: &[WordFeatures], weights: &Weights) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut previous = None;
    for (word, probability) in words.iter().zip(bare(words, weights)) {
        if probability >= weights.unsupported_word {
            match spans.last_mut() {
                Some(last) if previous == Some(last.end) => last.end = word.span.end,
                _ => spans.push(word.span),
            }
        }
        previous = Some(word.span.end);
    }
    spans
}
