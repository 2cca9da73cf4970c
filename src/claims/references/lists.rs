//! Which blocks of an article are its lists of sources.

use super::entries::{entry_lines, own_label};
use super::headings::{announces_sources, aside_lead, heads_aside, heads_sources, names_sources};
use super::looks::{
    Look, MANY_BRACKETS, is_cited, is_cited_statement, is_entry, is_labelled, is_labelled_list,
    is_listed,
};
use super::shapes::page_links;
use super::site::Site;
use crate::claims::blocks::draft::{Block, Kind, Ref};
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
    text_goes_on(blocks, &mut roles);
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
    pointed_at(blocks, &mut roles);
    for (block, role) in blocks.iter().zip(&mut roles) {
        let listed = block.entry || is_labelled(block) || is_labelled_list(block);
        if *role == Role::Prose && listed {
            *role = Role::Entry;
        }
    }
    roles
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
            && can_title(&blocks[index], &blocks[index + 1]);
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

/// Whether a block may be the title of the address that is `next`: a paragraph, an item, or a heading below the
/// article's title. A paragraph before the items of a list is none of theirs.
const fn can_title(block: &Block, next: &Block) -> bool {
    match (&block.kind, &next.kind) {
        (Kind::Heading(level), _) => *level > 1,
        (Kind::Paragraph, Kind::Item(_)) => false,
        (Kind::Paragraph | Kind::Item(_), _) => true,
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
    if announced || is_headed_otherwise(blocks, run) || is_one_of_many(blocks, roles, run) {
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

/// Whether a run is one item of a list whose other items are statements.
fn is_one_of_many(blocks: &[Block], roles: &[Role], run: &Run) -> bool {
    let item = |index: usize| {
        let block = blocks.get(index);
        block.is_some_and(|block| matches!(block.kind, Kind::Item(_)))
            && roles[index] == Role::Prose
    };
    let before = run.blocks.start.checked_sub(1);
    run.entries < SEVERAL
        && item(run.blocks.start)
        && (before.is_some_and(item) || item(run.blocks.end))
}

/// Whether a run is all that stands under a heading of its own which says nothing of sources: "Get involved".
fn is_headed_otherwise(blocks: &[Block], run: &Run) -> bool {
    let heading = |index: usize| match blocks.get(index).map(|block| &block.kind) {
        Some(Kind::Heading(level)) => Some(*level),
        _ => None,
    };
    let Some(above) = run.blocks.start.checked_sub(1) else {
        return false;
    };
    let alone = run.blocks.end == blocks.len() || heading(run.blocks.end).is_some();
    // The links of an article that cites nothing else can hardly be anything but its sources.
    let others = || blocks[..run.blocks.start].iter().any(is_cited);
    heading(above).is_some_and(|level| level > 1)
        && alone
        && !names_sources(blocks[above].prose.text())
        && others()
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
    // A list of sources has a page once: a link that comes again and again leads about in the article.
    let page = |index: &usize| {
        let links = page_links(&blocks[*index]);
        let link = links.first()?;
        link.address.split('#').next().map(str::to_owned)
    };
    let pages: Vec<Option<String>> = alone.iter().map(page).collect();
    let mut kept = pages
        .iter()
        .map(|one| pages.iter().filter(|other| *other == one).count() == 1);
    alone.retain(|_| kept.next() == Some(true));
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
    scattered(blocks, looks, &alone, roles);
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

/// Several single titles with addresses, each between other paragraphs, are lists of one each where uncited text
/// follows the last: then they open what they hold for. Where they close it, each belongs to the paragraph before.
fn scattered(blocks: &[Block], looks: &[Look], alone: &[usize], roles: &mut [Role]) {
    let titled: Vec<usize> = alone
        .iter()
        .copied()
        .filter(|index| {
            let shaped = looks[*index].shaped.as_ref();
            roles[*index] == Role::Prose
                && shaped.is_some_and(|shaped| !shaped.untitled && !shaped.plain)
        })
        .collect();
    let Some(last) = titled.last().filter(|_| titled.len() >= SEVERAL) else {
        return;
    };
    let text = |index: usize| roles[index] == Role::Prose && blocks[index].kind == Kind::Paragraph;
    let uncited =
        |index: usize| text(index) && !alone.contains(&index) && !is_cited(&blocks[index]);
    if (last + 1..blocks.len()).any(uncited) {
        for index in titled {
            roles[index] = Role::Entry;
        }
    }
}

/// Numbered items or lines at an article's very end, into which its marks point, are its references though no
/// heading says so and some have no address.
fn pointed_at(blocks: &[Block], roles: &mut [Role]) {
    let numbers = |block: &Block| -> Vec<String> {
        match &block.kind {
            Kind::Item(Some(number)) => vec![number.to_string()],
            Kind::Paragraph | Kind::Item(None) => {
                let text = block.prose.text();
                let rows = entry_lines(block, &page_links(block)).into_iter();
                rows.filter_map(|row| own_label(row.of(text)).0).collect()
            }
            _ => Vec::new(),
        }
    };
    let listed = |(block, role): (&Block, &Role)| {
        let numbered = !numbers(block).is_empty() && !is_cited_statement(block);
        block.is_empty() || *role == Role::Prose && numbered
    };
    let start = blocks
        .iter()
        .zip(roles.iter())
        .rposition(|pair| !listed(pair))
        .map_or(0, |last| last + 1);
    let numbers: Vec<String> = blocks[start..].iter().flat_map(numbers).collect();
    if numbers.len() < SEVERAL {
        return;
    }
    let mut marks = blocks[..start].iter().flat_map(|block| {
        let text = block.prose.text();
        let brackets = text.match_indices('[').filter_map(|(at, _)| {
            let end = at + text[at..].find(']')? + 1;
            (at > 0).then(|| labels(&text[at..end])).flatten()
        });
        brackets.take(MANY_BRACKETS).flatten()
    });
    let known = |target: Ref| matches!(target, Ref::Label(label) if numbers.contains(&label));
    if marks.any(known) {
        roles[start..].fill(Role::Entry);
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

/// Gives back what follows the last entry of a list under a heading, where no heading says that the list is over:
/// paragraphs of sentences, after entries that are items or have labels.
fn text_goes_on(blocks: &[Block], roles: &mut [Role]) {
    const WORDS: usize = 8;
    let told = |block: &Block| {
        matches!(block.kind, Kind::Item(_)) || own_label(block.prose.text()).0.is_some()
    };
    let sentence = |block: &Block| {
        let text = block.prose.text();
        let links = page_links(block);
        // What ends with its address is one more entry.
        let ends = links
            .last()
            .is_none_or(|last| last.span.end + 2 < text.len());
        ends && block.kind == Kind::Paragraph
            && text.trim_end().ends_with(['.', '!', '?', '…', '。'])
            && text.split_whitespace().count() >= WORDS
    };
    let mut start = 0;
    while start < roles.len() {
        let length = roles[start..]
            .iter()
            .take_while(|role| **role == Role::Entry)
            .count();
        let list = &blocks[start..start + length];
        let end = list.iter().rposition(told);
        let begin = list.iter().position(told);
        if let (Some(end), Some(0)) = (end, begin) {
            let rest = start + end + 1..start + length;
            if let Some(first) = rest.clone().find(|index| sentence(&blocks[*index])) {
                roles[first..rest.end].fill(Role::Prose);
            }
        }
        start += length.max(1);
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
