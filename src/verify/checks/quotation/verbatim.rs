//! Where a source has a quotation, whatever blanks, hyphens, accents and marks it is written with.

use memchr::memmem;

use super::super::context::Context;
use super::fold::Folded;
use super::marks::Word;
use crate::text::Span;

/// How many passages an ellipsis may leave out.
const LEFT_OUT: usize = 30;

/// Beginnings of a quotation that are tried.
const TRIES: usize = 64;

/// Where the parts of a quotation stand, in order; the place of the first.
pub(super) fn place(
    context: &Context<'_>,
    folded: &Folded,
    parts: &[Vec<Word>],
) -> Option<(usize, Span)> {
    let first = parts.first()?;
    let mut from = 0;
    for _ in 0..TRIES {
        let Some((start, end)) = find(folded, first, from, folded.len()) else {
            break;
        };
        let mut next = end;
        let follow = parts[1..].iter().all(|part| {
            let passage = folded.place(next.min(folded.len() - 1)).0;
            let to = folded.first_of(passage + LEFT_OUT);
            find(folded, part, next, to).is_some_and(|(_, after)| {
                next = after;
                true
            })
        });
        if follow {
            return Some(inside(context, folded, start, end));
        }
        from = start + 1;
    }
    match parts {
        [whole] => interrupted(context, folded, whole),
        _ => None,
    }
}

/// Words of the longest quotation that is looked for in two parts.
const LONGEST: usize = 80;

/// Tokens that tell who says it between two parts of a quotation.
const BETWEEN: usize = 12;

/// Where a quotation stands that the source breaks off to tell who says it: "I lost the key," she said. "I never found it."
fn interrupted(context: &Context<'_>, folded: &Folded, words: &[Word]) -> Option<(usize, Span)> {
    if words.len() > LONGEST {
        return None;
    }
    let (first, (start, end)) = (1..words.len())
        .map_while(|first| Some((first, find(folded, &words[..first], 0, folded.len())?)))
        .last()?;
    let (after, _) = find(folded, &words[first..], end, end + BETWEEN)?;
    is_broken_off(context, folded.place(end - 1), folded.place(after))
        .then(|| inside(context, folded, start, end))
}

/// Whether marks close and open a quotation between two tokens.
fn is_broken_off(context: &Context<'_>, from: (usize, usize), to: (usize, usize)) -> bool {
    let document = context.document;
    let marks = (from.0..=to.0).flat_map(|passage| {
        let tokens = document.tokens(passage);
        let first = if passage == from.0 { from.1 } else { 0 };
        let end = if passage == to.0 { to.1 } else { tokens.len() };
        let words = tokens[first.min(end)..end].iter();
        words.map(move |token| token.span.of(document.text(passage)))
    });
    marks
        .filter(|word| {
            matches!(
                *word,
                "\"" | "“" | "”" | "«" | "»" | "„" | "「" | "」" | "‘" | "’" | "'"
            )
        })
        .count()
        >= 2
}

/// The span of tokens `start..end` as far as they stand in the passage where they begin.
fn inside(context: &Context<'_>, folded: &Folded, start: usize, end: usize) -> (usize, Span) {
    let (passage, first) = folded.place(start);
    let mut last = first;
    for index in start..end {
        let (here, token) = folded.place(index);
        if here == passage {
            last = token;
        }
    }
    (passage, context.source_span(passage, first, last + 1))
}

/// The first run of tokens from `from` on that begins before token `to` and is `words`, as the tokens it takes up.
fn find(folded: &Folded, words: &[Word], from: usize, to: usize) -> Option<(usize, usize)> {
    let head: String = words
        .iter()
        .map_while(|word| match word {
            Word::Form(form) => Some(form.as_str()),
            Word::Any => None,
        })
        .collect();
    let base = folded.start(from);
    if head.is_empty() || base >= folded.text.len() {
        return None;
    }
    let upto = folded.text.len().min(folded.start(to) + head.len());
    memmem::find_iter(&folded.text.as_bytes()[base..upto.max(base)], &head).find_map(|at| {
        let start = folded.token_at(base + at)?;
        (start < to).then(|| Some((start, run(folded, words, start)?)))?
    })
}

/// One past the last token of the run of `words` that begins with token `start`. Words may be joined or cut otherwise
/// there: only the whole ends where a token does.
fn run(folded: &Folded, words: &[Word], start: usize) -> Option<usize> {
    let mut at = folded.start(start);
    for word in words {
        match word {
            Word::Form(form) => {
                at = folded.text[at..]
                    .starts_with(form.as_str())
                    .then(|| at + form.len())?;
            }
            Word::Any => {
                let token = folded.token_at(at).filter(|token| *token < folded.len())?;
                at = folded.start(token + 1);
            }
        }
    }
    folded.token_at(at)
}
