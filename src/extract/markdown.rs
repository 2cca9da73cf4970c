//! Markdown to a [`Document`].

use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::document::{Document, Passage, Region};
use super::finish::finish;
use super::row::RowText;
use crate::text::sentences;

/// Reads Markdown: its blocks become passages; raw HTML in it is left out.
pub fn read(text: &str) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader {
        regions: vec![Region::Body],
        above: Arc::from([]),
        path: Arc::from(""),
        ..Reader::default()
    };
    for event in Parser::new_ext(text, options) {
        reader.event(event);
    }
    reader.flush();
    reader.document.passages = finish(reader.document.passages);
    reader.document
}

#[derive(Default)]
struct Reader {
    document: Document,
    regions: Vec<Region>,
    text: String,
    /// A table row as it is shown.
    shown: Option<String>,
    headings: Vec<(HeadingLevel, String)>,
    above: Arc<[String]>,
    path: Arc<str>,
    columns: Vec<String>,
    cells: Vec<String>,
    /// Inside metadata, whose text is none of the document's.
    skipping: bool,
    /// Depth of what is struck through.
    struck: usize,
    block: usize,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) if !self.skipping && self.struck == 0 => {
                self.text.push_str(&text);
            }
            Event::InlineHtml(tag) | Event::Html(tag) => self.strike(tag.trim()),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.flush(),
            Tag::Heading { .. } => self.enter(Region::Heading),
            Tag::BlockQuote(_) => self.enter(Region::Quotation),
            Tag::CodeBlock(_) => self.enter(Region::Code),
            Tag::Item => self.enter(Region::List),
            Tag::FootnoteDefinition(_) => self.enter(Region::Footnote),
            Tag::Table(_) => {
                self.enter(Region::Table);
                self.columns.clear();
            }
            Tag::TableCell => self.text.clear(),
            Tag::TableHead | Tag::TableRow => self.cells.clear(),
            Tag::MetadataBlock(_) => self.skipping = true,
            Tag::Strikethrough => self.struck += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(level) => {
                let title = self.text.trim().to_owned();
                self.flush();
                self.regions.pop();
                if level == HeadingLevel::H1 && self.document.title.is_none() {
                    self.document.title = Some(title.clone());
                    if let Some(last) = self.document.passages.last_mut() {
                        last.region = Region::Title;
                    }
                }
                self.headings.retain(|(other, _)| *other < level);
                self.headings.push((level, title));
                self.above = self.headings.iter().map(|(_, text)| text.clone()).collect();
            }
            TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::Table => {
                self.flush();
                self.regions.pop();
            }
            TagEnd::TableCell => self.cells.push(std::mem::take(&mut self.text)),
            TagEnd::TableHead => {
                self.columns = std::mem::take(&mut self.cells);
                self.text = self.columns.join("; ");
                self.flush();
            }
            TagEnd::TableRow => {
                let mut row = RowText::default();
                for (column, cell) in self.cells.iter().enumerate() {
                    let name = self.columns.get(column).map(|name| name.trim());
                    row.add(name.filter(|_| column > 0), cell.trim());
                }
                self.text = row.read;
                self.shown = Some(row.shown);
                self.flush();
            }
            TagEnd::MetadataBlock(_) => self.skipping = false,
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            _ => {}
        }
    }

    /// Follows the tags of what is struck through.
    fn strike(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        let end = name.find(|c: char| !c.is_ascii_alphabetic());
        let name = name[..end.unwrap_or(name.len())].to_ascii_lowercase();
        if !matches!(name.as_str(), "s" | "del" | "strike") {
            return;
        }
        if tag.starts_with("</") {
            self.struck = self.struck.saturating_sub(1);
        } else {
            self.struck += 1;
        }
    }

    fn enter(&mut self, region: Region) {
        self.flush();
        self.regions.push(region);
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let shown = self.shown.take();
        if text.trim().is_empty() {
            return;
        }
        let region = self.regions.last().copied().unwrap_or(Region::Body);
        let pieces: Vec<String> = match region {
            Region::Code => text
                .lines()
                .filter(|line| !line.trim().is_empty())
                .map(|line| line.trim_end().to_owned())
                .collect(),
            Region::Heading | Region::Table => vec![fold_space(&text)],
            _ => sentences(&text)
                .into_iter()
                .map(|span| fold_space(span.of(&text)))
                .collect(),
        };
        for text in pieces {
            self.document.passages.push(Passage {
                text,
                shown: shown.clone(),
                region,
                offset: 0,
                block: self.block,
                headings: Arc::clone(&self.above),
                path: Arc::clone(&self.path),
            });
        }
        self.block += 1;
    }
}

fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
