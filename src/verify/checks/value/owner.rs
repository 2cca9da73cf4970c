//! Whose a value is, where a passage or the rows of a table have several: "France has 12 reactors and Spain has 7".

use super::row::{self, Place};
use crate::text::{Meaning, Token, TokenKind, Value};
use crate::verify::checks::context::Context;

/// What a name, a number or another value counts for among the words that are one value's own, beside other words.
const TELLING: f64 = 3.0;

/// Tokens of the longest sentence whose parts are told apart, and of the longest row.
pub(super) const SENTENCE: usize = 80;
const ROW: usize = 30;

/// Words that part two values by themselves or after a comma.
const JOINTS: [&str; 14] = [
    "and", "but", "while", "whereas", "und", "aber", "während", "et", "mais", "tandis", "y", "e",
    "pero", "mientras",
];

/// Words that say that values stand in the order of what they are of.
const IN_ORDER: [&str; 6] = [
    "respectively",
    "beziehungsweise",
    "bzw",
    "respectivement",
    "respectivamente",
    "それぞれ",
];

/// A value of a passage, and where the words around it are its own.
#[derive(Clone, Copy)]
struct Part {
    passage: usize,
    /// Its tokens.
    value: (usize, usize),
    /// The same with those of the other end, where the two are one stretch: "from 11 a.m. to 6 p.m.".
    whole: (usize, usize),
    /// The stretch of tokens that is its own.
    own: (usize, usize),
    /// How many marks part it from the beginning: values of one number are parted by none.
    section: usize,
}

impl Part {
    const fn place(self) -> Place {
        (self.passage, self.value)
    }
}

/// A passage, the places of its values of the claim's sort in order, and which of them is meant.
pub(super) type Placed<'s> = (usize, &'s [(usize, usize)], (usize, usize));

/// A claim's value with the words of the claim that are its own.
pub(super) struct Owner<'a> {
    context: &'a Context<'a>,
    /// The terms of its clause, up to where another value's begin.
    terms: Vec<usize>,
    /// The one of them that stands nearest to it.
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
        let ends = |at: &usize| parts_clauses(query.tokens[*at].span.of(&query.text));
        let from = (from..whole.0)
            .rev()
            .find(ends)
            .map_or(from, |mark| mark + 1);
        let to = (whole.1..to).find(ends).unwrap_or(to);
        // What is counted may be left out where it is said of another thing before.
        let counted = counts(claim).then_some(claim.end);
        let terms = query.terms.iter().enumerate().filter(|(_, term)| {
            (from..to).contains(&term.token)
                && !(whole.0..whole.1).contains(&term.token)
                && Some(term.token) != counted
        });
        let terms: Vec<usize> = terms.map(|(index, _)| index).collect();
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
        if self.is_in_order || tells_order(tokens, text) || tokens.len() > SENTENCE {
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
        let has_words =
            by_row || !is_first || are_tagged || ours.others_before > 0.0 && ours.matched == 0.0;
        let nearest =
            |terms: &[usize]| self.nearest.is_some_and(|nearest| terms.contains(&nearest));
        let more = theirs.matched >= ours.matched && nearest(&theirs.terms)
            || theirs.matched > ours.matched && nearest(&theirs.shared);
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
        has_mark || row::read(self.context, passage).is_some()
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
            let has = |term: &&usize| terms[**term].borne_out_by(token.stem).is_some();
            let found = self.terms.iter().find(has);
            let is_shared = words(other).any(|(_, shared)| shared.stem == token.stem);
            if is_shared || self.is_topic(part, other, at) {
                own.shared.extend(found);
            } else if let Some(term) = found {
                own.matched += weight;
                own.terms.push(*term);
            } else {
                own.others += weight;
                if at < part.whole.0 {
                    own.others_before += weight;
                }
            }
        }
        own
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
    others: f64,
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

fn tells_order(tokens: &[Token], text: &str) -> bool {
    tokens
        .iter()
        .any(|token| IN_ORDER.contains(&token.span.of(text)))
}

fn parts_clauses(word: &str) -> bool {
    matches!(
        word,
        "," | ";" | ":" | "(" | ")" | "–" | "—" | "，" | "；" | "、"
    ) || JOINTS.contains(&word)
}

/// What stands between two values and parts them, weaker to stronger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Bracket,
    Comma,
    Joint,
    Stop,
}

/// The values at `places`, in order, each with the words that are its own: up to what parts it from the one before and
/// the one after. What stands between two marks that part equally well is nobody's.
fn parts(tokens: &[Token], text: &str, places: &[(usize, usize)], passage: usize) -> Vec<Part> {
    let mut found = Vec::with_capacity(places.len());
    let (mut start, mut section) = (0, 0);
    for (index, &value) in places.iter().enumerate() {
        let after = places.get(index + 1).map(|after| after.0);
        let parting = after.and_then(|after| boundary(tokens, text, value.1, after));
        let (end, next) = parting.unwrap_or((
            after.map_or(tokens.len(), |_| value.1),
            after.unwrap_or(tokens.len()),
        ));
        found.push(Part {
            passage,
            value,
            whole: value,
            own: (start, end),
            section,
        });
        section += usize::from(parting.is_some());
        start = next;
    }
    // The words around a stretch are those of both its ends.
    for index in 1..found.len() {
        let (one, other) = (found[index - 1], found[index]);
        if one.section == other.section && other.value.0 - one.value.1 <= TO {
            let (own, whole) = ((one.own.0, other.own.1), (one.whole.0, other.whole.1));
            for end in &mut found[index - 1..=index] {
                (end.own, end.whole) = (own, whole);
            }
        }
    }
    found
}

/// Tokens between the two ends of a stretch.
const TO: usize = 1;

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

/// Where the words after a value that ends at `from` stop being its own, and where those before the value at `to` begin.
/// None where nothing parts the two.
fn boundary(tokens: &[Token], text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let word = |at: usize| tokens[at].span.of(text);
    let mark = |at: usize| match word(at) {
        ";" | "；" | "|" | "." | "。" => Some(Mark::Stop),
        word if JOINTS.contains(&word) => Some(Mark::Joint),
        "," | "、" | "，" => Some(Mark::Comma),
        // "Default: 100 (maximum 1000)", and not "Oslo (40) and Bergen (25)".
        "(" if at + 1 < to => Some(Mark::Bracket),
        _ => None,
    };
    let marks = || (from..to).filter_map(|at| Some((at, mark(at)?)));
    let strongest = marks().map(|(_, mark)| mark).max()?;
    let mut strong = marks()
        .filter(|(_, mark)| *mark == strongest)
        .map(|(at, _)| at);
    let first = strong.next().unwrap_or(from);
    let last = strong.next_back().unwrap_or(first);
    Some((first, last + 1))
}
