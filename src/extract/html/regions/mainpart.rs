//! Which part of a page holds its text: every block votes for the elements around it.

use super::running::{as_votes, running, sum, sums};
use super::zones::is_apart;
use crate::extract::html::flat::hints::Hint;
use crate::extract::html::flat::page::{Kind, Page, ROOT};
use crate::extract::html::flat::tags::Tag;
use crate::extract::html::fold::fold;

/// What a short block says against the element around it: menus and lists of labels have many.
const SHORT: i64 = -2;

/// Share of the votes, in percent, that a child must hold for the main part to be inside of it. At
/// 70 body text is lost on more pages than boilerplate is on fewer; at 90 the other way round.
const NARROW: i64 = 80;

/// Letters of running text from which an article that has the page's title is the whole page's.
const ARTICLE: i64 = 250;

/// The element that holds the page's text; `title` is the page's, folded.
pub fn find(page: &Page, zones: &[Hint], title: Option<&str>) -> usize {
    let votes = sums(page, |block| {
        let running = running(page, block);
        if is_apart(zones[block.element]) {
            0
        } else if running > 0 {
            running
        } else if block.linked * 2 > block.size {
            -as_votes(block.size)
        } else {
            SHORT
        }
    });
    let widest = widest(page, &votes);
    let container = page.ancestors(widest).find(|at| holds_blocks(page, *at));
    let main = narrow(page, &votes, container.unwrap_or(ROOT));
    let main = within_content(page, zones, main);
    titled_article(page, zones, title, main).unwrap_or(main)
}

/// The element whose blocks' votes add up to the most; the innermost of those that are equal.
fn widest(page: &Page, votes: &[i64]) -> usize {
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

/// Goes inward as long as one child holds nearly all, or the author calls this the content.
fn narrow(page: &Page, votes: &[i64], mut at: usize) -> usize {
    while page.elements[at].hint != Hint::Content {
        let enough = sum(votes, &page.elements[at].blocks) * NARROW / 100;
        let mut child = at + 1;
        while child < page.elements[at].end
            && (sum(votes, &page.elements[child].blocks) < enough.max(1)
                || !holds_blocks(page, child))
        {
            child = page.elements[child].end;
        }
        if child >= page.elements[at].end {
            break;
        }
        at = child;
    }
    at
}

/// What the author calls the content, where the main part stands in it.
fn within_content(page: &Page, zones: &[Hint], main: usize) -> usize {
    let is_content =
        |at: &usize| page.elements[*at].hint == Hint::Content && zones[*at] == Hint::Content;
    page.ancestors(main).find(is_content).unwrap_or(main)
}

/// Whether an element holds paragraphs rather than being one, or a list of them.
fn holds_blocks(page: &Page, at: usize) -> bool {
    !matches!(
        page.elements[at].tag,
        Tag::Paragraph
            | Tag::List
            | Tag::Definitions
            | Tag::Item
            | Tag::Term
            | Tag::Definition
            | Tag::Heading(_)
            | Tag::Pre
            | Tag::Quotation
            | Tag::Row
    )
}

/// Of several articles in the main part, the one that has the page's title is the page's.
fn titled_article(page: &Page, zones: &[Hint], title: Option<&str>, main: usize) -> Option<usize> {
    let title = title?;
    let blocks = page.elements[main].blocks.clone();
    let titled = page.blocks[blocks].iter().find(|block| {
        matches!(block.kind, Kind::Heading(1 | 2)) && fold(page.text_of(block)) == title
    })?;
    let article = page
        .ancestors(titled.element)
        .take_while(|at| *at != main)
        .filter(|at| page.elements[*at].tag == Tag::Article)
        .last()?;
    let held: i64 = page.blocks[page.elements[article].blocks.clone()]
        .iter()
        .filter(|block| !is_apart(zones[block.element]))
        .map(|block| running(page, block))
        .sum();
    (held >= ARTICLE).then_some(article)
}
