//! Links, citations and lists of references as LaTeX writes them: `\url{https://…}`, `\href{https://…}{words}`,
//! `\cite{key}`, `\bibitem{key}`.

use crate::claims::blocks::draft::Link;
use crate::text::Span;

/// Bytes of the longest link.
const LONGEST: usize = 4_000;

/// Makes links of the commands in `text`; `cut` is told of each part that is none of the words. Of the
/// addresses in `links` that the commands hold, only the command's stays.
pub(in crate::claims) fn links(text: &str, links: &mut Vec<Link>, mut cut: impl FnMut(Span)) {
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

/// A citation: `\citep[see][p. 3]{one,two}`.
pub(in crate::claims) struct Cite<'a> {
    /// Bytes of all of it.
    pub(in crate::claims) length: usize,
    /// The name of the command: "citep".
    pub(in crate::claims) command: &'a str,
    /// The works: "one,two".
    pub(in crate::claims) keys: &'a str,
}

/// The citation that `rest` begins with: `\cite` and its relatives, with what they take in brackets.
pub(in crate::claims) fn cite(rest: &str) -> Option<Cite<'_>> {
    const LONGEST_NOTE: usize = 300;
    let name = rest.strip_prefix('\\')?;
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let command = &name[..letters];
    if !command.to_ascii_lowercase().contains("cite") || command.starts_with("no") {
        return None;
    }
    let mut at = 1 + letters + usize::from(name[letters..].starts_with('*'));
    while rest[at..].starts_with('[') {
        let inside = rest.as_bytes()[at..].iter().take(LONGEST_NOTE);
        at += inside.copied().position(|byte| byte == b']')? + 1;
    }
    let keys = group(rest, at)?;
    Some(Cite {
        length: keys.end + 1,
        command,
        keys: keys.of(rest),
    })
}

/// How `LaTeX` begins a list of references that stands in the article itself.
pub(in crate::claims) const LIST: &str = "\\begin{thebibliography}";

/// Whether a text is only the beginning or the end of a list of references.
pub(in crate::claims) fn bounds_list(text: &str) -> bool {
    let text = text.trim();
    text == "\\end{thebibliography}"
        || text.strip_prefix(LIST).is_some_and(|rest| {
            rest.is_empty() || group(rest, 0).is_some_and(|width| width.end + 1 == rest.len())
        })
}

/// The key that an entry of such a list begins with, and what follows: `\bibitem[label]{key} …`.
pub(in crate::claims) fn entry(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("\\bibitem")?;
    let at = match rest.strip_prefix('[') {
        Some(label) => label.find("]{")? + 2,
        None => 0,
    };
    let key = group(rest, at)?;
    Some((key.of(rest).trim(), &rest[key.end + 1..]))
}

/// The inside of the group whose brace opens at `at`.
pub(in crate::claims) fn group(text: &str, at: usize) -> Option<Span> {
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
pub(in crate::claims) fn plain(address: &str) -> String {
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
