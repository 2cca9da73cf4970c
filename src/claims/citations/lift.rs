//! Citation marks in running text: found, lifted out, and kept with their places.

use super::autolinks::add_bare;
use super::marks::{Context, is_mark_text, mark_at, wiki_link};
use super::syntax::{is_locator, labels};
use super::tex;
use crate::claims::blocks::draft::{Block, Link, Mark, Ref};
use crate::claims::blocks::prose::Prose;
use crate::claims::broken::{Fault, Why};
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

/// What is known of an article's references when marks are told.
#[derive(Clone, Copy)]
pub(in crate::claims) struct Known<'a> {
    /// Whether they have what a mark names.
    pub(in crate::claims) has: &'a dyn Fn(&Ref) -> bool,
    /// The names of the authors of a bibliography's work, by its key.
    pub(in crate::claims) authors: &'a dyn Fn(&str) -> Option<String>,
}

/// A block whose marks are lifted out.
#[derive(Debug)]
pub(in crate::claims) struct Lifted {
    pub(in crate::claims) prose: Prose,
    /// Links that are part of the statements.
    pub(in crate::claims) links: Vec<Link>,
    /// The marks, in order; their spans are empty, where they stood.
    pub(in crate::claims) marks: Vec<Mark>,
}

impl Lifted {
    /// The links that begin in a part of the text.
    pub(in crate::claims) fn links_in(&self, span: Span) -> &[Link] {
        let first = self
            .links
            .partition_point(|link| link.span.end <= span.start);
        let count = self.links[first..].partition_point(|link| link.span.start < span.end);
        &self.links[first..first + count]
    }
}

/// Lifts the marks out of `block`; `known` tells whether the references have what a mark names.
pub(in crate::claims) fn lift(block: &Block, known: Known<'_>) -> Lifted {
    let text = block.prose.text();
    let mut links = block.links.clone();
    add_bare(text, &mut links);
    let mut marks = block.marks.clone();
    tex::links(text, &mut links, |span| marks.push(cut(block, span)));
    marks.sort_by_key(|mark| mark.span);
    inline_notes(block, known, &mut links, &mut marks);
    take_links(block, &mut links, &mut marks);
    scan(block, &links, known, &mut marks);
    marks.sort_by_key(|mark| mark.span);
    bracketed(block, &mut links, &mut marks);
    for mark in &mut marks {
        widen(text, mark);
        begin_sentence(text, mark, known);
    }
    let cuts = disjoint(&marks);
    let (prose, moves) = block.prose.without(&cuts);
    for mark in &mut marks {
        // A mark that stands for words of its sentence belongs to what it begins, not to what ends before it.
        let begins = mark.shown.as_ref().is_some_and(|shown| !shown.is_empty());
        let at = moves.at(mark.span.start);
        // One that a line break carried to the next line belongs to what it ends.
        let at = if begins {
            at + 1
        } else {
            prose
                .text()
                .get(..at)
                .map_or(at, |before| before.trim_end().len())
        };
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

/// A mark that points to nothing: only taken out.
fn cut(block: &Block, span: Span) -> Mark {
    Mark {
        span,
        file: block.prose.in_file(span),
        refs: Vec::new(),
        shown: None,
    }
}

/// Makes marks of the links whose words are nothing but a mark or an address.
fn take_links(block: &Block, links: &mut Vec<Link>, marks: &mut Vec<Mark>) {
    let text = block.prose.text();
    let told: Vec<Span> = marks
        .iter()
        .map(|mark| mark.span)
        .filter(|span| !span.is_empty())
        .collect();
    let mut told = told.iter().peekable();
    links.retain(|link| {
        while told.next_if(|span| span.end <= link.span.start).is_some() {}
        if told.peek().is_some_and(|span| span.contains(link.span)) {
            return false;
        }
        let words = link.span.of(text);
        let (span, refs) = if let Some(span) = trailing(text, link.span) {
            (span, vec![address(link)])
        } else if is_mark_text(words) {
            (with_brackets(text, link.span), link_refs(link, words))
        } else {
            return true;
        };
        let file = block
            .prose
            .in_file(if span.is_empty() { link.span } else { span });
        marks.push(Mark {
            span,
            file,
            refs,
            shown: None,
        });
        false
    });
    marks.sort_by_key(|mark| mark.span);
}

/// What a link whose words are a mark points to: its page; an entry of the article's list, where it leads to a
/// place in the article.
fn link_refs(link: &Link, words: &str) -> Vec<Ref> {
    let Some(fragment) = link.address.strip_prefix('#').filter(|f| !f.is_empty()) else {
        // Some assistants wrap what they cite in links to "start_span" and "end_span".
        let wraps = words.starts_with("span_") && link.address.ends_with("_span");
        return if wraps {
            Vec::new()
        } else {
            vec![address(link)]
        };
    };
    labels(words).unwrap_or_else(|| vec![Ref::Note(fragment.to_owned())])
}

/// Footnotes written where they are cited: `^[The words, with a [link](https://…).]`.
fn inline_notes(block: &Block, known: Known<'_>, links: &mut Vec<Link>, marks: &mut Vec<Mark>) {
    const LONGEST: usize = 4_000;
    let text = block.prose.text();
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&text.as_bytes()[from..], b"^[").map(|at| from + at) {
        from = at + 2;
        let mut depth = 0_usize;
        let close = text.as_bytes()[at + 1..]
            .iter()
            .take(LONGEST)
            .position(|byte| {
                match byte {
                    b'[' => depth += 1,
                    b']' => depth -= 1,
                    _ => {}
                }
                depth == 0
            });
        let Some(close) = close.map(|close| at + 1 + close) else {
            return;
        };
        let span = Span::new(at, close + 1);
        let inner = Span::new(at + 2, close);
        if labels(inner.of(text)).is_some() {
            continue;
        }
        let within = |part: Span| span.contains(part);
        let mut refs: Vec<Ref> = links
            .iter()
            .filter(|link| within(link.span))
            .map(address)
            .collect();
        let mut told: Vec<Mark> = marks
            .iter()
            .filter(|mark| within(mark.span))
            .cloned()
            .collect();
        marks.retain(|mark| !within(mark.span));
        links.retain(|link| !within(link.span));
        scan_part(block, inner, &[], known, &mut told);
        refs.extend(told.into_iter().flat_map(|mark| mark.refs));
        // A remark is no citation; a work without address is one, and has a year or a page.
        if refs.is_empty() && inner.of(text).contains(|c: char| c.is_ascii_digit()) {
            let fault = Fault::new(Why::NoAddress, "the footnote has no address");
            refs.push(Ref::Faulty(fault));
        }
        marks.push(Mark {
            span,
            file: block.prose.in_file(span),
            refs,
            shown: None,
        });
        marks.sort_by_key(|mark| mark.span);
        from = span.end;
    }
}

/// Takes with a mark what belongs to it alone: characters without width and a tie before it, and the stop after it
/// where another stands before it ("at 6 a.m. [3].").
fn widen(text: &str, mark: &mut Mark) {
    if mark.span.is_empty() || mark.shown.is_some() {
        return;
    }
    let joins = ['\u{200b}', '\u{2060}', '\u{feff}'];
    let command = text[mark.span.start..].starts_with('\\');
    let before =
        text[..mark.span.start].trim_end_matches(|c| joins.contains(&c) || (command && c == '~'));
    mark.span.start = before.len();
    let before = before.trim_end();
    let after = &text[mark.span.end..];
    let stop = |c: char| matches!(c, '.' | '!' | '?' | '。');
    let one = before.ends_with(stop) && !before.ends_with("..");
    if one && after.starts_with('.') && !after.starts_with("..") {
        mark.span.end += 1;
    }
}

/// Shows the authors of the works that a sentence begins with: "[@okafor2019] shows that …".
fn begin_sentence(text: &str, mark: &mut Mark, known: Known<'_>) {
    let before = text[..mark.span.start].trim_end();
    let parted = before.len() < mark.span.start || before.is_empty();
    let begins = parted && (before.is_empty() || before.ends_with(STOPS));
    let after = text[mark.span.end..].strip_prefix(' ');
    let goes_on = after.is_some_and(|after| after.starts_with(char::is_lowercase));
    if mark.refs.is_empty() || mark.shown.is_some() || !begins || !goes_on {
        return;
    }
    let authors = mark.refs.iter().map(|target| match target {
        Ref::Key(key) => (known.authors)(key),
        _ => None,
    });
    let authors: Option<Vec<String>> = authors.collect();
    mark.shown = authors.map(|authors| authors.join(" and "));
}

/// The spans of `marks`, in order, overlapping ones joined, with what is said in their place; empty ones stay.
fn disjoint(marks: &[Mark]) -> Vec<(Span, Option<&str>)> {
    let mut cuts: Vec<(Span, Option<&str>)> = Vec::with_capacity(marks.len());
    for mark in marks {
        match cuts.last_mut() {
            Some((last, _)) if mark.span.start < last.end => last.end = last.end.max(mark.span.end),
            _ => cuts.push((mark.span, mark.shown.as_deref())),
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
    // LaTeX's command around an address is cut with it.
    let (before, after) = (&text[..link.start], &text[link.end..]);
    let command = before.strip_suffix("\\url{").zip(after.strip_prefix('}'));
    let (before, after) = command.unwrap_or((before, after));
    let before = before.trim_end();
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
        (Some('('), Some(')')) | (Some('['), Some(']')) | (Some('^'), Some('^')) => {
            Span::new(span.start - 1, span.end + 1)
        }
        _ => span,
    }
}

/// Finds marks in the characters of the text.
fn scan(block: &Block, links: &[Link], known: Known<'_>, marks: &mut Vec<Mark>) {
    let whole = Span::new(0, block.prose.len());
    let mut taken: Vec<Span> = links.iter().map(|link| link.span).collect();
    taken.extend(block.code.iter().copied());
    taken.extend(
        marks
            .iter()
            .map(|mark| mark.span)
            .filter(|span| !span.is_empty()),
    );
    taken.sort_unstable();
    scan_part(block, whole, &taken, known, marks);
}

/// Finds marks in a part of the text, but not in what is `taken`.
fn scan_part(block: &Block, part: Span, taken: &[Span], known: Known<'_>, marks: &mut Vec<Mark>) {
    let text = &block.prose.text()[..part.end];
    let context = Context {
        known: known.has,
        code: &block.code,
        taken,
        authors: known.authors,
    };
    let mut next = 0;
    let mut at = part.start;
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
            let end = at + close + 2;
            if text[..at].ends_with('!') {
                // `![[plan.png]]` shows another note or a picture here.
                marks.push(cut(block, Span::new(at - 1, end)));
                at = end;
                continue;
            }
            // The brackets of `[[Page|words]]` go, the words stay; it points to no page.
            marks.push(cut(block, Span::new(at, at + open)));
            marks.push(cut(block, Span::new(at + close, end)));
            at += open;
            continue;
        }
        if let Some(end) = highlight(text, at) {
            marks.push(cut(block, Span::new(at, at + 2)));
            marks.push(cut(block, Span::new(end, end + 2)));
            at += 2;
            continue;
        }
        match mark_at(text, at, c, context) {
            Some(found) => {
                let span = Span::new(at, at + found.length);
                marks.push(Mark {
                    span,
                    file: block.prose.in_file(span),
                    refs: found.refs,
                    shown: found.shown,
                });
                at += found.length.max(c.len_utf8());
            }
            None => at += c.len_utf8(),
        }
    }
}

/// Where the words end that `==` marks at `at`, as note apps do.
fn highlight(text: &str, at: usize) -> Option<usize> {
    const LONGEST: usize = 400;
    let inner = text[at..].strip_prefix("==")?;
    if inner.starts_with([' ', '=']) || text[..at].ends_with('=') {
        return None;
    }
    let bytes = &inner.as_bytes()[..inner.len().min(LONGEST)];
    let end = memchr::memmem::find(bytes, b"==").filter(|end| *end > 0)?;
    (!inner[..end].contains('=')).then_some(at + 2 + end)
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
                ',' | ';' | ':' | '|' | '/' | '·' | '+' | '&' | '、' | '；'
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
