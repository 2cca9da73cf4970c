//! Text of HTML with its character references.

use crate::claims::blocks::draft::Block;
use crate::text::Span;

/// Adds text that the file writes with character references or other line ends: the parts between
/// them are the file's own.
pub(in crate::claims) fn push_decoded(block: &mut Block, text: &str, file: Span, source: &str) {
    let raw = file.of(source);
    let (mut at, mut from) = (0, 0);
    while at < text.len() {
        let same = text.as_bytes()[at..]
            .iter()
            .zip(&raw.as_bytes()[from..])
            .take_while(|(a, b)| a == b && **b != b'&')
            .count();
        let mut end = at + same;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let len = end - at;
        block.prose.push(
            &text[at..end],
            Span::new(file.start + from, file.start + from + len),
            source,
        );
        at = end;
        from += len;
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        // A reference reaches to its semicolon; one without is only one character here.
        let reference = raw[from..]
            .bytes()
            .take(34)
            .position(|b| b == b';')
            .filter(|_| raw[from..].starts_with('&'));
        let mut next = from + reference.map_or(1, |end| end + 1);
        while next < raw.len() && !raw.is_char_boundary(next) {
            next += 1;
        }
        let next = next.min(raw.len());
        let place = Span::new(file.start + from, file.start + next);
        block
            .prose
            .push(&text[at..at + c.len_utf8()], place, source);
        at += c.len_utf8();
        from = next;
    }
}
