//! Whose a value is, where a passage or the rows of a table have several: "France has 12 reactors and Spain has 7".
//!
//! `parts` parts the words of one value from those of the next, `order` reads what is told in order, `paired` what stands one
//! beside each name; `by_name` asks which of those names the claim has.

mod by_name;
mod order;
mod paired;
mod parts;

use std::ops::Range;

pub(super) use self::by_name::ByName;
use self::order::tells_order;
use self::parts::{Part, parts, parts_clauses};
use super::row::{self, Place};
use crate::text::{Meaning, Token, TokenKind, Value};
use crate::verify::checks::context::Context;

/// What a name, a number or another value counts for among the words that are one value's own, beside other words.
const TELLING: f64 = 3.0;

/// Tokens of the longest sentence whose parts are told apart, and of the longest row.
pub(super) const SENTENCE: usize = 80;
const ROW: usize = 30;

/// A passage, the places of its values of the claim's sort in order, and which of them is meant.
pub(super) type Placed<'s> = (usize, &'s [(usize, usize)], (usize, usize));

/// A claim's value with the words of the claim that are its own.
pub(super) struct Owner<'a> {
    context: &'a Context<'a>,
    /// The terms of its clause, up to where another value's begin.
    terms: Vec<usize>,
    /// Those that may name what it is of: of the whole claim, where that has no other value of the sort.
    naming: Vec<usize>,
    /// The one of `terms` that stands nearest to it.
    nearest: Option<usize>,
    /// Whether the claim tells its values in the order of what they are of.
    is_in_order: bool,
}

impl<'a> Owner<'a> {
    pub fn new(context: &'a Context<'a>, claim: &Value) -> Self {
        let query = context.query;
        let kind = std::mem::discriminant(&claim.meaning);
        let alike = query
            .values
            .iter()
            .filter(|value| std::mem::discriminant(&value.meaning) == kind);
        let places: Vec<(usize, usize)> = alike.map(|value| (value.first, value.end)).collect();
        let part = parts(&query.tokens, &query.text, &places, 0);
        let own = part
            .into_iter()
            .find(|part| part.value == (claim.first, claim.end));
        let (from, to) = own.map_or((0, query.tokens.len()), |part| part.own);
        let whole = own.map_or((claim.first, claim.end), |part| part.whole);
        let ends = |at: &usize| parts_clauses(&query.tokens, &query.text, *at);
        let from = (from..whole.0)
            .rev()
            .find(ends)
            .map_or(from, |mark| mark + 1);
        let to = (whole.1..to).find(ends).unwrap_or(to);
        // What is counted may be left out where it is said of another thing before.
        let counted = counts(claim).then_some(claim.end);
        let head = before_aside(&query.tokens, &query.text, from);
        let terms = query.terms.iter().enumerate().filter(|(_, term)| {
            ((from..to).contains(&term.token) || head.contains(&term.token))
                && !(whole.0..whole.1).contains(&term.token)
                && Some(term.token) != counted
        });
        let terms: Vec<usize> = terms.map(|(index, _)| index).collect();
        let is_near = |at: usize| (from..to).contains(&at) || head.contains(&at);
        let all = query.terms.iter().enumerate();
        let naming = all.filter(|(_, term)| {
            !(whole.0..whole.1).contains(&term.token) && (places.len() < 2 || is_near(term.token))
        });
        let naming = naming.map(|(index, _)| index).collect();
        let distance = |term: &usize| {
            let token = query.terms[*term].token;
            if token < claim.first {
                claim.first - token
            } else {
                token + 1 - claim.end
            }
        };
        Self {
            context,
            nearest: terms.iter().copied().min_by_key(distance),
            terms,
            naming,
            is_in_order: tells_order(&query.tokens, &query.text),
        }
    }

    /// The value among `others` that is rather the claim's than the equal one in `same` is.
    ///
    /// It must be parted from it by a mark, have words of the claim that the equal one does not have, and few others;
    /// the equal one must have others, and not the claim's word that stands nearest to the value.
    pub fn rather<'s>(
        &self,
        same: Placed<'s>,
        others: impl Iterator<Item = Placed<'s>>,
    ) -> Option<Place> {
        let equal = self.part(same)?;
        let (tokens, text) = self.passage(same.0);
        if self.is_in_order || tokens.len() > SENTENCE || tells_order(tokens, text) {
            return None;
        }
        let mut best: Option<(f64, Place)> = None;
        for other in others {
            let by_row = other.0 != same.0;
            if by_row && !(self.is_row(other.0) && self.is_row(same.0)) {
                continue;
            }
            let Some(part) = self.part(other) else {
                continue;
            };
            if let Some(by) = self.is_rather(part, equal)
                && best.is_none_or(|(before, _)| by > before)
            {
                best = Some((by, (other.0, other.2)));
            }
        }
        best.map(|(_, found)| found)
    }

    /// How much more of the claim's words `other` has than `equal`, where that tells that it is the claim's.
    fn is_rather(&self, other: Part, equal: Part) -> Option<f64> {
        let by_row = other.passage != equal.passage;
        let parted = by_row || other.section != equal.section;
        let (theirs, ours) = (self.own(other, equal), self.own(equal, other));
        let by_label = by_row && row::is_of_other(self.context, other.place(), equal.place());
        // "up to 95 km (Eco), up to 50 km (Boost)": each has its own in brackets.
        let are_tagged = !by_row && self.is_tagged(other) && self.is_tagged(equal);
        let is_first = !by_row && other.value.0 < equal.value.0;
        // What stands before the first value may be left out before the second, unless that has words of its own there:
        // "ranked 8th in the Americas and 24th in the world", and not "adults pay $9, students $6".
        let nearest =
            |terms: &[usize]| self.nearest.is_some_and(|nearest| terms.contains(&nearest));
        let says_other = ours.matched == 0.0
            || ours.begins_otherwise && theirs.matched > ours.matched && nearest(&theirs.terms);
        let has_words = by_row || !is_first || are_tagged || ours.others_before > 0.0 && says_other;
        let more = theirs.matched >= ours.matched && nearest(&theirs.terms)
            || theirs.matched > ours.matched
                && (nearest(&theirs.shared) || ours.has_head && nearest(&ours.shared));
        // "and free users 1 MB": it has nothing else.
        let left_out = !is_first && theirs.others == 0.0 && theirs.matched >= ours.matched;
        let takes = parted
            && has_words
            && !self.is_remark(other)
            && theirs.matched > 0.0
            && theirs.others <= theirs.matched
            && ours.others > 0.0
            && (more || left_out || are_tagged && theirs.matched > ours.matched);
        let by = theirs.matched - ours.matched;
        if by_label {
            return Some(TELLING + by);
        }
        takes.then_some(by)
    }

    /// Whether a value has a bracket right behind it.
    fn is_tagged(&self, part: Part) -> bool {
        let (tokens, text) = self.passage(part.passage);
        let next = tokens.get(part.whole.1);
        next.is_some_and(|next| matches!(next.span.of(text), "(" | "（"))
    }

    fn part(&self, (passage, sort, value): Placed<'_>) -> Option<Part> {
        let (tokens, text) = self.passage(passage);
        parts(tokens, text, sort, passage)
            .into_iter()
            .find(|part| part.value == value)
    }

    /// Whether a value stands between two commas, as ages do: "Noel, 31, is charged".
    fn is_remark(&self, part: Part) -> bool {
        let (tokens, text) = self.passage(part.passage);
        let is_comma = |at: usize| {
            tokens
                .get(at)
                .is_some_and(|token| matches!(token.span.of(text), "," | "，" | "、"))
        };
        part.whole.0 > 0 && is_comma(part.whole.0 - 1) && is_comma(part.whole.1)
    }

    fn passage(&self, passage: usize) -> (&[Token], &str) {
        (
            self.context.document.tokens(passage),
            self.context.document.text(passage),
        )
    }

    /// Whether a passage is a row of a table, or like one: short, with marks between its cells.
    fn is_row(&self, passage: usize) -> bool {
        let (tokens, text) = self.passage(passage);
        let has_mark = tokens.len() <= ROW
            && tokens
                .iter()
                .any(|token| matches!(token.span.of(text), ";" | ":" | "|" | "="));
        has_mark || self.context.row(passage).is_some()
    }

    /// Whether the word at token `at` is what all of the sentence is about: it stands at its head, before the comma that
    /// parts it from the first value, or the other value leaves it out: "ranked 8th in Europe and 24th in the world".
    fn is_topic(&self, part: Part, other: Part, at: usize) -> bool {
        let (tokens, text) = self.passage(part.passage);
        let is_comma = |token: &Token| matches!(token.span.of(text), "," | "，" | "、");
        let leaves_out = part.passage == other.passage
            && other.section > 0
            && !tokens[other.own.0..other.whole.0]
                .iter()
                .any(Token::is_content)
            && tokens.get(other.whole.1).is_some_and(Token::is_stop);
        part.passage == other.passage
            && part.section == 0
            && at < part.whole.0
            && (leaves_out || tokens[at..part.value.0].iter().any(is_comma))
    }

    /// Whether the word at token `at` heads an entry with both values: "Oslo: price 12, depth 7; Bergen: ...".
    fn is_head(&self, part: Part, other: Part, at: usize) -> bool {
        let (tokens, text) = self.passage(part.passage);
        if part.passage != other.passage {
            return false;
        }
        let first = part.whole.0.min(other.whole.0);
        let word = |at: usize| tokens[at].span.of(text);
        let Some(mark) = (at..first).rfind(|at| matches!(word(*at), ":" | "–" | "—")) else {
            return false;
        };
        // "Default: 100 (maximum 1000)" heads the one.
        let mut own = mark..first;
        let mut between = first..part.whole.0.max(other.whole.0);
        own.any(|at| tokens[at].is_content()) && !between.any(|at| matches!(word(at), ";" | ":"))
    }

    /// The words that `part` has and `other` does not.
    fn own(&self, part: Part, other: Part) -> Own {
        let words = |part: Part| {
            let (tokens, _) = self.passage(part.passage);
            (part.own.0..part.own.1)
                .filter(move |at| !(part.whole.0..part.whole.1).contains(at))
                .map(move |at| (at, &tokens[at]))
                .filter(|(_, token)| token.is_content())
        };
        let mut own = Own::default();
        for (at, token) in words(part) {
            let tells = token.is_capital() || token.kind == TokenKind::Number;
            let weight = if tells { TELLING } else { 1.0 };
            let terms = &self.context.query.terms;
            let strength = |term: usize| terms[term].borne_out_by(token.stem);
            let has = |term: &&usize| strength(**term).is_some();
            let found: Vec<usize> = self.terms.iter().filter(has).copied().collect();
            // "Income" is not as much "revenue" as "revenue" is.
            let best = found
                .iter()
                .filter_map(|term| strength(*term))
                .fold(0.0, f64::max);
            let is_first = own.matched + own.others == 0.0 && own.shared.is_empty();
            let is_shared = words(other).any(|(_, shared)| shared.stem == token.stem);
            let is_head = self.is_head(part, other, at);
            if is_shared || is_head || self.is_topic(part, other, at) {
                own.has_head |= is_head;
                own.shared.extend(found);
            } else if !found.is_empty() {
                own.matched += weight * best;
                own.terms.extend(found);
            } else {
                own.others += weight;
                own.begins_otherwise |= is_first;
                if at < part.whole.0 {
                    own.others_before += weight;
                }
            }
        }
        own
    }
}

/// What the clause that begins at token `from` is about, where an aside stands before it: "Norwood" in "Norwood, which Ida
/// Holt leads, made …".
fn before_aside(tokens: &[Token], text: &str, from: usize) -> Range<usize> {
    let marks = (0..from).filter(|at| !tokens[*at].is_text());
    let mut commas = marks.filter(|at| tokens[*at].span.of(text) == ",");
    match (commas.next(), commas.next(), commas.next()) {
        (Some(first), Some(second), None) if second + 1 == from => 0..first,
        _ => 0..0,
    }
}

/// Words that one value has and the other does not, by what they tell.
#[derive(Clone, Default)]
struct Own {
    /// Those that the claim has too, and which of its terms they are.
    matched: f64,
    terms: Vec<usize>,
    /// The claim's terms that both values have.
    shared: Vec<usize>,
    /// Whether one of them heads the entry of both.
    has_head: bool,
    others: f64,
    /// Whether the first of them is such a one: "and ruled for the fishermen in".
    begins_otherwise: bool,
    /// Those of the others that stand before the value.
    others_before: f64,
}

/// Whether what stands right behind a value may be what it counts.
const fn counts(value: &Value) -> bool {
    matches!(
        value.meaning,
        Meaning::Number(_) | Meaning::Percent { .. } | Meaning::Quantity { .. }
    )
}

/// How many words of the claim stand among those that are the own of each of the values at `places` of a passage, the
/// claim's value apart; and how many without what stands at the passage's head, which all of it may be about.
pub(super) fn own_terms(
    context: &Context<'_>,
    claim: &Value,
    passage: usize,
    places: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    let (tokens, text) = (
        context.document.tokens(passage),
        context.document.text(passage),
    );
    let is_term = |at: &usize| {
        let token = &tokens[*at];
        token.is_content() && row::has(context, claim, token)
    };
    let count = |part: Part| {
        let before = (part.own.0..part.whole.0).filter(is_term).count();
        let after = (part.whole.1..part.own.1).filter(is_term).count();
        let is_head = part.section == 0;
        (before + after, after + before * usize::from(!is_head))
    };
    parts(tokens, text, places, passage)
        .into_iter()
        .map(count)
        .collect()
}
