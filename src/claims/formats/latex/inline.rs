//! Commands in running text: what each writes, skips or opens.

use unicode_normalization::UnicodeNormalization as _;

use super::commands::{Command, accent, command};
use super::reader::{Group, Reader};
use crate::claims::blocks::draft::{Block, Kind};
use crate::claims::citations::forms::tex;
use crate::claims::citations::syntax::key_list;
use crate::text::Span;

impl Reader<'_> {
    pub(super) fn command(&mut self, rest: &str) {
        self.write_read();
        if let Some(cite) = tex::cite(rest) {
            self.cite(&cite);
            return;
        }
        let letters = rest[1..].bytes().take_while(u8::is_ascii_alphabetic);
        let letters = letters.count();
        if letters == 0 {
            self.symbol(rest);
            return;
        }
        let name = &rest[1..=letters];
        let start = self.at;
        let star = usize::from(rest[1 + letters..].starts_with('*'));
        self.skip_to(start + 1 + letters + star);
        match command(name) {
            Command::Text(text) => self.write(text, Span::new(start, self.at)),
            Command::Accent(accent) => self.accent(start, accent),
            Command::Heading(level) => {
                self.option();
                self.close_block();
                self.open_group(Group::Heading);
                self.block = Some(Block::new(Kind::Heading(level)));
            }
            Command::Left(arguments) => self.arguments(arguments),
            Command::Title => {
                self.option();
                let held = self.block.take();
                self.held += 1;
                self.open_group(Group::Title(held));
            }
            Command::Caption => {
                self.option();
                let held = self.block.take();
                self.held += 1;
                self.open_group(Group::Caption(held));
            }
            Command::Footnote => self.footnote(start),
            Command::Item => self.item(),
            Command::Entry => self.entry(),
            Command::Begin => self.begin(),
            Command::End => self.end_environment(),
            Command::Address => {
                if let Some(inside) = self.argument() {
                    let address = tex::plain(inside.of(self.source));
                    let from = self.open_block().prose.len();
                    self.write(&address, inside);
                    self.open_block().push_link(from, &address, "");
                }
            }
            Command::Link => {
                if let Some(inside) = self.argument() {
                    let address = tex::plain(inside.of(self.source));
                    let from = self.open_block().prose.len();
                    self.open_group(Group::Link(from, address));
                }
            }
            Command::Code => {
                let from = self.open_block().prose.len();
                self.open_group(Group::Code(from));
            }
            Command::Strong => {
                let from = self.open_block().prose.len();
                self.open_group(Group::Strong(from));
            }
            Command::Quote => {
                self.write("“", Span::new(start, self.at));
                self.open_group(Group::Quote);
            }
            Command::Fraction => self.open_group(Group::Numerator),
            Command::Quantity => self.quantity(),
            Command::Verbatim => self.verbatim(),
            Command::Paragraph => self.end_paragraph(),
            Command::RowEnd => self.end_row(),
            Command::Never => self.leave_to("\\fi"),
            Command::Other => self.option(),
        }
    }

    /// A command of one character that is no letter.
    pub(super) fn symbol(&mut self, rest: &str) {
        let start = self.at;
        let Some(c) = rest[1..].chars().next() else {
            self.skip_to(start + 1);
            return;
        };
        let length = 1 + c.len_utf8();
        match c {
            '[' => return self.display(length, "\\]"),
            '\\' => {
                self.skip_to(start + length + usize::from(rest[length..].starts_with('*')));
                self.option();
                self.end_row();
                return;
            }
            _ => self.skip_to(start + length),
        }
        let file = Span::new(start, start + length);
        match c {
            '(' | ')' if (c == '(') == self.formula.is_none() => self.toggle_formula(),
            '%' | '&' | '$' | '#' | '_' | '{' | '}' => self.write(&c.to_string(), file),
            ' ' | ',' | ';' | ':' | '>' | '\n' if self.block.is_some() => self.write(" ", file),
            _ => {
                if let Some(mark) = accent(c.encode_utf8(&mut [0; 4])) {
                    self.accent(start, mark);
                }
            }
        }
    }

    /// An accent and the letter under it.
    pub(super) fn accent(&mut self, start: usize, mark: char) {
        let rest = &self.source[self.at..self.end];
        let inner = rest.trim_start_matches([' ', '{']);
        let braces = rest[..rest.len() - inner.len()].contains('{');
        // The dotless letters are there to be accented.
        let inner = inner
            .strip_prefix("\\i")
            .or_else(|| inner.strip_prefix("\\j"))
            .map_or(inner, |_| &inner[1..]);
        let Some(letter) = inner.chars().next().filter(|c| c.is_alphabetic()) else {
            return;
        };
        let mut end = self.end - inner.len() + letter.len_utf8();
        end += usize::from(braces && self.source[end..].starts_with('}'));
        let text: String = [letter, mark].into_iter().nfc().collect();
        self.write(&text, Span::new(start, end));
        self.skip_to(end);
    }

    /// A citation: as it is, for who reads citations in texts; in a note, what it names.
    pub(super) fn cite(&mut self, cite: &tex::Cite<'_>) {
        let file = Span::new(self.at, self.at + cite.length);
        if self.notes.is_empty() {
            self.write(file.of(self.source), file);
        } else {
            let refs = key_list(cite.keys).unwrap_or_default();
            self.mark(file, refs);
        }
        self.skip_to(file.end);
    }

    /// `\SI{12}{\kilo\metre}`: the number, and the unit in words.
    pub(super) fn quantity(&mut self) {
        self.option();
        let (Some(number), Some(unit)) = (self.argument(), self.argument()) else {
            return;
        };
        let unit_text = unit
            .of(self.source)
            .replace("\\per", " per ")
            .replace("\\percent", "%")
            .replace("\\celsius", "°C")
            .replace("\\degreeCelsius", "°C")
            .replace(['\\', '{', '}'], "");
        self.write(number.of(self.source), number);
        self.write(" ", Span::new(number.end, unit.start));
        self.write(&unit_text, unit);
    }

    /// `\verb|…|`: between two of any character.
    pub(super) fn verbatim(&mut self) {
        const LONGEST: usize = 300;
        let rest = &self.source[self.at..self.end];
        let Some(mark) = rest.chars().next() else {
            return;
        };
        let open = mark.len_utf8();
        let close = if mark == '{' { '}' } else { mark };
        let mut inner = rest[open..].char_indices().take(LONGEST);
        let Some((length, _)) = inner.find(|(_, c)| *c == close) else {
            return;
        };
        let inside = Span::new(self.at + open, self.at + open + length);
        let start = self.open_block().prose.len();
        self.write(inside.of(self.source), inside);
        let block = self.open_block();
        let span = block.from(start);
        block.code.push(span);
        self.skip_to(inside.end + close.len_utf8());
    }
}
