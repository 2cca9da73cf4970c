//! Citation marks in running text: found, lifted out, and kept with their places.

use super::autolinks::add_bare;
use super::forms::{linked, pasted, tex};
use super::found::{Context, STOPS};
use super::marks::{mark_at, wiki_link};
use super::syntax::{is_keyed, labels};
use crate::claims::blocks::draft::{Block, Link, Mark, Ref};
use crate::claims::blocks::prose::Prose;
use crate::claims::broken::{Fault, Why};
use crate::claims::citations::forms::brackets::{bracketed, nothing_beside};
use crate::text::Span;

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

    /// Whether a part of the text is only links, but for words such as "Source:".
    pub(in crate::claims) fn nothing_beside(&self, span: Span) -> bool {
        nothing_beside(self.prose.text(), &self.links, span)
    }
}

/// Lifts the marks out of `block`; `known` tells whether the references have what a mark names.
pub(in crate::claims) fn lift(block: &Block, known: Known<'_>) -> Lifted {
    let text = block.prose.text();
    let mut links = block.links.clone();
    add_bare(text, &mut links);
    links.retain(|link| !is_keyed(text, link.span.start));
    let mut marks = block.marks.clone();
    tex::links(text, &mut links, |span| marks.push(cut(block, span)));
    pasted::links(block, context_of(block, known), &mut links, &mut marks);
    marks.sort_by_key(|mark| mark.span);
    inline_notes(block, known, &mut links, &mut marks);
    linked::take(block, &mut links, &mut marks);
    scan(block, &links, known, &mut marks);
    marks.sort_by_key(|mark| mark.span);
    bracketed(block, &mut links, &mut marks);
    join(text, &mut marks);
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
            .map(Link::target)
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

/// Takes with a mark the comma that parts it from the next: "fields[1],[2]".
fn join(text: &str, marks: &mut [Mark]) {
    for index in 1..marks.len() {
        let next = marks[index].span;
        let mark = &mut marks[index - 1];
        let told = !mark.span.is_empty() && !next.is_empty() && mark.shown.is_none();
        if !told || mark.span.end >= next.start {
            continue;
        }
        let between = Span::new(mark.span.end, next.start).of(text).trim();
        if !between.is_empty()
            && between
                .chars()
                .all(|c| matches!(c, ',' | ';' | '،' | '、' | '，'))
        {
            mark.span.end = next.start;
        }
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

fn context_of<'a>(block: &'a Block, known: Known<'a>) -> Context<'a> {
    Context {
        known: known.has,
        code: &block.code,
        taken: &[],
        authors: known.authors,
    }
}

/// Finds marks in a part of the text, but not in what is `taken`.
fn scan_part(block: &Block, part: Span, taken: &[Span], known: Known<'_>, marks: &mut Vec<Mark>) {
    let text = &block.prose.text()[..part.end];
    let context = Context {
        taken,
        ..context_of(block, known)
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
