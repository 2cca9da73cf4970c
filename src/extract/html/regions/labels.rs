//! What short texts say of themselves.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::extract::dates::find_date;
use crate::extract::document::Region;
use crate::extract::html::flat::inline::is_wide;
use crate::extract::html::flat::page::{Block, Kind};
use crate::extract::html::fold::fold;
use crate::extract::words::LABELS;
use crate::text::sentences;

/// Letters of a line that gives a date and little else: "Published: 14 September 2026, 10:15".
const DATE_LINE: usize = 36;

/// Letters of a line before the text that gives a date among other things.
const BY_LINE: usize = 90;

/// Letters of a label without a link: "Read more:".
const SHORT: usize = 40;

/// Letters from which a block is not the credit of a picture.
const CREDIT: usize = 160;

/// Letters from which a block is not a label, whatever it begins with.
const LABEL: usize = 220;

/// What a short block says that it is, when its first words are those of a label or a notice and
/// not of the text.
pub fn label(text: &str, block: &Block) -> Option<Region> {
    let (size, linked) = (block.size, block.linked);
    if size > LABEL {
        return None;
    }
    let folded = fold(text);
    let told = PHRASES.of(&folded).filter(|kind| match kind {
        Label::Notice => true,
        Label::Newsletter => block.kind != Kind::Item,
        Label::ReadAlso => linked > 0 || size <= SHORT,
    });
    if let Some(kind) = told.min() {
        return Some(match kind {
            Label::Notice | Label::Newsletter => Region::Boilerplate,
            Label::ReadAlso => Region::Related,
        });
    }
    let credit =
        text.trim_start().starts_with(['©', '📷']) || is_credit(text) || ends_in_credit(text);
    (size <= CREDIT && credit).then_some(Region::Caption)
}

/// What a block's first words say; the surer first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    /// An advert, share buttons, a call to comment.
    Notice,
    /// A call to subscribe.
    Newsletter,
    /// Another page to read.
    ReadAlso,
}

/// The labels by their first words, so that a text is compared with few of them.
struct Phrases {
    by_word: FxHashMap<&'static str, Vec<Phrase>>,
    /// Those of scripts that put no space between words.
    unspaced: Vec<Phrase>,
}

struct Phrase {
    text: &'static str,
    kind: Label,
    /// Whether it is the whole of the block.
    alone: bool,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases {
        by_word: FxHashMap::default(),
        unspaced: Vec::new(),
    };
    for (list, kind) in [
        ("alone", Label::Notice),
        ("share", Label::Notice),
        ("commenting", Label::Notice),
        ("newsletter", Label::Newsletter),
        ("read-also", Label::ReadAlso),
    ] {
        for text in LABELS.get(list) {
            let alone = list == "alone";
            let phrase = Phrase { text, kind, alone };
            if text.chars().next().is_some_and(is_wide) {
                phrases.unspaced.push(phrase);
            } else {
                let first = text.split(' ').next().unwrap_or(text);
                phrases.by_word.entry(first).or_default().push(phrase);
            }
        }
    }
    phrases
});

impl Phrases {
    /// Every label that `folded` begins with.
    fn of(&self, folded: &str) -> impl Iterator<Item = Label> {
        let first = folded.split(' ').next().unwrap_or_default();
        let spaced = self.by_word.get(first).map(Vec::as_slice);
        let unspaced = if folded.chars().next().is_some_and(is_wide) {
            self.unspaced.as_slice()
        } else {
            &[]
        };
        let all = spaced.unwrap_or_default().iter().chain(unspaced);
        all.filter(move |phrase| {
            if phrase.alone {
                phrase.text == folded
            } else {
                begins_with(folded, phrase.text)
            }
        })
        .map(|phrase| phrase.kind)
    }
}

/// A line that gives a date and little else; under a quotation it is its signature.
pub fn is_date_line(text: &str, block: &Block) -> bool {
    block.kind == Kind::Paragraph
        && !block.within.quotation
        && block.size <= DATE_LINE
        && !is_sentence(text)
        && find_date(text).is_some()
}

/// Whether a short block before the text gives a date, and is no sentence: "Published: 10:48, Tue,
/// Nov 19, 2019 | Updated: 11:05", "New Delhi, News Bureau, 19 November 2019".
pub fn is_dated(text: &str, block: &Block) -> bool {
    let flows = matches!(block.kind, Kind::Paragraph | Kind::Item);
    flows && block.size <= BY_LINE && !is_sentence(text) && find_date(text).is_some()
}

/// Whether a short text is a sentence or several, marks of footnotes at its end aside.
fn is_sentence(text: &str) -> bool {
    let mut text = text.trim_end();
    while let Some((before, _)) = text
        .strip_suffix(']')
        .and_then(|text| text.rsplit_once('['))
    {
        text = before.trim_end();
    }
    text.ends_with(['.', '!', '?', '。', ':', '…']) || sentences(text).len() > 1
}

/// Whether folded text begins with the words of `phrase`, whole words where it ends in a letter
/// that spaces part.
fn begins_with(folded: &str, phrase: &str) -> bool {
    folded
        .strip_prefix(phrase)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') || phrase.ends_with(is_wide))
}

/// "Image: Getty", "Photo by Jane Doe", "Image 1 of 5".
fn is_credit(text: &str) -> bool {
    let head: String = text.chars().take(40).collect();
    let folded = fold(&head);
    let words = LABELS
        .get("credit")
        .iter()
        .find(|phrase| begins_with(&folded, phrase));
    words.is_some_and(|phrase| {
        let rest = folded[phrase.len()..].trim_start();
        let named = head
            .chars()
            .nth(phrase.chars().count())
            .is_some_and(|c| matches!(c, ':' | '：' | '/'));
        let counted = rest
            .split(' ')
            .take(3)
            .map(|w| w.parse::<u16>().is_ok())
            .eq([true, false, true]);
        named
            || counted
            || ["by ", "credit", "copyright", "via ", "source", "courtesy"]
                .iter()
                .any(|by| rest.starts_with(by))
    })
}

/// "… (Image: Getty)": a caption's end.
fn ends_in_credit(text: &str) -> bool {
    let Some(inner) = text.trim_end().strip_suffix(')') else {
        return false;
    };
    let Some((_, inner)) = inner.rsplit_once('(') else {
        return false;
    };
    let folded = fold(inner);
    inner.contains(':')
        && LABELS
            .get("credit")
            .iter()
            .any(|phrase| begins_with(&folded, phrase))
}
