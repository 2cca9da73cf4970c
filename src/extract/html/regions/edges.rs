//! What the main part holds that is not the page's text: lists of links, labels at its edges,
//! headings of boxes; and what stands outside of it that is: the lead.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::labels;
use super::running::running;
use crate::extract::document::Region;
use crate::extract::html::flat::hints::Hint;
use crate::extract::html::flat::page::{Kind, Page};
use crate::extract::html::flat::tags::Tag;

/// Letters from which a heading under the title is a lead.
const LEAD: usize = 50;

/// Links by themselves, one after another, that a text may have: sources, offers, downloads. Links
/// that stay on the site are never part of it.
const LINKS: usize = 5;

/// Elements around the last running text whose children stand beside it: that of a list's last item
/// is the list, and a paragraph may follow the list.
const BESIDE: usize = 2;

/// Text between the title and the main part is the lead.
pub fn recover_lead(page: &Page, main: &Range<usize>, zones: &[Hint], regions: &mut [Region]) {
    let Some(title) = (0..main.start)
        .rev()
        .find(|at| regions[*at] == Region::Title)
    else {
        return;
    };
    let between = title + 1..main.start;
    for (block, region) in page.blocks[between.clone()]
        .iter()
        .zip(&mut regions[between])
    {
        let open = matches!(
            zones[block.element],
            Hint::None | Hint::Content | Hint::Lead
        );
        let heading = matches!(block.kind, Kind::Heading(_));
        let lead = if heading {
            block.size >= LEAD && block.linked == 0
        } else {
            running(page, block) > 0
        };
        let said = labels::label(page.text_of(block), block);
        let aside = said.is_some() || labels::is_dated(page.text_of(block), block);
        if open && lead && !aside {
            *region = Region::Lead;
        }
    }
}

/// Blocks that are links and nothing else are teasers when they stay on the site, and menus when
/// they are many.
pub fn drop_links(page: &Page, main: &Range<usize>, regions: &mut [Region]) {
    let is_link = |at: usize, regions: &[Region]| {
        let block = &page.blocks[at];
        let shape = matches!(
            regions[at],
            Region::Body | Region::List | Region::Table | Region::Quotation
        );
        shape && block.linked * 10 >= block.size * 7 && running(page, block) == 0
    };
    let mut at = main.start;
    while at < main.end {
        let mut end = at;
        let mut links = 0;
        while end < main.end && (is_link(end, regions) || !regions[end].is_body()) {
            links += usize::from(is_link(end, regions));
            end += 1;
        }
        for at in at..end {
            let block = &page.blocks[at];
            let own = block.own_linked * 2 >= block.linked;
            if is_link(at, regions) && (own || links > LINKS) {
                regions[at] = Region::Related;
            }
        }
        at = end + 1;
    }
}

/// A lead that stands again below is body once.
pub fn drop_repeated_lead(page: &Page, main: &Range<usize>, regions: &mut [Region]) {
    let mut seen = FxHashSet::default();
    for at in (0..main.end).rev() {
        let repeated = regions[at].is_shown() && !seen.insert(page.text_of(&page.blocks[at]));
        if repeated && regions[at] == Region::Lead {
            regions[at] = Region::Boilerplate;
        }
    }
}

/// Short blocks before the first running text of the main part are by-lines and labels; those after
/// the last are the text's own only while they stand beside it. A date by itself is the page's before
/// the second, since the first may be the lead, and after the last; between them it is one that the
/// text gives: a term, a day of a programme.
pub fn trim_edges(page: &Page, main: &Range<usize>, regions: &mut [Region]) {
    let is_text = |at: &usize| regions[*at].is_body() && running(page, &page.blocks[*at]) > 0;
    let mut texts = main.clone().filter(is_text);
    let Some(first) = texts.next() else {
        return;
    };
    let second = texts.next().unwrap_or(main.end);
    let last = main.clone().rev().find(is_text).unwrap_or(first);
    for at in (main.start..second).chain(last + 1..main.end) {
        let block = &page.blocks[at];
        let text = page.text_of(block);
        let above = at < first
            && (regions[at] == Region::Body
                || (regions[at].is_shown() && labels::is_dated(text, block)));
        if above || (regions[at] == Region::Body && labels::is_date_line(text, block)) {
            regions[at] = Region::Metadata;
        }
    }
    // A date with its time, "Updated" and the like may pass for running text.
    if labels::is_dated(page.text_of(&page.blocks[first]), &page.blocks[first]) {
        regions[first] = Region::Metadata;
    }
    let around = page.elements[page.blocks[last].element].parent;
    let near: Vec<usize> = page.ancestors(around).take(BESIDE).collect();
    let beside = |at: usize| {
        let element = page.blocks[at].element;
        element == page.blocks[last].element || near.contains(&page.elements[element].parent)
    };
    let mut at = last + 1;
    while at < main.end && beside(at) && regions[at] == Region::Body {
        at += 1;
    }
    for region in &mut regions[at..main.end] {
        if *region == Region::Body {
            *region = Region::Boilerplate;
        }
    }
}

/// Items and rows beside the main part, in the same article, belong to it: ingredients, facts.
pub fn recover_lists(page: &Page, main: usize, zones: &[Hint], regions: &mut [Region]) {
    let around = page.ancestors(main).skip(1).find(|at| {
        let element = &page.elements[*at];
        element.tag == Tag::Article || element.hint == Hint::Content
    });
    let Some(around) = around else {
        return;
    };
    let inner = page.elements[main].blocks.clone();
    let outer = page.elements[around].blocks.clone();
    for at in outer.clone().filter(|at| !inner.contains(at)) {
        let block = &page.blocks[at];
        let open = matches!(
            zones[block.element],
            Hint::None | Hint::Content | Hint::Lead
        );
        if !open || labels::label(page.text_of(block), block).is_some() {
            continue;
        }
        match block.kind {
            Kind::Item | Kind::Term | Kind::Definition if block.linked == 0 => {
                regions[at] = Region::List;
            }
            Kind::Row if block.linked * 2 < block.size => regions[at] = Region::Table,
            Kind::Heading(_) if block.linked == 0 && regions[at] != Region::Title => {
                regions[at] = Region::Heading;
            }
            _ => {}
        }
    }
    drop_empty_headings(page, &outer, regions);
}

/// Headings that head no body are those of boxes.
pub fn drop_empty_headings(page: &Page, main: &Range<usize>, regions: &mut [Region]) {
    let mut body = false;
    let mut below: u8 = 0;
    for at in main.clone().rev() {
        if let (Region::Heading, Kind::Heading(level)) = (regions[at], page.blocks[at].kind) {
            if body || below > level {
                below = level;
                body = false;
            } else {
                regions[at] = Region::Related;
            }
        } else if regions[at].is_body() {
            body = true;
        }
    }
}
