//! What the markup says of whole elements, as far as it can be believed, and what counts as running
//! text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::hints::Hint;
use super::page::{Block, Kind, Page, ROOT};
use super::phrases;
use super::tags::Tag;

/// Letters from which a block without a full stop counts as running text.
const LONG: usize = 80;

/// Letters from which a block with a full stop counts as running text.
pub const SENTENCE: usize = 25;

/// Letters of running text that must stand outside of readers' comments.
const BESIDE_COMMENTS: i64 = 200;

/// Letters of running text in a block; 0 when it is no running text: short, or mostly links.
pub fn running(page: &Page, block: &Block) -> i64 {
    if matches!(block.kind, Kind::Heading(_) | Kind::Control) {
        return 0;
    }
    let plain = block.size - block.linked;
    let sentence = phrases::ends_sentence(page.text_of(block));
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
pub fn sums(page: &Page, of: impl Fn(&Block) -> i64) -> Vec<i64> {
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

/// The hint that holds for each element, its ancestors' included; where names are not trusted, only
/// what is hidden, asked for consent, or commented.
pub fn zones(page: &Page, trust_names: bool) -> Vec<Hint> {
    let good = sums(page, |block| running(page, block));
    let linked = sums(page, |block| as_votes(block.linked));
    let quoted = sums(page, |block| {
        if block.within.quotation {
            as_votes(block.size)
        } else {
            0
        }
    });
    let controls = sums(page, |block| i64::from(block.kind == Kind::Control));
    let size = sums(page, |block| as_votes(block.size));
    let total = good[page.blocks.len()];
    let by_hint = held_by_hint(page, &good);
    let mut zones = vec![Hint::None; page.elements.len()];
    for (at, element) in page.elements.iter().enumerate() {
        let above = if at == ROOT {
            Hint::None
        } else {
            zones[element.parent]
        };
        let held = sum(&good, &element.blocks);
        // Names that most of the text stands under do not mean what they say; tags by themselves.
        let named = !matches!(element.tag, Tag::Footer | Tag::Nav);
        let by_hint = by_hint.get(&element.hint).copied().filter(|_| named);
        let most = by_hint.unwrap_or(held) * 2 > total;
        let letters = sum(&size, &element.blocks);
        let believable = match element.hint {
            Hint::None => false,
            Hint::Content => true,
            Hint::Comment => total - held >= BESIDE_COMMENTS,
            Hint::Hidden => !most,
            // A page about biscuits has words for them; a page that is a banner has nothing else.
            Hint::Consent => !most || (held == total && sum(&controls, &element.blocks) > 0),
            // Teasers of other pages lead to them; that of the page itself does not.
            Hint::Related => {
                trust_names && !most && sum(&linked, &element.blocks) * TEASER >= letters.max(1)
            }
            // A post that the text shows is named after the site that it comes from.
            Hint::Boilerplate => {
                trust_names && !most && sum(&quoted, &element.blocks) * 2 <= letters
            }
            _ => trust_names && !most,
        };
        zones[at] = if is_apart(above) || !believable {
            above
        } else {
            element.hint
        };
    }
    zones
}

/// One part in so many of a teaser's letters, at least, are a link.
const TEASER: i64 = 10;

/// Running text under each hint that sets text apart, outermost elements only.
fn held_by_hint(page: &Page, good: &[i64]) -> FxHashMap<Hint, i64> {
    let mut held: FxHashMap<Hint, i64> = FxHashMap::default();
    let mut inside = 0;
    for (at, element) in page.elements.iter().enumerate() {
        if at >= inside && is_apart(element.hint) {
            *held.entry(element.hint).or_default() += sum(good, &element.blocks);
            inside = element.end;
        }
    }
    held
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
