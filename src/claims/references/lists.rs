//! Which blocks of an article are its lists of sources.

use super::entries::{entry_lines, intro, own_label};
use super::headings::{announces_sources, aside_lead, heads_aside, heads_sources};
use super::shapes::{Shaped, page_links, shaped, within};
use super::site::Site;
use crate::claims::blocks::draft::{Block, Kind, Link};
use crate::claims::citations::syntax::labels;
use crate::text::Span;

/// Entries that make a list between paragraphs; one alone belongs to the paragraph before it.
const SEVERAL: usize = 2;

/// What a block is to the lists of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Prose,
    /// The heading of a list.
    Heading,
    Entry,
    /// The title of the entry that the next block has the address of.
    Title,
    /// Neither text nor sources: under a heading such as "See also", or the site's own related articles.
    Aside,
}

/// The role of each block of an article of `site`.
pub(super) fn roles(blocks: &[Block], site: &Site) -> Vec<Role> {
    let mut roles = vec![Role::Prose; blocks.len()];
    under_headings(blocks, &mut roles);
    for (block, role) in blocks.iter().zip(&mut roles) {
        if *role == Role::Prose && aside_lead(block.prose.text()) > 0 && !block.links.is_empty() {
            *role = Role::Aside;
        }
    }
    let looks: Vec<Look> = blocks.iter().map(|block| Look::of(block, site)).collect();
    let runs = runs(blocks, &looks, &roles);
    lone(blocks, &looks, &runs, &mut roles);
    for run in &runs {
        mark_run(blocks, &looks, run, &mut roles);
    }
    for (block, role) in blocks.iter().zip(&mut roles) {
        let listed = block.entry || is_labelled(block) || is_labelled_list(block);
        if *role == Role::Prose && listed {
            *role = Role::Entry;
        }
    }
    roles
}

/// What a block looks like, whatever stands around it.
struct Look {
    shaped: Option<Shaped>,
    /// Whether all of its links lead to the article's own site.
    own: bool,
    /// Whether it begins with words such as "Sources:" and has nothing but links after them.
    introduced: bool,
}

impl Look {
    fn of(block: &Block, site: &Site) -> Self {
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
    fn entries(&self) -> usize {
        match &self.shaped {
            Some(shaped) if !self.own => shaped.entries.len(),
            _ => usize::from(self.introduced),
        }
    }

    fn is_title(&self) -> bool {
        self.shaped.as_ref().is_some_and(Shaped::is_title)
    }

    /// Whether it begins with an address whose title may stand before it.
    fn is_untitled(&self) -> bool {
        self.shaped.as_ref().is_some_and(|shaped| shaped.untitled) && !self.own
    }
}

/// Blocks side by side that look like entries.
#[derive(Debug)]
struct Run {
    blocks: Span,
    entries: usize,
}

/// The runs of blocks that look like entries and stand under no heading of a list.
fn runs(blocks: &[Block], looks: &[Look], roles: &[Role]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open: Option<Run> = None;
    let mut index = 0;
    while index < blocks.len() {
        let free = |index: usize| roles.get(index) == Some(&Role::Prose);
        let pair = looks[index].is_title()
            && free(index + 1)
            && looks[index + 1].is_untitled()
            && can_title(&blocks[index]);
        let listed = !matches!(blocks[index].kind, Kind::Heading(_)) && looks[index].entries() > 0;
        let (length, entries) = match (free(index), pair) {
            (true, true) => (2, looks[index + 1].entries()),
            (true, false) if listed => (1, looks[index].entries()),
            _ => {
                runs.extend(open.take());
                index += 1;
                continue;
            }
        };
        let run = open.get_or_insert(Run {
            blocks: Span::new(index, index),
            entries: 0,
        });
        run.blocks.end = index + length;
        run.entries += entries;
        index += length;
    }
    runs.extend(open);
    runs.retain(|run| is_list(blocks, looks, roles, run));
    runs
}

/// Whether a block may be the title of the address after it: a paragraph, an item, or a heading below the
/// article's title.
const fn can_title(block: &Block) -> bool {
    match block.kind {
        Kind::Heading(level) => level > 1,
        Kind::Paragraph | Kind::Item(_) => true,
        _ => false,
    }
}

/// Whether a run is a list of sources by where it stands: several entries that no sentence before them
/// announces as something else, or one at the article's very top or bottom.
fn is_list(blocks: &[Block], looks: &[Look], roles: &[Role], run: &Run) -> bool {
    let is_text = |index: &usize| {
        roles[*index] == Role::Prose
            && !matches!(blocks[*index].kind, Kind::Heading(_))
            && looks[*index].entries() == 0
            && !looks[*index].own
    };
    let before = (0..run.blocks.start).any(|index| is_text(&index));
    let after = (run.blocks.end..blocks.len()).any(|index| is_text(&index));
    if !before && !after {
        // There is nothing whose sources they could be.
        return false;
    }
    let announced = run.blocks.start.checked_sub(1).is_some_and(|previous| {
        let text = blocks[previous].prose.text().trim_end();
        roles[previous] == Role::Prose && text.ends_with([':', '：']) && !announces_sources(text)
    });
    if announced {
        return false;
    }
    let plain = (run.blocks.start..run.blocks.end)
        .filter_map(|index| looks[index].shaped.as_ref())
        .any(|shaped| shaped.plain);
    if plain {
        // Statements have bare addresses after them too; then nothing is left that cites nothing.
        let uncited = |index: &usize| is_text(index) && !is_cited(&blocks[*index]);
        return run.entries >= SEVERAL && (0..blocks.len()).any(|index| uncited(&index));
    }
    run.entries >= SEVERAL || !before || !after
}

/// Whether a block has a link or a mark.
fn is_cited(block: &Block) -> bool {
    !page_links(block).is_empty() || !block.marks.is_empty() || has_bracket_mark(block)
}

/// Gives a run's blocks their roles, and the line that announces it.
fn mark_run(blocks: &[Block], looks: &[Look], run: &Run, roles: &mut [Role]) {
    for index in run.blocks.start..run.blocks.end {
        roles[index] = if looks[index].is_title() {
            Role::Title
        } else if looks[index].own {
            Role::Aside
        } else {
            Role::Entry
        };
    }
    if let Some(previous) = run.blocks.start.checked_sub(1)
        && roles[previous] == Role::Prose
        && announces_sources(blocks[previous].prose.text())
    {
        roles[previous] = Role::Heading;
    }
}

/// Single entries between paragraphs: the site's own are asides; one right after a heading, or the only one of
/// an article that cites nothing else, is a list of one.
fn lone(blocks: &[Block], looks: &[Look], runs: &[Run], roles: &mut [Role]) {
    let in_run = |index: usize| {
        runs.iter()
            .any(|run| (run.blocks.start..run.blocks.end).contains(&index))
    };
    let mut alone = Vec::new();
    for (index, look) in looks.iter().enumerate() {
        if roles[index] != Role::Prose || in_run(index) || blocks[index].kind != Kind::Paragraph {
            continue;
        }
        let Some(shaped) = &look.shaped else {
            continue;
        };
        if look.own && (!shaped.is_title() || blocks[index].links.is_empty()) {
            roles[index] = Role::Aside;
        } else if shaped.entries.len() == 1 {
            alone.push(index);
        }
    }
    for index in &alone {
        let above = index.checked_sub(1).map(|above| &blocks[above]);
        let headed = above.is_some_and(|block| matches!(block.kind, Kind::Heading(_)))
            && blocks
                .get(index + 1)
                .is_some_and(|next| next.kind == Kind::Paragraph);
        if headed
            && !looks[*index]
                .shaped
                .as_ref()
                .is_some_and(|shaped| shaped.plain)
        {
            roles[*index] = Role::Entry;
        }
    }
    if let [index] = alone[..] {
        let titled = looks[index]
            .shaped
            .as_ref()
            .is_some_and(|s| !s.untitled && !s.plain);
        let others = blocks.iter().enumerate();
        let mut others =
            others.filter(|(other, _)| *other != index && roles[*other] == Role::Prose);
        if titled && others.all(|(_, block)| !is_cited(block)) {
            roles[index] = Role::Entry;
        }
    }
}

/// Marks what stands under a heading such as "Sources".
fn under_headings(blocks: &[Block], roles: &mut [Role]) {
    // Level of the heading that the open list stands under; paragraphs count as deeper than all.
    const PARAGRAPH: u8 = u8::MAX;
    let mut open: Option<u8> = None;
    let mut inside = Role::Entry;
    for (index, (block, role)) in blocks.iter().zip(roles).enumerate() {
        let names_list = heads_sources(block.prose.text()) && heads_a_list(blocks, index);
        if let Kind::Heading(level) = block.kind
            && heads_aside(block.prose.text())
        {
            open = Some(level);
            inside = Role::Aside;
            *role = Role::Heading;
            continue;
        }
        if names_list {
            inside = Role::Entry;
        }
        match (&block.kind, open) {
            (Kind::Heading(level), _) if names_list => {
                open = Some(*level);
                *role = Role::Heading;
            }
            (Kind::Heading(level), Some(above)) => {
                if *level <= above {
                    open = None;
                } else {
                    *role = Role::Heading;
                }
            }
            (Kind::Heading(_), None) => {}
            (_, _) if names_list => {
                open = Some(open.unwrap_or(PARAGRAPH));
                *role = Role::Heading;
            }
            (_, Some(PARAGRAPH)) if !is_listed(block) => open = None,
            (_, Some(_)) => *role = inside,
            (_, None) => {}
        }
    }
}

/// Whether what follows the block at `index`, which is called like a list of sources, may be one:
/// articles have titles and sections called "Notes" too.
///
/// The title, a heading of level 1 with nothing above it, heads a list only if entries follow right
/// away. Any other heading does unless statements with citation marks follow, and no entry.
fn heads_a_list(blocks: &[Block], index: usize) -> bool {
    let Kind::Heading(level) = blocks[index].kind else {
        return true;
    };
    let is_heading = |block: &&Block| matches!(block.kind, Kind::Heading(_));
    let mut section = blocks[index + 1..].iter().take_while(|b| !is_heading(b));
    if index == 0 && level == 1 {
        return section
            .next()
            .is_some_and(|first| is_entry(first) && !is_cited_statement(first));
    }
    let (mut cited, mut entries) = (false, false);
    for block in section {
        let statement = is_cited_statement(block);
        cited |= statement;
        entries |= !statement && is_listed(block);
    }
    entries || !cited
}

/// Whether a block is an entry by its look alone.
fn is_entry(block: &Block) -> bool {
    let labelled = own_label(block.prose.text()).0.is_some();
    matches!(block.kind, Kind::Item(_)) || labelled || is_linked_entry(block)
}

/// Whether a block is a statement with a citation mark after its first words: `It rose [1].`
fn is_cited_statement(block: &Block) -> bool {
    let text = block.prose.text();
    let numbered = matches!(block.kind, Kind::Item(Some(_)));
    if numbered || own_label(text).0.is_some() || is_linked_entry(block) {
        return false;
    }
    let is_mark = |link: &Link| link.span.start > 0 && labels(link.span.of(text)).is_some();
    !block.marks.is_empty() || block.links.iter().any(is_mark) || has_bracket_mark(block)
}

/// Whether a block has a mark in brackets after its first words.
fn has_bracket_mark(block: &Block) -> bool {
    /// Brackets of a block that may be its first citation mark.
    const MANY: usize = 100;
    let text = block.prose.text();
    let mut found = text.match_indices('[').take(MANY);
    found.any(|(at, _)| {
        let end = text[at..].find(']');
        at > 0 && end.is_some_and(|end| labels(&text[at..=at + end]).is_some())
    })
}

/// Whether a block is an entry once a heading says that a list begins.
fn is_listed(block: &Block) -> bool {
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
fn is_labelled(block: &Block) -> bool {
    let text = block.prose.text();
    if !matches!(block.kind, Kind::Paragraph | Kind::Item(_))
        || !text.starts_with(['[', '^', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
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
fn is_introduced(block: &Block, links: &[Link]) -> bool {
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

/// Whether a block begins with a line such as "Citations:" and labelled lines follow.
fn is_labelled_list(block: &Block) -> bool {
    let links = page_links(block);
    let labelled = |line: &Span| own_label(line.of(block.prose.text())).0.is_some();
    intro(block) > 0 && !links.is_empty() && entry_lines(block, &links).iter().all(labelled)
}
