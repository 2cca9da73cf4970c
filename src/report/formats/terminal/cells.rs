//! Text laid out in columns: characters that no terminal may obey are escaped, wide ones count
//! two columns, spans keep their marks through wrapping and cutting.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::report::reading::Mark;
use crate::text::{Span, log_commands, must_escape, printable_line};

/// One character as people count them, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'t> {
    /// What is written.
    pub text: Cow<'t, str>,
    /// Columns that it takes.
    pub width: usize,
    /// What is to be said of it.
    pub mark: Option<Mark>,
    breaks_after: bool,
}

impl<'t> Cell<'t> {
    fn is_space(&self) -> bool {
        self.text == " "
    }

    /// A character of one column that is not of the text.
    const fn sign(text: &'t str, breaks_after: bool) -> Self {
        Self {
            text: Cow::Borrowed(text),
            width: 1,
            mark: None,
            breaks_after,
        }
    }
}

/// `text` as cells. Of marks that overlap, the graver counts. White space becomes single spaces.
pub fn cells<'t>(text: &'t str, marks: &[(Span, Mark)]) -> Vec<Cell<'t>> {
    let mut cells: Vec<Cell<'t>> = Vec::with_capacity(text.len());
    let guarded = log_commands(text);
    for (at, grapheme) in graphemes(text) {
        let here = Span::new(at, at + grapheme.len());
        let mark = marks
            .iter()
            .filter(|(span, _)| span.overlaps(here))
            .map(|(_, mark)| *mark)
            .max();
        if grapheme.chars().all(char::is_whitespace) {
            if let Some(last) = cells.last_mut()
                && !last.is_space()
            {
                last.breaks_after = true;
                cells.push(Cell {
                    mark,
                    ..Cell::sign(" ", true)
                });
            }
            continue;
        }
        let shown = if guarded.contains(&at) {
            Cow::Owned(grapheme.escape_unicode().to_string())
        } else if grapheme.chars().any(must_escape) {
            Cow::Owned(printable_line(grapheme))
        } else {
            Cow::Borrowed(grapheme)
        };
        if let Some(last) = cells.last_mut()
            && !last.is_space()
        {
            last.breaks_after = may_break(&last.text, &shown);
        }
        cells.push(Cell {
            width: if shown.is_ascii() {
                shown.len()
            } else {
                shown.width()
            },
            text: shown,
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

/// The characters of `text` as people count them. Those of ASCII are bytes, but for a line break of
/// two, which is white space either way; finding them is much quicker.
fn graphemes(text: &str) -> Box<dyn Iterator<Item = (usize, &str)> + '_> {
    if text.is_ascii() {
        Box::new((0..text.len()).map(move |at| (at, &text[at..=at])))
    } else {
        Box::new(text.grapheme_indices(true))
    }
}

/// `text` on one line, in characters that a terminal and a CI log take for text.
pub fn plain(text: &str) -> String {
    cells(text, &[]).into_iter().map(|cell| cell.text).collect()
}

/// Whether a line may end between two characters that no space parts: after a dash between words, and between
/// characters of scripts without spaces, except where a closing mark would begin a line or an opening one end it.
/// Never after a hyphen or a slash: what has them may be an id, a date, a path, which people copy.
fn may_break(before: &str, after: &str) -> bool {
    let (Some(a), Some(b)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    if matches!(a, '–' | '—') {
        return b.is_alphabetic();
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
pub fn wrap<'c, 't>(cells: &'c [Cell<'t>], width: usize) -> Vec<&'c [Cell<'t>]> {
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

fn trimmed<'c, 't>(mut cells: &'c [Cell<'t>]) -> &'c [Cell<'t>] {
    while let [rest @ .., last] = cells
        && last.is_space()
    {
        cells = rest;
    }
    cells
}

/// The part of `text` worth showing in `columns`: all of it, or what surrounds the gravest marks,
/// with an ellipsis where something is left out. The cost does not grow with the text.
pub fn excerpt<'t>(text: &'t str, marks: &[(Span, Mark)], columns: usize) -> Vec<Cell<'t>> {
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
    let cells = cells(&text[near.range()], &marks);
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
fn shorten<'t>(
    cells: &[Cell<'t>],
    shown: Range<usize>,
    keep: Range<usize>,
    cut: (bool, bool),
) -> Vec<Cell<'t>> {
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
        line.extend([Cell::sign("…", false), Cell::sign(" ", true)]);
    }
    line.extend_from_slice(trimmed(&cells[start..end]));
    if cut.1 {
        line.extend([Cell::sign(" ", true), Cell::sign("…", false)]);
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
