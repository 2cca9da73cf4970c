//! Bytes of a text to the protocol's positions, and back: lines from 0, and in a line code units of UTF-16.

use lsp_types::{Position, Range};

use crate::text::Span;

/// Finds positions in one text.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    /// Byte offset of each line's first character.
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            // A line ends with either, or with both.
            .filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        Self {
            starts: std::iter::once(0).chain(ends.map(|at| at + 1)).collect(),
        }
    }

    /// The position of the byte `at` of `text`, the text given to [`Self::new`]; past its end, the end.
    pub(super) fn position(&self, text: &str, at: usize) -> Position {
        let at = at.min(text.len());
        let line = self.starts.partition_point(|start| *start <= at) - 1;
        let before = Span::new(self.starts[line], at).of(text);
        let units: usize = before.chars().map(char::len_utf16).sum();
        Position::new(number(line), number(units))
    }

    pub(super) fn range(&self, text: &str, span: Span) -> Range {
        Range::new(
            self.position(text, span.start),
            self.position(text, span.end),
        )
    }

    /// The byte at a position; past a line's end, its end.
    pub(super) fn offset(&self, text: &str, position: Position) -> usize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        let Some(start) = self.starts.get(line).copied() else {
            return text.len();
        };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let mut units = 0;
        let line = Span::new(start, end).of(text);
        let line = line.trim_end_matches(['\r', '\n']);
        for (at, c) in line.char_indices() {
            units += number(c.len_utf16());
            if units > position.character {
                return start + at;
            }
        }
        start + line.len()
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_count_as_in_utf_16_and_lines_end_in_three_ways() {
        let text = "ä𝄞b\r\nc\rd\n";
        let lines = Lines::new(text);
        for (found, line, character) in [
            ("ä", 0, 0),
            ("𝄞", 0, 1),
            ("b", 0, 3),
            ("c", 1, 0),
            ("d", 2, 0),
        ] {
            let at = text.find(found).unwrap();
            let position = Position::new(line, character);
            assert_eq!(lines.position(text, at), position, "{found}");
            assert_eq!(lines.offset(text, position), at, "{found}");
        }
        assert_eq!(lines.position(text, usize::MAX), Position::new(3, 0));
        assert_eq!(lines.offset(text, Position::new(0, 99)), "ä𝄞b".len());
        assert_eq!(lines.offset(text, Position::new(99, 0)), text.len());
        assert_eq!(lines.offset(text, Position::new(0, 2)), "ä".len());
    }
}
