//! Sentences whose halves carry citations of their own: "A rose [1], while B fell [2]."

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
    let first = half.split_whitespace().next().unwrap_or_default();
    let subject =
        SUBJECTS.contains(&first.to_lowercase().as_str()) || first.starts_with(char::is_uppercase);
    let own = Span::new(place.min(next), next).of(text).to_lowercase();
    // "and a survey of 640 boats [6]" is the last thing of a list, and no statement.
    let finite = |(at, word): (usize, &str)| {
        Words::Finite.has(word) || (at > 1 && word.len() > 4 && word.ends_with("ed"))
    };
    let verb = PRONOUNS.contains(&first.to_lowercase().as_str())
        || own.split_whitespace().enumerate().skip(1).any(finite);
    let joined = connective.is_some() && parted && verb || semicolon;
    (joined && subject).then_some(place)
}
