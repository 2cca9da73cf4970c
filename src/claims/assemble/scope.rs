//! How much of an article each citation stands for.

use rustc_hash::FxHashSet;

use super::resolve::Resolver;
use super::statement::{Cited, MAX_CITATIONS, Statement, add_all};
use crate::claims::blocks::draft::{Block, Kind};
use crate::claims::claim::{Citation, Scope};
use crate::claims::references::collection::List;
use crate::text::Span;

/// Sources that hold for the statements of some blocks.
#[derive(Clone, Debug)]
pub(super) struct Holding {
    /// Numbers of blocks among all of the draft.
    pub(super) blocks: Span,
    /// Numbers of sources.
    pub(super) sources: Vec<usize>,
}

/// The lists that no mark points into, with the blocks that each holds for: all of the article; where several
/// stand in it, each its section.
pub(super) fn holdings(
    resolver: &mut Resolver<'_>,
    blocks: &[Block],
    mut warn: impl FnMut(Span, String),
) -> Vec<Holding> {
    let lists: Vec<List> = resolver
        .references
        .lists
        .iter()
        .filter(|list| !resolver.used[list.entries.range()].contains(&true))
        .cloned()
        .collect();
    let marked = resolver.used.contains(&true);
    let ranges = ranges(&lists, blocks, marked);
    let mut found = Vec::with_capacity(lists.len());
    for (list, blocks) in lists.iter().zip(ranges) {
        let entries = list.entries;
        let shown = entries.len().min(MAX_CITATIONS);
        if shown < entries.len() {
            let file = resolver.references.entries[entries.start].file;
            let message = format!(
                "a list of {} sources that nothing cites by number: the first {shown} hold for the article",
                entries.len()
            );
            warn(file, message);
        }
        let mut sources = Vec::new();
        for index in entries.start..entries.start + shown {
            resolver.used[index] = true;
            sources.extend(resolver.entry_sources(index));
        }
        found.push(Holding { blocks, sources });
    }
    found
}

/// The blocks that each list holds for; `marked` tells whether marks cite other references.
fn ranges(lists: &[List], blocks: &[Block], marked: bool) -> Vec<Span> {
    let whole = Span::new(0, blocks.len());
    let has_text = |range: Span| {
        blocks[range.range()]
            .iter()
            .any(|block| !block.is_empty() && !matches!(block.kind, Kind::Heading(_)))
    };
    // Links that nothing calls sources, in an article that cites by marks, may be anything: who is thanked, where
    // to go on. They hold for their section at most.
    let strays =
        |list: &List| marked && !list.headed && sections_around(blocks, list.block).len() > 1;
    if let [list] = lists
        && list.entries.len() > 1
        && !strays(list)
    {
        return vec![whole];
    }
    let sections: Vec<Span> = lists
        .iter()
        .map(|list| {
            // The innermost section with text of its own: "### Sources" under "## Item" is the item's list.
            let around = sections_around(blocks, list.block);
            around
                .into_iter()
                .find(|section| has_text(*section))
                .unwrap_or(whole)
        })
        .collect();
    // Lists of one section share it, unless text stands between them: then each holds for what it opens, or
    // closes where the section ends with a list.
    (0..lists.len())
        .map(|index| {
            let section = sections[index];
            let fellows: Vec<usize> = (0..lists.len())
                .filter(|other| sections[*other] == section)
                .map(|other| lists[other].block)
                .collect();
            let apart = |pair: &[usize]| has_text(Span::new(pair[0], pair[1]));
            let first = fellows[0];
            let last = fellows[fellows.len() - 1];
            let framed = fellows.len() == 2
                && !has_text(Span::new(section.start, first))
                && !has_text(Span::new(last, section.end));
            if fellows.len() < 2 || framed || !fellows.windows(2).any(apart) {
                return section;
            }
            let block = lists[index].block;
            let place = fellows.partition_point(|fellow| *fellow < block);
            if has_text(Span::new(last, section.end)) {
                let start = if place == 0 { section.start } else { block };
                Span::new(
                    start,
                    fellows.get(place + 1).copied().unwrap_or(section.end),
                )
            } else {
                let start = if place == 0 {
                    section.start
                } else {
                    fellows[place - 1]
                };
                Span::new(start, block)
            }
        })
        .collect()
}

/// The sections that the block at `at` stands in, the innermost first; a heading begins its section, and the
/// article's title begins none.
fn sections_around(blocks: &[Block], at: usize) -> Vec<Span> {
    let level = |index: usize| match blocks[index].kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    };
    let mut found = Vec::new();
    let mut below = u8::MAX;
    for start in (0..=at.min(blocks.len().saturating_sub(1))).rev() {
        let Some(own) = level(start).filter(|own| *own < below) else {
            continue;
        };
        let end = (at + 1..blocks.len())
            .find(|index| level(*index).is_some_and(|other| other <= own))
            .unwrap_or(blocks.len());
        found.push(Span::new(start, end));
        below = own;
    }
    found
}

/// Spreads citations over the text that they stand for. Statements that cite something themselves, or mean to, get
/// nobody else's sources.
pub(super) fn spread(
    resolver: &Resolver<'_>,
    statements: &mut [Statement],
    holdings: &[Holding],
    whole: &[usize],
) {
    let scope = resolver.options.scope;
    if scope != Some(Scope::Sentence) {
        spread_over_paragraphs(statements, scope.is_some());
    }
    let cite = |sources: &[usize]| -> Vec<Citation> {
        let mut seen = FxHashSet::default();
        sources
            .iter()
            .filter(|source| seen.insert(**source))
            .map(|source| resolver.citation(*source, Scope::Article))
            .collect()
    };
    if scope == Some(Scope::Article) {
        let all: Vec<usize> = (0..resolver.sources.len().min(MAX_CITATIONS)).collect();
        let all = cite(&all);
        for statement in statements {
            add_all(&mut statement.cited.citations, all.clone());
        }
        return;
    }
    for statement in statements {
        if statement.cited.own || !statement.cited.citations.is_empty() {
            continue;
        }
        let origin = statement.origin;
        let around = holdings
            .iter()
            .filter(|holding| holding.blocks.start <= origin && origin < holding.blocks.end);
        let narrowest = around.clone().map(|holding| holding.blocks.len()).min();
        let mut sources: Vec<usize> = around
            .filter(|holding| Some(holding.blocks.len()) == narrowest)
            .flat_map(|holding| holding.sources.iter().copied())
            .collect();
        sources.extend(whole);
        add_all(&mut statement.cited.citations, cite(&sources));
    }
}

/// A citation at a paragraph's end holds for the sentences before it that have none, back to
/// the last that has; with `all`, every citation holds for all of its paragraph.
fn spread_over_paragraphs(statements: &mut [Statement], all: bool) {
    let mut end = statements.len();
    while end > 0 {
        let block = statements[end - 1].block;
        let start = statements[..end].partition_point(|s| s.block < block);
        let paragraph = &mut statements[start..end];
        end = start;
        if all {
            let mut cited = Cited::default();
            for statement in paragraph.iter() {
                cited.add(&statement.cited);
            }
            let cited = cited.for_paragraph();
            for statement in paragraph {
                add_all(
                    &mut statement.cited.citations,
                    cited.citations.iter().cloned(),
                );
            }
            continue;
        }
        let Some((last, rest)) = paragraph.split_last_mut() else {
            continue;
        };
        let own = last.cited.own && last.at_end;
        if !own || !matches!(last.kind, Kind::Paragraph | Kind::Quotation) {
            continue;
        }
        let cited = last.cited.for_paragraph();
        for statement in rest.iter_mut().rev().take_while(|s| !s.cited.own) {
            statement.cited = cited.clone();
        }
    }
}

/// Tells of entries that nothing cites, in lists of which others are cited.
pub(super) fn unused(resolver: &Resolver<'_>, mut warn: impl FnMut(Span, String)) {
    for list in &resolver.references.lists {
        for index in list.entries.range() {
            if !resolver.used[index] {
                let entry = &resolver.references.entries[index];
                warn(
                    entry.file,
                    format!("reference {} is cited nowhere", entry.label),
                );
            }
        }
    }
}
