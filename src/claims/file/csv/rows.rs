//! Rows of a CSV file, each cell with its place (RFC 4180).

use crate::text::Span;

/// Characters that part cells, in the order of how common they are.
const DELIMITERS: &[u8] = b",;\t|";

/// The delimiter that is commonest in the header, outside of quotation marks.
fn delimiter(text: &str) -> u8 {
    let mut counts = [0_usize; 4];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            byte if !quoted => {
                if let Some(index) = DELIMITERS.iter().position(|d| *d == byte) {
                    counts[index] += 1;
                }
            }
            _ => {}
        }
    }
    let best = (0..DELIMITERS.len())
        .rev()
        .max_by_key(|index| counts[*index]);
    DELIMITERS[best.unwrap_or(0)]
}

#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Its characters in the file, without quotation marks.
    pub(super) span: Span,
    pub(super) unclosed: bool,
}

pub(super) struct Rows<'t> {
    text: &'t str,
    at: usize,
    delimiter: u8,
}

impl Iterator for Rows<'_> {
    type Item = Vec<Cell>;

    fn next(&mut self) -> Option<Vec<Cell>> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut row = Vec::new();
        loop {
            row.push(self.cell());
            let bytes = self.text.as_bytes();
            match bytes.get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                Some(_) => {
                    self.at += if bytes[self.at..].starts_with(b"\r\n") {
                        2
                    } else {
                        1
                    };
                    return Some(row);
                }
                None => return Some(row),
            }
        }
    }
}

impl<'t> Rows<'t> {
    /// The rows of `text`, whose delimiter is that of its header.
    pub(super) fn of(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            delimiter: delimiter(text),
        }
    }

    /// Reads a cell, up to what ends it.
    fn cell(&mut self) -> Cell {
        let bytes = self.text.as_bytes();
        let delimiter = self.delimiter;
        let ends = |byte: u8| byte == delimiter || matches!(byte, b'\n' | b'\r');
        let start = self.at;
        if bytes.get(start) != Some(&b'"') {
            let len = bytes[start..].iter().position(|byte| ends(*byte));
            self.at = len.map_or(bytes.len(), |len| start + len);
            let span = Span::new(start, self.at);
            return Cell {
                text: span.of(self.text).to_owned(),
                span,
                unclosed: false,
            };
        }
        let mut text = String::new();
        let mut from = start + 1;
        let (end, unclosed) = loop {
            let Some(quote) = memchr::memchr(b'"', &bytes[from..]).map(|at| from + at) else {
                text.push_str(&self.text[from..]);
                self.at = bytes.len();
                break (bytes.len(), true);
            };
            text.push_str(&self.text[from..quote]);
            if bytes.get(quote + 1) == Some(&b'"') {
                text.push('"');
                from = quote + 2;
                continue;
            }
            // What stands between the closing mark and the delimiter is kept.
            let len = bytes[quote + 1..].iter().position(|byte| ends(*byte));
            self.at = len.map_or(bytes.len(), |len| quote + 1 + len);
            text.push_str(&self.text[quote + 1..self.at]);
            break (quote, false);
        };
        Cell {
            text,
            span: Span::new(start + 1, end),
            unclosed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_cells_may_hold_everything() {
        let text = "a;\"b;\"\"c\"\"\nd\"\r\n\r\ne;f";
        let rows: Vec<Vec<String>> = Rows {
            text,
            at: 0,
            delimiter: b';',
        }
        .map(|row| row.into_iter().map(|cell| cell.text).collect())
        .collect();
        assert_eq!(rows, [vec!["a", "b;\"c\"\nd"], vec![""], vec!["e", "f"]]);
    }
}
