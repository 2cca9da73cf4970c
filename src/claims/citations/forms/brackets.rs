//! Links with nothing beside them: in brackets, where they are a mark, and as a whole sentence.

use crate::claims::blocks::draft::{Block, Link, Mark};
use crate::claims::citations::syntax::is_locator;
use crate::text::Span;

/// Words that may stand beside the links of a citation in brackets: "(via X; see also Y)".
const BESIDE: &[&str] = &[
    "source", "sources", "via", "see", "also", "and", "or", "from", "for", "example", "instance",
    "e", "g", "i", "cf", "quelle", "quellen", "siehe", "und", "z", "b", "vgl", "出典", "参照",
];

/// Makes marks of brackets that hold nothing but links and marks: `([site](url), [2])`.
pub(in crate::claims::citations) fn bracketed(
    block: &Block,
    links: &mut Vec<Link>,
    marks: &mut Vec<Mark>,
) {
    let text = block.prose.text();
    let mut lifted: Vec<(Span, usize, usize)> = Vec::new();
    let mut first = 0;
    for (at, open) in text
        .char_indices()
        .filter(|(_, c)| matches!(c, '(' | '[' | '（' | '【'))
    {
        while links.get(first).is_some_and(|link| link.span.start < at) {
            first += 1;
        }
        if lifted.last().is_some_and(|(span, _, _)| at < span.end) {
            continue;
        }
        if let Some((end, count)) = only_links(text, at, open, &links[first..], marks) {
            lifted.push((Span::new(at, end), first, count));
        }
    }
    for (span, first, count) in &lifted {
        marks.push(Mark {
            span: *span,
            file: block.prose.in_file(*span),
            refs: links[*first..first + count]
                .iter()
                .map(Link::target)
                .collect(),
            shown: None,
        });
    }
    marks.sort_by_key(|mark| mark.span);
    let mut lifted = lifted.iter().peekable();
    links.retain(|link| {
        while lifted
            .next_if(|(span, _, _)| span.end <= link.span.start)
            .is_some()
        {}
        !lifted
            .peek()
            .is_some_and(|(span, _, _)| span.contains(link.span))
    });
}

/// The end of the bracket that opens at `at`, and how many of `links`, which come after it, are in
/// it, when it holds nothing else.
fn only_links(
    text: &str,
    at: usize,
    open: char,
    links: &[Link],
    marks: &[Mark],
) -> Option<(usize, usize)> {
    let close = match open {
        '(' => ')',
        '[' => ']',
        '（' => '）',
        _ => '】',
    };
    let inside = at + open.len_utf8();
    let mut from = inside;
    let mut count = 0;
    let mut marked = false;
    loop {
        let rest = &text[from..];
        if let Some(link) = links.get(count)
            && link.span.start == from
        {
            from = link.span.end.max(from);
            count += 1;
            continue;
        }
        let mark = marks.partition_point(|mark| mark.span.start < from);
        if let Some(mark) = marks[mark..]
            .iter()
            .take(4)
            .find(|mark| mark.span.start == from && !mark.span.is_empty())
        {
            from = mark.span.end;
            marked = true;
            continue;
        }
        let c = rest.chars().next()?;
        if c == close {
            // What stood in "()" is not shown.
            let empty = from == inside && text[..at].ends_with(' ');
            return (count > 0 || marked || empty).then_some((from + c.len_utf8(), count));
        }
        if c.is_whitespace()
            || matches!(
                c,
                ',' | ';' | ':' | '.' | '|' | '/' | '·' | '+' | '&' | '、' | '；'
            )
        {
            from += c.len_utf8();
            continue;
        }
        if c.is_ascii_digit() && text[..from].ends_with('+') {
            // "([site](https://…)+2)": two more that are not told.
            from += rest.bytes().take_while(u8::is_ascii_digit).count();
            continue;
        }
        if (marked || count > 0)
            && let Some(end) = rest.find(close).filter(|end| is_locator(&rest[..*end]))
        {
            // "(see [2], p. 9)"
            from += end;
            continue;
        }
        let word = &rest[..rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len())];
        if word.is_empty() || word.len() > 20 || !BESIDE.contains(&word.to_lowercase().as_str()) {
            return None;
        }
        from += word.len();
    }
}

/// Whether the part `span` of a text is only links, but for words such as "Source:".
pub(in crate::claims::citations) fn nothing_beside(text: &str, links: &[Link], span: Span) -> bool {
    let first = links.partition_point(|link| link.span.end <= span.start);
    let mut from = span.start;
    let ends = links[first..]
        .iter()
        .take_while(|link| link.span.start < span.end)
        .map(|link| link.span)
        .chain([Span::new(span.end, span.end)]);
    for link in ends {
        let beside = Span::new(from, link.start).of(text);
        let mut words = beside
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        if !words.all(|word| BESIDE.contains(&word.to_lowercase().as_str())) {
            return false;
        }
        from = link.end;
    }
    true
}
