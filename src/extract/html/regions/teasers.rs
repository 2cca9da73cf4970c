//! Teasers told by their repetition: siblings alike, each opening with a link to another page of the
//! site and short.

use rustc_hash::FxHashMap;

use super::running::{as_votes, running, sum, sums};
use crate::extract::html::flat::page::{Block, Element, Page, ROOT};
use crate::extract::html::flat::tags::Tag;

/// Siblings alike from which they are a list of teasers.
const ALIKE: i64 = 3;

/// Letters of a link that can be the title of another page.
const TITLE: usize = 12;

/// Blocks at a teaser's beginning of which one is such a link.
const OPENING: usize = 3;

/// Letters of running text that a teaser has at most, on average.
const SHORT: i64 = 300;

/// Siblings alike, counted.
#[derive(Default)]
struct Kin {
    count: i64,
    /// Those that open with a link.
    lead_on: i64,
    running: i64,
}

/// For each element, whether it is one of a list of teasers; none on a page that is such a list.
pub fn find(page: &Page) -> Vec<bool> {
    let text = sums(page, |block| running(page, block));
    let total = text[page.blocks.len()];
    let size = sums(page, |block| as_votes(block.size));
    let mut kin: FxHashMap<(usize, u64), Kin> = FxHashMap::default();
    for element in page.elements.iter().skip(ROOT + 1) {
        if !can_tease(element) || sum(&size, &element.blocks) == 0 {
            continue;
        }
        let kin = kin.entry((element.parent, element.kin)).or_default();
        kin.count += 1;
        kin.running += sum(&text, &element.blocks);
        let opening = page.blocks[element.blocks.clone()].iter().take(OPENING);
        kin.lead_on += i64::from(opening.into_iter().any(leads_on));
    }
    let is_teaser = |element: &Element| {
        let kin = kin.get(&(element.parent, element.kin));
        can_tease(element) && kin.is_some_and(Kin::are_teasers)
    };
    let teasers: Vec<bool> = page.elements.iter().map(is_teaser).collect();
    let mut held = 0;
    let mut inside = 0;
    for (at, element) in page.elements.iter().enumerate() {
        if teasers[at] && at >= inside {
            held += sum(&text, &element.blocks);
            inside = element.end;
        }
    }
    if held * 2 >= total {
        vec![false; page.elements.len()]
    } else {
        teasers
    }
}

impl Kin {
    fn are_teasers(&self) -> bool {
        self.count >= ALIKE
            && self.lead_on * 5 >= self.count * 4
            && self.running <= self.count * SHORT
    }
}

/// A heading that is a link may lead to itself.
fn can_tease(element: &Element) -> bool {
    !matches!(element.tag, Tag::Heading(_))
}

/// Whether a block is a link to another page of the site, and little else.
fn leads_on(block: &Block) -> bool {
    block.own_linked >= TITLE && block.linked * 10 >= block.size * 7
}
