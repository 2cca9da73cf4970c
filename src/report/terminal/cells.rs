//! Text laid out in columns: characters that no terminal may obey are escaped, wide ones count
//! two columns, spans keep their marks through wrapping and cutting.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::report::reading::Mark;
use crate::text::{Span, log_commands, must_escape, printable_line};

/// One character as people count them, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What is written.
    pub text: String,
    /// Columns that it takes.
    pub width: usize,
    /// What is to be said of it.
    pub mark: Option<Mark>,
    breaks_after: bool,
}

impl Cell {
    fn is_space(&self) -> bool {
        self.text == " "
    }

    /// A character of one column that is not of the text.
    fn sign(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            width: 1,
            mark: None,
            breaks_after: text == " ",
        }
    }
}

/// `text` as cells. Of marks that overlap, the graver counts. White space becomes single spaces.
pub fn cells(text: &str, marks: &[(Span, Mark)]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::with_capacity(text.len());
    let guarded = log_commands(text);
    for (at, grapheme) in text.grapheme_indices(true) {
        let here = Span::new(at, at + grapheme.len());
        let mark = marks
            .iter()
            .filter(|(span, _)| span.overlaps(here))
            .map(|(_, mark)| *mark)
            .max();
        if grapheme.chars().all(char::is_whitespace) {
            if let Some(last) = cells.last_mut() {
                last.breaks_after |= !last.is_space();
            }
            if cells.last().is_some_and(|cell| !cell.is_space()) {
                cells.push(Cell {
                    mark,
                    ..Cell::sign(" ")
                });
            }
            continue;
        }
        let text = if guarded.contains(&at) {
            grapheme.escape_unicode().to_string()
        } else if grapheme.chars().any(must_escape) {
            printable_line(grapheme)
        } else {
            grapheme.to_owned()
        };
        let in_word = cells
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|cell| cell.text.ends_with(char::is_alphanumeric));
        if let Some(last) = cells.last_mut()
            && !last.is_space()
        {
            last.breaks_after = may_break(&last.text, &text, in_word);
        }
        cells.push(Cell {
            width: text.width(),
            text,
            mark,
            breaks_after: false,
        });
    }
    // The space after a mark's last word belongs to it only when the mark goes on.
    for index in 1..cells.len() {
        if cells[index].is_space()
            && cells
                .get(index + 1)
                .is_none_or(|next| next.mark != cells[index].mark)
        {
            cells[index].mark = None;
        }
    }
    while cells.last().is_some_and(Cell::is_space) {
        cells.pop();
    }
    cells
}

/// `text` on one line, in characters that a terminal and a CI log take for text.
pub fn plain(text: &str) -> String {
    cells(text, &[]).into_iter().map(|cell| cell.text).collect()
}

/// Whether a line may end between two characters that no space parts: after a hyphen or slash
/// inside a word (`in_word`: a letter stands before it), and between characters of scripts without spaces, except where a closing mark
/// would begin a line or an opening one end it.
fn may_break(before: &str, after: &str, in_word: bool) -> bool {
    let (Some(a), Some(b)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    if matches!(a, '-' | '/' | '–' | '—') {
        return in_word && b.is_alphanumeric();
    }
    let wide = before.width() == 2 || after.width() == 2;
    wide && !is_closing(b) && !is_opening(a)
}

const fn is_closing(c: char) -> bool {
    matches!(
        c,
        '、' | '。'
            | '，'
            | '．'
            | '・'
            | '：'
            | '；'
            | '？'
            | '！'
            | '）'
            | '」'
            | '』'
            | '】'
            | '》'
            | '〉'
            | '］'
            | '｝'
            | '”'
            | '’'
            | '…'
            | 'ー'
            | '々'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
            | ','
            | '.'
            | ')'
            | ']'
            | '!'
            | '?'
            | ':'
            | ';'
            | '%'
            | '％'
    )
}

const fn is_opening(c: char) -> bool {
    matches!(
        c,
        '（' | '「'
            | '『'
            | '【'
            | '《'
            | '〈'
            | '［'
            | '｛'
            | '“'
            | '‘'
            | '('
            | '['
            | '$'
            | '￥'
            | '¥'
            | '€'
    )
}

/// Cells in lines of at most `width` columns. A word that is wider than a line is cut.
pub fn wrap(cells: &[Cell], width: usize) -> Vec<&[Cell]> {
    let width = width.max(2);
    let mut lines = Vec::new();
    let (mut start, mut columns, mut last_break) = (0, 0, None);
    let mut index = 0;
    while index < cells.len() {
        let cell = &cells[index];
        if columns + cell.width > width && index > start && !cell.is_space() {
            let end = last_break.unwrap_or(index);
            lines.push(trimmed(&cells[start..end]));
            start = end;
            while cells.get(start).is_some_and(Cell::is_space) {
                start += 1;
            }
            (columns, last_break) = (0, None);
            index = start;
            continue;
        }
        columns += cell.width;
        if cell.breaks_after {
            last_break = Some(index + 1);
        }
        index += 1;
    }
    if start < cells.len() {
        lines.push(trimmed(&cells[start..]));
    }
    lines
}

fn trimmed(mut cells: &[Cell]) -> &[Cell] {
    while let [rest @ .., last] = cells
        && last.is_space()
    {
        cells = rest;
    }
    cells
}

/// The part of `text` worth showing in `columns`: all of it, or what surrounds the gravest marks,
/// with an ellipsis where something is left out. The cost does not grow with the text.
pub fn excerpt(text: &str, marks: &[(Span, Mark)], columns: usize) -> Vec<Cell> {
    let gravest = marks.iter().map(|(_, mark)| *mark).max();
    let at = marks
        .iter()
        .find(|(_, mark)| Some(*mark) == gravest)
        .map_or(0, |(span, _)| span.start);
    // A column takes four bytes at most, but for combining marks, of which a line needs none.
    let reach = 4 * columns + 64;
    let near = Span::new(
        text.floor_char_boundary(at.saturating_sub(reach)),
        text.floor_char_boundary(at.saturating_add(reach).min(text.len())),
    );
    let marks: Vec<_> = marks
        .iter()
        .filter(|(span, _)| span.overlaps(near))
        .map(|(span, mark)| {
            let start = span.start.saturating_sub(near.start);
            (Span::new(start, span.end.saturating_sub(near.start)), *mark)
        })
        .collect();
    let cells = cells(near.of(text), &marks);
    let total: usize = cells.iter().map(|cell| cell.width).sum();
    if total <= columns && near.len() == text.len() {
        return cells;
    }
    let cut = (near.start > 0, near.end < text.len());
    let marked = |cell: &Cell| gravest.is_some() && cell.mark == gravest;
    let first = cells.iter().position(marked).unwrap_or(0);
    let last = cells.iter().rposition(marked).map_or(first, |at| at + 1);
    let (mut start, mut end, mut used) = (first, first, 4);
    while end < last && used + cells[end].width <= columns {
        used += cells[end].width;
        end += 1;
    }
    // One side, then the other, as long as there is room: the marks stay in the middle.
    loop {
        let before = used;
        if start > 0 && used + cells[start - 1].width <= columns {
            start -= 1;
            used += cells[start].width;
        }
        if end < cells.len() && used + cells[end].width <= columns {
            used += cells[end].width;
            end += 1;
        }
        if used == before {
            break;
        }
    }
    shorten(&cells, start..end, first..last.min(end), cut)
}

/// `cells[shown]`, its ends moved inwards to where words begin and end, but not into `keep`; `cut`
/// tells whether the text goes on before and after `cells`.
fn shorten(
    cells: &[Cell],
    shown: Range<usize>,
    keep: Range<usize>,
    cut: (bool, bool),
) -> Vec<Cell> {
    let Range { mut start, mut end } = shown;
    let edge = |at: usize| at > 0 && cells[at - 1].breaks_after;
    let cut = (cut.0 || start > 0, cut.1 || end < cells.len());
    if cut.0
        && let Some(at) = (start..keep.start).find(|at| edge(*at) && !cells[*at].is_space())
    {
        start = at;
    }
    if cut.1
        && let Some(at) = (keep.end..end).rev().find(|at| edge(*at))
        && at > start
    {
        end = at;
    }
    let mut line = Vec::with_capacity(end - start + 4);
    if cut.0 {
        line.extend([Cell::sign("…"), Cell::sign(" ")]);
    }
    line.extend_from_slice(trimmed(&cells[start..end]));
    if cut.1 {
        line.extend([Cell::sign(" "), Cell::sign("…")]);
    }
    line
}

/// `text` on one line of at most `columns`, with an ellipsis when it had to be cut.
pub fn fit(text: &str, columns: usize) -> String {
    let cells = cells(text, &[]);
    let total: usize = cells.iter().map(|cell| cell.width).sum();
    let mut shown = String::new();
    let mut used = 0;
    for cell in &cells {
        if total > columns && used + cell.width + 1 > columns {
            return shown.trim_end().to_owned() + "…";
        }
        used += cell.width;
        shown.push_str(&cell.text);
    }
    shown
}
