//! What the markup says of whole elements, as far as it can be believed.

use super::running::{as_votes, running, sum, sums};
use super::teasers;
use crate::extract::html::flat::hints::Hint;
use crate::extract::html::flat::page::{Kind, Page, ROOT};
use crate::extract::html::fold::fold;

/// Letters of running text that must stand outside of readers' comments.
const BESIDE_COMMENTS: i64 = 200;

/// Letters of running text that must stand outside of requests for consent without a button.
const BESIDE_CONSENT: i64 = 250;

/// How much of what the markup says is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// All of it.
    All,
    /// All but that something is hidden: scripts may show it.
    Shown,
    /// Only what is hidden, asked for consent, or commented: names are not.
    Hidden,
}

/// The hint that holds for each element, its ancestors' included. `title` is the page's, folded.
pub fn zones(page: &Page, title: Option<&str>, trust: Trust) -> Vec<Hint> {
    let belief = Belief::of(page, title, trust);
    let teasers = teasers::find(page);
    let mut zones = vec![Hint::None; page.elements.len()];
    for (at, element) in page.elements.iter().enumerate() {
        let above = if at == ROOT {
            Hint::None
        } else {
            zones[element.parent]
        };
        zones[at] = if is_apart(above) {
            above
        } else if teasers[at] {
            Hint::Related
        } else if !belief.holds(at) {
            above
        } else {
            element.hint
        };
    }
    zones
}

/// One part in so many of a teaser's letters, at least, are a link.
const TEASER: i64 = 10;

/// What is known of a page before any name in it is believed: sums over the blocks before each.
struct Belief<'p> {
    page: &'p Page,
    /// Running text that is neither hidden nor a request for consent.
    good: Vec<i64>,
    linked: Vec<i64>,
    quoted: Vec<i64>,
    controls: Vec<i64>,
    size: Vec<i64>,
    /// The block of the title's heading.
    title: Option<usize>,
    trust: Trust,
}

impl<'p> Belief<'p> {
    fn of(page: &'p Page, title: Option<&str>, trust: Trust) -> Self {
        let title = title.and_then(|title| title_block(page, title));
        let mut belief = Self {
            page,
            good: Vec::new(),
            linked: sums(page, |block| as_votes(block.linked)),
            quoted: sums(page, |block| {
                if block.within.quotation {
                    as_votes(block.size)
                } else {
                    0
                }
            }),
            controls: sums(page, |block| i64::from(block.kind == Kind::Control)),
            size: sums(page, |block| as_votes(block.size)),
            title,
            trust,
        };
        let mut covered = belief.covered().into_iter();
        belief.good = sums(page, |block| match covered.next() {
            Some(true) => 0,
            _ => running(page, block),
        });
        belief
    }

    fn total(&self) -> i64 {
        self.good[self.page.blocks.len()]
    }

    /// The blocks that are said to be hidden or a request for consent.
    fn covered(&self) -> Vec<bool> {
        let mut covered = vec![false; self.page.blocks.len()];
        for (at, element) in self.page.elements.iter().enumerate() {
            let covers = match element.hint {
                Hint::Hidden => self.trust != Trust::Shown,
                Hint::Consent => !self.holds_title(at),
                _ => false,
            };
            if covers {
                covered[element.blocks.clone()].fill(true);
            }
        }
        covered
    }

    fn holds_title(&self, at: usize) -> bool {
        let blocks = &self.page.elements[at].blocks;
        self.title.is_some_and(|title| blocks.contains(&title))
    }

    /// Whether an element holds too much of the page to be set apart from it.
    fn is_page(&self, at: usize) -> bool {
        self.holds_title(at) || sum(&self.good, &self.page.elements[at].blocks) * 2 > self.total()
    }

    /// Whether enough text stands above an element for it to be said of it.
    fn stands_below(&self, at: usize) -> bool {
        let above = self.title.unwrap_or(0)..self.page.elements[at].blocks.start;
        above.start < above.end && sum(&self.good, &above) >= BESIDE_COMMENTS
    }

    /// Whether what the markup says of an element is believed.
    fn holds(&self, at: usize) -> bool {
        let element = &self.page.elements[at];
        let letters = sum(&self.size, &element.blocks);
        match element.hint {
            Hint::None => false,
            Hint::Content => true,
            Hint::Hidden => self.trust != Trust::Shown,
            Hint::Comment => !self.holds_title(at) && self.stands_below(at),
            // What most stands under is seldom what it is called, but for these.
            Hint::Boilerplate if element.sure && self.title.is_some() && self.stands_below(at) => {
                !self.holds_title(at)
            }
            // A page about biscuits has words for them; a page that is a banner has nothing else.
            Hint::Consent => {
                !self.holds_title(at)
                    && (self.total() >= BESIDE_CONSENT || sum(&self.controls, &element.blocks) > 0)
            }
            _ if self.is_page(at) => false,
            _ if self.trust == Trust::Hidden => false,
            // Menus and teasers lead to other pages; the page's own text does not.
            Hint::Navigation | Hint::Related => {
                sum(&self.linked, &element.blocks) * TEASER >= letters.max(1)
            }
            // A post that the text shows is named after the site that it comes from.
            Hint::Boilerplate => sum(&self.quoted, &element.blocks) * 2 <= letters,
            _ => true,
        }
    }
}

/// The heading that is the page's title.
fn title_block(page: &Page, title: &str) -> Option<usize> {
    page.blocks.iter().position(|block| {
        matches!(block.kind, Kind::Heading(1 | 2)) && fold(page.text_of(block)) == title
    })
}

/// Whether text in such a zone is not the page's own.
pub const fn is_apart(zone: Hint) -> bool {
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
