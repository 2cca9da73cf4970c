//! Which of the cells of a row a claim names, and which of two rows: by the words that head them.

use std::ops::Range;

use crate::text::{Lang, Token, Value, stem_key};
use crate::verify::checks::context::Context;
use crate::verify::checks::row::Row;

/// Rows above one in which its columns may be named.
const ABOVE: usize = 12;

/// What heads the columns of league tables and results, in short, and words that say it.
const SHORT: [(&str, &[&str]); 13] = [
    ("P", &["play"]),
    ("W", &["win", "victory"]),
    ("D", &["draw", "tie"]),
    ("T", &["tie"]),
    ("L", &["lose", "loss", "defeat"]),
    ("F", &["score"]),
    ("GF", &["score"]),
    ("A", &["concede"]),
    ("GA", &["concede"]),
    ("GD", &["difference"]),
    ("Pts", &["point"]),
    ("PTS", &["point"]),
    ("Pct", &["percentage", "share"]),
];

/// A passage, and the tokens of one of its values.
pub(super) type Place = (usize, (usize, usize));

/// The cell of a row that the claim names, apart from its value: by what stands in the cell before a colon, or by the cell
/// above it in a row of as many.
pub(super) fn named(context: &Context<'_>, claim: &Value, passage: usize) -> Option<Range<usize>> {
    let row = context.row(passage)?;
    if row.cells.len() < 2 || !has_label(context, claim, passage, &row.label) {
        return None;
    }
    if row.is_headed {
        let tokens = context.document.tokens(passage);
        let text = context.document.text(passage);
        let head = |cell: &Range<usize>| {
            let mut at = cell.clone();
            let colon = at.find(|at| matches!(tokens[*at].span.of(text), ":" | "："));
            cell.start..colon.unwrap_or(cell.start)
        };
        let heads: Vec<Range<usize>> = row.cells.iter().map(head).collect();
        let index = which(context, claim, passage, &heads)?;
        return Some(row.cells[index].clone());
    }
    let mut above = (passage.saturating_sub(ABOVE)..passage)
        .rev()
        .take_while(|above| !context.document.tokens(*above).is_empty());
    above.find_map(|above| {
        let heads = heads(context, above, row.cells.len())?;
        let index = which(context, claim, above, &heads)?;
        Some(row.cells[index].clone())
    })
}

/// What heads `columns` columns in the row above them: its cells, or its words behind the first, "Candidate Votes Share".
fn heads(context: &Context<'_>, above: usize, columns: usize) -> Option<Vec<Range<usize>>> {
    if let Some(row) = context.row(above) {
        return (row.cells.len() == columns).then(|| row.cells.clone());
    }
    let tokens = context.document.tokens(above);
    let is_of_words =
        tokens.iter().all(Token::is_text) && context.document.values(above).is_empty();
    let first = tokens.len().checked_sub(columns)?;
    (is_of_words && first == 1).then(|| (first..tokens.len()).map(|at| at..at + 1).collect())
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
fn has_label(context: &Context<'_>, claim: &Value, passage: usize, head: &Range<usize>) -> bool {
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
    let is_named = |token: &Token| {
        token.is_content() && has(context, claim, token)
            || is_short_for(context, claim, passage, token)
    };
    let own = |index: usize| {
        words(&heads[index])
            .filter(|token| {
                let mut others = heads
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != index);
                !others.any(|(_, other)| words(other).any(|shared| shared.stem == token.stem))
            })
            .filter(|token| is_named(token))
            .count()
    };
    let counts: Vec<usize> = (0..heads.len()).map(own).collect();
    let most = *counts.iter().max()?;
    let mut best = counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count == most);
    let (index, _) = best.next()?;
    (most > 0 && best.next().is_none()).then_some(index)
}

/// Whether a head is a short form, in capitals, of a word of the claim: "W" of "won".
fn is_short_for(context: &Context<'_>, claim: &Value, passage: usize, head: &Token) -> bool {
    let text = head.span.of(context.document.text(passage));
    let mut shorts = SHORT.iter();
    let Some((_, words)) = shorts.find(|(short, _)| *short == text) else {
        return false;
    };
    let query = context.query;
    let mut terms = query.terms.iter().map(|term| term.token);
    terms.any(|token| {
        let stem = query.tokens[token].stem;
        !(claim.first..claim.end).contains(&token)
            && words
                .iter()
                .any(|word| stem_key(word, Lang::English) == stem)
    })
}
