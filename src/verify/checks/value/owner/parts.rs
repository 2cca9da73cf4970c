//! Which words of a passage are one value's own: up to the marks and joints that part it from the others.

use super::super::row::Place;
use crate::text::Token;

/// Words that part two values by themselves or after a comma.
const JOINTS: [&str; 14] = [
    "and", "but", "while", "whereas", "und", "aber", "während", "et", "mais", "tandis", "y", "e",
    "pero", "mientras",
];

/// A value of a passage, and where the words around it are its own.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub passage: usize,
    /// Its tokens.
    pub value: (usize, usize),
    /// The same with those of the other end, where the two are one stretch: "from 11 a.m. to 6 p.m.".
    pub whole: (usize, usize),
    /// The stretch of tokens that is its own.
    pub own: (usize, usize),
    /// How many marks part it from the beginning: values of one number are parted by none.
    pub section: usize,
}

impl Part {
    pub const fn place(self) -> Place {
        (self.passage, self.value)
    }
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
pub(super) fn parts(
    tokens: &[Token],
    text: &str,
    places: &[(usize, usize)],
    passage: usize,
) -> Vec<Part> {
    let mut found = Vec::with_capacity(places.len());
    let (mut start, mut section) = (0, 0);
    for (index, &value) in places.iter().enumerate() {
        let after = places.get(index + 1).map(|after| after.0);
        let parting = after.and_then(|after| boundary(tokens, text, value.1, after));
        let (end, next) = parting.unwrap_or((
            after.map_or_else(|| statement_end(tokens, text, value.1), |_| value.1),
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

/// Where the statement ends in which the last value of a sentence stands; a row goes on to its end.
fn statement_end(tokens: &[Token], text: &str, from: usize) -> usize {
    let parts = |at: &usize| matches!(tokens[*at].span.of(text), ";" | "；");
    let is_sentence = text.trim_end().ends_with(['.', '!', '?', '。']);
    let mut after = from..tokens.len();
    let end = after.find(parts).filter(|_| is_sentence);
    end.unwrap_or(tokens.len())
}

/// Tokens between the two ends of a stretch.
const TO: usize = 1;

/// Whether the word or mark at token `at` may end a clause.
pub(super) fn parts_clauses(tokens: &[Token], text: &str, at: usize) -> bool {
    matches!(
        tokens[at].span.of(text),
        "," | ";" | ":" | "(" | ")" | "–" | "—" | "，" | "；" | "、"
    ) || is_joint(tokens, text, at)
}

/// Whether the word at token `at` is a joint, and no part of another: "e-bike".
pub(super) fn is_joint(tokens: &[Token], text: &str, at: usize) -> bool {
    JOINTS.contains(&tokens[at].span.of(text)) && !tokens.get(at + 1).is_some_and(Token::is_glued)
}

/// Where the words after a value that ends at `from` stop being its own, and where those before the value at `to` begin.
/// None where nothing parts the two.
fn boundary(tokens: &[Token], text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let word = |at: usize| tokens[at].span.of(text);
    let mark = |at: usize| match word(at) {
        ";" | "；" | "|" | "." | "。" => Some(Mark::Stop),
        _ if is_joint(tokens, text, at) => Some(Mark::Joint),
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
