//! Which words of a claim nothing bears out.

use super::checks::Context;
use super::features::Feature;
use super::model::Model;
use super::outcome::{Check, Kind, Status};
use crate::matching::{Hit, Term};
use crate::text::Span;

/// How many figures a word has of its own, and how many from its neighbours.
const OWN: usize = 24;
const FROM_NEIGHBOURS: usize = 9;

/// How near to each other what bears two words out is beside one another, in tokens.
const BESIDE: usize = 4;

/// A word of the claim with its figures.
#[derive(Clone, Debug)]
pub struct WordFigures {
    /// Index of its token.
    pub(crate) token: usize,
    /// Its place in the claim.
    pub span: Span,
    /// Whether it carries content.
    pub content: bool,
    /// Its own named figures.
    pub figures: [Feature; OWN],
}

/// The words of the claim with their own figures.
pub(crate) fn figures(context: &Context<'_>, checks: &[Check]) -> Vec<WordFigures> {
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
        words.push(WordFigures {
            token: index,
            span: token.span,
            content: token.is_content(),
            figures: own(context, checks, index, term),
        });
    }
    words
}

/// The figures of the word at token `token` by itself; `term` is the first term that is this word, or
/// stands after it. Words without content have those of their neighbours.
fn own(context: &Context<'_>, checks: &[Check], token: usize, term: usize) -> [Feature; OWN] {
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
        ("content", flag(is_term)),
        ("strength", strength(this)),
        ("in_best", in_best),
        ("anywhere", this.map_or(0.0, |term| matches.anywhere[term])),
        ("company", company(this)),
        ("weight", rarity),
        ("lost", rarity * (1.0 - strength(this))),
        ("name", is(|term| term.in_name)),
        ("value", is(|term| term.in_value)),
        ("verb", flag(word.ends_with("ed") || word.ends_with("ing"))),
        ("next", strength(after)),
        ("next_company", company(after)),
        ("previous", strength(before)),
        ("previous_company", company(before)),
        ("beside_next", beside(this, after)),
        ("beside_previous", beside(before, this)),
        ("value_match", flag(marks.value[MATCH])),
        ("value_absent", flag(marks.value[ABSENT])),
        ("value_mismatch", flag(marks.value[MISMATCH])),
        ("name_match", flag(marks.name[MATCH])),
        ("name_absent", flag(marks.name[ABSENT])),
        ("name_mismatch", flag(marks.name[MISMATCH])),
        ("quote_match", flag(marks.quotation[MATCH])),
        ("polarity_mismatch", flag(marks.polarity[MISMATCH])),
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
    polarity: [bool; 3],
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
                Kind::Negation | Kind::Direction => &mut marks.polarity,
                Kind::Number | Kind::Date | Kind::Money | Kind::Percent | Kind::Quantity => {
                    &mut marks.value
                }
            };
            of_kind[check.status as usize] = true;
        }
        marks
    }
}

/// Adds to each word's own figures those that come from its neighbours, by the log odds that `bare`
/// gives each.
pub fn in_place(words: &[WordFigures], bare: &[f64]) -> Vec<Vec<Feature>> {
    words
        .iter()
        .zip(from_neighbours(words, bare))
        .map(|(word, neighbours)| word.figures.into_iter().chain(neighbours).collect())
        .collect()
}

/// The figures of each word that come from its neighbours: what a source lacks is seldom a single
/// word. `bare` are the log odds, by each word's own figures, that nothing bears it out.
fn from_neighbours(words: &[WordFigures], bare: &[f64]) -> Vec<[Feature; FROM_NEIGHBOURS]> {
    let mean = |values: &mut dyn Iterator<Item = f64>| {
        let (sum, count) =
            values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
        if count > 0.0 { sum / count } else { 0.0 }
    };
    let all = mean(&mut bare.iter().copied());
    let contents = || (0..words.len()).filter(|word| words[*word].content);
    let of_content = mean(&mut contents().map(|word| bare[word]));
    let mut last = None;
    let mut next = contents().peekable();
    (0..words.len())
        .map(|word| {
            let at = |offset: isize| {
                let other = word.checked_add_signed(offset);
                other
                    .and_then(|other| bare.get(other))
                    .copied()
                    .unwrap_or(bare[word])
            };
            // The content words that are this one or the nearest on either side.
            while next.peek().is_some_and(|next| *next < word) {
                next.next();
            }
            let following = next.peek().copied();
            last = following.filter(|next| *next == word).or(last);
            [
                ("bare", bare[word]),
                ("bare_before", at(-1)),
                ("bare_after", at(1)),
                ("bare_second_before", at(-2)),
                ("bare_second_after", at(2)),
                ("bare_mean", all),
                ("bare_content_mean", of_content),
                (
                    "bare_next_content",
                    bare[following.or(last).unwrap_or(word)],
                ),
                (
                    "bare_last_content",
                    bare[last.or(following).unwrap_or(word)],
                ),
            ]
        })
        .collect()
}

/// For each word, the probability that nothing bears it out.
pub(crate) fn bare(words: &[WordFigures], model: &Model) -> Vec<f64> {
    let Some(first) = words.first() else {
        return Vec::new();
    };
    let names = first.figures.iter().map(|(name, _)| *name);
    let by_itself = model.word.over(names.clone());
    let alone: Vec<f64> = words
        .iter()
        .map(|word| by_itself.log_odds(word.figures.iter()))
        .collect();
    let neighbours = from_neighbours(words, &alone);
    let names = names.chain(neighbours[0].iter().map(|(name, _)| *name));
    let in_place = model.word_in_place.over(names);
    words
        .iter()
        .zip(&neighbours)
        .map(|(word, neighbours)| in_place.probability(word.figures.iter().chain(neighbours)))
        .collect()
}

/// The words that nothing bears out; those that stand side by side as one span.
pub(crate) fn unsupported(words: &[WordFigures], model: &Model) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut previous = None;
    for (word, probability) in words.iter().zip(bare(words, model)) {
        if probability >= model.unsupported_word {
            match spans.last_mut() {
                Some(last) if previous == Some(last.end) => last.end = word.span.end,
                _ => spans.push(word.span),
            }
        }
        previous = Some(word.span.end);
    }
    spans
}
