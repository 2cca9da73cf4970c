//! Plain text articles to a draft: paragraphs between empty lines, lists, headings by their look.

use crate::claims::blocks::draft::{Block, Draft, Kind};
use crate::text::Span;

/// Words of the longest line that is taken for a heading.
const HEADING_WORDS: usize = 12;

/// Reads `source`. Any text will do.
pub(in crate::claims) fn parse(source: &str) -> Draft {
    let mut draft = Draft::default();
    let mut open: Option<Block> = None;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        let bare = line.trim();
        let is_rule = bare.len() >= 3
            && bare
                .chars()
                .all(|c| matches!(c, '=' | '-' | '_' | '*' | '~' | '#'));
        if bare.is_empty() || is_rule {
            close(&mut open, &mut draft);
            continue;
        }
        let (kind, lead) = item(line);
        if let Some(kind) = kind {
            close(&mut open, &mut draft);
            open = Some(Block::new(kind));
        }
        let block = open.get_or_insert_with(|| Block::new(Kind::Paragraph));
        if !block.prose.is_empty() {
            block.prose.push_break(Span::new(span.start, span.start));
            let end = block.prose.len();
            block.breaks.push(end);
        }
        let text = Span::new(span.start + lead, span.start + line.trim_end().len());
        block.prose.push(text.of(source), text, source);
    }
    close(&mut open, &mut draft);
    draft
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

/// A single line without stop and without address.
fn is_heading(text: &str) -> bool {
    !text.ends_with([
        '.', '!', '?', '…', '。', '！', '？', ':', ';', ',', '"', '”', '」', ')', ']',
    ]) && !text.contains("://")
        && !text.contains("www.")
        && text.split_whitespace().count() <= HEADING_WORDS
        && text.chars().count() <= 90
}

/// What an item's bullet or number makes of a line, and how many bytes it takes.
fn item(line: &str) -> (Option<Kind>, usize) {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    for bullet in ["- ", "* ", "+ ", "• ", "‣ ", "– ", "・"] {
        if trimmed.starts_with(bullet) {
            return (Some(Kind::Item(None)), indent + bullet.len());
        }
    }
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let after = &trimmed[digits..];
    if (1..=3).contains(&digits) && (after.starts_with(". ") || after.starts_with(") ")) {
        return (
            Some(Kind::Item(trimmed[..digits].parse().ok())),
            indent + digits + 2,
        );
    }
    // "[1] …" begins a reference, which is found by its label.
    let labelled = crate::claims::references::entries::own_label(trimmed)
        .0
        .is_some()
        && trimmed.starts_with('[');
    (labelled.then_some(Kind::Paragraph), indent)
}
