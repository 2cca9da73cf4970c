//! Citation marks in running text: found, lifted out, and kept with their places.

use crate::claims::blocks::draft::{Block, Link, Mark, Ref};
use crate::claims::blocks::prose::Prose;
use crate::claims::citations::autolinks::add_bare;
use crate::claims::citations::labels::{is_mark_text, mark_at, wiki_link};
use crate::text::Span;

/// Words that may stand beside the links of a citation in brackets: "(via X; see also Y)".
const BESIDE: &[&str] = &[
    "source", "sources", "via", "see", "also", "and", "from", "quelle", "quellen", "siehe", "und",
    "出典", "参照",
];

/// Words that lead to an address at a sentence's end.
const LEADS: &[&str] = &[
    "see", "at", "via", "from", "source", "siehe", "quelle", "voir", "cf.",
];

/// What ends a sentence.
const STOPS: &[char] = &['.', '!', '?', '…', '。', '！', '？'];

/// A block whose marks are lifted out.
#[derive(Debug)]
pub(in crate::claims) struct Lifted {
    pub(in crate::claims) prose: Prose,
    /// Links that are part of the statements.
    pub(in crate::claims) links: Vec<Link>,
    /// The marks, in order; their spans are empty, where they stood.
    pub(in crate::claims) marks: Vec<Mark>,
}

/// Lifts the marks out of `block`; `known` tells whether the references have a label.
pub(in crate::claims) fn lift(block: &Block, known: &dyn Fn(&Ref) -> bool) -> Lifted {
    let text = block.prose.text();
    let mut links = block.links.clone();
    add_bare(text, &mut links);
    let mut marks = block.marks.clone();
    let mut told = block
        .marks
        .iter()
        .filter(|mark| !mark.span.is_empty())
        .peekable();
    links.retain(|link| {
        while told
            .next_if(|mark| mark.span.end <= link.span.start)
            .is_some()
        {}
        let inside = told
            .peek()
            .is_some_and(|mark| mark.span.contains(link.span));
        let words = link.span.of(text);
        if let (false, Some(span)) = (inside, trailing(text, link.span)) {
            marks.push(Mark {
                span,
                file: block.prose.in_file(span),
                refs: vec![address(link)],
            });
            return false;
        }
        if !inside && is_mark_text(words) {
            marks.push(Mark {
                span: with_brackets(text, link.span),
                file: block.prose.in_file(link.span),
                refs: vec![address(link)],
            });
            return false;
        }
        !inside
    });
    scan(block, &links, known, &mut marks);
    marks.sort_by_key(|mark| mark.span);
    bracketed(block, &mut links, &mut marks);
    let cuts = disjoint(&marks);
    let (prose, moves) = block.prose.without(&cuts);
    for mark in &mut marks {
        let at = moves.at(mark.span.start);
        mark.span = Span::new(at, at);
    }
    for link in &mut links {
        link.span = Span::new(moves.at(link.span.start), moves.at(link.span.end));
    }
    marks.retain(|mark| !mark.refs.is_empty());
    Lifted {
        prose,
        links,
        marks,
    }
}

/// The spans of `marks`, in order, overlapping ones joined; empty ones stay.
fn disjoint(marks: &[Mark]) -> Vec<Span> {
    let mut cuts: Vec<Span> = Vec::with_capacity(marks.len());
    for mark in marks {
        match cuts.last_mut() {
            Some(last) if mark.span.start < last.end => last.end = last.end.max(mark.span.end),
            _ => cuts.push(mark.span),
        }
    }
    cuts
}

fn address(link: &Link) -> Ref {
    Ref::Address {
        address: link.address.clone(),
        title: link.title.clone(),
    }
}

/// What of a text is only the address of its source: a link whose words are an address or a host,
/// after a sentence's stop or at its end, with what leads to it ("…, see https://…").
fn trailing(text: &str, link: Span) -> Option<Span> {
    let words = link.of(text);
    if words.contains(' ') || !words.contains('.') {
        return None;
    }
    let before = text[..link.start].trim_end();
    let after = &text[link.end..];
    let follows = |rest: &str| {
        rest.is_empty() || (rest.starts_with(' ') && !rest[1..].starts_with(char::is_lowercase))
    };
    if before.trim_end_matches(['"', '”', ')']).ends_with(STOPS) {
        return follows(after).then_some(link);
    }
    let address = words.contains("://") || words.starts_with("www.") || words.contains(':');
    if !address || before.is_empty() || !follows(after.trim_start_matches(STOPS)) {
        return None;
    }
    let mut start = before.len();
    let last = before.rsplit(' ').next().unwrap_or_default();
    if LEADS.contains(&last.trim_end_matches(':').to_lowercase().as_str()) {
        start -= last.len();
    }
    let kept = text[..start].trim_end_matches([' ', ',', ';', '–', '—', '-']);
    // "Its address is https://…" says something about the address.
    let says = kept.ends_with(':') || kept.ends_with(" is");
    (!says && !kept.is_empty()).then(|| Span::new(kept.len(), link.end))
}

/// `span` with the brackets that stand directly around it: `([1](…))`.
fn with_brackets(text: &str, span: Span) -> Span {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    match (before, after) {
        (Some('('), Some(')')) | (Some('['), Some(']')) => Span::new(span.start - 1, span.end + 1),
        _ => span,
    }
}

/// Finds marks in the characters of the text.
fn scan(block: &Block, links: &[Link], known: &dyn Fn(&Ref) -> bool, marks: &mut Vec<Mark>) {
    let text = block.prose.text();
    let mut taken: Vec<Span> = links.iter().map(|link| link.span).collect();
    taken.extend(block.code.iter().copied());
    taken.extend(
        marks
            .iter()
            .map(|mark| mark.span)
            .filter(|span| !span.is_empty()),
    );
    taken.sort_unstable();
    let mut next = 0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        while taken.get(next).is_some_and(|span| span.end <= at) {
            next += 1;
        }
        if let Some(span) = taken.get(next)
            && span.start <= at
        {
            at = span.end;
            continue;
        }
        if let Some((open, close)) = wiki_link(&text[at..]) {
            // The brackets of `[[Page|words]]` go, the words stay; it points to no page.
            for span in [
                Span::new(at, at + open),
                Span::new(at + close, at + close + 2),
            ] {
                let file = block.prose.in_file(span);
                marks.push(Mark {
                    span,
                    file,
                    refs: Vec::new(),
                });
            }
            at += open;
            continue;
        }
        match mark_at(text, at, c, known) {
            Some((len, refs)) => {
                // A mark whose words stay belongs to what it begins, not to what ends before it.
                let start = at + usize::from(len == 0);
                let span = Span::new(start, start.max(at + len));
                marks.push(Mark {
                    span,
                    file: block.prose.in_file(span),
                    refs,
                });
                at += len.max(c.len_utf8());
            }
            None => at += c.len_utf8(),
        }
    }
}

/// Makes marks of brackets that hold nothing but links and marks: `([site](url), [2])`.
fn bracketed(block: &Block, links: &mut Vec<Link>, marks: &mut Vec<Mark>) {
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
            refs: links[*first..first + count].iter().map(address).collect(),
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
    let mut from = at + open.len_utf8();
    let mut count = 0;
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
            continue;
        }
        let c = rest.chars().next()?;
        if c == close {
            return (count > 0).then_some((from + c.len_utf8(), count));
        }
        if c.is_whitespace()
            || matches!(
                c,
                ',' | ';' | ':' | '|' | '/' | '·' | '+' | '&' | '、' | '；'
            )
        {
            from += c.len_utf8();
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
pub(in crate::claims) fn nothing_beside(lifted: &Lifted, span: Span) -> bool {
    let text = lifted.prose.text();
    let links = &lifted.links;
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
