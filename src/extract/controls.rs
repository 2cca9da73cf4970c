//! What a terminal obeys and no reader sees: control characters and their sequences (ECMA-48), as
//! logs and captured output have them.

use std::borrow::Cow;

const ESCAPE: char = '\u{1B}';

/// Bytes of the longest sequence that is followed; what is longer is none.
const LONGEST: usize = 4_096;

/// `text` without control characters and sequences. Those that set colours or name links leave
/// nothing, the others a space, as they move the cursor. Line breaks and tabs stay.
pub fn without(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_control) {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_control) {
        plain.push_str(&rest[..at]);
        let (length, apart) = sequence(&rest[at..]);
        if apart && !plain.is_empty() && !plain.ends_with(char::is_whitespace) {
            plain.push(' ');
        }
        rest = &rest[at + length..];
        if apart || plain.ends_with(' ') {
            rest = rest.trim_start_matches(' ');
        }
    }
    plain.push_str(rest);
    plain.into()
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{C}' | '\u{85}')
}

/// The bytes of the sequence that `text` begins with, and whether it parts what is around it.
fn sequence(text: &str) -> (usize, bool) {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or(ESCAPE);
    let (kind, begun) = match (first, chars.next()) {
        (ESCAPE, Some(kind)) if ('\u{20}'..'\u{7F}').contains(&kind) => (kind, 2),
        // What follows is none; and a null is nothing, wherever it stands.
        (ESCAPE | '\0', _) => return (1, false),
        ('\u{9B}', _) => ('[', first.len_utf8()),
        ('\u{9D}', _) => (']', first.len_utf8()),
        ('\u{90}' | '\u{98}' | '\u{9E}' | '\u{9F}', _) => ('P', first.len_utf8()),
        _ => return (first.len_utf8(), true),
    };
    let rest = &text[begun..];
    match kind {
        '[' => {
            let inner = |c: char| ('\u{20}'..'\u{40}').contains(&c);
            let end = rest.find(|c| !inner(c)).unwrap_or(rest.len());
            match rest[end..].chars().next() {
                Some(last) if ('\u{40}'..'\u{7F}').contains(&last) && end <= LONGEST => {
                    (begun + end + 1, !matches!(last, 'm' | 'K'))
                }
                _ => (begun, true),
            }
        }
        // A text for the terminal, up to its end mark.
        ']' | 'P' | 'X' | '^' | '_' => {
            let ends = |c: char| matches!(c, '\u{7}' | ESCAPE | '\u{9C}' | '\n');
            let near = &rest[..rest.floor_char_boundary(LONGEST)];
            match near.find(ends) {
                Some(end) => {
                    let mark = match rest.as_bytes()[end] {
                        b'\x1B' if rest[end..].starts_with("\x1B\\") => 2,
                        b'\n' | b'\x1B' => 0,
                        _ => rest[end..].chars().next().map_or(0, char::len_utf8),
                    };
                    (begun + end + mark, false)
                }
                None => (begun, true),
            }
        }
        // A character set is named by one more: "ESC ( B".
        '\u{20}'..='\u{2F}' => {
            let inner = |c: char| ('\u{20}'..'\u{30}').contains(&c);
            let end = rest.find(|c| !inner(c)).unwrap_or(rest.len());
            let last = rest[end..].chars().next().filter(char::is_ascii_graphic);
            (begun + end + last.map_or(0, char::len_utf8), false)
        }
        _ => (begun, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_vanish_or_part() {
        for (text, plain) in [
            ("plain\ttext\n", "plain\ttext\n"),
            ("\u{1B}[31mOrlen\u{1B}[0m paid", "Orlen paid"),
            ("\u{1B}[1;38;2;1;2;3mOr\u{1B}[22mlen", "Orlen"),
            ("one\u{1B}[2Ctwo", "one two"),
            ("one \u{1B}[2K two", "one two"),
            ("one\u{1B}[10;20Htwo", "one two"),
            ("\u{9B}31mOrlen", "Orlen"),
            (
                "\u{1B}]8;;https://a.example\u{1B}\\Orlen\u{1B}]8;;\u{7}",
                "Orlen",
            ),
            ("\u{1B}]0;a title\u{7}Orlen", "Orlen"),
            ("\u{1B}]an end that never comes", "an end that never comes"),
            ("\u{1B}(BOrlen", "Orlen"),
            ("\u{1B}7Orlen\u{1B}8", "Orlen"),
            ("Orlen\u{7}paid", "Orlen paid"),
            ("Or\0len", "Orlen"),
            ("\u{1B}", ""),
            ("\u{1B}[", ""),
            ("\u{1B}[31", "31"),
            ("\u{1B}é", "é"),
        ] {
            assert_eq!(without(text), plain, "{text:?}");
        }
    }
}
