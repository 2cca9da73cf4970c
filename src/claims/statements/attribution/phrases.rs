//! Names in phrases: "according to X", "X zufolge".

use super::candidate::Candidate;
use crate::claims::statements::runs::{run_before, runs_after};
use crate::claims::vocabulary::Words;
use crate::text::Span;

/// Names after phrases: "according to X".
pub(super) fn by_phrase(text: &str) -> Vec<Candidate> {
    let lower = text.to_lowercase();
    // Offsets of the two agree only where lower case has the same length, which it nearly always
    // has; elsewhere the phrase is looked for as written.
    let lower = if lower.len() == text.len() {
        lower.as_str()
    } else {
        text
    };
    let mut found = Vec::new();
    let mut at = 0;
    for word in lower.split_inclusive(' ') {
        let lead = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let begin = at + word.len() - lead.len();
        at += word.len();
        let rest = &lower[begin..];
        let phrase = |phrases: Words| {
            let whole = |phrase: &&&str| {
                rest.strip_prefix(**phrase)
                    .is_some_and(|after| after.starts_with(' '))
            };
            let first = rest.bytes().next()?;
            phrases
                .beginning(first)
                .iter()
                .filter(whole)
                .map(|phrase| phrase.len())
                .max()
        };
        let sure = phrase(Words::According);
        let Some(length) = sure.or_else(|| phrase(Words::Towards)) else {
            continue;
        };
        let runs = runs_after(text, begin + length);
        let end = runs.iter().map(|run| run.span.end).max();
        let words = end.and_then(|end| told_apart(text, begin, end));
        for run in runs {
            found.push(Candidate {
                name: run.name,
                at: begin,
                words,
                sure: sure.is_some(),
                clause: Some(Span::new(begin + length, clause_end(text, begin + length))),
            });
        }
    }
    found
}

/// Where the clause ends that goes on at `at`.
fn clause_end(text: &str, at: usize) -> usize {
    const LONGEST: usize = 120;
    let rest = &text[at..];
    let end = rest
        .char_indices()
        .find(|(at, c)| *at > LONGEST || matches!(c, ',' | ';' | ':' | '，' | '、'));
    end.map_or(text.len(), |(end, _)| at + end)
}

/// The words of an attribution that reaches from `begin` to `end`, with the commas that part it from the
/// statement: at its beginning, at its end, or between commas. None where it is woven into the sentence.
fn told_apart(text: &str, begin: usize, end: usize) -> Option<Span> {
    let before = text[..begin].trim_end();
    let after = &text[end..];
    // "… Ars Technica on Monday, …": what stands before the comma belongs to the attribution.
    let when = |words: &str| {
        words.split_whitespace().all(|word| {
            let lower = word.to_lowercase();
            let number = word.bytes().all(|b| b.is_ascii_digit());
            number || Words::Days.has(&lower) || Words::BetweenNames.has(&lower)
        })
    };
    let comma = after.find([',', '，']).filter(|at| when(&after[..*at]));
    let tail = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    if before.is_empty() {
        let end = comma.map_or(end, |at| end + at + 1);
        return Some(Span::new(0, end));
    }
    let parted = before.ends_with([',', '，', '–', '—', ';', '(']);
    if parted && tail.is_empty() {
        return Some(Span::new(before.len() - last_char(before), end));
    }
    match comma {
        Some(at) if parted => Some(Span::new(before.len() - last_char(before), end + at)),
        _ if tail.is_empty() => Some(Span::new(before.len(), end)),
        _ => None,
    }
}

fn last_char(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

/// "Dem Spiegel zufolge …".
pub(super) fn zufolge(text: &str) -> Option<Candidate> {
    let at = text.find(" zufolge")?;
    let run = run_before(&text[..at])?;
    let words = text[..run.span.start]
        .trim()
        .is_empty()
        .then(|| Span::new(0, at + " zufolge".len()));
    Some(Candidate {
        name: run.name,
        at,
        words,
        sure: true,
        clause: None,
    })
}
