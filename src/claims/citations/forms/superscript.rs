//! Raised numbers.

use crate::claims::blocks::draft::{Block, Mark};
use crate::claims::citations::syntax::labels;

/// Takes what `block` has from `start` on, which stands raised, for a citation mark, if it is numbers and no mark or link
/// yet. `start` may lie past its end, where another block cut the raised text off.
pub(in crate::claims) fn mark(block: &mut Block, start: usize) {
    if start > block.prose.len() {
        return;
    }
    let span = block.from(start);
    let is_told = block.links.iter().any(|link| span.contains(link.span))
        || block
            .marks
            .iter()
            .any(|mark| span.contains(mark.span) && !mark.span.is_empty());
    if let Some(refs) = labels(span.of(block.prose.text()))
        && !is_told
    {
        let file = block.prose.in_file(span);
        block.marks.push(Mark {
            span,
            file,
            refs,
            shown: None,
        });
    }
}
