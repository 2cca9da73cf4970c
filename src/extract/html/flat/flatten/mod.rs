//! Walks the tree once, without recursion, and lays it flat as a [`Page`].

mod elements;
mod text;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use html5ever::LocalName;
use rustc_hash::FxHashMap;
use scraper::Node;

use crate::extract::html::flat::hints::{Hint, Names};
use crate::extract::html::flat::page::{Element, Page, ROOT, Within};
use crate::extract::html::flat::table;
use crate::extract::html::flat::tags::Tag;
use crate::extract::html::styles::{Paint, Styles};

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
