//! Words under their marks.

use std::cmp::Reverse;

use askama::Template;
use askama::filters::HtmlSafe;

use crate::report::reading::Mark;
use crate::text::{Span, printable_line};

/// Words, some of them under marks.
#[derive(Default, Template)]
#[template(path = "html/page/marked.html")]
pub struct Marked {
    parts: Vec<Part>,
}

// Its own template escapes what it says.
impl HtmlSafe for Marked {}

/// Words with the class of their mark; none for unmarked ones.
struct Part {
    class: &'static str,
    text: String,
}

impl Marked {
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// Characters of a line of the list before the first words that are marked.
const LEAD_IN: usize = 16;
/// Characters of such a line at most; the page cuts it to what there is room for.
const LONGEST_LINE: usize = 160;

/// `text` in runs of equal marks; of marks that overlap, the graver counts.
pub fn marked(text: &str, marks: &[(Span, Mark)]) -> Marked {
    marked_of(text, Span::new(0, text.len()), marks)
}

/// The same of a part of `text`.
pub fn marked_of(text: &str, within: Span, marks: &[(Span, Mark)]) -> Marked {
    let marks = marks.iter().filter(|(span, _)| span.overlaps(within));
    let mut edges: Vec<usize> = marks
        .clone()
        .flat_map(|(span, _)| [span.start.max(within.start), span.end.min(within.end)])
        .collect();
    edges.extend([within.start, within.end]);
    edges.sort_unstable();
    edges.dedup();
    let mut parts: Vec<Part> = Vec::new();
    for edge in edges.windows(2) {
        let here = Span::new(edge[0], edge[1]);
        let mark = marks
            .clone()
            .filter(|(span, _)| span.overlaps(here))
            .map(|(_, mark)| *mark)
            .max();
        let class = match mark {
            None => "",
            Some(Mark::Same) => "same",
            Some(Mark::Bare) => "bare",
            Some(Mark::Differs) => "differs",
        };
        match parts.last_mut() {
            Some(last) if last.class == class => last.text += &printable_line(here.of(text)),
            _ => parts.push(Part {
                class,
                text: printable_line(here.of(text)),
            }),
        }
    }
    Marked { parts }
}

/// A line of `text` around its gravest mark, of several the longest; without any, from its beginning.
pub fn line(text: &str, marks: &[(Span, Mark)]) -> Marked {
    let telling = marks
        .iter()
        .max_by_key(|(span, mark)| (*mark, span.len(), Reverse(span.start)));
    let start = before(text, telling.map_or(0, |(span, _)| span.start), LEAD_IN);
    let end = text[start..]
        .char_indices()
        .nth(LONGEST_LINE)
        .map_or(text.len(), |(at, _)| start + at);
    let mut line = marked_of(text, Span::new(start, end), marks);
    let cut = |text: &str| Part {
        class: "",
        text: text.to_owned(),
    };
    if start > 0 {
        line.parts.insert(0, cut("…"));
    }
    if end < text.len() {
        line.parts.push(cut("…"));
    }
    line
}

/// Where a word begins at most `count` characters before `at`; the text's beginning, where that is as near.
fn before(text: &str, at: usize, count: usize) -> usize {
    let mut back = text[..at].char_indices().rev();
    let Some((start, _)) = back.nth(count) else {
        return 0;
    };
    let word = text[start..at].find(' ').map(|blank| start + blank + 1);
    word.unwrap_or(start)
}

/// `why` with the values that it names under the mark that they have where they stand.
pub fn named<'v>(why: &str, values: impl Iterator<Item = (&'v str, Mark)>) -> Marked {
    let found = values.filter(|(value, _)| !value.is_empty());
    let mut marks: Vec<_> = found
        .filter_map(|(value, mark)| {
            let first = places(why, value).next()?;
            Some((first, mark))
        })
        .collect();
    marks.sort_by_key(|(span, mark)| (*span, *mark));
    marked(why, &marks)
}

/// Where `value` stands in `text` by itself, no part of a longer word or number.
pub fn places<'t>(text: &'t str, value: &'t str) -> impl Iterator<Item = Span> + 't {
    text.match_indices(value)
        .map(|(at, value)| Span::new(at, at + value.len()))
        .filter(|span| is_whole(text, span.start, span.end))
}

/// Whether no word and no number goes on across the ends of `start..end`.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let joins = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(char::is_alphanumeric) && outer.is_some_and(char::is_alphanumeric)
    };
    let inside = &text[start..end];
    !joins(inside.chars().next(), text[..start].chars().next_back())
        && !joins(inside.chars().next_back(), text[end..].chars().next())
}
