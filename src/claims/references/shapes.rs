//! A title with an address: the shape of a source, wherever it stands.

use super::line::{ADDED_WORDS, Shape, is_address, shape};
use crate::claims::blocks::draft::{Block, Kind, Link};
use crate::claims::citations::forms::tex;
use crate::claims::citations::{address, autolinks};
use crate::text::Span;

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
