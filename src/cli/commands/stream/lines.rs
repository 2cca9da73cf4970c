//! The lines of standard input that say something, with their numbers.

use std::io::{self, BufRead as _, Read as _};

use citecheck::limits::STREAM_LINE_BYTES;

/// Bytes of input that are asked for at once.
const READ: usize = 1 << 16;

/// What some editors begin a file of UTF-8 with.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Standard input, line by line.
pub struct Lines {
    input: io::BufReader<io::Stdin>,
    number: usize,
}

impl Lines {
    pub fn new() -> Self {
        Self {
            input: io::BufReader::with_capacity(READ, io::stdin()),
            number: 0,
        }
    }

    /// The next line that is not blank, with its number from 1; none at the end. Waits for one line only.
    pub fn next(&mut self) -> io::Result<Option<(usize, Vec<u8>)>> {
        loop {
            let mut line = Vec::new();
            let mut input = (&mut self.input).take(STREAM_LINE_BYTES);
            if input.read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if self.number == 1 && line.starts_with(BYTE_ORDER_MARK) {
                line.drain(..BYTE_ORDER_MARK.len());
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some((self.number, line)));
            }
        }
    }
}
