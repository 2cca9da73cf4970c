//! Percent-encoding for one part of a text directive.

use std::fmt::Write as _;

/// `text` with everything encoded but ASCII letters, digits, and the marks that neither a URL
/// fragment nor a directive gives a meaning. White space becomes one `%20`.
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() + text.len() / 2);
    for (index, word) in text.split_whitespace().enumerate() {
        if index > 0 {
            encoded.push_str("%20");
        }
        for byte in word.bytes() {
            if byte.is_ascii_alphanumeric() || b"._~!$'()*+;:@/?".contains(&byte) {
                encoded.push(char::from(byte));
            } else {
                // Writing to a String cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}
