//! Tables in plain text: lines of as many cells, between bars, tabs or in columns of blanks.

use crate::extract::row::RowText;

/// Lines and columns of the smallest table.
const LEAST: usize = 2;

/// Lines of the smallest table whose first line heads the others, though none of them has a figure.
const LEAST_OF_WORDS: usize = 3;

/// What parts the cells of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bar,
    Tab,
    Blanks,
}

/// A cell of a line, and the columns where it begins and ends, in characters.
#[derive(Clone, Copy)]
struct Cell<'t> {
    text: &'t str,
    begins: usize,
    ends: usize,
}

/// The table that begins with the first of `lines`: its rows, and how many lines it takes.
pub(super) fn at_start(lines: &[&str]) -> Option<(Vec<RowText>, usize)> {
    let mark = mark(lines.first()?)?;
    let mut rows: Vec<Vec<Cell<'_>>> = Vec::new();
    let mut taken = 0;
    let mut is_ruled = false;
    for line in lines {
        if is_rule(line) {
            is_ruled |= rows.len() == 1;
        } else {
            let cells = cells(line, mark);
            let is_like = rows.first().is_none_or(|first| first.len() == cells.len());
            if cells.len() < LEAST || !is_like || line.trim().is_empty() {
                break;
            }
            rows.push(cells);
        }
        taken += 1;
    }
    let is_table = rows.len() >= LEAST && (mark != Mark::Blanks || are_aligned(&rows));
    is_table.then(|| (read(&rows, is_ruled), taken))
}

fn mark(line: &str) -> Option<Mark> {
    let line = line.trim();
    if line.trim_matches('|').contains('|') {
        Some(Mark::Bar)
    } else if line.contains('\t') {
        Some(Mark::Tab)
    } else {
        line.contains("  ").then_some(Mark::Blanks)
    }
}

/// A line between rows: "|---|:--:|", "----  ----".
fn is_rule(line: &str) -> bool {
    let is_of_rule = |c: char| {
        matches!(
            c,
            '-' | '|' | ':' | '=' | '+' | ' ' | '\t' | '─' | '\n' | '\r'
        )
    };
    line.matches(['-', '=', '─']).count() > LEAST && line.chars().all(is_of_rule)
}

fn cells(line: &str, mark: Mark) -> Vec<Cell<'_>> {
    let line = line.trim_end();
    let whole = match mark {
        Mark::Bar => {
            let line = line.trim_start();
            let line = line.strip_prefix('|').unwrap_or(line);
            line.strip_suffix('|').unwrap_or(line)
        }
        Mark::Tab | Mark::Blanks => line,
    };
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut add = |from: usize, to: usize| {
        let text = &whole[from..to];
        let begins = from + text.len() - text.trim_start().len();
        let text = text.trim();
        let column = |byte: usize| whole[..byte].chars().count();
        found.push(Cell {
            text,
            begins: column(begins),
            ends: column(begins + text.len()),
        });
    };
    while let Some(next) = next_mark(&whole[at..], mark) {
        let (from, to) = (at + next.0, at + next.1);
        // Blanks before the first word, and the two behind a sentence, part no cells.
        let parts = mark != Mark::Blanks
            || !whole[start..from].trim().is_empty() && !whole[..from].ends_with(['.', '!', '?']);
        if parts {
            add(start, from);
            start = to;
        }
        at = to;
    }
    add(start, whole.len());
    found
}

/// The bytes of the next mark in `line`.
fn next_mark(line: &str, mark: Mark) -> Option<(usize, usize)> {
    let sign = match mark {
        Mark::Bar => "|",
        Mark::Tab => "\t",
        Mark::Blanks => "  ",
    };
    let from = line.find(sign)?;
    let blanks = line[from..].len() - line[from..].trim_start_matches(' ').len();
    Some((from, from + blanks.max(1)))
}

/// Whether the cells of each column stand one below another, flush on the left or on the right.
fn are_aligned(rows: &[Vec<Cell<'_>>]) -> bool {
    let columns = rows.first().map_or(0, Vec::len);
    let is_flush = |column: usize, edge: fn(&Cell<'_>) -> usize| {
        let mut edges = rows.iter().map(|row| edge(&row[column]));
        let first = edges.next();
        edges.all(|other| Some(other) == first)
    };
    (1..columns)
        .all(|column| is_flush(column, |cell| cell.begins) || is_flush(column, |cell| cell.ends))
}

/// The rows, each cell behind what heads its column, if the first line does.
fn read(rows: &[Vec<Cell<'_>>], is_ruled: bool) -> Vec<RowText> {
    let header = rows.first().filter(|_| is_ruled || has_header(rows));
    let text = |(index, row): (usize, &Vec<Cell<'_>>)| {
        let mut text = RowText::default();
        for (column, cell) in row.iter().enumerate() {
            let head = header.filter(|_| index > 0 && column > 0);
            text.add(head.map(|head| head[column].text), cell.text);
        }
        text
    };
    rows.iter().enumerate().map(text).collect()
}

/// Whether the first row names the columns: it has no figure, or years alone, in a column where the others have figures;
/// or nothing has any.
fn has_header(rows: &[Vec<Cell<'_>>]) -> bool {
    let Some((first, body)) = rows.split_first() else {
        return false;
    };
    let has_figure = |cell: &Cell<'_>| cell.text.contains(|c: char| c.is_ascii_digit());
    let is_year = |cell: &Cell<'_>| {
        cell.text.len() == 4
            && (cell.text.starts_with("19") || cell.text.starts_with("20"))
            && has_figure(cell)
    };
    let heads = &first[1..];
    if heads.iter().any(|head| head.text.is_empty()) {
        return false;
    }
    let has_figures =
        |column: usize, is: &dyn Fn(&Cell<'_>) -> bool| body.iter().all(|row| is(&row[column]));
    let mut columns = 1..first.len();
    if heads.iter().all(is_year) {
        return columns.any(|column| !has_figures(column, &is_year));
    }
    if first.iter().any(has_figure) {
        return false;
    }
    let is_of_words = !body.iter().flatten().any(has_figure);
    columns.any(|column| has_figures(column, &has_figure))
        || is_of_words && rows.len() >= LEAST_OF_WORDS && first.len() > LEAST
}
