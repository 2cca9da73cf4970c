//! Plain text to a [`Document`]: paragraphs between empty lines.

use std::sync::Arc;

use super::finish::finish;
use super::{Document, Passage, Region};
use crate::text::sentences;

/// Reads plain text. Empty lines part paragraphs; a line break inside a paragraph is white space.
pub fn read(text: &str) -> Document {
    let headings: Arc<[String]> = Arc::from([]);
    let path: Arc<str> = Arc::from("");
    let mut passages = Vec::new();
    for (block, paragraph) in paragraphs(text).enumerate() {
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
