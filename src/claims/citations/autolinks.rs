//! Addresses that stand in a text without being linked.

use crate::claims::blocks::draft::Link;
use crate::claims::citations::address;
use crate::text::Span;

/// Beyond this no server takes an address (RFC 9110, section 4.1, asks for 8000 octets).
const LONGEST: usize = 8000;

/// Adds the addresses that stand in the text without being linked.
pub(in crate::claims) fn add_bare(text: &str, links: &mut Vec<Link>) {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_bare(text, at) {
        let end = start + bare_length(&text[start..]);
        at = end.max(start + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        let span = Span::new(start, end);
        let index = links.partition_point(|link| link.span.end <= start);
        let linked = links
            .get(index)
            .is_some_and(|link| link.span.overlaps(span));
        let address = span.of(text);
        if !linked && address::loose(address).is_some() {
            found.push(Link {
                span,
                address: address.to_owned(),
                title: None,
            });
        }
    }
    if !found.is_empty() {
        links.extend(found);
        links.sort_by_key(|link| link.span);
    }
}

/// Where the next address begins, at or after `from`.
fn next_bare(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = &text[at..];
        let start = at + memchr::memchr3(b'/', b'w', b':', rest.as_bytes())?;
        let begins_word = |start: usize| !text[..start].ends_with(char::is_alphanumeric);
        if text[start..].starts_with("www.") && begins_word(start) {
            return Some(start);
        }
        if text[start..].starts_with("//") {
            for scheme in ["https:", "http:"] {
                if text[from..start].ends_with(scheme) {
                    return Some(start - scheme.len());
                }
            }
        }
        // "doi:10.…" and "arXiv:2301.…" name pages too.
        if text[start..].starts_with(':') {
            let number = text[start + 1..].starts_with(|c: char| c.is_ascii_digit());
            for name in ["doi", "arxiv"] {
                let begin = start
                    .checked_sub(name.len())
                    .filter(|begin| *begin >= from && number);
                if let Some(begin) = begin
                    && text
                        .get(begin..start)
                        .is_some_and(|word| word.eq_ignore_ascii_case(name))
                    && begins_word(begin)
                {
                    return Some(begin);
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
    let ends =
        |c: char| c.is_whitespace() || c.is_control() || "<>\"|`「」【】、。，）（".contains(c);
    let mut end = text.find(ends).unwrap_or(text.len());
    // Brackets that close without having been opened belong to the sentence around the address.
    let count = |c: u8| memchr::memchr_iter(c, &text.as_bytes()[..end]).count();
    let mut round = count(b')').saturating_sub(count(b'('));
    let mut square = count(b']').saturating_sub(count(b'['));
    while let Some(last) = text[..end].chars().next_back() {
        match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '”' | '*' | '_' => {}
            ')' if round > 0 => round -= 1,
            ']' if square > 0 => square -= 1,
            _ => break,
        }
        end -= last.len_utf8();
    }
    end
}
