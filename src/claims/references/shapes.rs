//! A title with an address: the shape of a source, wherever it stands.

use crate::claims::blocks::draft::{Block, Kind, Link};
use crate::claims::citations::forms::tex;
use crate::claims::citations::syntax::{is_superscript, labels};
use crate::claims::citations::{address, autolinks};
use crate::claims::statements::runs::named_words;
use crate::text::{Span, is_stop_anywhere};

/// Share of a line's letters that must be linked for it to be a title; a statement with one linked word stays a
/// statement.
const LINKED_SHARE: f64 = 0.4;

/// Letters beside a title or an address that are no statement yet: a date, a site's name, "accessed".
const FEW_LETTERS: usize = 12;

/// Words of the longest title; of the longest line that only adds to one.
const TITLE_WORDS: usize = 32;
const ADDED_WORDS: usize = 8;

/// Words of a sentence, fewer than which are a title whatever ends them.
const SENTENCE_WORDS: usize = 6;

/// What a line is to a list of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A title with its address.
    Entry,
    /// What may be a title: words that no stop ends, without an address.
    Title,
    /// An address and nothing beside it.
    Address,
    Other,
}

/// A block all of whose lines are titles and addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::claims) struct Shaped {
    /// Its entries, each with a title, an address, or both; none where the block is only a title.
    pub(in crate::claims) entries: Vec<Span>,
    /// Whether it begins with an address that has no title in the block.
    pub(in crate::claims) untitled: bool,
    /// Whether the titles stand on the same line as bare addresses, as statements with a source also do.
    pub(in crate::claims) plain: bool,
}

impl Shaped {
    /// Whether the block is only a title, which the next block may give an address.
    pub(in crate::claims) const fn is_title(&self) -> bool {
        self.entries.is_empty()
    }
}

/// The links of a block that lead to pages, those that stand in its text included.
pub(in crate::claims) fn page_links(block: &Block) -> Vec<Link> {
    let mut links = block.links.clone();
    autolinks::add_bare(block.prose.text(), &mut links);
    tex::links(block.prose.text(), &mut links, |_| {});
    links.retain(|link| is_plain(&link.address) || address::page(&link.address).is_some());
    links
}

/// Bytes of the longest address that is told at first sight.
const LONGEST_PLAIN: usize = 2_000;

/// Whether an address is a page's at first sight, which most are: to look at them more closely takes a tenth of the
/// time that an article is read in.
fn is_plain(address: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|lead| address.strip_prefix(lead));
    let Some(rest) = rest.filter(|rest| rest.len() < LONGEST_PLAIN && !rest.contains("xn--"))
    else {
        return false;
    };
    let host = &rest[..rest.find('/').unwrap_or(rest.len())];
    let last = host.rsplit('.').next().unwrap_or_default();
    host.len() > last.len() + 1
        && !host.contains("..")
        && last.starts_with(|c: char| c.is_ascii_alphabetic())
        && host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        && host.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// The lines of a block.
pub(in crate::claims) fn lines(block: &Block) -> Vec<Span> {
    let end = block.prose.len();
    let mut lines = Vec::with_capacity(block.breaks.len() + 1);
    let mut start = 0;
    for at in block.breaks.iter().copied().chain([end]) {
        if at > start {
            lines.push(Span::new(start, at.min(end)));
            start = at;
        }
    }
    lines
}

/// Whether what follows the first line of a block is nothing but an address: then the line is a title of a source,
/// and no title of the block.
pub(in crate::claims) fn follows_address(block: &Block, first: usize) -> bool {
    let links = page_links(block);
    let text = block.prose.text();
    links.first().is_some_and(|link| {
        link.span.start <= first + 1 && is_address(link.span.of(text), &link.address)
    })
}

/// The block as titles and addresses, if it is nothing else; `links` are its [`page_links`].
pub(in crate::claims) fn shaped(block: &Block, links: &[Link]) -> Option<Shaped> {
    if matches!(
        block.kind,
        Kind::Row(_) | Kind::Quotation | Kind::Attribution
    ) {
        return None;
    }
    // Names of a program's parts are no titles.
    let is_code = |link: &Link| block.code.iter().any(|code| code.contains(link.span));
    if !links.is_empty() && links.iter().all(is_code) {
        return None;
    }
    let text = block.prose.text();
    let rows: Vec<Span> = lines(block)
        .into_iter()
        .filter(|row| !row.of(text).trim().is_empty())
        .collect();
    of_lines(text, &rows, links)
}

/// The same of some lines of a text.
pub(super) fn of_lines(text: &str, rows: &[Span], links: &[Link]) -> Option<Shaped> {
    let mut shapes = Vec::with_capacity(rows.len());
    let mut plain = false;
    for row in rows {
        let (mut shape, same_line) = shape(text, *row, within(links, *row));
        if shape == Shape::Other {
            // A title may be wrapped.
            let wrapped = shapes.last() == Some(&Shape::Title)
                && within(links, *row).is_empty()
                && !row.of(text).trim_end().ends_with(['.', '。', ':', ';']);
            if !wrapped {
                return None;
            }
            shape = Shape::Title;
        }
        plain |= same_line;
        shapes.push(shape);
    }
    let first = *shapes.first()?;
    // "https://…" and its title on the next line, as against a title and its address.
    let address_first = first == Shape::Address && shapes.last() == Some(&Shape::Title);
    let mut entries: Vec<Span> = Vec::new();
    let mut title: Option<Span> = None;
    for (shape, row) in shapes.iter().zip(rows) {
        match shape {
            Shape::Title if address_first => {
                if let Some(last) = entries.last_mut() {
                    last.end = row.end;
                }
            }
            Shape::Title => title = Some(title.map_or(*row, |title| title.join(*row))),
            _ => entries.push(title.take().map_or(*row, |title| title.join(*row))),
        }
    }
    if let (Some(rest), Some(last)) = (title, entries.last_mut()) {
        if rest.of(text).split_whitespace().count() > ADDED_WORDS {
            return None;
        }
        last.end = rest.end;
    }
    Some(Shaped {
        entries,
        untitled: first == Shape::Address && !address_first,
        plain,
    })
}

/// The links that lie in `row`.
pub(super) fn within(links: &[Link], row: Span) -> &[Link] {
    let first = links.partition_point(|link| link.span.end <= row.start);
    let count = links[first..].partition_point(|link| link.span.start < row.end);
    &links[first..first + count]
}

/// What a line is, and whether its title stands beside a bare address.
fn shape(text: &str, row: Span, links: &[Link]) -> (Shape, bool) {
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
pub(in crate::claims) fn is_title(text: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> Option<usize> {
        let mut block = Block::new(Kind::Paragraph);
        for (number, line) in text.lines().enumerate() {
            if number > 0 {
                block.prose.push_break(Span::new(0, 0));
                let at = block.prose.len();
                block.breaks.push(at);
            }
            // `{words}` stands for linked words.
            for part in line.split_inclusive(['{', '}']) {
                let bare = part.trim_end_matches(['{', '}']);
                let start = block.prose.len();
                block.prose.push(bare, Span::new(0, 0), "");
                if part.ends_with('}') {
                    block.push_link(start, "https://a.example/x", "");
                }
            }
        }
        shaped(&block, &page_links(&block)).map(|shaped| shaped.entries.len())
    }

    #[test]
    fn titles_with_addresses_are_told_from_statements() {
        let one = [
            "The next phase | OpenAI\nhttps://a.example/x",
            "{The next phase}",
            "{The next phase}, Example News, 4 May 2026",
            "Example News: {The next phase of it}",
            "The next phase: https://a.example/x",
            "https://a.example/x The next phase",
            "https://a.example/x\nThe next phase",
            "{Is it over?}",
            "A title that is long and\nwraps over two lines\nhttps://a.example/long",
            "https://a.example/x",
            "Source: https://a.example/x",
        ];
        for text in one {
            assert_eq!(entries(text), Some(1), "{text}");
        }
        assert_eq!(
            entries("One\nhttps://a.example\nTwo\nhttps://b.example"),
            Some(2)
        );
        assert_eq!(
            entries("https://a.example\nOne\nhttps://b.example\nTwo"),
            Some(2)
        );
        assert_eq!(entries("A title alone"), Some(0));
        for text in [
            "It rose by 4 percent.\nhttps://a.example/x",
            "It rose by 4 percent, {the office} says.",
            "It rose by 4 percent, {the office} says",
            "{It rose by four percent last year.}",
            "The minutes are at https://a.example/x and here",
            "and so it ended",
        ] {
            assert_eq!(entries(text), None, "{text}");
        }
    }
}
