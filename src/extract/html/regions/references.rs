//! Lists of references: what a page draws on or leads to is not what it says itself.
//!
//! They are told by their heading and by the shape of their entries; names of classes, where a page
//! has them, tell earlier.

use std::ops::Range;

use crate::extract::document::Region;
use crate::extract::html::flat::page::{Block, Kind, Page};
use crate::extract::html::fold::fold;
use crate::extract::words::LABELS;

/// Entries one after another that make a list of references without a heading that says so.
const ENTRIES: usize = 3;

/// Letters of the longest entry: a paragraph of several sentences is a note, or text.
const LONGEST: usize = 500;

/// Letters of a paragraph that may be an entry by its length; those of a text about references are
/// longer.
const LINE: usize = 200;

/// Letters of the longest heading of such a list.
const HEADING: usize = 40;

/// Letters at the beginning of an entry where its author stands.
const AUTHOR: usize = 80;

/// Marks the references among the blocks of `main`.
pub fn mark(page: &Page, main: &Range<usize>, regions: &mut [Region]) {
    let entries: Vec<bool> = main
        .clone()
        .map(|at| is_listed(regions[at]) && is_entry(page, &page.blocks[at]))
        .collect();
    let entry = |at: usize| entries[at - main.start];
    by_heading(page, main, regions, &entry);
    by_shape(main, regions, &entry);
}

/// Whether a block can be an entry: not a heading, nor what is no body anyway.
fn is_listed(region: Region) -> bool {
    region.is_shown() && !matches!(region, Region::Heading | Region::Code)
}

/// Marks what stands under a heading that announces references, up to the next one as high.
fn by_heading(
    page: &Page,
    main: &Range<usize>,
    regions: &mut [Region],
    entry: &dyn Fn(usize) -> bool,
) {
    let mut at = main.start;
    while at < main.end {
        let Some(announced) = announces(page, &page.blocks[at]) else {
            at += 1;
            continue;
        };
        let level = match page.blocks[at].kind {
            Kind::Heading(level) => level,
            _ => u8::MAX,
        };
        let below = at + 1..main.end;
        let ends = |at: &usize| match page.blocks[*at].kind {
            Kind::Heading(other) => other <= level,
            _ => false,
        };
        let end = below.clone().find(ends).unwrap_or(main.end);
        let section = at + 1..end;
        let listed = || section.clone().filter(|at| is_listed(regions[*at]));
        let all = listed().count();
        let fitting = listed()
            .filter(|at| match announced {
                Announced::Surely => {
                    entry(*at) || is_item(page, *at) || page.blocks[*at].size <= LINE
                }
                Announced::Perhaps => entry(*at) || (is_item(page, *at) && may_be_entry(page, *at)),
            })
            .count();
        if all > 0 && fitting * 4 >= all * 3 {
            for at in section.clone() {
                if is_listed(regions[at]) {
                    regions[at] = Region::Footnote;
                }
            }
            at = end;
        } else {
            at += 1;
        }
    }
}

/// Marks entries that stand one after another.
fn by_shape(main: &Range<usize>, regions: &mut [Region], entry: &dyn Fn(usize) -> bool) {
    let mut at = main.start;
    while at < main.end {
        let end = (at..main.end).find(|at| !entry(*at)).unwrap_or(main.end);
        if end - at >= ENTRIES {
            regions[at..end].fill(Region::Footnote);
        }
        at = end + 1;
    }
}

/// How sure a heading is to announce references.
#[derive(Clone, Copy)]
enum Announced {
    Surely,
    Perhaps,
}

/// Whether a block announces references: by nothing but its words, a number before them aside.
fn announces(page: &Page, block: &Block) -> Option<Announced> {
    let heading = matches!(block.kind, Kind::Heading(_) | Kind::Paragraph | Kind::Term);
    if !heading || block.size > HEADING {
        return None;
    }
    let folded = fold(page.text_of(block));
    let words = folded.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if LABELS.get("references").contains(&words) {
        Some(Announced::Surely)
    } else if LABELS.get("perhaps-references").contains(&words) {
        Some(Announced::Perhaps)
    } else {
        None
    }
}

fn is_item(page: &Page, at: usize) -> bool {
    let kind = page.blocks[at].kind;
    matches!(kind, Kind::Item | Kind::Definition | Kind::Term | Kind::Row)
}

/// Whether an item under a heading that may announce references has a mark of one: it leads to
/// another site, or begins or is worded as one does.
fn may_be_entry(page: &Page, at: usize) -> bool {
    let block = &page.blocks[at];
    block.linked > block.own_linked || marks(page, block) > 0
}

/// Whether a block looks like an entry of a list of references: two marks of one, or one and a year
/// or a link.
fn is_entry(page: &Page, block: &Block) -> bool {
    let shape = matches!(block.kind, Kind::Item | Kind::Paragraph | Kind::Definition);
    if !shape || block.size > LONGEST {
        return false;
    }
    let marks = marks(page, block);
    marks >= 2 || (marks == 1 && (has_year(page.text_of(block)) || block.linked > 0))
}

/// How many marks of an entry a block has: a number or sign before it, an author's initials, words
/// that entries have.
fn marks(page: &Page, block: &Block) -> usize {
    let text = page.text_of(block);
    let marked = usize::from(is_numbered(text)) + usize::from(has_initials(text));
    // Most paragraphs have neither, and folding is dear.
    if marked == 0 && block.linked == 0 && !has_year(text) {
        return 0;
    }
    let folded = fold(text);
    let tokens = || folded.split(' ');
    let worded = LABELS.get("entry").iter().any(|word| {
        if word.contains(' ') {
            folded.contains(word)
        } else {
            tokens().any(|token| token == *word)
        }
    });
    marked + usize::from(worded)
}

/// "[12] …", "^ …", "↑ …".
fn is_numbered(text: &str) -> bool {
    let text = text.trim_start();
    if text.starts_with(['^', '↑']) {
        return true;
    }
    let Some((number, _)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
        return false;
    };
    !number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// "Smith, J.", "J. Smith", "Smith JA,": a name with initials, at the beginning.
fn has_initials(text: &str) -> bool {
    let end = text
        .char_indices()
        .nth(AUTHOR)
        .map_or(text.len(), |(at, _)| at);
    let words: Vec<&str> = text[..end].split_whitespace().collect();
    words.windows(2).any(|two| {
        let is_name = |word: &str| {
            let word = word.trim_end_matches([',', ';']);
            word.chars().count() > 1
                && word.starts_with(char::is_uppercase)
                && word.chars().skip(1).any(char::is_lowercase)
        };
        let is_initial = |word: &str| {
            let letters = word.trim_end_matches([',', ';', ':', '(', ')']);
            let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
            (1..=3).contains(&capitals)
                && letters.contains('.')
                && letters
                    .chars()
                    .all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
        };
        (is_name(two[0]) && two[0].ends_with(',') && is_initial(two[1]))
            || (is_initial(two[0]) && is_name(two[1]))
    })
}

/// A year of the last five centuries.
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| {
        digits.len() == 4
            && digits
                .parse()
                .is_ok_and(|year: u16| (1500..=2100).contains(&year))
    })
}
