//! What a block looks like, whatever stands around it: an entry of a list, a statement that cites, a title.

use super::entries::{entry_lines, intro, own_label};
use super::shapes::{Shaped, page_links, shaped, within};
use super::site::Site;
use crate::claims::blocks::draft::{Block, Kind, Link};
use crate::claims::citations::forms::tex;
use crate::claims::citations::syntax::labels;
use crate::text::Span;

/// Brackets of a block that are looked at for its citation marks.
pub(super) const MANY_BRACKETS: usize = 100;

/// What a block looks like, whatever stands around it.
pub(super) struct Look {
    pub(super) shaped: Option<Shaped>,
    /// Whether all of its links lead to the article's own site.
    pub(super) own: bool,
    /// Whether it begins with words such as "Sources:" and has nothing but links after them.
    pub(super) introduced: bool,
}

impl Look {
    pub(super) fn of(block: &Block, site: &Site) -> Self {
        let links = page_links(block);
        let shaped = shaped(block, &links);
        let relative = links.is_empty() && !block.links.is_empty();
        let own = !block.links.is_empty()
            && (relative || links.iter().all(|link| site.is_own(&link.address)))
            || site.is_own_title(block.prose.text());
        Self {
            own,
            introduced: is_introduced(block, &links),
            shaped,
        }
    }

    /// How many entries it has.
    pub(super) fn entries(&self) -> usize {
        match &self.shaped {
            Some(shaped) if !self.own => shaped.entries.len(),
            _ => usize::from(self.introduced),
        }
    }

    pub(super) fn is_title(&self) -> bool {
        self.shaped.as_ref().is_some_and(Shaped::is_title)
    }

    /// Whether it begins with an address whose title may stand before it.
    pub(super) fn is_untitled(&self) -> bool {
        self.shaped.as_ref().is_some_and(|shaped| shaped.untitled) && !self.own
    }
}

/// Whether a block has a link or a mark.
pub(super) fn is_cited(block: &Block) -> bool {
    !page_links(block).is_empty() || !block.marks.is_empty() || has_bracket_mark(block)
}

/// Whether a block is an entry by its look alone.
pub(super) fn is_entry(block: &Block) -> bool {
    let labelled = own_label(block.prose.text()).0.is_some();
    matches!(block.kind, Kind::Item(_)) || labelled || is_linked_entry(block)
}

/// Whether a block is a statement with a citation mark after its first words: `It rose [1].`
pub(super) fn is_cited_statement(block: &Block) -> bool {
    let text = block.prose.text();
    let numbered = matches!(block.kind, Kind::Item(Some(_)));
    if numbered || own_label(text).0.is_some() || is_linked_entry(block) {
        return false;
    }
    let is_mark = |link: &Link| link.span.start > 0 && labels(link.span.of(text)).is_some();
    let marked = block.marks.iter().any(|mark| mark.span.start > 0);
    marked || block.links.iter().any(is_mark) || has_bracket_mark(block)
}

/// Whether a block has a mark in brackets after its first words.
pub(super) fn has_bracket_mark(block: &Block) -> bool {
    let text = block.prose.text();
    let mut found = text.match_indices('[').take(MANY_BRACKETS);
    found.any(|(at, _)| {
        let end = text[at..].find(']');
        at > 0 && end.is_some_and(|end| labels(&text[at..=at + end]).is_some())
    })
}

/// Whether a block is an entry once a heading says that a list begins.
pub(super) fn is_listed(block: &Block) -> bool {
    let text = block.prose.text();
    matches!(block.kind, Kind::Item(_))
        || own_label(text).0.is_some()
        || is_linked_entry(block)
        || !page_links(block).is_empty()
}

/// Whether a block is nothing but titles with addresses.
pub(in crate::claims) fn is_linked_entry(block: &Block) -> bool {
    let heading = matches!(block.kind, Kind::Heading(_));
    let shaped = shaped(block, &page_links(block)).filter(|_| !heading);
    shaped.is_some_and(|shaped| !shaped.is_title() && !shaped.plain)
}

/// Whether every line begins with a label and has an address: `[1] Title. https://…`.
pub(super) fn is_labelled(block: &Block) -> bool {
    let text = block.prose.text();
    if !matches!(block.kind, Kind::Paragraph | Kind::Item(_))
        || !text.starts_with(['[', '^', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '\\'])
    {
        return false;
    }
    let links = page_links(block);
    entry_lines(block, &links).iter().all(|line| {
        let (label, body) = own_label(line.of(text));
        let body = Span::new(line.end - body.len(), line.end);
        let inside = within(&links, body);
        // An address that ends the line, or a link that begins it: "[1] We found …" is a statement.
        let begins = inside.first().is_some_and(|first| {
            let lead = body
                .of(text)
                .trim_start_matches(|c: char| !c.is_alphanumeric());
            first.span.start <= body.end - lead.len()
        });
        let ends = inside
            .last()
            .is_some_and(|last| last.span.end + 2 >= body.end);
        label.is_some() && (begins || ends)
    })
}

/// Whether a block begins with "Sources:" and has nothing but links after it.
pub(super) fn is_introduced(block: &Block, links: &[Link]) -> bool {
    const LINKED_SHARE: f64 = 0.4;
    let text = block.prose.text();
    let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
    if links.is_empty() || intro(block) == 0 {
        return false;
    }
    entry_lines(block, links).iter().all(|line| {
        let linked: usize = within(links, *line)
            .iter()
            .map(|link| letters(link.span.of(text)))
            .sum();
        linked > 0 && linked as f64 >= LINKED_SHARE * letters(line.of(text)) as f64
    })
}

/// Whether a block begins with a line such as "Citations:" and labelled lines follow; or is `\bibitem`s, whether
/// they have addresses or not.
pub(super) fn is_labelled_list(block: &Block) -> bool {
    let text = block.prose.text();
    let links = page_links(block);
    let labelled = |line: &Span| own_label(line.of(text)).0.is_some();
    let begins = intro(block) > 0 && (!links.is_empty() || text.starts_with('\\'));
    (begins || tex::entry(text).is_some()) && entry_lines(block, &links).iter().all(labelled)
}
