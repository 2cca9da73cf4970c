//! Byte offsets to lines and columns.

use std::sync::Arc;

use super::place::Place;

/// Bytes between two counts of code points: a column is found by counting less than this many.
const STEP: usize = 1024;

/// Finds lines and columns of one text, in time that does not depend on how long its lines are.
#[derive(Clone, Debug)]
pub struct Positions {
    file: Arc<str>,
    /// Byte offset of each line's first character.
    starts: Vec<usize>,
    /// Code points before each multiple of [`STEP`].
    counts: Vec<usize>,
}

impl Positions {
    /// Of `text`, which stands in `file`.
    pub fn new(file: Arc<str>, text: &str) -> Self {
        let starts = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
            .collect();
        let mut counts = vec![0];
        let mut total = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            total += chunk.iter().filter(|byte| begins_char(**byte)).count();
            counts.push(total);
        }
        Self {
            file,
            starts,
            counts,
        }
    }

    /// The place of the byte `at` of `text`, which must be the text given to [`Self::new`]; past
    /// its end, the end.
    pub fn place(&self, text: &str, at: usize) -> Place {
        let at = at.min(text.len());
        let line = self.starts.partition_point(|start| *start <= at);
        // There is a line at 0, so that `line` is at least 1.
        let start = self.starts[line - 1];
        Place {
            file: Arc::clone(&self.file),
            line,
            column: self.chars(text, at) - self.chars(text, start) + 1,
        }
    }

    /// Code points that begin before the byte `at`.
    fn chars(&self, text: &str, at: usize) -> usize {
        let step = at / STEP;
        let rest = &text.as_bytes()[step * STEP..at];
        self.counts[step] + rest.iter().filter(|byte| begins_char(**byte)).count()
    }
}

/// Whether a byte of UTF-8 is the first of its character (RFC 3629, section 3).
const fn begins_char(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points_however_long_the_line() {
        let text = format!("é\n{}x", "é".repeat(5000));
        let lines = Positions::new(Arc::from("a.md"), &text);
        let place = lines.place(&text, text.len() - 1);
        assert_eq!((place.line, place.column), (2, 5001));
        assert_eq!(lines.place(&text, 0).column, 1);
        assert_eq!(lines.place(&text, usize::MAX).column, 5002);
    }
}
