//! Running text: what counts as it, and how much of it stands in a part of a page.

use std::ops::Range;

use crate::extract::html::flat::page::{Block, Kind, Page};
use crate::extract::html::fold::ends_sentence;

/// Letters from which a block without a full stop counts as running text.
pub const LONG: usize = 80;

/// Letters from which a block with a full stop counts as running text.
pub const SENTENCE: usize = 25;

/// Letters of running text in a block; 0 when it is no running text: short, or mostly links.
pub fn running(page: &Page, block: &Block) -> i64 {
    if matches!(block.kind, Kind::Heading(_) | Kind::Control) {
        return 0;
    }
    let plain = block.size - block.linked;
    let sentence = ends_sentence(page.text_of(block));
    // A long sentence may be links for the most part; a short one that is leads elsewhere.
    let own = plain * 2 >= block.size
        || (sentence && block.size >= LONG && plain * 100 >= block.size * 15);
    let runs = (sentence && block.size >= SENTENCE) || block.size >= LONG;
    if own && runs { as_votes(plain) } else { 0 }
}

/// Letters as a signed number.
pub fn as_votes(size: usize) -> i64 {
    // Sizes are below the length of a page in memory, so that the bound is never reached.
    i64::try_from(size).unwrap_or(i64::MAX / 1024)
}

/// The sums of `of` over the blocks before each block.
pub fn sums(page: &Page, mut of: impl FnMut(&Block) -> i64) -> Vec<i64> {
    let mut sums = Vec::with_capacity(page.blocks.len() + 1);
    let mut so_far = 0;
    sums.push(0);
    for block in &page.blocks {
        so_far += of(block);
        sums.push(so_far);
    }
    sums
}

/// The sum over a range, given the sums before each place.
pub fn sum(before: &[i64], range: &Range<usize>) -> i64 {
    before[range.end] - before[range.start]
}
