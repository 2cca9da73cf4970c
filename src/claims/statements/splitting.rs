//! Sentences of several statements: "A rose, while B fell."

use crate::claims::citations::lift::Lifted;
use crate::claims::vocabulary::Words;
use crate::text::Span;

/// Connectives that begin a statement of its own.
const STRONG: &[&str] = &[
    "while",
    "whereas",
    "but",
    "although",
    "though",
    "yet",
    "während",
    "aber",
    "tandis que",
    "mientras",
];

/// Connectives that as often join parts of one statement; then what follows must look like one.
const WEAK: &[&str] = &["and", "und", "et", "y"];

/// Words that begin a statement after a weak connective.
const SUBJECTS: &[&str] = &[
    "the", "a", "an", "it", "its", "he", "she", "they", "his", "her", "their", "this", "these",
    "those", "both", "der", "die", "das", "er", "sie", "es", "le", "la", "les", "il", "elle", "el",
    "los",
];

/// Words that begin a statement and no list's last thing.
const PRONOUNS: &[&str] = &[
    "it", "he", "she", "they", "er", "sie", "es", "il", "elle", "ils", "elles",
];

/// Marks of a sentence that is looked at; one with more is a list.
const MOST_MARKS: usize = 12;

/// Fewest words of a half: fewer are no statement.
const FEWEST: usize = 3;

/// Words that begin a clause which says when, why or whether the rest holds: no part of it stands by itself.
const SUBORDINATORS: &[&str] = &[
    "if", "when", "whenever", "because", "since", "unless", "although", "though", "while", "as",
    "after", "before", "once", "until", "whether", "wenn", "weil", "als", "obwohl", "während",
    "nachdem", "bevor", "falls", "si", "quand", "parce", "lorsque", "cuando", "porque", "aunque",
    "mientras",
];

/// Words that begin a clause about the noun before them.
const RELATIVE: &[&str] = &[
    "that", "which", "who", "whose", "whom", "where", "der", "die", "das", "welcher", "welche",
    "qui", "que", "dont", "où", "quien", "cuyo", "cuya", "donde",
];

/// What opens words that are one, and what closes them.
const PAIRED: &[(char, char)] = &[
    ('(', ')'),
    ('[', ']'),
    ('“', '”'),
    ('„', '“'),
    ('«', '»'),
    ('"', '"'),
];

/// The statements of `text`, a claim, that can each be judged by itself, as places in it, in order: it is cut at a
/// semicolon, and at a comma with a connective, where a clause with subject and verb of its own stands on both sides.
/// One where it is not.
pub(crate) fn parts(text: &str) -> Vec<Span> {
    let first = text.split_whitespace().next().unwrap_or_default();
    if SUBORDINATORS.contains(&first.to_lowercase().as_str()) {
        return vec![Span::new(0, text.len())];
    }
    let mut found = Vec::new();
    let mut start = 0;
    let breaks = breaks(text);
    for (index, at) in breaks.iter().copied().enumerate() {
        let next = breaks.get(index + 1).copied().unwrap_or(text.len());
        let Some(begin) = second_half(text, at, next, text.len()) else {
            continue;
        };
        let (before, half) = (
            Span::new(start, at).of(text),
            Span::new(begin, next).of(text),
        );
        if is_statement(before) && is_statement(half) && begins_statement(half) {
            found.push(Span::new(start, at));
            start = begin;
        }
    }
    found.push(Span::new(start, text.len()));
    found
}

/// Where commas and semicolons before a space stand in `text`, outside of brackets and quotation marks.
fn breaks(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut closing = None;
    for (at, mark) in text.char_indices() {
        if closing.is_some() {
            closing = closing.filter(|closing| *closing != mark);
        } else if let Some((_, close)) = PAIRED.iter().find(|(open, _)| *open == mark) {
            closing = Some(*close);
        } else if matches!(mark, ',' | ';') && text[at + 1..].starts_with(' ') {
            found.push(at);
        }
    }
    found
}

/// Whether `text` has the words and the verb of a statement.
fn is_statement(text: &str) -> bool {
    text.split_whitespace().count() >= FEWEST && has_verb(&text.to_lowercase())
}

/// The statements of the sentence at `span`: one, or more where a citation mark inside it is
/// followed by a connective and another statement that has its own.
pub(in crate::claims) fn statements(lifted: &Lifted, span: Span) -> Vec<Span> {
    let text = lifted.prose.text();
    let first = lifted
        .marks
        .partition_point(|mark| mark.span.start <= span.start);
    let marks = lifted.marks[first..]
        .iter()
        .map(|mark| mark.span.start)
        .take_while(|at| *at <= span.end)
        .take(MOST_MARKS + 1);
    let mut marks: Vec<usize> = marks.collect();
    marks.dedup();
    if marks.len() > MOST_MARKS {
        return vec![span];
    }
    let mut found = Vec::new();
    let mut start = span.start;
    for pair in marks.windows(2) {
        let [at, next] = *pair else { continue };
        let Some(begin) = second_half(text, at, next, span.end) else {
            continue;
        };
        let half = Span::new(begin, next);
        let rest = Span::new(start, at);
        let long = |part: Span| part.of(text).split_whitespace().count() >= FEWEST;
        if begin < next && long(half) && long(rest) {
            found.push(Span::new(
                start,
                start + rest.of(text).trim_end_matches([',', ';', ' ']).len(),
            ));
            start = begin;
        }
    }
    found.push(Span::new(start, span.end));
    found
}

/// Where the statement after a mark at `at` begins, if one does; `next` is where its own mark stands.
fn second_half(text: &str, at: usize, next: usize, end: usize) -> Option<usize> {
    let rest = Span::new(at, end).of(text);
    let after = rest.trim_start_matches([',', ';', ' ', '—', '–']);
    let parted = rest[..rest.len() - after.len()].contains([';', ',']);
    let semicolon = rest[..rest.len() - after.len()].contains(';');
    let begin = |skip: &str| {
        let half = after[skip.len()..].trim_start_matches([' ', ',']);
        (end - half.len(), half)
    };
    let word = |connectives: &[&'static str]| {
        connectives.iter().copied().find(|connective| {
            after
                .strip_prefix(connective)
                .is_some_and(|rest| rest.starts_with(' '))
        })
    };
    if let Some(connective) = word(STRONG) {
        return Some(begin(connective).0);
    }
    let connective = word(WEAK);
    let (place, half) = begin(connective.unwrap_or_default());
    let own = Span::new(place.min(next), next).of(text).to_lowercase();
    // "and a survey of 640 boats [6]" is the last thing of a list, and no statement.
    let verb =
        PRONOUNS.contains(&own.split_whitespace().next().unwrap_or_default()) || has_verb(&own);
    let joined = connective.is_some() && parted && verb || semicolon;
    (joined && begins_statement(half)).then_some(place)
}

/// Whether a subject seems to stand first in `half`.
fn begins_statement(half: &str) -> bool {
    let first = half.split_whitespace().next().unwrap_or_default();
    SUBJECTS.contains(&first.to_lowercase().as_str()) || first.starts_with(char::is_uppercase)
}

/// Whether a verb that makes a statement stands in `own`, which is in lower case, after its first word. One after "that"
/// or "who" makes a part of a noun.
fn has_verb(own: &str) -> bool {
    let finite = |(at, word): (usize, &str)| {
        Words::Finite.has(word) || (at > 1 && word.len() > 4 && word.ends_with("ed"))
    };
    let words = own
        .split_whitespace()
        .map(|word| word.trim_matches(|mark: char| !mark.is_alphanumeric()));
    words
        .enumerate()
        .skip(1)
        .take_while(|(_, word)| !RELATIVE.contains(word))
        .any(finite)
}
