//! What stands before a paragraph's text and is none of it: the titles of admonitions.

use crate::claims::blocks::draft::{Block, Mark};
use crate::claims::references::entries::own_label;
use crate::claims::references::headings::{heads_aside, heads_sources};
use crate::claims::references::shapes::{follows_address, lines};
use crate::text::Span;

/// Words of the longest title that stands in a paragraph's first line.
const TITLE_WORDS: usize = 8;

/// Cuts the first line of an admonition (`!!! note "Title"`, `:::tip`, `[!note] Title`), the `:::` that ends it, and a
/// first line that is nothing but bold words ("**Warning**").
pub(super) fn cut(block: &mut Block) {
    let text = block.prose.text();
    let first = block.breaks.first().copied().unwrap_or(text.len());
    let mut cuts = Vec::new();
    if ["!!! ", "??? ", "???+ ", ":::", "[!"]
        .iter()
        .any(|mark| text.starts_with(mark))
        || is_bold_title(block)
    {
        cuts.push(Span::new(0, first));
    }
    let bare = text.trim_end_matches(':');
    if bare.ends_with(' ')
        && text.len() - bare.len() >= 3
        && cuts.iter().all(|cut| cut.end <= bare.len())
    {
        cuts.push(Span::new(bare.len(), text.len()));
    }
    for span in cuts {
        let file = block.prose.in_file(span);
        block.marks.push(Mark {
            span,
            file,
            refs: Vec::new(),
            shown: None,
        });
    }
    block.marks.sort_by_key(|mark| mark.span);
}

/// Whether a block's first line is bold from end to end, and a title: no stop ends it, and other lines follow.
fn is_bold_title(block: &Block) -> bool {
    let text = block.prose.text();
    let Some(first) = block.breaks.first().copied().filter(|at| *at < text.len()) else {
        return false;
    };
    let line = text[..first].trim_end();
    let bold = block
        .strong
        .first()
        .is_some_and(|span| span.start == 0 && span.end + 1 >= line.len());
    bold && !line.ends_with(['.', '!', '?', '。'])
        && line.split_whitespace().count() <= TITLE_WORDS
        && (!heads_sources(line) || !lists(block))
        && !heads_aside(line)
        && !follows_address(block, first)
}

/// Whether one of the lines after a block's first begins with a label or a link, as entries do.
fn lists(block: &Block) -> bool {
    let text = block.prose.text();
    lines(block).into_iter().skip(1).any(|row| {
        let lead = row.of(text).len() - row.of(text).trim_start().len();
        let begin = row.start + lead;
        let linked = block.links.iter().any(|link| link.span.start == begin);
        linked || own_label(row.of(text)).0.is_some()
    })
}
