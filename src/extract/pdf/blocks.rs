//! Lines of pages to the paragraphs, headings and rows of a document.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::said::{Line, Page};
use crate::extract::controls;
use crate::extract::document::{Document, Origin, Passage, Region};
use crate::extract::finish::finish;
use crate::text::sentences;

/// Pages on which the same line at the edge makes it a running title.
const RUNNING_PAGES: usize = 3;

/// Share of a page's height at its top and bottom where running titles and page numbers stand.
const MARGIN: f64 = 0.1;

/// Type larger than the body's by this factor is that of a heading.
const HEADING: f64 = 1.15;

/// Longest heading, in characters.
const MAX_HEADING: usize = 200;

/// Distance of baselines, in sizes of type, from which on a new paragraph begins. Lines set with one
/// and a half spacing are 1.8 apart.
const PARAGRAPH: f64 = 1.9;

/// A paragraph, heading, row or running title.
struct Block<'a> {
    page: u32,
    lines: Vec<&'a Line>,
    region: Region,
}

/// The document that these pages make.
pub fn document(title: Option<&str>, pages: &[Page]) -> Document {
    let running = running_lines(pages);
    let body_size = body_size(pages);
    let words = Words::of(pages);
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for page in pages {
        for line in &page.lines {
            let region = if is_running(page, line, &running) {
                Region::Boilerplate
            } else if line.size > HEADING * body_size {
                Region::Heading
            } else {
                Region::Body
            };
            add(&mut blocks, page.number, line, region);
        }
    }
    let title = title.map(str::trim).filter(|title| is_title(title));
    let mut document = Document {
        passages: passages(&blocks, &words),
        ..Document::default()
    };
    if let Some(title) = title {
        document.title = Some(title.to_owned());
        document.origins.title = Some(Origin::Meta);
    } else if let Some(first) = largest_heading(&blocks) {
        document.title = Some(words.join(&first.lines));
        document.origins.title = Some(Origin::Text);
    }
    document
}

/// Puts a line where it belongs: into the block that it goes on, or into one of its own.
fn add<'a>(blocks: &mut Vec<Block<'a>>, page: u32, line: &'a Line, region: Region) {
    // What stands between two pages, or between two columns, does not part a sentence.
    let before = blocks
        .iter()
        .rposition(|block| block.region != Region::Boilerplate);
    if region != Region::Boilerplate
        && let Some(block) = before.map(|at| &mut blocks[at])
        && goes_on(block, page, line, region)
    {
        if is_same_row(block, page, line) && !block.lines.iter().all(|line| is_mark(&line.text)) {
            block.region = Region::Table;
        }
        block.lines.push(line);
        return;
    }
    blocks.push(Block {
        page,
        lines: vec![line],
        region,
    });
}

fn is_same_row(block: &Block<'_>, page: u32, line: &Line) -> bool {
    block.page == page
        && block
            .lines
            .last()
            .is_some_and(|last| (last.y - line.y).abs() < 0.2 * line.size && line.x > last.end)
}

/// Whether a line goes on the block before it.
fn goes_on(block: &Block<'_>, page: u32, line: &Line, region: Region) -> bool {
    let (Some(first), Some(last)) = (block.lines.first(), block.lines.last()) else {
        return false;
    };
    if is_same_row(block, page, line) {
        return true;
    }
    let same_size = (last.size - line.size).abs() < 0.12 * line.size;
    if block.region == Region::Table || block.region != region || !same_size || is_item(&line.text)
    {
        return false;
    }
    let down = last.y - line.y;
    let elsewhere = block.page != page || down < 0.0;
    if elsewhere {
        // The next page or column, where only an unfinished sentence goes on.
        return region == Region::Body && !ends_sentence(&last.text) && !starts_upper(&line.text);
    }
    let indented = line.x > first.x + 0.8 * line.size && block.lines.len() > 1;
    let outdented = line.x < first.x - 4.0 * line.size;
    down <= PARAGRAPH * line.size && !(ends_sentence(&last.text) && indented) && !outdented
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’)]".contains(c));
    text.ends_with(['.', '!', '?', ':', '。', '！', '？'])
}

fn starts_upper(text: &str) -> bool {
    let letter = text.trim_start().chars().next();
    letter.is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

/// Marks before the items of a list.
const MARKS: [char; 9] = ['•', '‣', '▪', '●', '○', '–', '—', '◦', '∙'];

/// Whether a line is nothing but the mark before an item.
fn is_mark(text: &str) -> bool {
    text.trim().trim_matches(MARKS).is_empty()
}

/// Whether a line begins an item of a list.
fn is_item(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.starts_with(MARKS)
        || (rest.len() < text.len()
            && text.len() - rest.len() <= 3
            && rest.starts_with([')', '.'])
            && rest[1..].starts_with(' '))
}

/// The size of type that most characters have.
fn body_size(pages: &[Page]) -> f64 {
    let mut counts: HashMap<u64, usize> = HashMap::new();
    for line in pages.iter().flat_map(|page| &page.lines) {
        *counts.entry(line.size.to_bits()).or_default() += line.text.len();
    }
    let most = counts
        .into_iter()
        .max_by(|a, b| (a.1, b.0).cmp(&(b.1, a.0)));
    most.map_or(0.0, |(bits, _)| f64::from_bits(bits))
}

/// The texts, digits aside, that stand at the edge of several pages.
fn running_lines(pages: &[Page]) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let mut seen = HashSet::new();
        for line in page.lines.iter().filter(|line| in_margin(page, line)) {
            if seen.insert(shape(&line.text)) {
                *counts.entry(shape(&line.text)).or_default() += 1;
            }
        }
    }
    counts.retain(|_, pages| *pages >= RUNNING_PAGES);
    counts.into_keys().collect()
}

fn is_running(page: &Page, line: &Line, running: &HashSet<String>) -> bool {
    in_margin(page, line) && {
        let shape = shape(&line.text);
        running.contains(&shape) || shape.chars().all(|c| c == '#' || !c.is_alphanumeric())
    }
}

fn in_margin(page: &Page, line: &Line) -> bool {
    line.y < MARGIN * page.height || line.y > (1.0 - MARGIN) * page.height
}

/// A text with every number in it made alike.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.trim().chars() {
        if !c.is_ascii_digit() {
            shape.push(c);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

/// Whether the title in a file's information is one, and not the name of the file it was made from.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    title.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !lower.starts_with("microsoft word")
        && lower != "untitled"
        && ![
            ".doc", ".docx", ".indd", ".pdf", ".tex", ".dvi", ".qxd", ".rtf", ".ppt", ".pptx",
        ]
        .iter()
        .any(|ending| lower.ends_with(ending))
}

fn largest_heading<'a, 'b>(blocks: &'b [Block<'a>]) -> Option<&'b Block<'a>> {
    let first_page = blocks.first()?.page;
    let mut headings: Vec<&Block<'_>> = blocks
        .iter()
        .filter(|block| block.region == Region::Heading && block.page == first_page)
        .collect();
    // Sorting is stable: of two of the same size, the upper one is the title.
    headings.sort_by(|a, b| b.lines[0].size.total_cmp(&a.lines[0].size));
    headings.into_iter().next()
}

fn passages(blocks: &[Block<'_>], words: &Words) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut headings: Arc<[String]> = Arc::from([]);
    for (number, block) in blocks.iter().enumerate() {
        let text = words.join(&block.lines);
        let mut region = block.region;
        if region == Region::Heading {
            if text.chars().count() > MAX_HEADING {
                region = Region::Body;
            } else {
                headings = Arc::from([]);
            }
        } else if region == Region::Body && is_item(&block.lines[0].text) {
            region = Region::List;
        }
        // RFC 8118: the fragment that opens a PDF at a page.
        let path: Arc<str> = Arc::from(format!("page={}", block.page));
        let whole = matches!(region, Region::Heading | Region::Table);
        let spans = if whole { Vec::new() } else { sentences(&text) };
        let pieces: Vec<&str> = if whole {
            vec![text.as_str()]
        } else {
            spans.iter().map(|span| span.of(&text).trim()).collect()
        };
        for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
            passages.push(Passage {
                text: piece.to_owned(),
                shown: None,
                region,
                offset: 0,
                block: number,
                headings: Arc::clone(&headings),
                path: Arc::clone(&path),
            });
        }
        if region == Region::Heading {
            headings = Arc::from([text]);
        }
    }
    finish(passages)
}

/// The words of a file, by which a hyphen at the end of a line is told from one that belongs there.
struct Words(HashSet<String>);

impl Words {
    fn of(pages: &[Page]) -> Self {
        let lines = pages.iter().flat_map(|page| &page.lines);
        let words = lines.flat_map(|line| line.text.split_whitespace());
        Self(
            words
                .map(|word| {
                    word.trim_matches(|c: char| !c.is_alphanumeric())
                        .to_lowercase()
                })
                .collect(),
        )
    }

    /// The lines as one text; ligatures and soft hyphens are undone, white space folded.
    fn join(&self, lines: &[&Line]) -> String {
        let mut text = String::new();
        let marks = lines.iter().take_while(|line| is_mark(&line.text)).count();
        for (index, line) in lines.iter().enumerate().skip(marks) {
            let plain = match index {
                0 => plain(&line.text)
                    .trim_start_matches(MARKS)
                    .trim_start()
                    .to_owned(),
                _ => plain(&line.text),
            };
            let same_row = index > 0 && (lines[index - 1].y - line.y).abs() < 0.2 * line.size;
            if same_row && index > marks && lines[index - 1].end < line.x {
                text.push_str(" | ");
            } else if !self.close_up(&mut text, &plain) && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&plain);
        }
        text
    }

    /// Takes the hyphen from the end of `text`, if the word goes on in `next`; whether no space
    /// stands between the two.
    fn close_up(&self, text: &mut String, next: &str) -> bool {
        let wide = |c: Option<char>| c.is_some_and(|c| ('\u{2E80}'..'\u{E000}').contains(&c));
        if wide(text.chars().next_back()) && wide(next.chars().next()) {
            return true;
        }
        let Some(before) = text.strip_suffix(['-', '\u{2010}']) else {
            return false;
        };
        let first = before
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let second = next
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let broken = first.chars().next_back().is_some_and(char::is_alphabetic)
            && second.chars().next().is_some_and(char::is_lowercase);
        if !broken {
            return first.chars().next_back().is_some_and(char::is_alphanumeric);
        }
        let known = |word: String| self.0.contains(&word.to_lowercase());
        if known(format!("{first}{second}")) || !known(format!("{first}-{second}")) {
            text.truncate(before.len());
        }
        true
    }
}

/// A line without ligatures, soft hyphens and doubled white space.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in controls::without(text).split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        for c in word.chars() {
            match c {
                '\u{FB00}' => plain.push_str("ff"),
                '\u{FB01}' => plain.push_str("fi"),
                '\u{FB02}' => plain.push_str("fl"),
                '\u{FB03}' => plain.push_str("ffi"),
                '\u{FB04}' => plain.push_str("ffl"),
                '\u{FB05}' | '\u{FB06}' => plain.push_str("st"),
                '\u{AD}' => plain.push('-'),
                c => plain.push(c),
            }
        }
    }
    plain
}
