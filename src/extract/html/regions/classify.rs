//! Gives every block its region: what the markup says first, then which part of the page the
//! running text stands in, then what each block looks like.

use std::ops::Range;

use super::running::{LONG, running};
use super::zones::Trust;
use super::{edges, labels, mainpart, references, zones};
use crate::extract::document::Region;
use crate::extract::html::flat::hints::Hint;
use crate::extract::html::flat::page::{Block, Kind, Page};
use crate::extract::html::fold::fold;

/// Letters of body below which names are no longer trusted.
const LITTLE: usize = 250;

/// Elements around a caption in which its picture stands.
const PICTURE: usize = 4;

/// Letters from which text in a figure is more than its caption.
const FIGURE_TEXT: i64 = 300;

/// The region of every block of `page`, whose title is `title`.
pub fn classify(page: &Page, title: Option<&str>) -> Vec<Region> {
    let title = title.map(fold);
    let read = |trust| {
        with_zones(
            page,
            title.as_deref(),
            &zones::zones(page, title.as_deref(), trust),
        )
    };
    let mut regions = read(Trust::All);
    let mut body = body_size(page, &regions);
    // What markup promises is sometimes wrong: a page whose whole text stands in a "widget", or is
    // hidden until a script shows it.
    for trust in [Trust::Shown, Trust::Hidden] {
        if body >= LITTLE {
            break;
        }
        if trust == Trust::Shown && page.hides_for_good {
            continue;
        }
        let other = read(trust);
        let size = body_size(page, &other);
        if size > body * 2 {
            regions = other;
            body = size;
        }
    }
    regions
}

/// The regions of blocks that are known to be body, all of them.
pub fn plainly(page: &Page) -> Vec<Region> {
    page.blocks
        .iter()
        .map(|block| match block.kind {
            Kind::Heading(_) => Region::Heading,
            Kind::Control => Region::Boilerplate,
            _ => shape(block),
        })
        .collect()
}

fn body_size(page: &Page, regions: &[Region]) -> usize {
    page.blocks
        .iter()
        .zip(regions)
        .filter(|(_, region)| region.is_shown())
        .map(|(block, _)| block.size)
        .sum()
}

fn with_zones(page: &Page, title: Option<&str>, zones: &[Hint]) -> Vec<Region> {
    let element = mainpart::find(page, zones, title);
    let main = page.elements[element].blocks.clone();
    let mut regions: Vec<Region> = page
        .blocks
        .iter()
        .enumerate()
        .map(|(at, block)| {
            let zone = zones[block.element];
            if main.contains(&at) {
                inside(page, block, zone)
            } else {
                outside(block, zone)
            }
        })
        .collect();
    mark_title(page, title, &main, &mut regions);
    edges::recover_lead(page, &main, zones, &mut regions);
    edges::drop_links(page, &main, &mut regions);
    edges::drop_repeated_lead(page, &main, &mut regions);
    references::mark(page, &main, &mut regions);
    edges::trim_edges(page, &main, &mut regions);
    edges::drop_empty_headings(page, &main, &mut regions);
    edges::recover_lists(page, element, zones, &mut regions);
    regions
}

fn inside(page: &Page, block: &Block, zone: Hint) -> Region {
    if let Some(region) = of_zone(zone) {
        return region;
    }
    if let Some(region) = labels::label(page.text_of(block), block) {
        return region;
    }
    if is_figure_text(page, block) || is_alone_with_picture(page, block) {
        return Region::Caption;
    }
    match block.kind {
        Kind::Control => Region::Boilerplate,
        Kind::Heading(_) => Region::Heading,
        Kind::Paragraph if zone == Hint::Lead => Region::Lead,
        _ => shape(block),
    }
}

/// Text in a figure that is neither a quotation nor a table nor an article of its own.
fn is_figure_text(page: &Page, block: &Block) -> bool {
    let flows = matches!(block.kind, Kind::Paragraph | Kind::Item | Kind::Heading(_));
    block.within.figure && !block.within.quotation && flows && running(page, block) < FIGURE_TEXT
}

/// A few words that stand alone with a picture are its caption, whatever the markup calls them.
fn is_alone_with_picture(page: &Page, block: &Block) -> bool {
    let flows = matches!(block.kind, Kind::Paragraph | Kind::Item);
    if !flows || block.size >= LONG || running(page, block) > 0 {
        return false;
    }
    let mut around = page.ancestors(block.element).take(PICTURE);
    around.any(|at| {
        let element = &page.elements[at];
        element.pictured && element.blocks.len() == 1
    })
}

/// The region of a block of the body by its kind.
fn shape(block: &Block) -> Region {
    match block.kind {
        Kind::Caption | Kind::Alternative => Region::Caption,
        Kind::Pre => Region::Code,
        Kind::Row => Region::Table,
        _ if block.within.quotation => Region::Quotation,
        Kind::Item | Kind::Term | Kind::Definition => Region::List,
        _ => Region::Body,
    }
}

fn outside(block: &Block, zone: Hint) -> Region {
    if let Some(region) = of_zone(zone) {
        return region;
    }
    match block.kind {
        Kind::Caption | Kind::Alternative => Region::Caption,
        _ if block.linked * 2 > block.size => Region::Navigation,
        _ => Region::Boilerplate,
    }
}

const fn of_zone(zone: Hint) -> Option<Region> {
    Some(match zone {
        Hint::None | Hint::Content | Hint::Lead => return None,
        Hint::Navigation => Region::Navigation,
        Hint::Boilerplate => Region::Boilerplate,
        Hint::Related => Region::Related,
        Hint::Comment => Region::Comment,
        Hint::Metadata => Region::Metadata,
        Hint::Caption => Region::Caption,
        Hint::Footnote => Region::Footnote,
        Hint::Consent => Region::Consent,
        Hint::Hidden => Region::Hidden,
    })
}

/// Marks the page's title where it stands in the page.
fn mark_title(page: &Page, title: Option<&str>, main: &Range<usize>, regions: &mut [Region]) {
    for (at, block) in page.blocks.iter().enumerate().take(main.end) {
        let first = match block.kind {
            Kind::Heading(level) => level == 1,
            // Old pages set their title in a large font.
            Kind::Paragraph if at < main.start + 3 => false,
            _ => continue,
        };
        let same = title.is_some_and(|title| fold(page.text_of(block)) == title);
        if (same || first) && !matches!(regions[at], Region::Hidden | Region::Consent) {
            regions[at] = Region::Title;
        }
    }
}
