//! What follows a command: arguments in braces, in brackets, and groups.

use super::reader::{Group, Reader};
use crate::claims::citations::forms::tex;
use crate::text::Span;

/// Bytes of the longest optional argument.
const LONGEST_OPTION: usize = 1_000;

impl Reader<'_> {
    /// Goes on after the next `end`; at the article's end where there is none.
    pub(super) fn leave_to(&mut self, end: &str) {
        let rest = &self.source.as_bytes()[self.at..self.end];
        let found = memchr::memmem::find(rest, end.as_bytes());
        let at = found.map_or(self.end, |found| self.at + found + end.len());
        if self.block.is_some() {
            self.write(" ", Span::new(self.at, at));
        }
        self.skip_to(at);
    }

    /// Opens what the brace here begins; without a brace it is the next character, and nothing opens.
    pub(super) fn open_group(&mut self, group: Group) {
        let rest = &self.source[self.at..self.end];
        let blank = rest.len() - rest.trim_start_matches([' ', '\n']).len();
        self.groups.push(group);
        if rest[blank..].starts_with('{') {
            self.skip_to(self.at + blank + 1);
        } else {
            self.close_group();
        }
    }

    /// Skips an argument in brackets, if one stands here.
    pub(super) fn option(&mut self) {
        let rest = &self.source[self.at..self.end];
        if !rest.starts_with('[') {
            return;
        }
        let mut depth = 0_usize;
        for (offset, byte) in rest.bytes().take(LONGEST_OPTION).enumerate() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b']' if depth == 0 => {
                    self.skip_to(self.at + offset + 1);
                    return;
                }
                _ => {}
            }
        }
    }

    /// The inside of the argument in braces that stands here, as it is written.
    pub(super) fn argument(&mut self) -> Option<Span> {
        let inside = tex::group(self.source, self.at)?;
        self.skip_to(inside.end + 1);
        Some(inside)
    }

    /// Skips so many arguments, with what stands in brackets between them.
    pub(super) fn arguments(&mut self, count: usize) {
        for _ in 0..count {
            self.option();
            if self.argument().is_none() {
                return;
            }
        }
        self.option();
    }
}
