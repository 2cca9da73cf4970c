//! Markdown's links in text that is no Markdown, or is not read as such: `[words](https://…)`, `[words][1]`, as a
//! message that was pasted into a text file has them.

use crate::claims::blocks::draft::{Block, Link, Mark, Ref};
use crate::claims::citations::address;
use crate::claims::citations::found::Context;
use crate::claims::citations::syntax::labels;
use crate::text::Span;

/// Bytes of the longest words, and of the longest address.
const LONGEST_WORDS: usize = 300;
const LONGEST_ADDRESS: usize = 4_000;

/// Makes links and marks of those in `block`; what of `links` stands in them is theirs.
pub(in crate::claims::citations) fn links(
    block: &Block,
    context: Context<'_>,
    links: &mut Vec<Link>,
    marks: &mut Vec<Mark>,
) {
    let text = block.prose.text();
    let mut taken: Vec<Span> = Vec::new();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(close) = memchr::memchr(b']', &text.as_bytes()[from..]).map(|at| from + at) {
        from = close + 1;
        let opener = text.as_bytes().get(from);
        if !matches!(opener, Some(b'(' | b'[')) {
            continue;
        }
        let Some(open) = opening(text, close) else {
            continue;
        };
        if taken.last().is_some_and(|last| open < last.end) || in_code(context.code, open) {
            continue;
        }
        let words = Span::new(open + 1, close);
        if opener == Some(&b'(')
            && let Some((end, target)) = target(text, from)
        {
            let picture = text[..open].ends_with('!');
            let whole = Span::new(open - usize::from(picture), end);
            taken.push(whole);
            from = end;
            if picture {
                marks.push(cut(block, whole, Vec::new()));
                continue;
            }
            marks.push(cut(block, Span::new(open, words.start), Vec::new()));
            marks.push(cut(block, Span::new(close, end), Vec::new()));
            found.push(Link {
                span: words,
                address: target.to_owned(),
                title: None,
            });
        } else if opener == Some(&b'[')
            && let Some((end, label)) = label(text, from)
            && (context.known)(&label)
            && labels(words.of(text)).is_none()
        {
            let alone = text[..open].ends_with('(') && text[end..].starts_with(')');
            let whole = Span::new(open - usize::from(alone), end + usize::from(alone));
            taken.push(whole);
            from = end;
            if alone {
                marks.push(cut(block, whole, vec![label]));
            } else {
                marks.push(cut(block, Span::new(open, words.start), Vec::new()));
                marks.push(cut(block, Span::new(close, end), vec![label]));
            }
        }
    }
    if taken.is_empty() {
        return;
    }
    let mut spans = taken.iter().peekable();
    links.retain(|link| {
        while spans.next_if(|span| span.end <= link.span.start).is_some() {}
        !spans.peek().is_some_and(|span| span.contains(link.span))
    });
    links.extend(found);
    links.sort_by_key(|link| link.span);
}

fn cut(block: &Block, span: Span, refs: Vec<Ref>) -> Mark {
    Mark {
        span,
        file: block.prose.in_file(span),
        refs,
        shown: None,
    }
}

/// Where the bracket opens that closes at `close`; those with a backslash before them are words.
fn opening(text: &str, close: usize) -> Option<usize> {
    let start = close.saturating_sub(LONGEST_WORDS);
    let bytes = &text.as_bytes()[start..close];
    if bytes.ends_with(b"\\") {
        return None;
    }
    let escaped = |at: usize| at > 0 && bytes[at - 1] == b'\\';
    let at = (0..bytes.len())
        .rev()
        .find(|at| matches!(bytes[*at], b'[' | b']' | b'\n') && !escaped(*at))?;
    (bytes[at] == b'[').then_some(start + at)
}

/// The address in the parenthesis that opens at `at`, and where that ends.
fn target(text: &str, at: usize) -> Option<(usize, &str)> {
    let mut depth = 0_usize;
    let bytes = text.as_bytes()[at..].iter().take(LONGEST_ADDRESS);
    let mut end = None;
    for (offset, byte) in bytes.enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            end = Some(at + offset + 1);
            break;
        }
    }
    let inside = text[at + 1..end? - 1].trim();
    let (address, title) = inside.split_once(' ').unwrap_or((inside, "\""));
    let address = address.trim_matches(['<', '>']);
    let sound =
        title.trim_start().starts_with(['"', '\'', '(']) && address::page(address).is_some();
    sound.then_some((end?, address))
}

/// The number in the brackets that open at `at`, and where those end.
fn label(text: &str, at: usize) -> Option<(usize, Ref)> {
    const LONGEST: usize = 3;
    let inner = &text[at + 1..];
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let sound = (1..=LONGEST).contains(&digits) && inner[digits..].starts_with(']');
    sound.then(|| (at + digits + 2, Ref::Label(inner[..digits].to_owned())))
}

fn in_code(code: &[Span], at: usize) -> bool {
    let next = code.partition_point(|span| span.end <= at);
    code.get(next).is_some_and(|span| span.start <= at)
}
