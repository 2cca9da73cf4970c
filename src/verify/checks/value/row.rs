//! Rows of tables and entries of lists: which words head all of a row, and which of its cells a claim names.
//!
//! A row reads "Revenue; 2024: 10.1 billion; 2025: 12.3 billion", as `extract` writes it, "Refresh rate: 144 Hz / 165 Hz",
//! whose columns are those of a like row above it, or "Rick Salas 39,977 47.6%".

use std::ops::Range;

use crate::text::{Token, Value};
use crate::verify::checks::context::Context;

/// Tokens of the longest row whose cells are told apart.
const LONG: usize = 60;

/// Tokens of the longest line without marks that is a row, and of what may head it.
const LINE: usize = 16;

/// Rows above one in which its columns may be named.
const ABOVE: usize = 12;

/// A passage, and the tokens of one of its values.
pub(super) type Place = (usize, (usize, usize));

/// A passage that is a row.
pub(super) struct Row {
    /// The tokens that head all of it; none where the first cell is like the others.
    pub label: Range<usize>,
    /// The tokens of each cell.
    cells: Vec<Range<usize>>,
    /// Whether its cells say themselves what they are: "2024: 10.1 billion".
    is_headed: bool,
}

impl Row {
    /// The passage of `tokens` as a row, if it is one; `values` are its values.
    pub fn read(tokens: &[Token], text: &str, values: &[Value]) -> Option<Self> {
        if tokens.len() > LONG || tokens.is_empty() {
            return None;
        }
        let word = |at: usize| tokens[at].span.of(text);
        let is_apart = |at: usize| {
            !tokens[at].is_glued() && tokens.get(at + 1).is_some_and(|next| !next.is_glued())
        };
        let parts = |mark: &dyn Fn(usize) -> bool| -> Vec<Range<usize>> {
            let mut start = 0;
            let marks = (0..tokens.len()).filter(|at| mark(*at));
            let mut cells: Vec<Range<usize>> = Vec::new();
            for mark in marks.chain([tokens.len()]) {
                cells.push(start..mark);
                start = mark + 1;
            }
            cells
        };
        // Not that of "06:10".
        let colon = |cell: &Range<usize>| {
            let glued = |at: usize| {
                tokens[at].is_glued() && tokens.get(at + 1).is_some_and(Token::is_glued)
            };
            cell.clone()
                .find(|at| matches!(word(*at), ":" | "：") && !glued(*at))
        };
        let by_mark = parts(&|at| matches!(word(at), ";" | "；" | "|"));
        if by_mark.len() > 1 {
            let first = by_mark[0].clone();
            let headed = by_mark[1..]
                .iter()
                .filter(|cell| colon(cell).is_some())
                .count();
            let mut cells = Vec::with_capacity(by_mark.len());
            let label = match colon(&first) {
                // "Aero 13: weight 1.1 kg; battery 54 Wh"
                Some(at) if headed == 0 => {
                    cells.push(at + 1..first.end);
                    first.start..at
                }
                Some(_) => {
                    cells.push(first);
                    0..0
                }
                None => first,
            };
            cells.extend_from_slice(&by_mark[1..]);
            return Some(Self {
                label,
                cells,
                is_headed: headed > 0,
            });
        }
        let by_slash = parts(&|at| word(at) == "/" && is_apart(at));
        if by_slash.len() > 1 {
            let at = colon(&by_slash[0])?;
            let mut cells = by_slash;
            let label = 0..at;
            cells[0].start = at + 1;
            return Some(Self {
                label,
                cells,
                is_headed: false,
            });
        }
        Self::of_line(tokens, text, values)
    }

    /// "Rick Salas (R) 39,977 47.6%": words, and behind them nothing but values.
    fn of_line(tokens: &[Token], text: &str, values: &[Value]) -> Option<Self> {
        let first = values.iter().find(|value| value.first > 0)?;
        let is_sentence = text.trim_end().ends_with(['.', '!', '?', '。']);
        let is_value = |at: usize| values.iter().any(|value| value.has(at));
        let behind = (first.first..tokens.len()).all(|at| is_value(at) || !tokens[at].is_content());
        (!is_sentence && tokens.len() <= LINE && behind).then(|| Self {
            label: 0..first.first,
            cells: values
                .iter()
                .filter(|value| value.first > 0)
                .map(|value| value.first..value.end)
                .collect(),
            is_headed: false,
        })
    }
}

/// The cell of a row that the claim names, apart from its value: by what stands in the cell before a colon, or by the cell
/// above it in a row of as many.
pub(super) fn named(context: &Context<'_>, claim: &Value, passage: usize) -> Option<Range<usize>> {
    let row = read(context, passage)?;
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
    let above = (passage.saturating_sub(ABOVE)..passage).rev();
    above
        .take_while(|above| !context.document.tokens(*above).is_empty())
        .find_map(|above| {
            let heads =
                read(context, above).filter(|heads| heads.cells.len() == row.cells.len())?;
            let index = which(context, claim, above, &heads.cells)?;
            Some(row.cells[index].clone())
        })
}

/// The passage as a row.
pub(super) fn read(context: &Context<'_>, passage: usize) -> Option<Row> {
    Row::read(
        context.document.tokens(passage),
        context.document.text(passage),
        context.document.values(passage),
    )
}

/// Whether the claim is of the row of `one`, and not of that of `other`: it has all words that head the one and not the
/// other, and none that head the other alone. Both are values, in cells of the same place.
pub(super) fn is_of_other(context: &Context<'_>, one: Place, other: Place) -> bool {
    let rows = read(context, one.0).zip(read(context, other.0));
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
        words.filter(|token| token.is_content())
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
            .filter(|token| has(context, claim, token))
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
