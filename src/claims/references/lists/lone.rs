//! Single entries between paragraphs.

use super::role::{Role, SEVERAL};
use super::runs::Run;
use crate::claims::blocks::draft::{Block, Kind};
use crate::claims::references::looks::{Look, is_cited};
use crate::claims::references::shapes::page_links;

/// Single entries between paragraphs: the site's own are asides; one right after a heading, or the only one of
/// an article that cites nothing else, is a list of one.
pub(super) fn lone(blocks: &[Block], looks: &[Look], runs: &[Run], roles: &mut [Role]) {
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
