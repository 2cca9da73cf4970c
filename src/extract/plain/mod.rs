//! Plain text to a [`Document`]: paragraphs between empty lines, and the tables among them.

mod table;

use std::sync::Arc;

use super::document::{Document, Passage, Region};
use super::finish::finish;
use super::row::RowText;
use crate::text::sentences;

/// Reads plain text. Empty lines part paragraphs. A line break inside a paragraph is white space where lines are broken to
/// fit a width; elsewhere, as in a list, each line stands by itself. Lines of as many cells are the rows of a table,
/// and so are those with a row of dots.
pub fn read(text: &str) -> Document {
    let headings: Arc<[String]> = Arc::from([]);
    let path: Arc<str> = Arc::from("");
    let mut passages = Vec::new();
    let mut add = |text: String, shown: Option<String>, region: Region, block: usize| {
        passages.push(Passage {
            text,
            shown,
            region,
            offset: 0,
            block,
            headings: Arc::clone(&headings),
            path: Arc::clone(&path),
        });
    };
    for (block, part) in paragraphs(text).flat_map(parts).enumerate() {
        match part {
            Part::Row(row) => {
                let shown = (row.shown != row.read).then(|| fold_space(&row.shown));
                add(fold_space(&row.read), shown, Region::Table, block);
            }
            Part::Text(piece) => {
                for span in sentences(piece) {
                    add(fold_space(span.of(piece)), None, Region::Body, block);
                }
            }
        }
    }
    Document {
        passages: finish(passages),
        ..Document::default()
    }
}

/// What a paragraph consists of.
enum Part<'t> {
    Row(RowText),
    Text(&'t str),
}

/// The rows of the tables in a paragraph, and the pieces of what stands around them.
fn parts(paragraph: &str) -> Vec<Part<'_>> {
    let lines: Vec<&str> = paragraph.split_inclusive('\n').collect();
    let mut found = Vec::new();
    let (mut start, mut end) = (0, 0);
    let mut index = 0;
    while index < lines.len() {
        let rows = table::at_start(&lines[index..]).or_else(|| Some((vec![led(lines[index])?], 1)));
        if let Some((rows, taken)) = rows {
            found.extend(pieces(&paragraph[start..end]).into_iter().map(Part::Text));
            found.extend(rows.into_iter().map(Part::Row));
            end += lines[index..index + taken]
                .iter()
                .map(|line| line.len())
                .sum::<usize>();
            start = end;
            index += taken;
        } else {
            end += lines[index].len();
            index += 1;
        }
    }
    found.extend(pieces(&paragraph[start..]).into_iter().map(Part::Text));
    found
}

/// The shortest row of dots that leads the eye, and is no mark of something left out.
const LEADER: &str = ".....";

/// "Books ........ 4 weeks": an entry whose dots lead from its name to what it has.
fn led(line: &str) -> Option<RowText> {
    let start = line.find(LEADER)?;
    let (name, rest) = line.split_at(start);
    let (name, value) = (name.trim(), rest.trim_start_matches('.').trim());
    (!name.is_empty() && !value.is_empty()).then(|| RowText {
        read: format!("{name}: {value}"),
        shown: line.trim().to_owned(),
    })
}

fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs of `text`, without the empty lines between them.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start = rest.len() - rest.trim_start().len();
            rest = &rest[start..];
            if rest.is_empty() {
                return None;
            }
            let end = blank_line(rest);
            let (paragraph, after) = rest.split_at(end);
            rest = after;
            if !paragraph.trim().is_empty() {
                return Some(paragraph);
            }
        }
    })
}

/// Columns of the narrowest text whose lines are taken to be broken to fit them.
const NARROW: usize = 50;

/// What each line of a list or table begins with.
const BULLETS: [&str; 5] = ["- ", "* ", "• ", "– ", "· "];

/// The parts of a paragraph between line breaks that the width of its lines does not explain.
///
/// Whoever breaks lines to a width puts the next word on the line while it fits: where it would have fit, the break is
/// meant. A paragraph in which most are is a list, whose longest line may be as wide as it likes. A break before a small
/// letter or after a comma is never meant, however it came about, and one between sentences need not be.
fn pieces(paragraph: &str) -> Vec<&str> {
    let lines: Vec<&str> = paragraph.split_inclusive('\n').collect();
    let size = |text: &str| text.trim().chars().count();
    let width = lines.iter().map(|line| size(line)).max();
    let width = width.unwrap_or(0).max(NARROW);
    let fits = |line: &str, next: &str| {
        let word = next.split_whitespace().next().unwrap_or_default();
        size(line) + 1 + size(word) <= width
    };
    let goes_on = |line: &str, next: &str| {
        let marks = [',', '，', '、', '-', '\u{ad}', '.', '!', '?', '。'];
        next.trim_start().starts_with(char::is_lowercase) || line.trim_end().ends_with(marks)
    };
    let is_item = |next: &str| {
        let mut bullets = BULLETS.iter();
        bullets.any(|bullet| next.trim_start().starts_with(bullet))
    };
    let is_meant = |line: &str, next: &str| {
        fits(line, next) && (!goes_on(line, next) || is_entry(line) && is_entry(next))
    };
    let meant = lines.windows(2).filter(|pair| is_meant(pair[0], pair[1]));
    let is_list = 2 * meant.count() + 1 >= lines.len();
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    for (index, line) in lines.iter().enumerate() {
        at += line.len();
        let parts = lines.get(index + 1).is_none_or(|next| {
            is_item(next) || is_meant(line, next) || is_list && !goes_on(line, next)
        });
        if parts {
            found.push(&paragraph[start..at]);
            start = at;
        }
    }
    found
}

/// Words that head the longest entry of a list.
const HEAD: usize = 4;

/// Whether a line is an entry of a list, "timeout: 30 s", "retries = 5": a few words, a mark, and what they have.
fn is_entry(line: &str) -> bool {
    let entry = line.split_once(": ").or_else(|| line.split_once(" = "));
    entry.is_some_and(|(head, value)| {
        (1..=HEAD).contains(&head.split_whitespace().count())
            && !head.contains(['.', ',', '"'])
            && !value.trim().is_empty()
            && !value.trim_end().ends_with([',', '，', '、', '-'])
    })
}

/// Where the first empty line of `text` begins.
fn blank_line(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            return at;
        }
        at += line.len();
    }
    text.len()
}
