//! Names of places on the page, and what else of a report goes where a browser or a shell reads it.

use std::fmt::Write as _;

use crate::text::printable_line;

/// The part of an `id` and of a fragment that stands for `name`, the same in every report: its bytes, all but
/// letters, digits, `-`, `_` and `.` of ASCII in hexadecimal. Two names never share it.
pub fn anchor(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            text.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// An address that may become a link.
pub fn web_link(address: &str) -> Option<String> {
    let web = address.starts_with("https://") || address.starts_with("http://");
    web.then(|| printable_line(address))
}

#[cfg(test)]
mod tests {
    use super::anchor;

    #[test]
    fn an_anchor_has_no_blank_and_tells_names_apart() {
        assert_eq!(anchor("licence-until_2032.1"), "licence-until_2032.1");
        assert_eq!(anchor("a b"), "a%20b");
        assert_eq!(anchor("a%20b"), "a%2520b");
        assert_eq!(anchor("港"), "%E6%B8%AF");
        assert_eq!(anchor("\"><script>"), "%22%3E%3Cscript%3E");
    }
}
