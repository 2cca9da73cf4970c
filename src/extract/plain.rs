//! Plain text to a [`Document`]: paragraphs between empty lines.

use std::sync::Arc;

use super::finish::finish;
use super::{Document, Passage, Region};
use crate::text::sentences;

/// Reads plain text. Empty lines part paragraphs. A line break inside a paragraph is white space where lines are broken to
/// fit a width; elsewhere, as in a list or a table, each line stands by itself.
pub fn read(text: &str) -> Document {
    let headings: Arc<[String]> = Arc::from([]);
    let path: Arc<str> = Arc::from("");
    let mut passages = Vec::new();
    let pieces = paragraphs(text).flat_map(pieces);
    for (block, paragraph) in pieces.enumerate() {
        for span in sentences(paragraph) {
            passages.push(Passage {
                text: fold_space(span.of(paragraph)),
                shown: None,
                region: Region::Body,
                offset: 0,
                block,
                headings: Arc::clone(&headings),
                path: Arc::clone(&path),
            });
        }
    }
    Document {
        passages: finish(passages),
        ..Document::default()
    }
}

fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs of `text`, without the empty lines between them.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start = rest.len() - rest.trim_start().len();
            rest = &rest[start..];
            if rest.is_empty() {
                return None;
            }
            let end = blank_line(rest);
            let (paragraph, after) = rest.split_at(end);
            rest = after;
            if !paragraph.trim().is_empty() {
                return Some(paragraph);
            }
        }
    })
}

/// Columns of the narrowest text whose lines are taken to be broken to fit them.
const NARROW: usize = 50;

/// What each line of a list or table begins with.
const BULLETS: [&str; 5] = ["- ", "* ", "• ", "– ", "· "];

/// The parts of a paragraph between line breaks that the width of its lines does not explain.
///
/// Whoever breaks lines to a width puts the next word on the line while it fits: where it would have fit, the break is
/// meant. A paragraph in which most are is a list, whose longest line may be as wide as it likes. A break before a small
/// letter or after a comma is never meant, however it came about, and one between sentences need not be.
fn pieces(paragraph: &str) -> Vec<&str> {
    let lines: Vec<&str> = paragraph.split_inclusive('\n').collect();
    let size = |text: &str| text.trim().chars().count();
    let width = lines.iter().map(|line| size(line)).max();
    let width = width.unwrap_or(0).max(NARROW);
    let fits = |line: &str, next: &str| {
        let word = next.split_whitespace().next().unwrap_or_default();
        size(line) + 1 + size(word) <= width
    };
    let goes_on = |line: &str, next: &str| {
        let marks = [',', '，', '、', '-', '\u{ad}', '.', '!', '?', '。'];
        next.trim_start().starts_with(char::is_lowercase) || line.trim_end().ends_with(marks)
    };
    let is_item = |next: &str| {
        let mut bullets = BULLETS.iter();
        bullets.any(|bullet| next.trim_start().starts_with(bullet))
    };
    let is_meant = |line: &str, next: &str| fits(line, next) && !goes_on(line, next);
    let meant = lines.windows(2).filter(|pair| is_meant(pair[0], pair[1]));
    let is_list = 2 * meant.count() + 1 >= lines.len();
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    for (index, line) in lines.iter().enumerate() {
        at += line.len();
        let parts = lines.get(index + 1).is_none_or(|next| {
            is_item(next) || is_meant(line, next) || is_list && !goes_on(line, next)
        });
        if parts {
            found.push(&paragraph[start..at]);
            start = at;
        }
    }
    found
}

/// Where the first empty line of `text` begins.
fn blank_line(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            return at;
        }
        at += line.len();
    }
    text.len()
}
