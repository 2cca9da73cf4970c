//! Gives every block its region: what the markup says first, then which part of the page the
//! running text stands in, then what each block looks like.

use std::ops::Range;

use super::hints::Hint;
use super::page::{Block, Kind, Page};
use super::zones::running;
use super::{edges, mainpart, phrases, zones};
use crate::extract::Region;

/// Letters of body below which names are no longer trusted.
const LITTLE: usize = 250;

/// Letters from which text in a figure is more than its caption.
const FIGURE_TEXT: i64 = 300;

/// The region of every block of `page`, whose title is `title`.
pub fn classify(page: &Page, title: Option<&str>) -> Vec<Region> {
    let title = title.map(phrases::fold);
    let regions = with_zones(page, title.as_deref(), &zones::zones(page, true));
    let body = body_size(page, &regions);
    if body >= LITTLE {
        return regions;
    }
    // What names promise is sometimes wrong: a page whose whole text stands in a "widget".
    let relaxed = with_zones(page, title.as_deref(), &zones::zones(page, false));
    if body_size(page, &relaxed) > body * 2 {
        relaxed
    } else {
        regions
    }
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
    edges::trim_edges(page, &main, &mut regions);
    edges::drop_empty_headings(page, &main, &mut regions);
    edges::recover_lists(page, element, zones, &mut regions);
    regions
}

fn inside(page: &Page, block: &Block, zone: Hint) -> Region {
    if let Some(region) = of_zone(zone) {
        return region;
    }
    if let Some(region) = phrases::label(page.text_of(block), block) {
        return region;
    }
    if is_figure_text(page, block) {
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
        let same = title.is_some_and(|title| phrases::fold(page.text_of(block)) == title);
        if (same || first) && !matches!(regions[at], Region::Hidden | Region::Consent) {
            regions[at] = Region::Title;
        }
    }
}
