//! What a report quotes of a page, bounded; what was cut ends with "…".

use crate::extract::{Document, Passage, Region};
use crate::report::model::{CellRecord, ParagraphRecord};
use crate::text::{CharOffsets, LONGEST_SENTENCE, Span};
use crate::verify::Evidence;

/// Bytes of the longest heading that is quoted.
const LONGEST_HEADING: usize = 1_000;
/// Bytes of a paragraph that are quoted before a passage of it, and as many after it.
const LONGEST_REST: usize = 600;
/// Bytes of the longest row that is quoted cell by cell.
const LONGEST_ROW: usize = 4_000;

/// The words of an evidence; a passage that was cut for its length says so.
pub(super) fn passage(document: &Document, found: &Evidence) -> String {
    let of = |at: usize| document.passages.get(at).map(|passage| passage.block);
    let goes_on = of(found.passage).is_some_and(|block| of(found.passage + 1) == Some(block));
    let ends = |c: char| c.is_ascii_punctuation() || "。！？…”»".contains(c);
    let is_whole = found.text.len() <= LONGEST_SENTENCE / 2 || found.text.ends_with(ends);
    let mark = if goes_on && !is_whole { " …" } else { "" };
    format!("{}{mark}", found.text)
}

/// A heading, cut where nobody reads on: it stands with every passage below it.
pub(super) fn heading(text: &str) -> String {
    if text.len() <= LONGEST_HEADING {
        return text.to_owned();
    }
    let end = text.floor_char_boundary(LONGEST_HEADING);
    format!("{} …", text[..end].trim_end())
}

/// The rest of the paragraph, item or listing that passage `index` stands in; none where it is all of it.
pub(super) fn paragraph(document: &Document, index: usize) -> Option<ParagraphRecord> {
    let passages = &document.passages;
    let passage = passages.get(index)?;
    let same = |other: &&Passage| other.block == passage.block && other.region == passage.region;
    let mut before = String::new();
    let mut next = passage;
    for earlier in passages[..index].iter().rev().take_while(same) {
        before = format!("{}{}{before}", earlier.as_shown(), between(earlier, next));
        next = earlier;
        if before.len() > LONGEST_REST {
            let start = before.ceil_char_boundary(before.len() - LONGEST_REST);
            before = format!("… {}", before[start..].trim_start());
            break;
        }
    }
    let mut after = String::new();
    let mut last = passage;
    for later in passages[index + 1..].iter().take_while(same) {
        after += between(last, later);
        after += later.as_shown();
        last = later;
        if after.len() > LONGEST_REST {
            after.truncate(after.floor_char_boundary(LONGEST_REST));
            after = format!("{} …", after.trim_end());
            break;
        }
    }
    (!before.is_empty() || !after.is_empty()).then_some(ParagraphRecord { before, after })
}

/// What stands between two passages of one block, as their offsets tell.
fn between(before: &Passage, after: &Passage) -> &'static str {
    if after.region == Region::Code {
        return "\n";
    }
    let end = before.offset + before.as_shown().chars().count();
    if after.region.is_shown() && after.offset <= end {
        ""
    } else {
        " "
    }
}

/// The cells of passage `index`, where it is a row of a table and `text` quotes it whole.
pub(super) fn cells(document: &Document, index: usize, text: &str) -> Vec<CellRecord> {
    let row = document.passages.get(index).filter(|passage| {
        passage.region == Region::Table && passage.text == text && text.len() <= LONGEST_ROW
    });
    let shown = row.and_then(|row| row.shown.as_deref());
    shown
        .and_then(|shown| aligned(text, shown))
        .unwrap_or_default()
}

/// The cells of a row, from how it reads ("Revenue; 2024: 10 bn") and how it is shown ("Revenue | 10 bn"); none
/// where the two do not fit, since a cell has one of the marks in its words.
fn aligned(text: &str, shown: &str) -> Option<Vec<CellRecord>> {
    let offsets = CharOffsets::new(text);
    let mut cells = Vec::new();
    let mut at = 0;
    for value in shown.split(" | ") {
        if !cells.is_empty() {
            at += text[at..].starts_with("; ").then_some(2)?;
        }
        let rest = &text[at..];
        let ends = |end: usize| rest[end..].is_empty() || rest[end..].starts_with("; ");
        let bare = rest.starts_with(value) && ends(value.len());
        let start = if bare {
            0
        } else {
            let named = rest
                .match_indices(": ")
                .map(|(colon, mark)| colon + mark.len());
            named
                .filter(|start| rest[*start..].starts_with(value))
                .find(|start| ends(start + value.len()))?
        };
        let span = Span::new(at + start, at + start + value.len());
        cells.push(CellRecord {
            heading: start.checked_sub(2).map(|end| rest[..end].to_owned()),
            span: offsets.to_chars(span),
        });
        at = span.end;
    }
    (at == text.len()).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::aligned;

    #[test]
    fn a_row_falls_into_its_cells_or_stays_whole() {
        let cells = |text: &str, shown: &str| {
            let cells = aligned(text, shown)?;
            let letters: Vec<_> = text.chars().collect();
            let told = cells.into_iter().map(|cell| {
                let value: String = letters[cell.span[0]..cell.span[1]].iter().collect();
                (cell.heading.unwrap_or_default(), value)
            });
            Some(told.collect::<Vec<_>>())
        };
        let row = |cells: &[(&str, &str)]| {
            let cells = cells.iter();
            Some(
                cells
                    .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
                    .collect(),
            )
        };
        assert_eq!(
            cells("Größe; 2024: 10 m; 2025: 12 m", "Größe | 10 m | 12 m"),
            row(&[("", "Größe"), ("2024", "10 m"), ("2025", "12 m")])
        );
        assert_eq!(cells("a; b", "a | b"), row(&[("", "a"), ("", "b")]));
        assert_eq!(
            cells("a; in: sum: 3; 4", "a | 3 | 4"),
            row(&[("", "a"), ("in: sum", "3"), ("", "4")])
        );
        assert_eq!(
            cells("a; b; c", "a | b; c"),
            row(&[("", "a"), ("", "b; c")])
        );
        assert_eq!(cells("a; b | c", "a | b | c"), None);
        assert_eq!(cells("a; b", "a"), None);
    }
}
