//! Which of the cells of a row a claim names, and which of two rows: by the words that head them.

use std::ops::Range;

use crate::text::{Token, Value};
use crate::verify::checks::context::Context;
use crate::verify::checks::row::Row;

/// Rows above one in which its columns may be named.
const ABOVE: usize = 12;

/// Letters of a short head at most: "Pts", "Temp".
const SHORT: usize = 4;

/// A passage, and the tokens of one of its values.
pub(super) type Place = (usize, (usize, usize));

/// The cell of a row that the claim names, apart from its value: by what stands in the cell before a colon, or by the cell
/// above it in a row of as many.
pub(super) fn named(context: &Context<'_>, claim: &Value, passage: usize) -> Option<Range<usize>> {
    let row = context.row(passage)?;
    let tokens = context.document.tokens(passage);
    let text = context.document.text(passage);
    let head = |cell: &Range<usize>| {
        let mut at = cell.clone();
        let colon = at.find(|at| matches!(tokens[*at].span.of(text), ":" | "："));
        cell.start..colon.unwrap_or(cell.start)
    };
    // "B-022; Bridge: Mill Lane; Weight limit: 18 t"
    let is_named = |cell: &Range<usize>| {
        let own = &tokens[head(cell).end..cell.end];
        let mut words = own.iter().filter(|token| token.is_content()).peekable();
        words.peek().is_some_and(|first| first.is_capital())
            && words.all(|word| has(context, claim, word))
    };
    let is_of_row = || {
        has_label(context, claim, passage, &row.label)
            || row.is_headed && row.cells.iter().any(is_named)
    };
    if row.cells.len() < 2 || !is_of_row() {
        return None;
    }
    if row.is_headed {
        let heads: Vec<Range<usize>> = row.cells.iter().map(head).collect();
        let index = which(context, claim, passage, &heads)?;
        return Some(row.cells[index].clone());
    }
    let mut above = (passage.saturating_sub(ABOVE)..passage)
        .rev()
        .take_while(|above| !context.document.tokens(*above).is_empty());
    above.find_map(|above| {
        let heads = context.row(above)?;
        let heads = (heads.cells.len() == row.cells.len()).then_some(&heads.cells)?;
        let index = which(context, claim, above, heads)?;
        Some(row.cells[index].clone())
    })
}

/// Whether the claim is of the row of `one`, and not of that of `other`: it has all words that head the one and not the
/// other, and none that head the other alone. Both are values, in cells of the same place.
pub(super) fn is_of_other(context: &Context<'_>, one: Place, other: Place) -> bool {
    let rows = context.row(one.0).zip(context.row(other.0));
    let Some((row, other_row)) = rows else {
        return false;
    };
    let index = |row: &Row, at: usize| row.cells.iter().position(|cell| cell.contains(&at));
    let (here, there) = (index(&row, one.1.0), index(&other_row, other.1.0));
    if here.is_none() || here != there || row.cells.len() != other_row.cells.len() {
        return false;
    }
    let (own, others) = (
        label(context, one.0, &row.label),
        label(context, other.0, &other_row.label),
    );
    let is_named = |token: &Token| {
        let mut terms = context.query.terms.iter();
        terms.any(|term| term.borne_out_by(token.stem).is_some())
    };
    let alone = |label: &[&Token], beside: &[&Token]| -> Vec<bool> {
        let is_shared = |token: &Token| beside.iter().any(|other| other.stem == token.stem);
        let words = label.iter().filter(|token| !is_shared(token));
        words.map(|token| is_named(token)).collect()
    };
    let (own, others) = (alone(&own, &others), alone(&others, &own));
    !own.is_empty() && !others.is_empty() && own.iter().all(|is| *is) && !others.contains(&true)
}

/// The words that head a row, but for what stands in brackets.
fn label<'a>(context: &'a Context<'_>, passage: usize, label: &Range<usize>) -> Vec<&'a Token> {
    let text = context.document.text(passage);
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for token in &context.document.tokens(passage)[label.clone()] {
        match token.span.of(text) {
            "(" | "（" => depth += 1,
            ")" | "）" => depth = depth.saturating_sub(1),
            _ if depth == 0 && token.is_content() => found.push(token),
            _ => {}
        }
    }
    found
}

/// Whether the claim has half of the words that head the row, or nothing does.
pub(super) fn has_label(
    context: &Context<'_>,
    claim: &Value,
    passage: usize,
    head: &Range<usize>,
) -> bool {
    let words = label(context, passage, head);
    let named = words.iter().filter(|token| has(context, claim, token));
    2 * named.count() >= words.len()
}

/// Whether a word of the claim that is no part of its value is borne out by `token`.
pub(super) fn has(context: &Context<'_>, claim: &Value, token: &Token) -> bool {
    let mut terms = context.query.terms.iter();
    terms.any(|term| {
        !(claim.first..claim.end).contains(&term.token) && term.borne_out_by(token.stem).is_some()
    })
}

/// Which one of `heads`, stretches of `passage`, has words of the claim that the others have not.
fn which(
    context: &Context<'_>,
    claim: &Value,
    passage: usize,
    heads: &[Range<usize>],
) -> Option<usize> {
    let tokens = context.document.tokens(passage);
    let words = |head: &Range<usize>| {
        let words = tokens[head.clone()].iter();
        words.filter(|token| token.is_text())
    };
    let worth = |token: &Token| {
        if token.is_content() && has(context, claim, token) {
            return SHORT + 1;
        }
        let head = token.span.of(context.document.text(passage));
        short_for(context, claim, head).unwrap_or(0)
    };
    let own = |index: usize| -> usize {
        words(&heads[index])
            .filter(|token| {
                let mut others = heads
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != index);
                !others.any(|(_, other)| words(other).any(|shared| shared.stem == token.stem))
            })
            .map(worth)
            .sum()
    };
    let worths: Vec<usize> = (0..heads.len()).map(own).collect();
    let most = *worths.iter().max()?;
    let mut best = worths.iter().enumerate().filter(|(_, own)| **own == most);
    let (index, _) = best.next()?;
    (most > 0 && best.next().is_none()).then_some(index)
}

/// How many letters a head has that is a short form of a word of the claim, of its first letter and some of the others
/// in their order: "W" of "won", "Pts" of "points", "Temp" of "temperature".
fn short_for(context: &Context<'_>, claim: &Value, head: &str) -> Option<usize> {
    let is_short = head.starts_with(char::is_uppercase) && head.chars().all(char::is_alphabetic);
    let count = head.chars().count();
    if !is_short || count > SHORT {
        return None;
    }
    let query = context.query;
    let mut tokens = query.terms.iter().map(|term| term.token);
    let is_of = |token: usize| {
        let word = query.tokens[token].span.of(&query.text).to_lowercase();
        let mut left = word.chars();
        let mut letters = head.chars().flat_map(char::to_lowercase);
        !(claim.first..claim.end).contains(&token)
            && !query.tokens[token].is_capital()
            && letters.next() == left.next()
            && letters.all(|letter| left.any(|other| other == letter))
    };
    tokens.any(is_of).then_some(count)
}
