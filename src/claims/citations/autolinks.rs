//! Addresses and identifiers that stand in a text without being linked.

use super::address;
use super::identifiers::{balanced, find_all};
use crate::claims::blocks::draft::Link;
use crate::text::Span;

/// Beyond this no server takes an address (RFC 9110, section 4.1, asks for 8000 octets).
const LONGEST: usize = 8000;

/// Adds the addresses that stand in the text without being linked, those of works by their identifiers too.
pub(in crate::claims) fn add_bare(text: &str, links: &mut Vec<Link>) {
    let mut bare: Vec<(Span, String)> = Vec::new();
    let mut at = 0;
    while let Some(start) = next_bare(text, at) {
        let end = start + bare_length(&text[start..]);
        at = end.max(start + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        let span = Span::new(start, end);
        if address::page(span.of(text)).is_some() {
            bare.push((span, span.of(text).to_owned()));
        }
    }
    add(bare, links);
    let identifiers = find_all(text).into_iter();
    let identifiers = identifiers.map(|(span, identifier)| (span, identifier.canonical));
    add(identifiers.collect(), links);
}

/// Adds those of `found` that no link has yet; both are in order.
fn add(found: Vec<(Span, String)>, links: &mut Vec<Link>) {
    let known = links.len();
    for (span, address) in found {
        let index = links[..known].partition_point(|link| link.span.end <= span.start);
        if index == known || !links[index].span.overlaps(span) {
            links.push(Link {
                span,
                address,
                title: None,
            });
        }
    }
    if links.len() > known {
        links.sort_by_key(|link| link.span);
    }
}

/// Where the next address begins, at or after `from`.
fn next_bare(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = &text[at..];
        let start = at + memchr::memchr2(b'/', b'w', rest.as_bytes())?;
        if text[start..].starts_with("www.") && !text[..start].ends_with(char::is_alphanumeric) {
            return Some(start);
        }
        if text[start..].starts_with("//") {
            for scheme in ["https:", "http:"] {
                if text[from..start].ends_with(scheme) {
                    return Some(start - scheme.len());
                }
            }
        }
        at = start + 1;
    }
}

/// Length of the address that `text` begins with: to white space or a character that no address
/// has, without punctuation that ends the sentence around it.
fn bare_length(text: &str) -> usize {
    let mut longest = text.len().min(LONGEST);
    while !text.is_char_boundary(longest) {
        longest -= 1;
    }
    let text = &text[..longest];
    // A DOI may have angle brackets in it, and its resolver's address too.
    let host = text.split("//").nth(1).unwrap_or_default();
    let resolver = host.starts_with("doi.org/") || host.starts_with("dx.doi.org/");
    let ends = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || "\"|`「」【】、。，）（“”«»".contains(c)
            || (matches!(c, '<' | '>') && !resolver)
    };
    balanced(&text[..text.find(ends).unwrap_or(text.len())])
}
