//! Footnotes of HTML articles: what anchors point to, further down the page.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::claims::blocks::draft::{Draft, Mark, Note, Ref};
use crate::claims::citations::marks::is_mark_text;
use crate::claims::citations::syntax::labels;
use crate::claims::formats::html::body::Found;

/// Takes the blocks that citation marks point to out of `found`, as footnotes of `draft`.
///
/// A mark points forward, the way back from a footnote backward; only what is pointed to from
/// before is a footnote.
pub(in crate::claims) fn take(mut found: Vec<Found>, draft: &mut Draft) -> Vec<Found> {
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    for (index, block) in found.iter().enumerate() {
        for id in &block.ids {
            places.entry(id.clone()).or_insert(index);
        }
    }
    let mut notes: FxHashMap<usize, Vec<String>> = FxHashMap::default();
    for (index, one) in found.iter_mut().enumerate() {
        let text = one.block.prose.text().to_owned();
        one.block.marks.retain_mut(|mark| {
            let Some(label) = anchor(mark) else {
                return true;
            };
            let words = mark.span.of(&text);
            let target = places.get(label).copied();
            let is_mark = is_mark_text(words) || is_sign(words);
            if let (None, Some(refs)) = (target, labels(words)) {
                // It leads nowhere; a list of references may have the number.
                mark.refs = refs;
                return true;
            }
            match target {
                Some(target) if target > index && is_mark => {
                    notes.entry(target).or_default().push(label.to_owned());
                    true
                }
                // The way back, or a link inside the page: its sign goes, its words stay.
                _ => {
                    mark.refs.clear();
                    is_mark && !words.is_empty()
                }
            }
        });
    }
    let mut kept = Vec::with_capacity(found.len());
    for (index, one) in found.into_iter().enumerate() {
        match notes.get(&index) {
            None => kept.push(one),
            Some(labels) => note(one, labels, draft),
        }
    }
    kept
}

/// A block that is a footnote, under each label that points to it.
fn note(found: Found, labels: &[String], draft: &mut Draft) {
    let mut seen: FxHashSet<&String> = FxHashSet::default();
    let mut blocks = Some(vec![found.block]);
    for label in labels {
        if !seen.insert(label) {
            continue;
        }
        match blocks.take() {
            Some(blocks) => draft.notes.push(Note {
                label: label.clone(),
                also: Vec::new(),
                blocks,
                remark: None,
            }),
            None => {
                if let Some(note) = draft.notes.last_mut() {
                    note.also.push(label.clone());
                }
            }
        }
    }
}

fn anchor(mark: &Mark) -> Option<&str> {
    match mark.refs.as_slice() {
        [Ref::Note(label)] => Some(label),
        _ => None,
    }
}

/// Whether the words of an anchor are a footnote sign: `*`, `†`, `a`, `note 3`.
fn is_sign(words: &str) -> bool {
    let bare = words
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    bare.chars().count() <= 1 || bare.strip_prefix("note ").is_some_and(|n| n.len() <= 3)
}
