//! Words in quotation marks: verbatim up to normalisation, ellipses and bracketed changes.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::context::{Context, check};
use crate::text::{Span, Token};
use crate::verify::outcome::{Check, Found, Kind, Status};

/// Fewer words in quotation marks are a title or a way of speaking rather than a quotation; they
/// are matched like any other words.
const LEAST: usize = 4;

/// Share of a quotation's words that must stand in a passage for it to be its real wording.
const NEARLY: f64 = 0.7;

/// Words of the longest passage that is compared word by word: longer ones are no prose.
const LONGEST: usize = 400;

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
    if words.len() < LEAST || is_title(&words) {
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

/// Whether the words in quotation marks are the title of a work: most of them, without those that
/// titles leave small, begin with a capital letter.
fn is_title(words: &[(usize, &Token)]) -> bool {
    let content = || words.iter().filter(|(_, token)| token.is_content());
    let capital = content().filter(|(_, token)| token.is_capital()).count();
    capital > 1 && capital * 10 >= content().count() * 7
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

/// The source's wording that comes nearest to a quotation.
struct Nearest {
    /// Share of the quotation's words that it has, in order.
    share: f64,
    passage: usize,
    /// The first words that differ: as ranges of the quotation's words and of the passage's.
    differs: (Range<usize>, Range<usize>),
    /// All of it, as a range of the passage's words.
    whole: Range<usize>,
}

/// A quotation that is not in the source: its nearest real wording, if there is one, and the words
/// that differ.
fn altered(context: &Context<'_>, words: &[(usize, &Token)], found: Found) -> Check {
    let nearest = context
        .matches
        .ranked
        .iter()
        .filter_map(|ranked| nearest(context, ranked.passage, words))
        .max_by(|a, b| a.share.total_cmp(&b.share).then(b.passage.cmp(&a.passage)));
    let Some(nearest) = nearest.filter(|nearest| nearest.share >= NEARLY) else {
        let note = format!("the source has no “{}”", found.text);
        return Check {
            note,
            ..check(Kind::Quotation, Status::Absent, found, None)
        };
    };
    let passage_words = word_spans(context, nearest.passage);
    let text = context.document.text(nearest.passage);
    let whole = passage_words[nearest.whole.start].join(passage_words[nearest.whole.end - 1]);
    let (ours, theirs) = nearest.differs;
    // Words that only one side has: the other shows the word before them.
    let claim_span = joined(&ours, |at| words[at].1.span);
    let source_span = joined(&theirs, |at| passage_words[at]);
    let claim = Found {
        text: claim_span.of(&context.query.text).to_owned(),
        span: claim_span,
    };
    let source = context.in_source(nearest.passage, source_span);
    let note = match (ours.is_empty(), theirs.is_empty()) {
        (false, false) => format!(
            "claim quotes “{}”, source has “{}”",
            claim.text, source.text
        ),
        (false, true) => format!(
            "claim quotes “{}”, which the source does not have",
            claim.text
        ),
        (true, _) => format!("claim leaves out words of “{}”", whole.of(text)),
    };
    Check {
        note,
        ..check(
            Kind::Quotation,
            Status::Mismatch,
            claim,
            Some((nearest.passage, source)),
        )
    }
}

/// The spans of words `range`, as one; for an empty range that of the word before it.
fn joined(range: &Range<usize>, span: impl Fn(usize) -> Span) -> Span {
    if range.is_empty() {
        span(range.start.saturating_sub(1))
    } else {
        span(range.start).join(span(range.end - 1))
    }
}

fn word_spans(context: &Context<'_>, passage: usize) -> Vec<Span> {
    let tokens = context.document.tokens(passage);
    tokens
        .iter()
        .filter(|token| token.is_text())
        .map(|token| token.span)
        .collect()
}

/// Compares the quotation's words with those of one passage (Myers 1986, as `similar` has it).
fn nearest(context: &Context<'_>, passage: usize, words: &[(usize, &Token)]) -> Option<Nearest> {
    let ours: Vec<u64> = words.iter().map(|(_, token)| token.form).collect();
    let tokens = context.document.tokens(passage);
    let theirs: Vec<u64> = tokens
        .iter()
        .filter(|token| token.is_text())
        .map(|token| token.form)
        .collect();
    if theirs.len() > LONGEST {
        return None;
    }
    let ops = capture_diff_slices(Algorithm::Myers, &ours, &theirs);
    let equal = || ops.iter().filter(|op| op.tag() == DiffTag::Equal);
    let first = equal().next()?.new_range().start;
    let last = equal().next_back()?.new_range().end;
    let shared: usize = equal().map(|op| op.old_range().len()).sum();
    let differs = ops
        .iter()
        .filter(|op| op.tag() != DiffTag::Equal)
        .map(|op| (op.old_range(), op.new_range()))
        // What stands around the wording in the passage is no part of it.
        .map(|(ours, theirs)| {
            (
                ours,
                theirs.start.max(first)
                    ..theirs
                        .end
                        .min(last.max(theirs.start + 1))
                        .max(theirs.start.max(first)),
            )
        })
        .find(|(ours, theirs)| !ours.is_empty() || !theirs.is_empty())?;
    Some(Nearest {
        share: shared as f64 / ours.len() as f64,
        passage,
        whole: first..last,
        differs,
    })
}
