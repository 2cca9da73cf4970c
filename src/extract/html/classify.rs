//! Gives every block its region: what the markup says first, then which part of the page the
//! running text stands in, then what each block looks like.

use std::ops::Range;

use super::hints::Hint;
use super::page::{Block, Kind, Page, ROOT};
use super::phrases;
use crate::extract::Region;

/// Letters from which a block without a full stop still counts as running text.
const LONG: usize = 80;

/// Letters from which a block with a full stop counts as running text.
const SENTENCE: usize = 25;

/// The sum of a range, given the sums before each place.
fn sum(before: &[i64], range: &Range<usize>) -> i64 {
    before[range.end] - before[range.start]
}

/// The region of every block of `page`, whose title is `title`.
pub fn classify(page: &Page, title: Option<&str>) -> Vec<Region> {
    let zones = zones(page, true);
    let regions = with_zones(page, title, &zones);
    let body: usize = body_size(page, &regions);
    if body >= 250 {
        return regions;
    }
    // What names promise is sometimes wrong: a page whose whole text stands in a "widget".
    let relaxed = with_zones(page, title, &self::zones(page, false));
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
            kind => shape(kind, block),
        })
        .collect()
}

fn body_size(page: &Page, regions: &[Region]) -> usize {
    page.blocks
        .iter()
        .zip(regions)
        .filter(|(_, region)| region.is_body() && **region != Region::Title)
        .map(|(block, _)| block.size)
        .sum()
}

fn with_zones(page: &Page, title: Option<&str>, zones: &[Hint]) -> Vec<Region> {
    let main = main_element(page, &votes(page, zones));
    let span = page.elements[main].blocks.clone();
    let mut regions: Vec<Region> = page
        .blocks
        .iter()
        .enumerate()
        .map(|(at, block)| {
            let zone = zones[block.element];
            if span.contains(&at) {
                inside(block, zone)
            } else {
                outside(block, zone)
            }
        })
        .collect();
    mark_title(page, title, &span, &mut regions);
    recover_lead(page, &span, zones, &mut regions);
    trim_edges(page, &span, &mut regions);
    regions
}

/// The hint that holds for each element, its ancestors' included.
fn zones(page: &Page, trust_names: bool) -> Vec<Hint> {
    let mut good = vec![0; page.blocks.len() + 1];
    for (at, block) in page.blocks.iter().enumerate() {
        good[at + 1] = good[at] + running(page, block);
    }
    let total = good[page.blocks.len()];
    let mut zones = vec![Hint::None; page.elements.len()];
    for (at, element) in page.elements.iter().enumerate() {
        let above = if at == ROOT {
            Hint::None
        } else {
            zones[element.parent]
        };
        let held = sum(&good, &element.blocks);
        let believable = match element.hint {
            Hint::None => false,
            Hint::Content | Hint::Hidden | Hint::Consent => true,
            Hint::Comment => total - held >= 200,
            _ => trust_names && held * 2 <= total,
        };
        zones[at] = if is_apart(above) || !believable {
            above
        } else {
            element.hint
        };
    }
    zones
}

/// Whether text in such a zone is not the page's own.
const fn is_apart(zone: Hint) -> bool {
    matches!(
        zone,
        Hint::Navigation
            | Hint::Boilerplate
            | Hint::Related
            | Hint::Comment
            | Hint::Consent
            | Hint::Hidden
            | Hint::Footnote
    )
}

/// Letters of running text in a block; 0 when it is no running text.
fn running(page: &Page, block: &Block) -> i64 {
    let plain = block.size - block.linked;
    if plain * 2 < block.size || matches!(block.kind, Kind::Heading(_) | Kind::Control) {
        return 0;
    }
    let text = page.text_of(block);
    let sentence = phrases::ends_sentence(text);
    let counts = (sentence && block.size >= SENTENCE) || block.size >= LONG;
    if counts { as_votes(plain) } else { 0 }
}

fn as_votes(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX / 1024)
}

/// What each block says for or against the element around it as the main part, summed up before
/// each block: running text for, links against.
fn votes(page: &Page, zones: &[Hint]) -> Vec<i64> {
    let mut votes = vec![0];
    for (at, block) in page.blocks.iter().enumerate() {
        let running = running(page, block);
        let vote = if is_apart(zones[block.element]) {
            0
        } else if running > 0 {
            running
        } else if block.linked * 2 > block.size {
            -as_votes(block.size)
        } else {
            -5
        };
        votes.push(votes[at] + vote);
    }
    votes
}

/// The element whose blocks' votes add up to the most; the innermost of those that are equal.
fn main_element(page: &Page, votes: &[i64]) -> usize {
    let mut best = ROOT;
    let mut most = i64::MIN;
    for (at, element) in page.elements.iter().enumerate() {
        let votes = sum(votes, &element.blocks);
        if votes >= most && !element.blocks.is_empty() {
            best = at;
            most = votes;
        }
    }
    best
}

fn inside(block: &Block, zone: Hint) -> Region {
    if let Some(region) = of_zone(zone) {
        return region;
    }
    match block.kind {
        Kind::Control => return Region::Boilerplate,
        Kind::Caption | Kind::Alternative => return Region::Caption,
        Kind::Heading(_) => return Region::Heading,
        _ => {}
    }
    if block.linked * 10 >= block.size * 7 && block.size < 200 {
        return Region::Related;
    }
    shape(block.kind, block)
}

/// The region of a block of the body by its kind.
fn shape(kind: Kind, block: &Block) -> Region {
    match kind {
        Kind::Caption | Kind::Alternative => Region::Caption,
        Kind::Pre => Region::Code,
        Kind::Row => Region::Table,
        _ if block.within.quotation => Region::Quotation,
        Kind::Item | Kind::Term => Region::List,
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
fn mark_title(page: &Page, title: Option<&str>, span: &Range<usize>, regions: &mut [Region]) {
    let folded = title.map(phrases::fold);
    for (at, block) in page.blocks.iter().enumerate().take(span.end) {
        let Kind::Heading(level) = block.kind else {
            continue;
        };
        let same = folded
            .as_deref()
            .is_some_and(|title| phrases::fold(page.text_of(block)) == title);
        if (same || level == 1) && !matches!(regions[at], Region::Hidden | Region::Consent) {
            regions[at] = Region::Title;
        }
    }
}

/// Running text between the title and the main part is the lead.
fn recover_lead(page: &Page, span: &Range<usize>, zones: &[Hint], regions: &mut [Region]) {
    let Some(title) = (0..span.start)
        .rev()
        .find(|at| regions[*at] == Region::Title)
    else {
        return;
    };
    let between = title + 1..span.start;
    for (block, region) in page.blocks[between.clone()]
        .iter()
        .zip(&mut regions[between])
    {
        let zone = zones[block.element];
        let open = matches!(zone, Hint::None | Hint::Content | Hint::Lead);
        if open && running(page, block) > 0 {
            *region = Region::Lead;
        }
    }
}

/// Short blocks before the first and after the last running text of the main part are by-lines,
/// labels and buttons; headings that head nothing go with them.
fn trim_edges(page: &Page, span: &Range<usize>, regions: &mut [Region]) {
    let is_text = |at: usize, regions: &[Region]| {
        regions[at].is_body() && running(page, &page.blocks[at]) > 0
    };
    let Some(first) = span.clone().find(|at| is_text(*at, regions)) else {
        return;
    };
    let last = span
        .clone()
        .rev()
        .find(|at| is_text(*at, regions))
        .unwrap_or(first);
    for region in &mut regions[span.start..first] {
        if *region == Region::Body {
            *region = Region::Metadata;
        }
    }
    for region in &mut regions[last + 1..span.end] {
        if matches!(region, Region::Body | Region::Heading) {
            *region = Region::Boilerplate;
        }
    }
}
