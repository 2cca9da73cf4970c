//! Plain text articles to a draft: paragraphs between empty lines, lists, quotations, headings by their look.

use crate::claims::blocks::draft::{Block, Draft, Kind};
use crate::claims::references::entries::own_label;
use crate::text::Span;

/// Words of the longest line that is taken for a heading.
const HEADING_WORDS: usize = 12;

/// Reads `source`. Any text will do.
pub(in crate::claims) fn parse(source: &str) -> Draft {
    let mut draft = Draft::default();
    let mut open: Option<Block> = None;
    let mut quotations = 0;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        let bare = line.trim();
        if bare.is_empty() || is_rule(bare) {
            close(&mut open, &mut draft);
            continue;
        }
        let begin = begins(line, open.as_ref());
        if let Some(kind) = begin.kind {
            close(&mut open, &mut draft);
            quotations += usize::from(kind == Kind::Quotation);
            open = Some(Block::new(kind));
        }
        let block = open.get_or_insert_with(|| Block::new(Kind::Paragraph));
        if block.kind == Kind::Quotation {
            block.quotation = quotations;
        }
        if !block.prose.is_empty() {
            block.prose.push_break(Span::new(span.start, span.start));
            let end = block.prose.len();
            block.breaks.push(end);
        }
        let text = Span::new(span.start + begin.lead, span.start + line.trim_end().len());
        block.prose.push(text.of(source), text, source);
    }
    close(&mut open, &mut draft);
    draft
}

/// Whether a line is drawn from one character: under a heading, between parts.
fn is_rule(line: &str) -> bool {
    const SHORTEST: usize = 3;
    line.len() >= SHORTEST
        && line
            .chars()
            .all(|c| matches!(c, '=' | '-' | '_' | '*' | '~' | '#'))
}

fn close(open: &mut Option<Block>, draft: &mut Draft) {
    let Some(mut block) = open.take().filter(|block| !block.is_empty()) else {
        return;
    };
    if block.kind == Kind::Paragraph && block.breaks.is_empty() && is_heading(block.prose.text()) {
        let first = draft.blocks.is_empty();
        block.kind = Kind::Heading(if first { 1 } else { 2 });
    }
    draft.push(block);
}

/// A single line without stop and without address; the label of a reference begins none.
fn is_heading(text: &str) -> bool {
    let labelled = text.starts_with('[') && own_label(text).0.is_some();
    !labelled
        && !text.ends_with([
            '.', '!', '?', '…', '。', '！', '？', ':', ';', ',', '"', '”', '」', ')', ']',
        ])
        && !text.contains("://")
        && !text.contains("www.")
        && !text.starts_with(['—', '–', '―'])
        && text.split_whitespace().count() <= HEADING_WORDS
        && text.chars().count() <= 90
}

/// How a line begins.
struct Begin {
    /// The kind of the block that it begins; none where it goes on with the open one.
    kind: Option<Kind>,
    /// Bytes before its text.
    lead: usize,
}

/// What a line begins, after the lines of `open`. Inside a paragraph only what cannot be a wrapped line begins another
/// block (as in `CommonMark`, 5.2: a number other than 1 does not interrupt a paragraph, nor does a dash or a citation
/// mark here).
fn begins(line: &str, open: Option<&Block>) -> Begin {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    let in_paragraph = open.is_some_and(|block| block.kind == Kind::Paragraph);
    let begin = |kind, lead| Begin {
        kind: Some(kind),
        lead: indent + lead,
    };
    let go_on = Begin {
        kind: None,
        lead: indent,
    };
    if let Some(quoted) = trimmed.strip_prefix('>') {
        let lead = trimmed.len() - quoted.trim_start_matches([' ', '>']).len();
        let opens = open.is_none_or(|block| block.kind != Kind::Quotation);
        return Begin {
            kind: opens.then_some(Kind::Quotation),
            lead: indent + lead,
        };
    }
    for bullet in ["- ", "* ", "+ ", "• ", "‣ ", "– ", "・"] {
        if trimmed.starts_with(bullet) {
            let dash = bullet == "– " && in_paragraph;
            return if dash {
                go_on
            } else {
                begin(Kind::Item(None), bullet.len())
            };
        }
    }
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let after = &trimmed[digits..];
    if (1..=3).contains(&digits) && (after.starts_with(". ") || after.starts_with(") ")) {
        let number = trimmed[..digits].parse().ok();
        let wrapped = in_paragraph && number != Some(1) && !open.is_some_and(is_reference);
        return if wrapped {
            go_on
        } else {
            begin(Kind::Item(number), digits + 2)
        };
    }
    // "[1] …" begins a reference, which is found by its label; at the start of a wrapped line it is a mark.
    let labelled = trimmed.starts_with('[') && own_label(trimmed).0.is_some();
    if labelled && open.is_none_or(is_reference) {
        return begin(Kind::Paragraph, 0);
    }
    go_on
}

/// Whether a block is a reference, or the line that announces references.
fn is_reference(block: &Block) -> bool {
    let text = block.prose.text();
    own_label(text).0.is_some() || text.ends_with([':', '：'])
}
