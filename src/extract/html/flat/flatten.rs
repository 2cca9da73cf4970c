//! Walks the tree once, without recursion, and lays it flat as a [`Page`].

use std::hash::{Hash, Hasher};

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use html5ever::LocalName;
use rustc_hash::{FxHashMap, FxHasher};
use scraper::{ElementRef, Node};

use super::hints::{Hint, Names};
use super::inline::{has_address, host, is_footnote_mark, is_mark, is_wide, same_site};
use super::page::{Block, Element, Kind, Page, ROOT, WIDE, Within};
use super::table;
use super::tags::Tag;
use crate::extract::html::styles::{Paint, Sight, Styles};

/// Lays the tree under `root` flat; `site` is the host that the page says is its own.
pub fn flatten(
    root: NodeRef<'_, Node>,
    capacity: usize,
    site: Option<&str>,
    styles: &Styles<'_>,
) -> Page {
    let mut walker = Walker::new(capacity, site, styles);
    let mut skip_until = None;
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => {
                if skip_until.is_some() {
                    continue;
                }
                match node.value() {
                    Node::Text(text) => walker.text(text),
                    Node::Element(element) => {
                        let tag = Tag::of(element);
                        if !walker.open(node, element, tag) {
                            skip_until = Some(node.id());
                        }
                    }
                    _ => {}
                }
            }
            Edge::Close(node) => {
                if let Some(id) = skip_until {
                    if id == node.id() {
                        skip_until = None;
                    }
                    continue;
                }
                if let Node::Element(element) = node.value() {
                    walker.close(element, Tag::of(element));
                    walker.paints.pop_if(|(of, _)| *of == node.id());
                }
            }
        }
    }
    walker.finish()
}

/// A number that elements of the same name and first class have in common. Classes with figures in
/// them number their elements.
fn kin(element: &scraper::node::Element) -> u64 {
    let mut hasher = FxHasher::default();
    element.name().hash(&mut hasher);
    let class = element.attr("class").unwrap_or_default();
    let class = class
        .split_ascii_whitespace()
        .find(|class| !class.bytes().any(|byte| byte.is_ascii_digit()));
    class.hash(&mut hasher);
    hasher.finish()
}

/// Letters from which what ends as sentences do is no heading.
const SENTENCES: usize = 80;

/// Bytes of a control in brackets.
const CONTROL: usize = 24;

/// Bytes of a sign that stands for a link.
const SIGN: usize = 5;

struct Walker<'s> {
    page: Page,
    styles: &'s Styles<'s>,
    names: Names,
    /// What the open elements are painted with, those apart that are painted as what is around.
    paints: Vec<(NodeId, Paint)>,
    /// The innermost open block element.
    at: usize,
    /// Depth of links, and whether the text at hand is raised.
    links: usize,
    own_link: bool,
    /// Where the text of the link at hand starts, and the letters in links before it.
    link_start: (usize, usize),
    site: Option<&'s str>,
    /// Data tables open: their cells become rows.
    rows: table::Rows,
    within: Vec<Within>,
    pre: usize,
    /// The block at hand: where its text starts, and its counts.
    start: usize,
    size: usize,
    linked: usize,
    own_linked: usize,
    space: bool,
    /// The letter or digit before the tag just passed, when only a link's edge lies between.
    after_link: bool,
    groups: FxHashMap<(NodeId, LocalName), usize>,
}

impl<'s> Walker<'s> {
    fn new(capacity: usize, site: Option<&'s str>, styles: &'s Styles<'s>) -> Self {
        let mut page = Page {
            text: String::with_capacity(capacity / 8),
            ..Page::default()
        };
        page.elements.push(Element {
            parent: ROOT,
            tag: Tag::Division,
            kin: 0,
            hint: Hint::None,
            sure: false,
            node: None,
            pictured: false,
            blocks: 0..0,
            end: 0,
            nth: 1,
            siblings: 0,
        });
        page.siblings.push(1);
        Self {
            page,
            styles,
            names: Names::default(),
            paints: Vec::new(),
            at: ROOT,
            links: 0,
            own_link: false,
            link_start: (0, 0),
            site,
            rows: table::Rows::default(),
            within: vec![Within::default()],
            pre: 0,
            start: 0,
            size: 0,
            linked: 0,
            own_linked: 0,
            space: false,
            after_link: false,
            groups: FxHashMap::default(),
        }
    }

    /// Enters an element; false when nothing of it is text.
    fn open(
        &mut self,
        node: NodeRef<'_, Node>,
        element: &scraper::node::Element,
        tag: Tag,
    ) -> bool {
        if tag == Tag::Skipped {
            return false;
        }
        let hidden = self.sight(node, element) == Sight::Hidden;
        if hidden && !tag.is_block() {
            return false;
        }
        match tag {
            Tag::Break => self.line_break(),
            Tag::Rule => self.flush(),
            Tag::Image => self.image(element),
            Tag::Sup if is_footnote_mark(node) => return false,
            Tag::Link if has_address(element) => {
                if self.links == 0 && self.after_link {
                    self.space = true;
                }
                if self.links == 0 {
                    self.link_start = (self.page.text.len(), self.linked);
                }
                self.links += 1;
                self.own_link = self.is_own(element);
            }
            _ => {}
        }
        if tag.is_block() && tag != Tag::Rule {
            self.open_block(node, element, tag, hidden);
        }
        true
    }

    /// How an element is seen; what it is painted with holds until it is closed.
    fn sight(&mut self, node: NodeRef<'_, Node>, element: &scraper::node::Element) -> Sight {
        let around = self
            .paints
            .last()
            .map_or_else(|| self.styles.paper(), |(_, paint)| *paint);
        let sight = ElementRef::wrap(node).map_or(Sight::Same, |of| self.styles.sight(of, around));
        if let Sight::Painted(paint) = sight {
            self.paints.push((node.id(), paint));
        }
        // What hides the whole page is taken off by its scripts.
        if matches!(element.name(), "html" | "body") {
            return Sight::Same;
        }
        sight
    }

    fn open_block(
        &mut self,
        node: NodeRef<'_, Node>,
        element: &scraper::node::Element,
        tag: Tag,
        hidden: bool,
    ) {
        let cell = matches!(tag, Tag::Cell | Tag::HeadCell);
        if self.rows.is_cell_content() && !cell && tag != Tag::Row {
            // Paragraphs inside a cell of a data table are parts of the cell.
            self.space = true;
        } else if !(cell && self.rows.is_data()) {
            self.flush();
        }
        let mut within = self.within.last().copied().unwrap_or_default();
        match tag {
            Tag::Quotation => within.quotation = true,
            Tag::List | Tag::Definitions => within.list = true,
            Tag::Figure => within.figure = true,
            Tag::Table => {
                let data = table::is_data(node);
                self.rows.open_table(data);
                within.table = true;
            }
            Tag::Pre => self.pre += 1,
            _ => {}
        }
        self.within.push(within);
        let (nth, siblings) = self.place(node, element);
        let (hint, sure) = if hidden {
            (Hint::Hidden, true)
        } else {
            Hint::of(element, tag, &mut self.names)
        };
        self.page.elements.push(Element {
            parent: self.at,
            tag,
            kin: kin(element),
            hint,
            sure,
            node: Some(node.id()),
            pictured: false,
            blocks: self.page.blocks.len()..0,
            end: 0,
            nth,
            siblings,
        });
        self.at = self.page.elements.len() - 1;
        match tag {
            Tag::Row => self.rows.open_row(),
            Tag::Cell | Tag::HeadCell => {
                self.rows
                    .open_cell(tag == Tag::HeadCell, self.page.text.len() - self.start);
            }
            _ => {}
        }
    }

    /// Whether a link stays on the page's own site.
    fn is_own(&self, link: &scraper::node::Element) -> bool {
        let href = link.attrs.iter().find(|(name, _)| &*name.local == "href");
        let href = href.map_or("", |(_, href)| href.trim());
        match host(href) {
            None => true,
            Some(host) => self.site.is_some_and(|site| same_site(host, site)),
        }
    }

    /// The element's place among its siblings of the same name, and where their number is kept.
    fn place(&mut self, node: NodeRef<'_, Node>, element: &scraper::node::Element) -> (u32, usize) {
        let Some(parent) = node.parent() else {
            return (1, 0);
        };
        let key = (parent.id(), element.name.local.clone());
        let siblings = &mut self.page.siblings;
        let index = *self.groups.entry(key).or_insert_with(|| {
            siblings.push(0);
            siblings.len() - 1
        });
        siblings[index] += 1;
        (siblings[index], index)
    }

    fn close(&mut self, element: &scraper::node::Element, tag: Tag) {
        match tag {
            Tag::Link if has_address(element) => self.close_link(),
            _ if !tag.is_block() || tag == Tag::Rule => {}
            _ => self.close_block(tag),
        }
    }

    fn close_block(&mut self, tag: Tag) {
        match tag {
            Tag::Cell | Tag::HeadCell if self.rows.is_cell_content() => {
                self.rows.close_cell(&self.page.text[self.start..]);
                if self.page.text.len() > self.start && !self.space {
                    self.page.text.push(' ');
                }
                self.space = false;
            }
            Tag::Row if self.rows.is_data() => self.close_row(),
            Tag::Table => {
                self.flush();
                self.rows.close_table();
            }
            Tag::Pre => {
                self.flush();
                self.pre = self.pre.saturating_sub(1);
            }
            _ if self.rows.is_cell_content() => self.space = true,
            _ => self.flush(),
        }
        self.within.pop();
        let end = self.page.elements.len();
        let element = &mut self.page.elements[self.at];
        element.blocks.end = self.page.blocks.len();
        element.end = end;
        let (parent, pictured) = (element.parent, element.pictured);
        self.page.elements[parent].pictured |= pictured;
        self.at = parent;
    }

    /// A row's cells become its text, each with the heading of its column.
    fn close_row(&mut self) {
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

    fn line_break(&mut self) {
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

    fn image(&mut self, element: &scraper::node::Element) {
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

    fn text(&mut self, text: &str) {
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

    fn flush(&mut self) {
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
    fn close_link(&mut self) {
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

    fn finish(mut self) -> Page {
        self.flush();
        let end = self.page.elements.len();
        let blocks = self.page.blocks.len();
        for element in &mut self.page.elements {
            if element.end == 0 {
                element.end = end;
                element.blocks.end = blocks;
            }
        }
        self.page
    }
}
