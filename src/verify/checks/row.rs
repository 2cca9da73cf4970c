//! Rows of tables and entries of lists: which words head all of a row, and where its cells are.
//!
//! A row reads "Revenue; 2024: 10.1 billion; 2025: 12.3 billion", as `extract` writes it, "Refresh rate: 144 Hz / 165 Hz",
//! whose columns are those of a like row above it, or "Rick Salas 39,977 47.6%".

use std::ops::Range;

use crate::text::{Token, TokenKind, Value};

/// Tokens of the longest row whose cells are told apart.
const LONG: usize = 60;

/// Tokens of the longest line without marks that is a row, and of what may head it.
const LINE: usize = 16;

/// A passage that is a row.
#[derive(Debug)]
pub(crate) struct Row {
    /// The tokens that head all of it; none where the first cell is like the others.
    pub label: Range<usize>,
    /// The tokens of each cell.
    pub cells: Vec<Range<usize>>,
    /// Whether its cells say themselves what they are: "2024: 10.1 billion".
    pub is_headed: bool,
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
                // "1; Club: Kilda; Points: 58"
                None if !has_word(tokens, &first) => {
                    let own =
                        |cell: &Range<usize>| colon(cell).map_or(cell.start, |at| at + 1)..cell.end;
                    let mut others = by_mark[1..].iter().map(own);
                    others.find(|cell| has_word(tokens, cell)).unwrap_or(first)
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

    /// Whether token `at` begins what heads the row, or one of its cells.
    pub fn begins_cell(&self, at: usize) -> bool {
        let mut cells = self.cells.iter().chain([&self.label]);
        cells.any(|cell| cell.start == at && !cell.is_empty())
    }

    /// "Rick Salas (R) 39,977 47.6%": words, and behind them nothing but values.
    fn of_line(tokens: &[Token], text: &str, values: &[Value]) -> Option<Self> {
        let first = values.iter().find(|value| value.first > 0)?;
        let is_value = |at: usize| values.iter().any(|value| value.has(at));
        let behind = (first.first..tokens.len()).all(|at| is_value(at) || !tokens[at].is_content());
        (!is_sentence(text) && tokens.len() <= LINE && behind).then(|| Self {
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

/// Whether a text ends as sentences do; the number of a note may stand behind its stop: "in 1980.[1]".
pub(crate) fn is_sentence(text: &str) -> bool {
    let is_of_note = |c: char| c.is_ascii_digit() || c == '[' || c == ']';
    let told = text.trim_end();
    let bare = told.trim_end_matches(is_of_note);
    let ends = |text: &str| text.ends_with(['.', '!', '?', '。']);
    ends(told) || told.ends_with(']') && ends(bare)
}

/// Whether a cell has a word: "1" before "Kilda" is its rank.
fn has_word(tokens: &[Token], cell: &Range<usize>) -> bool {
    let mut tokens = tokens[cell.clone()].iter();
    tokens.any(|token| token.kind == TokenKind::Word)
}
