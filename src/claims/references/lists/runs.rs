//! Lists that no heading announces: blocks side by side that look like entries.

use super::role::{Role, SEVERAL};
use crate::claims::blocks::draft::{Block, Kind};
use crate::claims::references::headings::{announces_sources, names_sources};
use crate::claims::references::looks::{Look, is_cited};
use crate::text::Span;

/// Blocks side by side that look like entries.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) blocks: Span,
    entries: usize,
}

/// The runs of blocks that look like entries and stand under no heading of a list.
pub(super) fn runs(blocks: &[Block], looks: &[Look], roles: &[Role]) -> Vec<Run> {
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
pub(super) fn mark_run(blocks: &[Block], looks: &[Look], run: &Run, roles: &mut [Role]) {
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
