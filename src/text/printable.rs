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

/// Offsets of the characters in `text` that make a CI log take what follows for a command, in order:
/// the first colon of `::` where a word begins, which may come to stand first on a line (GitHub's
/// runner looks there, past blanks), and the bracket of `##[` and `##vso[` (GitHub, Azure).
pub fn log_commands(text: &str) -> Vec<usize> {
    let colons = text.match_indices("::").map(|(at, _)| at).filter(|at| {
        text[..*at]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace)
    });
    let brackets = text
        .match_indices('[')
        .map(|(at, _)| at)
        .filter(|at| text[..*at].ends_with("##") || text[..*at].ends_with("##vso"));
    let mut found: Vec<_> = colons.chain(brackets).collect();
    found.sort_unstable();
    found
}

/// `text` for a log: as [`printable`], and nothing in it is a command to a CI system.
pub fn log_safe(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut from = 0;
    for at in log_commands(text) {
        clean += &printable(&text[from..at]);
        clean.extend(
            text[at..]
                .chars()
                .next()
                .into_iter()
                .flat_map(char::escape_unicode),
        );
        from = at + 1;
    }
    clean + &printable(&text[from..])
}

#[cfg(test)]
mod tests {
    use super::log_safe;

    #[test]
    fn a_log_takes_nothing_for_a_command() {
        assert_eq!(
            log_safe("a\n  ::error::b std::vec ##[group]"),
            "a\n  \\u{3a}:error::b std::vec ##\\u{5b}group]"
        );
    }
}
