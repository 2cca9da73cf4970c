//! Text of claims and pages in Markdown: no character of it can be markup, since `CommonMark` does not
//! let a character reference begin anything.

use std::fmt::Write as _;

use crate::report::reading::Mark;
use crate::text::{Span, must_escape};

/// Characters of one text; the JSON report has the rest.
pub const LONGEST_TEXT: usize = 1200;

/// An address that ends where it should inside `(…)`.
pub fn target(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '(' | ')' | '<' | '>' | '\\' | '"' | '\'' | '|' | '`' | '*' | '_' | ' ' => {
                let _ = write!(text, "%{:02X}", u32::from(c));
            }
            c if must_escape(c) => {}
            c => text.push(c),
        }
    }
    text
}

/// At most `most` characters of `text` on one line, none of them markup.
pub fn safe(text: &str, most: usize) -> String {
    let mut plain = Plain::default();
    for (count, c) in text.chars().enumerate() {
        if count == most {
            plain.0.push('…');
            break;
        }
        plain.push(c);
    }
    plain.0
}

/// `text` with what differs and what nothing bears out in bold.
pub fn marked(text: &str, marks: &[(Span, Mark)]) -> String {
    let mut plain = Plain::default();
    let mut bold = false;
    let marks: Vec<_> = marks
        .iter()
        .filter(|(_, mark)| *mark > Mark::Same)
        .collect();
    for (count, (at, c)) in text.char_indices().enumerate() {
        if count == LONGEST_TEXT {
            plain.0.push('…');
            break;
        }
        let here = Span::new(at, at + c.len_utf8());
        let inside = marks.iter().any(|(span, _)| span.overlaps(here));
        if inside != bold {
            plain.0.push_str(if inside { "<b>" } else { "</b>" });
            bold = inside;
        }
        plain.push(c);
    }
    if bold {
        plain.0.push_str("</b>");
    }
    plain.0
}

/// Text in which nothing is markup.
#[derive(Default)]
pub struct Plain(String);

impl Plain {
    pub fn push(&mut self, c: char) {
        let text = &mut self.0;
        match c {
            '\n' | '\r' | '\t' => text.push(' '),
            // A comment parts a name from its sign, so that nobody is called and no issue is linked.
            '@' | '#' => {
                let _ = write!(text, "&#{};<!-- -->", u32::from(c));
            }
            // A list begins with these, and a bare address with "www.".
            '-' | '.' | '+' | '=' => {
                let begins = text.chars().all(|c| c.is_ascii_digit() || c == ' ');
                let address = text
                    .get(text.len().saturating_sub(3)..)
                    .is_some_and(|end| end.eq_ignore_ascii_case("www"));
                if begins || address {
                    let _ = write!(text, "&#{};", u32::from(c));
                } else {
                    text.push(c);
                }
            }
            ' ' | ',' | '\'' | '?' | '%' | '/' | ';' => text.push(c),
            c if c.is_ascii_alphanumeric() => text.push(c),
            c if c.is_ascii_graphic() => {
                let _ = write!(text, "&#{};", u32::from(c));
            }
            c if must_escape(c) => {
                let _ = write!(text, "&#92;u&#123;{:x}&#125;", u32::from(c));
            }
            c => text.push(c),
        }
    }
}
