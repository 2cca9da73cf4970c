//! Words in quotation marks: verbatim up to normalisation, ellipses and bracketed changes.

use super::context::{Context, check};
use crate::text::{Span, Token};
use crate::verify::outcome::{Check, Found, Kind, Status};

/// Fewer words in quotation marks are a title or a way of speaking rather than a quotation; they
/// are matched like any other words.
const LEAST: usize = 3;

/// Share of a quotation's words that must stand in a passage for it to be its real wording.
const NEARLY: f64 = 0.6;

pub(super) fn checks(context: &Context<'_>) -> Vec<Check> {
    quotations(&context.query.text)
        .into_iter()
        .filter_map(|span| of_quotation(context, span))
        .collect()
}

/// The insides of pairs of quotation marks.
fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((start, close)) if c == close || (close == '”' && c == '"') => {
                found.push(Span::new(start, at));
                open = None;
            }
            Some(_) => {}
            None => {
                let close = match c {
                    '"' => Some('"'),
                    '“' => Some('”'),
                    '„' => Some('“'),
                    '«' => Some('»'),
                    '「' => Some('」'),
                    '『' => Some('』'),
                    _ => None,
                };
                open = close.map(|close| (at + c.len_utf8(), close));
            }
        }
    }
    found
}

fn of_quotation(context: &Context<'_>, span: Span) -> Option<Check> {
    let words: Vec<(usize, &Token)> = context
        .query
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.is_text() && span.contains(token.span))
        .collect();
    if words.len() < LEAST {
        return None;
    }
    let found = Found {
        text: span.of(&context.query.text).to_owned(),
        span,
    };
    let parts = parts(context, &words);
    let mut first = None;
    for part in &parts {
        match verbatim(context, part) {
            Some(place) => first = first.or(Some(place)),
            None => return Some(altered(context, &words, found)),
        }
    }
    let (passage, place) = first?;
    Some(check(
        Kind::Quotation,
        Status::Match,
        found,
        Some((passage, context.in_source(passage, place))),
    ))
}

/// The quotation cut at ellipses and at bracketed changes: each part must stand in the source.
fn parts(context: &Context<'_>, words: &[(usize, &Token)]) -> Vec<Vec<u64>> {
    let text = &context.query.text;
    let mut parts = vec![Vec::new()];
    let mut bracket = false;
    let mut last_end = words.first().map_or(0, |(_, token)| token.span.start);
    for (_, token) in words {
        let between = Span::new(last_end, token.span.start).of(text);
        last_end = token.span.end;
        if between.contains('…') || between.contains("..") {
            parts.push(Vec::new());
        }
        if between.contains('[') {
            bracket = true;
        }
        if between.contains(']') {
            bracket = false;
            parts.push(Vec::new());
        }
        if bracket {
            continue;
        }
        if let Some(part) = parts.last_mut() {
            part.push(token.form);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Where the words stand one after another in the source; a quotation may run over passages.
fn verbatim(context: &Context<'_>, words: &[u64]) -> Option<(usize, Span)> {
    let document = context.document;
    for passage in 0..document.len() {
        let tokens = document.tokens(passage);
        let starts = tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| token.form == words[0] && token.is_text());
        for (start, _) in starts {
            if let Some(end) = runs(context, passage, start, words) {
                return Some((passage, context.source_span(passage, start, end)));
            }
        }
    }
    None
}

/// Whether `words` stand from token `start` on; the end of the part inside the first passage.
fn runs(context: &Context<'_>, passage: usize, start: usize, words: &[u64]) -> Option<usize> {
    let mut wanted = words.iter();
    let mut next = wanted.next();
    let mut end_inside = start + 1;
    for index in passage..context.document.len() {
        let tokens = context.document.tokens(index);
        let from = if index == passage { start } else { 0 };
        for (at, token) in tokens
            .iter()
            .enumerate()
            .skip(from)
            .filter(|(_, token)| token.is_text())
        {
            let Some(word) = next else {
                return Some(end_inside);
            };
            if token.form != *word {
                return None;
            }
            next = wanted.next();
            if index == passage {
                end_inside = at + 1;
            }
        }
        if next.is_none() {
            return Some(end_inside);
        }
    }
    None
}

/// A quotation that is not in the source: its nearest real wording, if there is one.
fn altered(context: &Context<'_>, words: &[(usize, &Token)], found: Found) -> Check {
    let mut best: Option<(f64, usize, usize, usize)> = None;
    for ranked in &context.matches.ranked {
        let tokens = context.document.tokens(ranked.passage);
        let at: Vec<usize> = words
            .iter()
            .filter_map(|(_, word)| {
                tokens
                    .iter()
                    .position(|token| token.stem == word.stem && token.is_text())
            })
            .collect();
        let share = at.len() as f64 / words.len() as f64;
        if best.is_none_or(|(most, ..)| share > most)
            && let (Some(from), Some(to)) = (at.iter().min(), at.iter().max())
        {
            best = Some((share, ranked.passage, *from, *to + 1));
        }
    }
    match best {
        Some((share, passage, from, to)) if share >= NEARLY => {
            let span = context.source_span(passage, from, to);
            let mut check = check(
                Kind::Quotation,
                Status::Mismatch,
                found,
                Some((passage, context.in_source(passage, span))),
            );
            check.note = format!(
                "claim quotes “{}”, source says “{}”",
                check.claim.text,
                span.of(context.document.text(passage))
            );
            check
        }
        _ => {
            let mut check = check(Kind::Quotation, Status::Absent, found, None);
            check.note = format!("the source has no “{}”", check.claim.text);
            check
        }
    }
}
