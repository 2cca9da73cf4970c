//! Whether a value of the source stands in the role of one of the claim's: beside the same words,
//! counting the same things.

use crate::text::{Meaning, Token, TokenKind, Value};
use crate::verify::checks::context::Context;
use crate::verify::checks::row::is_sentence;

/// How far from a value in the source its neighbours may stand, in tokens.
const REACH: usize = 12;

/// Words after a number that say what it counts.
const NOUN: usize = 3;

/// What a neighbour is worth that stands closer to another value of the same sort.
const ANOTHERS: f64 = 0.4;

/// A word this well borne out by what heads a row is a word of that.
const HEADED: f64 = 0.7;

/// Words that begin another statement when a verb follows.
const CONJUNCTIONS: [&str; 11] = [
    "and", "but", "then", "und", "aber", "et", "mais", "puis", "y", "e", "pero",
];

/// Whether two numbers count the same things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// The words after them are the same.
    Same,
    /// The claim's noun stands near, and is not what the source's number counts.
    Others,
    /// Nothing after the source's number says what it counts, and the claim's noun is not near.
    Nothing,
    /// The source's number counts something that the claim's does not say.
    Unknown,
    /// The claim's noun stands near the source's number, or the claim has none.
    Near,
}

/// What stands around a value of the claim.
pub(super) struct Surroundings<'a> {
    context: &'a Context<'a>,
    claim: &'a Value,
    /// The terms around it, with their weight for telling its role.
    neighbours: Vec<(usize, f64)>,
    /// Terms that say what it counts.
    noun: Vec<usize>,
}

impl<'a> Surroundings<'a> {
    pub fn new(context: &'a Context<'a>, claim: &'a Value) -> Self {
        let query = context.query;
        // "a 12-year-old boy": of measures only such ones say whose they are.
        let joined = query
            .tokens
            .get(claim.end)
            .is_some_and(|next| next.span.of(&query.text) == "-");
        let says = joined || !matches!(claim.meaning, Meaning::Quantity { .. });
        let noun_tokens = noun(&query.tokens, &query.text, &query.values, claim.end);
        let terms = query.terms.iter().enumerate();
        let noun = terms
            .filter(|(_, term)| says && noun_tokens.contains(&term.token))
            .map(|(index, _)| index)
            .collect();
        Self {
            context,
            claim,
            neighbours: context.neighbours(claim.first, claim.end).collect(),
            noun,
        }
    }
}

/// A claim's value before the values of one passage.
pub(super) struct Role<'a> {
    of: &'a Surroundings<'a>,
    /// Index of the ranked passage.
    ranked: usize,
    tokens: &'a [Token],
    /// The places of the passage's values that are of the claim's sort, in order.
    sort: &'a [(usize, usize)],
}

impl<'a> Role<'a> {
    pub fn new(of: &'a Surroundings<'a>, ranked: usize, sort: &'a [(usize, usize)]) -> Self {
        let passage = of.context.matches.ranked[ranked].passage;
        Self {
            of,
            ranked,
            tokens: of.context.document.tokens(passage),
            sort,
        }
    }

    /// The share, by weight and nearness, of the words around the claim's value that stand around
    /// tokens `from..to` of the passage too, those counting less that stand closer to another value
    /// of the same sort. 0..1.
    pub fn likeness(&self, from: usize, to: usize) -> f64 {
        let (mut all, mut shared) = (0.0, 0.0);
        for &(term, weight) in &self.of.neighbours {
            let nearest = self.nearest(term, from, to);
            // What heads a row is said of all that it has.
            if nearest.is_none() && self.of.context.headed(self.ranked, term) >= HEADED {
                continue;
            }
            all += weight;
            if let Some((at, strength)) = nearest {
                let near = 1.0 - 0.5 * distance(at, from, to) as f64 / REACH as f64;
                let own = self.is_own(at, from, to);
                shared += weight * strength * near * if own { 1.0 } else { ANOTHERS };
            }
        }
        if all > 0.0 { shared / all } else { 0.0 }
    }

    /// Whether the word at token `at` stands closer to tokens `from..to` than to another value of the
    /// sort.
    fn is_own(&self, at: usize, from: usize, to: usize) -> bool {
        let apart = distance(at, from, to);
        // They stand in order, so only those on either side of the word can be closer.
        let after = self.sort.partition_point(|(first, _)| *first <= at);
        let beside = after.saturating_sub(2)..(after + 2).min(self.sort.len());
        let closest = self.sort[beside].iter().all(|(first, end)| {
            (*first, *end) == (from, to)
                || distance(at, *first, *end) >= apart
                || self.parted(at, *first, *end)
        });
        closest && !self.parted(at, from, to)
    }

    /// Whether a word around the claim's value that is no name, and so tells what happened, stands by
    /// tokens `from..to` of the passage, and by no other value of the sort.
    pub fn has_own_word(&self, from: usize, to: usize) -> bool {
        let mut words = self
            .of
            .neighbours
            .iter()
            .filter(|(term, _)| self.of.context.query.terms[*term].is_plain());
        words.any(|(term, _)| {
            let place = self.nearest(*term, from, to);
            place.is_some_and(|(at, _)| self.is_own(at, from, to))
        })
    }

    /// Whether a mark parts token `at` from tokens `from..to`, or a conjunction that begins another
    /// statement, with a value of its own: "sponsored it in 2009 and announced it in 2010".
    fn parted(&self, at: usize, from: usize, to: usize) -> bool {
        let between = if at < from { at..from } else { to..at };
        let word = |token: usize| self.tokens[token].span.of(self.text());
        let mut between = between.into_iter();
        let follows = at >= to && self.sort.last().is_some_and(|(first, _)| *first > at);
        let is_sentence = is_sentence(self.text());
        // "Design life; 7 years": a cell without a value of its own heads the next.
        let has_value = |mark: usize| {
            let cell = |place: &(usize, usize)| {
                if at < from {
                    place.1 <= mark
                } else {
                    place.0 > mark
                }
            };
            self.sort.iter().any(cell) || is_sentence
        };
        between.any(|token| matches!(word(token), ";" | "；") && has_value(token))
            || follows && at > 0 && CONJUNCTIONS.contains(&word(at - 1))
    }

    /// Whether the words after tokens `from..to` say what is counted there.
    pub fn counts_something(&self, to: usize) -> bool {
        !noun(self.tokens, self.text(), self.values(), to).is_empty()
    }

    /// Whether the words after the claim's value say what it counts.
    pub fn claim_counts_something(&self) -> bool {
        !self.of.noun.is_empty()
    }

    /// Where the passage has term `term` nearest to `from..to`, and how well.
    fn nearest(&self, term: usize, from: usize, to: usize) -> Option<(usize, f64)> {
        // What has none of the term's keys in the whole passage has none nearby.
        let hit = self.of.context.matches.hit(self.ranked, term)?;
        let term = &self.of.context.query.terms[term];
        let window = from.saturating_sub(REACH)..(to + REACH).min(self.tokens.len());
        let outside = window.filter(|at| !(from..to).contains(at));
        let by_key = outside.filter_map(|at| {
            let token = &self.tokens[at];
            let strength = term.borne_out_by(token.stem)?;
            token.is_text().then_some((at, strength))
        });
        by_key
            .min_by_key(|(at, _)| distance(*at, from, to))
            .or_else(|| {
                let near =
                    !(from..to).contains(&hit.token) && distance(hit.token, from, to) <= REACH;
                near.then_some((hit.token, hit.strength))
            })
    }

    /// Whether tokens `from..to` of the passage count what the claim's value counts.
    pub fn counted(&self, from: usize, to: usize) -> Counted {
        let there = noun(self.tokens, self.text(), self.values(), to);
        if self.same_word_before(from) {
            return Counted::Same;
        }
        let found = |term: &usize| self.nearest(*term, from, to).map(|(at, _)| at);
        if self.of.noun.is_empty() {
            return Counted::Near;
        }
        let places: Vec<usize> = self.of.noun.iter().filter_map(found).collect();
        if places.iter().any(|at| there.contains(at)) {
            Counted::Same
        } else if there.is_empty() && !places.is_empty() {
            Counted::Near
        } else if there.is_empty() {
            Counted::Nothing
        } else if places.is_empty() {
            Counted::Unknown
        } else {
            Counted::Others
        }
    }

    /// "part 2" and "Part Two": the word before says what is counted.
    fn same_word_before(&self, from: usize) -> bool {
        let before = |tokens: &[Token], first: usize| {
            let token = tokens.get(first.checked_sub(1)?)?;
            token.is_content().then_some(token.stem)
        };
        let of_claim = before(&self.of.context.query.tokens, self.of.claim.first);
        of_claim.is_some() && of_claim == before(self.tokens, from)
    }

    fn values(&self) -> &[Value] {
        let passage = self.of.context.matches.ranked[self.ranked].passage;
        self.of.context.document.values(passage)
    }

    fn text(&self) -> &str {
        self.of
            .context
            .document
            .text(self.of.context.matches.ranked[self.ranked].passage)
    }
}

/// How many tokens lie between token `at` and tokens `from..to`.
fn distance(at: usize, from: usize, to: usize) -> usize {
    if at < from {
        from - at
    } else {
        at + 1 - to.min(at + 1)
    }
}

/// The tokens after a number that say what it counts: content words up to a mark, a small word or
/// another value, past "of the".
fn noun(tokens: &[Token], text: &str, values: &[Value], end: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut joined = false;
    for (at, token) in tokens.iter().enumerate().skip(end).take(2 * NOUN + 2) {
        let word = token.span.of(text);
        let linking = matches!(
            word,
            "of" | "old" | "the" | "de" | "der" | "des" | "の" | "more" | "other" | "new"
        );
        let after = values.partition_point(|value| value.first <= at);
        if after > 0 && at < values[after - 1].end {
            break;
        }
        if word == "-" && token.is_glued() {
            joined = true;
            continue;
        }
        // "nine brands of oat milk" are as many oat milks.
        let holds = !found.is_empty() && matches!(word, "of" | "de" | "von");
        if token.kind == TokenKind::Word && token.is_content() && !linking {
            found.push(at);
        } else if !(holds || found.is_empty() && linking) {
            break;
        }
        // "6th Ibero-American championship": a compound counts as one.
        if found.len() >= NOUN + usize::from(joined) {
            break;
        }
    }
    found
}
