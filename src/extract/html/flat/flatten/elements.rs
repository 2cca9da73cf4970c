//! Entering and leaving elements.

use std::hash::{Hash, Hasher};

use ego_tree::NodeRef;
use rustc_hash::FxHasher;
use scraper::{ElementRef, Node};

use super::Walker;
use crate::extract::html::flat::hints::Hint;
use crate::extract::html::flat::inline::{has_address, host, is_footnote_mark, same_site};
use crate::extract::html::flat::page::Element;
use crate::extract::html::flat::table;
use crate::extract::html::flat::tags::Tag;
use crate::extract::html::styles::Sight;

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

impl Walker<'_> {
    /// Enters an element; false when nothing of it is text.
    pub(super) fn open(
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

    pub(super) fn close(&mut self, element: &scraper::node::Element, tag: Tag) {
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
}
