//! Passages as they leave a reader: without what no reader sees, of bounded length, each with its
//! place in the text.

use std::borrow::Cow;
use std::sync::Arc;

use super::controls;
use super::document::Passage;
use super::document::set_offsets;
use crate::text::{LONGEST_SENTENCE, sentences};

/// Cleans, cuts and places the passages of a document.
pub fn finish(passages: Vec<Passage>) -> Vec<Passage> {
    let mut finished = Vec::with_capacity(passages.len());
    for mut passage in passages {
        clean(&mut passage.text);
        if let Some(shown) = &mut passage.shown {
            clean(shown);
        }
        if passage.text.len() > LONGEST_SENTENCE {
            cut(&passage, &mut finished);
        } else if !passage.as_shown().is_empty() {
            finished.push(passage);
        }
    }
    set_offsets(&mut finished);
    finished
}

fn clean(text: &mut String) {
    if let Cow::Owned(plain) = controls::without(text) {
        plain.trim().clone_into(text);
    }
}

/// A row, a line of code or a heading may be as long as the page. Its parts are given as the page
/// shows them, so that no heading of a column stands before the wrong cell.
fn cut(passage: &Passage, finished: &mut Vec<Passage>) {
    let shown = passage.as_shown();
    finished.extend(sentences(shown).into_iter().map(|span| Passage {
        text: span.of(shown).to_owned(),
        shown: None,
        region: passage.region,
        offset: 0,
        block: passage.block,
        headings: Arc::clone(&passage.headings),
        path: Arc::clone(&passage.path),
    }));
}
