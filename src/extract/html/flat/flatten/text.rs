//! The text of the block at hand, and what ends it.

use super::Walker;
use crate::extract::html::flat::inline::{is_mark, is_wide};
use crate::extract::html::flat::page::{Block, Kind, WIDE};
use crate::extract::html::flat::tags::Tag;

/// Letters from which what ends as sentences do is no heading.
const SENTENCES: usize = 80;

/// Bytes of a control in brackets.
const CONTROL: usize = 24;

/// Bytes of a sign that stands for a link.
const SIGN: usize = 5;

impl Walker<'_> {
    /// A row's cells become its text, each with the heading of its column.
    pub(super) fn close_row(&mut self) {
        let Some(row) = self.rows.close_row() else {
            self.flush();
            return;
        };
        self.page.text.truncate(self.start);
        self.page.text.push_str(&row.shown);
        self.space = false;
        let number = self.page.blocks.len();
        self.flush();
        if self.page.blocks.len() > number {
            self.page.rows.insert(number, row.read);
        }
    }

    pub(super) fn line_break(&mut self) {
        if self.rows.is_cell_content() {
            self.space = true;
            return;
        }
        if self.page.text[self.start..].ends_with('\n') {
            self.flush();
        } else if self.page.text.len() > self.start {
            self.page.text.push('\n');
            self.space = false;
        }
    }

    pub(super) fn image(&mut self, element: &scraper::node::Element) {
        self.page.elements[self.at].pictured = true;
        let figure = self.within.last().is_some_and(|within| within.figure);
        if !figure || self.page.text.len() > self.start {
            return;
        }
        let alt = element.attrs.iter().find(|(name, _)| &*name.local == "alt");
        if let Some((_, alt)) = alt {
            let saved = std::mem::take(&mut self.links);
            self.text(alt);
            self.flush_as(Kind::Alternative);
            self.links = saved;
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self
            .paints
            .last()
            .is_some_and(|(_, paint)| !paint.is_seen())
        {
            self.space = true;
            return;
        }
        for c in text.chars() {
            if self.pre > 0 && c == '\n' {
                self.page.text.push('\n');
                self.space = false;
            } else if c.is_whitespace() {
                self.space = true;
            } else if !is_mark(c) {
                self.push(c);
            }
        }
    }

    fn push(&mut self, c: char) {
        let begun = self.page.text.len() > self.start;
        if self.space && begun && (self.pre > 0 || !self.page.text.ends_with(['\n', ' '])) {
            self.page.text.push(' ');
        }
        self.space = false;
        self.after_link = false;
        self.page.text.push(c);
        let size = if c.is_ascii_alphanumeric() {
            1
        } else if c.is_ascii() {
            0
        } else if is_wide(c) {
            WIDE
        } else {
            usize::from(c.is_alphanumeric())
        };
        self.size += size;
        if self.links > 0 {
            self.linked += size;
            if self.own_link {
                self.own_linked += size;
            }
        }
    }

    pub(super) fn flush(&mut self) {
        let kind = self.kind();
        self.flush_as(kind);
    }

    /// Ends the block at hand.
    fn flush_as(&mut self, kind: Kind) {
        if matches!(kind, Kind::Heading(_)) && self.linked > 0 {
            self.drop_control();
        }
        let begun = &self.page.text[self.start..];
        let trimmed = begun.trim_end().len();
        self.page.text.truncate(self.start + trimmed);
        let lead = self.page.text[self.start..].len()
            - self.page.text[self.start..].trim_start_matches('\n').len();
        let start = self.start + lead;
        if self.size > 0 || (trimmed > 0 && self.pre > 0) {
            self.page.blocks.push(Block {
                element: self.at,
                text: start..self.page.text.len(),
                size: self.size,
                linked: self.linked,
                own_linked: self.own_linked,
                kind,
                within: self.within.last().copied().unwrap_or_default(),
            });
        } else {
            self.page.text.truncate(self.start);
        }
        self.start = self.page.text.len();
        self.size = 0;
        self.linked = 0;
        self.own_linked = 0;
        self.space = false;
        self.after_link = false;
    }

    /// A heading's last words in brackets, when they are a link, are a control: "History [edit]".
    fn drop_control(&mut self) {
        let text = self.page.text[self.start..].trim_end();
        if let Some(open) = text.strip_suffix(']').and_then(|text| text.rfind('['))
            && open > 0
            && text.len() - open <= CONTROL
        {
            self.page.text.truncate(self.start + open);
        }
    }

    /// A link that shows only a sign leads to the place where it stands: "¶", "#", "↑".
    pub(super) fn close_link(&mut self) {
        self.links = self.links.saturating_sub(1);
        if self.links > 0 {
            return;
        }
        let (start, linked) = self.link_start;
        let text = &self.page.text;
        let sign = self.linked == linked && text.len().saturating_sub(start) <= SIGN;
        if sign && start >= self.start && text.is_char_boundary(start) {
            self.page.text.truncate(start);
        }
        self.after_link = !self.space && self.linked > linked;
    }

    /// The kind of the block at hand, by the elements around it.
    fn kind(&self) -> Kind {
        for at in self.page.ancestors(self.at).take(6) {
            match self.page.elements[at].tag {
                Tag::Heading(2..) if self.is_paragraph() => {}
                Tag::Heading(level) => return Kind::Heading(level),
                Tag::Pre => return Kind::Pre,
                Tag::Caption => return Kind::Caption,
                Tag::Row if self.rows.is_data() => return Kind::Row,
                Tag::Term => return Kind::Term,
                Tag::Item => return Kind::Item,
                Tag::Definition => return Kind::Definition,
                Tag::Control => return Kind::Control,
                Tag::List | Tag::Table | Tag::Article | Tag::Main => return Kind::Paragraph,
                _ => {}
            }
        }
        Kind::Paragraph
    }

    /// Whether the text at hand is a paragraph by its length and its full stop, though it may be set
    /// as a heading.
    fn is_paragraph(&self) -> bool {
        let text = self.page.text[self.start..].trim_end();
        self.size >= SENTENCES && text.ends_with(['.', '…', ':', '。', '"', '”'])
    }
}
