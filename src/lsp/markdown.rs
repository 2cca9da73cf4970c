//! Text of articles and pages in a hover: Markdown in which no character of it is markup, or plain text for editors
//! that show no other.

use crate::text::printable_line;

/// Characters of one text; the report has the rest.
const LONGEST: usize = 600;

/// At most [`LONGEST`] characters of `text` on one line.
pub(super) fn shortened(text: &str) -> String {
    let line = printable_line(text);
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// The same, with what could be markup escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in shortened(text).chars() {
        // CommonMark lets a backslash escape any of them. A stop or a hyphen is markup at a line's beginning alone,
        // where no text of ours stands.
        if c.is_ascii_punctuation()
            && !matches!(
                c,
                '.' | ',' | ';' | ':' | '\'' | '"' | '?' | '%' | '/' | '-' | '(' | ')'
            )
        {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// An address that ends where it should inside `<…>`.
pub(super) fn target(address: &str) -> Option<String> {
    let address = url::Url::parse(address).ok()?;
    let is_page = matches!(address.scheme(), "http" | "https");
    is_page.then(|| {
        address
            .as_str()
            .replace('<', "%3C")
            .replace('>', "%3E")
            .replace('\\', "%5C")
    })
}
