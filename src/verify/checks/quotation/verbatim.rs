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
        let (start, end) = find(folded, first, from, folded.len())?;
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
    None
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
