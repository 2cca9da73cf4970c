//! Links as LaTeX writes them: `\url{https://…}`, `\href{https://…}{words}`.

use crate::claims::blocks::draft::Link;
use crate::text::Span;

/// Bytes of the longest link.
const LONGEST: usize = 4_000;

/// Makes links of the commands in `text`; `cut` is told of each part that is none of the words. Of the
/// addresses in `links` that the commands hold, only the command's stays.
pub(super) fn links(text: &str, links: &mut Vec<Link>, mut cut: impl FnMut(Span)) {
    let mut from = 0;
    let mut found = Vec::new();
    while let Some(at) = memchr::memchr(b'\\', &text.as_bytes()[from..]).map(|at| from + at) {
        from = at + 1;
        let rest = &text[at..];
        let (name, with_words) = if rest.starts_with("\\url{") {
            ("\\url", false)
        } else if rest.starts_with("\\href{") {
            ("\\href", true)
        } else {
            continue;
        };
        let Some(address) = group(text, at + name.len()) else {
            continue;
        };
        let words = if with_words {
            group(text, address.end + 1)
        } else {
            Some(address)
        };
        let Some(words) = words else {
            continue;
        };
        let whole = Span::new(at, words.end + 1);
        links.retain(|link| !whole.contains(link.span));
        cut(Span::new(at, words.start));
        cut(Span::new(words.end, whole.end));
        found.push(Link {
            span: words,
            address: plain(address.of(text)),
            title: None,
        });
        from = whole.end;
    }
    if !found.is_empty() {
        links.extend(found);
        links.sort_by_key(|link| link.span);
    }
}

/// The inside of the group whose brace opens at `at`.
fn group(text: &str, at: usize) -> Option<Span> {
    if text.as_bytes().get(at) != Some(&b'{') {
        return None;
    }
    let mut depth = 0_usize;
    let mut escaped = false;
    for (offset, byte) in text.as_bytes()[at..].iter().take(LONGEST).enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(Span::new(at + 1, at + offset));
                }
            }
            _ => {}
        }
    }
    None
}

/// An address without the backslashes that LaTeX puts before `%`, `#`, `&`, `_` and `~`.
fn plain(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    let mut chars = address.trim().chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' && chars.peek().is_some_and(|c| "%#&_~{}$".contains(*c)) {
            continue;
        }
        text.push(c);
    }
    text
}
