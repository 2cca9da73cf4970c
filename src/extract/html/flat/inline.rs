//! What inline markup and single characters mean for the text around them.

use ego_tree::NodeRef;
use scraper::Node;

/// Whether a link leads anywhere; those that only name a place do not.
pub fn has_address(link: &scraper::node::Element) -> bool {
    link.attrs.iter().any(|(name, _)| &*name.local == "href")
}

/// The host of an address with one.
pub fn host(address: &str) -> Option<&str> {
    let rest = address
        .strip_prefix("https:")
        .or_else(|| address.strip_prefix("http:"))
        .unwrap_or(address)
        .strip_prefix("//")?;
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    Some(&rest[..end])
}

/// Whether two hosts belong together: the same, or one under the other, "www." apart.
pub fn same_site(one: &str, other: &str) -> bool {
    let one = one.strip_prefix("www.").unwrap_or(one);
    let other = other.strip_prefix("www.").unwrap_or(other);
    let under = |a: &str, b: &str| a.strip_suffix(b).is_some_and(|rest| rest.ends_with('.'));
    one == other || under(one, other) || under(other, one)
}

/// Soft hyphens, zero-width spaces and byte order marks: no reader sees them.
pub const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFC}' | '\0'
    )
}

/// Scripts that write a syllable or a word in one character.
pub const fn is_wide(c: char) -> bool {
    matches!(
        c,
        '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'
    )
}

/// A raised number or sign that is a link, or stands in brackets, points to a footnote; "m²" does
/// neither.
pub fn is_footnote_mark(sup: NodeRef<'_, Node>) -> bool {
    let mut text = String::new();
    let mut linked = false;
    for node in sup.descendants().take(16) {
        match node.value() {
            Node::Text(part) => text.push_str(part),
            Node::Element(element) => linked |= &*element.name.local == "a",
            _ => {}
        }
        if text.len() > 24 {
            return false;
        }
    }
    let text = text.trim();
    let bracketed = text.starts_with('[') && text.ends_with(']');
    let mark = text
        .trim_matches(['[', ']', '(', ')'])
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '*' | '†' | '‡' | '-' | '–' | '↑'));
    bracketed
        || (mark && linked)
        || (!text.is_empty() && text.chars().all(|c| matches!(c, '*' | '†' | '‡')))
}
