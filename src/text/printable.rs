//! Text from pages and files made fit to be shown: nothing in it can move the cursor, change
//! colours, reorder the line, or be taken for a command by a CI log.

/// `text` with what a terminal would obey, or a reader could not see, escaped as `\u{…}`. Line
/// breaks and tabs stay.
pub fn printable(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        if must_escape(c) && c != '\n' && c != '\t' {
            clean.extend(c.escape_unicode());
        } else {
            clean.push(c);
        }
    }
    clean
}

/// `text` on one line: as [`printable`], with line breaks and tabs turned into spaces.
pub fn printable_line(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => clean.push(' '),
            c if must_escape(c) => clean.extend(c.escape_unicode()),
            c => clean.push(c),
        }
    }
    clean
}

/// Whether `c` must not reach a terminal as it is: control characters (line breaks and tabs
/// included), line and paragraph separators, characters that reorder the line (Unicode UAX #9),
/// and those that are invisible and carry hidden text or hide a difference.
pub fn must_escape(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}
