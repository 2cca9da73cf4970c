//! The gate that everything passes which the program writes for others to read: no line of it is a
//! command to a CI system, and nothing in it moves the cursor or reorders a line.
//!
//! Writers make their formats safe by themselves, each in its way; this is the one place that holds
//! for all of them, whatever a writer forgot. What has to be changed is written as the format writes
//! a character that it can't show, so that JSON and TOML read back as the same text.

use std::fmt::Write as _;
use std::io::{self, Write};

use citecheck::printable::must_escape;

use super::kind::Kind;

/// Longest escape sequence for colours that passes, in bytes.
const MAX_STYLE: usize = 32;

/// Letters of a CI system's name in `##name[`, the longest that is known having eight.
const MAX_NAME: usize = 32;

/// A writer that hands on what may be handed on.
pub struct Gate<W> {
    to: W,
    kind: Kind,
    /// Bytes of a character that is not complete.
    part: Vec<u8>,
    /// An escape sequence that is not complete.
    style: String,
    /// A carriage return that waits for its line feed.
    returned: bool,
    line: Place,
    bracket: Bracket,
    ready: String,
}

/// Where in a line the next character stands, as far as GitHub's runner cares: it takes a line for a
/// command that has `::` after blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Start,
    AfterColon,
    Inside,
}

/// How much of `##name[` stands before the next character: Azure's agent and `TeamCity` look for it
/// anywhere in a line, GitHub's runner for `##[`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bracket {
    No,
    OneHash,
    Name(usize),
}

impl<W: Write> Gate<W> {
    pub fn new(to: W, kind: Kind) -> Self {
        Self {
            to,
            kind,
            part: Vec::new(),
            style: String::new(),
            returned: false,
            line: Place::Start,
            bracket: Bracket::No,
            ready: String::new(),
        }
    }

    /// Writes what was held back, and hands on the writer.
    pub fn finish(mut self) -> io::Result<W> {
        self.end_return();
        self.end_style();
        let part = std::mem::take(&mut self.part);
        self.take(&String::from_utf8_lossy(&part));
        self.hand_on()?;
        self.to.flush()?;
        Ok(self.to)
    }

    fn hand_on(&mut self) -> io::Result<()> {
        let ready = std::mem::take(&mut self.ready);
        let written = self.to.write_all(ready.as_bytes());
        self.ready = ready;
        self.ready.clear();
        written
    }

    fn take(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            // Most text is inside of lines and has nothing to look at.
            let plain = if self.is_plain() {
                plain_prefix(rest)
            } else {
                0
            };
            if plain > 0 {
                self.ready.push_str(&rest[..plain]);
                rest = &rest[plain..];
                continue;
            }
            self.take_char(c);
            rest = &rest[c.len_utf8()..];
        }
    }

    fn is_plain(&self) -> bool {
        self.line == Place::Inside
            && self.bracket == Bracket::No
            && self.style.is_empty()
            && !self.returned
    }

    fn take_char(&mut self, c: char) {
        if !self.style.is_empty() && self.goes_on_style(c) {
            return;
        }
        if self.returned && c == '\n' {
            self.ready.push('\r');
            self.returned = false;
        }
        self.end_return();
        match c {
            '\u{1B}' if self.kind == Kind::Text => self.style.push(c),
            '\r' => self.returned = true,
            '\n' => {
                self.ready.push('\n');
                self.line = Place::Start;
                self.bracket = Bracket::No;
            }
            _ => self.take_visible(c),
        }
    }

    fn take_visible(&mut self, c: char) {
        let command = c == ':' && self.line == Place::AfterColon && self.kind != Kind::Commands;
        let bracket = c == '[' && matches!(self.bracket, Bracket::Name(_));
        if command || bracket || (must_escape(c) && c != '\t') {
            self.escape(c);
        } else {
            self.ready.push(c);
        }
        self.line = match (self.line, c) {
            (Place::Start, ':') => Place::AfterColon,
            (Place::Start, c) if c.is_whitespace() => Place::Start,
            _ => Place::Inside,
        };
        self.bracket = match (self.bracket, c) {
            (Bracket::No, '#') => Bracket::OneHash,
            (Bracket::OneHash | Bracket::Name(_), '#') => Bracket::Name(0),
            (Bracket::Name(letters), c) if c.is_alphanumeric() && letters < MAX_NAME => {
                Bracket::Name(letters + 1)
            }
            _ => Bracket::No,
        };
    }

    /// Takes one more character of an escape sequence: only those that set a style pass (ECMA-48,
    /// SGR), and a command behind them still begins its line.
    fn goes_on_style(&mut self, c: char) -> bool {
        let begun = self.style.len() > 1;
        let goes_on = match c {
            '[' => !begun,
            '0'..='9' | ';' | ':' => begun && self.style.len() < MAX_STYLE,
            'm' => begun,
            _ => false,
        };
        if !goes_on {
            self.end_style();
            return false;
        }
        self.style.push(c);
        if c == 'm' {
            self.ready.push_str(&self.style);
            self.style.clear();
        }
        true
    }

    /// What began like an escape sequence for a style is none.
    fn end_style(&mut self) {
        let style = std::mem::take(&mut self.style);
        let mut chars = style.chars();
        if let Some(escape) = chars.next() {
            self.escape(escape);
            self.line = Place::Inside;
            self.bracket = Bracket::No;
            self.ready.push_str(chars.as_str());
        }
    }

    /// A carriage return without a line feed would let the next words stand over the last.
    fn end_return(&mut self) {
        if std::mem::take(&mut self.returned) {
            self.escape('\r');
        }
    }

    fn escape(&mut self, c: char) {
        let code = u32::from(c);
        // Writing to a String cannot fail.
        let _ = match self.kind {
            // What stands for a character in markup is that character again.
            Kind::Markup if !must_escape(c) => write!(self.ready, "&#{code};"),
            Kind::Text | Kind::Commands | Kind::Plain | Kind::Markup => {
                write!(self.ready, "\\u{{{code:x}}}")
            }
            Kind::Quoted => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(self.ready, "\\u{unit:04x}");
                }
                Ok(())
            }
        };
    }
}

/// Bytes at the start of `text` that need no look, one by one: letters, digits, and most signs.
fn plain_prefix(text: &str) -> usize {
    let needs_a_look = |b: &u8| !matches!(b, b' '..=b'~') || *b == b'#';
    let end = text.as_bytes().iter().position(needs_a_look);
    end.unwrap_or(text.len())
}

impl<W: Write> Write for Gate<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut joined = std::mem::take(&mut self.part);
        let mut rest = if joined.is_empty() {
            bytes
        } else {
            joined.extend_from_slice(bytes);
            &joined
        };
        while !rest.is_empty() {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.take(text);
                    rest = &[];
                }
                Err(error) => {
                    let (valid, after) = rest.split_at(error.valid_up_to());
                    // Just found to be so.
                    self.take(std::str::from_utf8(valid).unwrap_or_default());
                    let Some(wrong) = error.error_len() else {
                        self.part = after.to_vec();
                        break;
                    };
                    self.take("\u{FFFD}");
                    rest = &after[wrong..];
                }
            }
        }
        self.hand_on()?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KINDS: [Kind; 4] = [Kind::Text, Kind::Plain, Kind::Quoted, Kind::Markup];

    /// What comes out for `text`, cut into pieces of so many bytes.
    fn passed(kind: Kind, text: &str, piece: usize) -> String {
        let mut gate = Gate::new(Vec::new(), kind);
        for piece in text.as_bytes().chunks(piece.max(1)) {
            gate.write_all(piece).unwrap();
        }
        String::from_utf8(gate.finish().unwrap()).unwrap()
    }

    /// Whether a CI system takes a line of `text` for a command: GitHub's runner by the start of a
    /// line past blanks, it and the others by a bracket anywhere.
    fn is_obeyed(text: &str) -> bool {
        let lines = text.split(['\n', '\r', '\u{85}', '\u{2028}']);
        lines
            .flat_map(|line| [line.to_owned(), without_styles(line)])
            .any(|line| {
                let bracket = line.match_indices('[').any(|(at, _)| {
                    let before = line[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric());
                    before.ends_with("##")
                });
                bracket || line.trim_start().starts_with("::")
            })
    }

    fn without_styles(line: &str) -> String {
        anstream::adapter::strip_str(line).to_string()
    }

    #[test]
    fn commands_of_ci_systems_are_defused_as_each_format_writes_a_character() {
        for (text, plain, quoted, markup) in [
            (
                "::error::x",
                r":\u{3a}error::x",
                r":\u003aerror::x",
                ":&#58;error::x",
            ),
            (
                "a\n \u{A0}::x",
                "a\n \u{A0}:\\u{3a}x",
                "a\n \u{A0}:\\u003ax",
                "a\n \u{A0}:&#58;x",
            ),
            (
                "a ##[group]b",
                r"a ##\u{5b}group]b",
                r"a ##\u005bgroup]b",
                "a ##&#91;group]b",
            ),
            (
                "###vso[x",
                r"###vso\u{5b}x",
                r"###vso\u005bx",
                "###vso&#91;x",
            ),
            (
                "##teamcity[x",
                r"##teamcity\u{5b}x",
                r"##teamcity\u005bx",
                "##teamcity&#91;x",
            ),
        ] {
            assert_eq!(passed(Kind::Plain, text, 1), plain);
            assert_eq!(passed(Kind::Quoted, text, 2), quoted);
            assert_eq!(passed(Kind::Markup, text, 3), markup);
        }
        for same in [
            "std::vec, a::b\n# [x](y)\n## Heading [1]\n#[derive]\n: x",
            "a\r\nb\tc",
        ] {
            assert_eq!(passed(Kind::Plain, same, 1), same);
        }
        assert_eq!(
            passed(Kind::Commands, "::error::##[x", 1),
            r"::error::##\u{5b}x"
        );
    }

    #[test]
    fn of_what_a_terminal_obeys_only_styles_pass_and_only_in_words_for_people() {
        let styled = "\u{1B}[1;31mred\u{1B}[0m";
        assert_eq!(passed(Kind::Text, styled, 1), styled);
        assert!(!passed(Kind::Plain, styled, 1).contains('\u{1B}'));
        for hostile in [
            "\u{1B}[2J",
            "\u{1B}]8;;x\u{7}",
            "\u{1B}[1",
            "\u{9B}31m",
            "a\rb",
            "\u{202E}x",
        ] {
            for kind in KINDS {
                let text = passed(kind, hostile, 1);
                assert!(!text.chars().any(must_escape), "{kind:?}: {text:?}");
            }
        }
        assert_eq!(
            passed(Kind::Text, "\u{1B}[1m::error", 1),
            "\u{1B}[1m:\\u{3a}error"
        );
    }

    #[test]
    fn what_is_changed_in_json_is_the_same_text() {
        for text in ["##[x", "\u{202E}\u{E0041}\u{9B}é日"] {
            let json = serde_json::to_string(text).unwrap();
            let passed = passed(Kind::Quoted, &json, 1);
            assert!(passed.is_ascii() || text.contains('é'), "{passed}");
            assert_eq!(serde_json::from_str::<String>(&passed).unwrap(), text);
        }
    }

    proptest! {
        #[test]
        fn no_line_is_a_command_however_it_is_cut(
            pieces in proptest::collection::vec(prop::sample::select(vec![
                ":", "::", "#", "##", "[", "vso", "group", " ", "\t", "\n", "\r", "\r\n", "\u{1B}",
                "\u{1B}[", "1", "m", "error", "é", "\u{A0}", "\u{2028}", "\u{85}", "\u{FEFF}", "a",
            ]), 0..40),
            piece in 1_usize..9,
        ) {
            let text = pieces.concat();
            for kind in KINDS {
                let out = passed(kind, &text, piece);
                prop_assert!(!is_obeyed(&out), "{kind:?}: {out:?}");
                prop_assert_eq!(&out, &passed(kind, &text, usize::MAX));
            }
        }
    }
}
