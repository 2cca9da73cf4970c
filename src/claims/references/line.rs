//! What a line is to a list of sources: a title, an address, or both.

use crate::claims::blocks::draft::Link;
use crate::claims::citations::address;
use crate::claims::citations::syntax::{is_superscript, labels};
use crate::claims::statements::runs::named_words;
use crate::text::{Span, is_stop_anywhere};

/// Share of a line's letters that must be linked for it to be a title; a statement with one linked word stays a
/// statement.
const LINKED_SHARE: f64 = 0.4;

/// Letters beside a title or an address that are no statement yet: a date, a site's name, "accessed".
const FEW_LETTERS: usize = 12;

/// Words of the longest title; of the longest line that only adds to one.
const TITLE_WORDS: usize = 32;
pub(super) const ADDED_WORDS: usize = 8;

/// Words of a sentence, fewer than which are a title whatever ends them.
const SENTENCE_WORDS: usize = 6;

/// What a line is to a list of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A title with its address.
    Entry,
    /// What may be a title: words that no stop ends, without an address.
    Title,
    /// An address and nothing beside it.
    Address,
    Other,
}

/// What a line is, and whether its title stands beside a bare address.
pub(super) fn shape(text: &str, row: Span, links: &[Link]) -> (Shape, bool) {
    let line = row.of(text).trim();
    let (Some(first), Some(last)) = (links.first(), links.last()) else {
        let shape = if is_title(line) || is_added(line) {
            Shape::Title
        } else {
            Shape::Other
        };
        return (shape, false);
    };
    let inside: usize = links.iter().map(|link| letters(link.span.of(text))).sum();
    let beside = letters(line).saturating_sub(inside);
    let before = &text[row.start..first.span.start.max(row.start)];
    let after = &text[last.span.end.min(row.end)..row.end];
    let is_bare = |link: &Link| is_address(link.span.of(text), &link.address);
    if links.iter().all(is_bare) {
        if beside <= FEW_LETTERS {
            return (Shape::Address, false);
        }
        let dated = letters(after) <= FEW_LETTERS && after.contains(|c: char| c.is_ascii_digit());
        let (begins, ends) = (letters(before) == 0, letters(after) == 0 || dated);
        let title = if begins { after } else { before };
        let title = title.trim_matches(|c: char| c.is_whitespace() || "-–—:|,;()<>[]".contains(c));
        // "The minutes are at": what ends so goes on with the address.
        let last = title.rsplit(' ').next().unwrap_or_default();
        let open = title.contains(' ') && is_stop_anywhere(last);
        let whole = links.len() == 1 && (begins || ends) && is_title(title) && !open;
        let shape = if whole { Shape::Entry } else { Shape::Other };
        return (shape, whole);
    }
    // "[Updated in May: … is here.]" is a sentence in brackets.
    let stopped = line.trim_end_matches([']', ')']).ends_with(['.', '。']);
    let words = line.split_whitespace().count();
    if stopped && words >= SENTENCE_WORDS && ends_statement(links, text, beside) {
        return (Shape::Other, false);
    }
    if goes_through(text, row, links) {
        return (Shape::Other, false);
    }
    let parted = before.trim_end().ends_with([':', '–', '—', ',', '|', '-']);
    let leads = letters(before) == 0 || (parted && !line.ends_with(['.', '!', '?', '。']));
    let share = inside as f64 >= LINKED_SHARE * letters(line) as f64;
    let told = beside <= FEW_LETTERS || share || names_and_dates(after);
    let entry = beside == 0 || (leads && !stopped && told);
    (if entry { Shape::Entry } else { Shape::Other }, false)
}

/// Whether a sentence goes on from a link to the next, or to the end of the line: "[Lind] has given a grant to [Moss]",
/// "[Lind] closes issues whose authors never answered".
fn goes_through(text: &str, row: Span, links: &[Link]) -> bool {
    const LONG_WORD: usize = 5;
    let lower = |text: &str, at_end: bool| {
        let mut chars = text.chars();
        let c = if at_end {
            chars.next_back()
        } else {
            chars.next()
        };
        c.is_some_and(char::is_lowercase)
    };
    let between = links.windows(2).any(|pair| {
        let words = text
            .get(pair[0].span.end..pair[1].span.start)
            .unwrap_or_default();
        let bare = words.trim();
        letters(bare) > FEW_LETTERS
            && words.starts_with(' ')
            && lower(bare, false)
            && lower(bare, true)
    });
    let after = links
        .last()
        .map_or("", |last| &text[last.span.end.min(row.end)..row.end]);
    let begins = after
        .strip_prefix(' ')
        .is_some_and(|after| lower(after, false));
    let long = after
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| lower(word, false) && word.chars().count() >= LONG_WORD);
    between || begins && long.count() >= 2
}

/// Whether what follows a linked title is who published it and when: ", Evening Post, by Lena Falk, 4 May 2026".
fn names_and_dates(after: &str) -> bool {
    let after = after.trim_start();
    let (words, named) = named_words(after);
    let parted = after.starts_with([',', '–', '—', '-', '|', '(', ':', '·', '.']);
    // All but a small word or two.
    parted && words > 0 && named * 4 >= words * 3
}

/// A text without the citation marks at its end, which a title has none of.
fn without_marks(text: &str) -> &str {
    let mut rest = text.trim_end();
    loop {
        let bare = rest.trim_end_matches(|c: char| is_superscript(c) || c == ' ');
        let open = bare.ends_with(']').then(|| bare.rfind('[')).flatten();
        match open.filter(|at| labels(&bare[*at..]).is_some()) {
            Some(at) => rest = bare[..at].trim_end(),
            None => return bare,
        }
    }
}

/// Whether the stop at a line's end is a statement's: it stands in the linked words, or after others.
fn ends_statement(links: &[Link], text: &str, beside: usize) -> bool {
    let linked = links
        .last()
        .is_some_and(|link| link.span.of(text).trim_end().ends_with(['.', '。']));
    linked || beside > FEW_LETTERS
}

/// Whether a text may be a title: no stop ends it, and it is no fragment of a sentence.
fn is_title(text: &str) -> bool {
    const LONGEST: usize = 240;
    let text = without_marks(text.trim());
    let first = text.chars().find(|c| c.is_alphanumeric());
    let begins = first.is_some_and(|c| !c.is_lowercase())
        || text.chars().nth(1).is_some_and(char::is_uppercase);
    let ends = text.ends_with(['.', ',', ';', ':', '。', '，', '、', '：']);
    begins
        && !ends
        && letters(text) >= 2
        && text.chars().count() <= LONGEST
        && text.split_whitespace().count() <= TITLE_WORDS
}

/// Whether a line only adds to a title: a date, "accessed on 4 May".
fn is_added(text: &str) -> bool {
    text.split_whitespace().count() <= ADDED_WORDS
        && text.contains(|c: char| c.is_ascii_digit())
        && letters(text) > 0
        && !text.ends_with(['.', ':', '。'])
}

/// Whether words are nothing but an address, or the number of a work.
pub(super) fn is_address(words: &str, address: &str) -> bool {
    let words = words.trim();
    words == address
        || words.contains("://")
        || words.starts_with("www.")
        || address::page(words).is_some()
        || (!words.contains(' ')
            && words.contains('.')
            && address.contains(words.trim_end_matches('/')))
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}
