//! Where a source has a quotation word for word.

use super::super::context::Context;
use super::marks::Word;
use crate::text::Span;

/// How many passages an ellipsis may leave out.
const LEFT_OUT: usize = 30;

/// Beginnings of a quotation that are tried.
const TRIES: usize = 64;

/// Where the parts of a quotation stand, in order; the place of the first.
pub(super) fn place(context: &Context<'_>, parts: &[Vec<Word>]) -> Option<(usize, Span)> {
    let mut from = (0, 0);
    let first = parts.first()?;
    for _ in 0..TRIES {
        let start = find(context, first, from, context.document.len())?;
        let mut next = start.after;
        let follow = parts[1..].iter().all(|part| {
            let to = (next.0 + LEFT_OUT).min(context.document.len());
            find(context, part, next, to).is_some_and(|found| {
                next = found.after;
                true
            })
        });
        if follow {
            let span = context.source_span(start.passage, start.token, start.end_inside);
            return Some((start.passage, span));
        }
        from = (start.passage, start.token + 1);
    }
    None
}

/// A run of words in the source.
struct Run {
    passage: usize,
    token: usize,
    /// Its end inside of the passage where it begins.
    end_inside: usize,
    /// Passage and token after it.
    after: (usize, usize),
}

/// The first run of `words` from `from` on that begins before passage `to`.
fn find(context: &Context<'_>, words: &[Word], from: (usize, usize), to: usize) -> Option<Run> {
    let Word::Form(first) = words.first()? else {
        return None;
    };
    for passage in from.0..to {
        let skip = if passage == from.0 { from.1 } else { 0 };
        let tokens = context.document.tokens(passage);
        let mut starts = tokens
            .iter()
            .enumerate()
            .skip(skip)
            .filter(|(_, token)| token.form == *first && token.is_text());
        if let Some(run) = starts.find_map(|(start, _)| run(context, passage, start, words)) {
            return Some(run);
        }
    }
    None
}

/// The run of `words` from token `start` on; a quotation may run over passages.
fn run(context: &Context<'_>, passage: usize, start: usize, words: &[Word]) -> Option<Run> {
    let mut wanted = words.iter();
    let mut next = wanted.next();
    let mut end_inside = start + 1;
    for index in passage..context.document.len() {
        let from = if index == passage { start } else { 0 };
        let tokens = context.document.tokens(index).iter().enumerate().skip(from);
        for (at, token) in tokens.filter(|(_, token)| token.is_text()) {
            match next? {
                Word::Form(form) if *form != token.form => return None,
                _ => next = wanted.next(),
            }
            if index == passage {
                end_inside = at + 1;
            }
            if next.is_none() {
                let after = (index, at + 1);
                return Some(Run {
                    passage,
                    token: start,
                    end_inside,
                    after,
                });
            }
        }
    }
    None
}
