//! Lists under a heading such as "Sources", and where they are over.

use super::role::Role;
use crate::claims::blocks::draft::{Block, Kind};
use crate::claims::references::entries::own_label;
use crate::claims::references::headings::{heads_aside, heads_sources};
use crate::claims::references::looks::{is_cited_statement, is_entry, is_listed};
use crate::claims::references::shapes::page_links;

/// Marks what stands under a heading such as "Sources".
pub(super) fn under_headings(blocks: &[Block], roles: &mut [Role]) {
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
pub(super) fn text_goes_on(blocks: &[Block], roles: &mut [Role]) {
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
