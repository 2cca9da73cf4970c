//! A parsed tree laid flat: block elements and their text blocks, both in reading order, so that an
//! element's blocks are a range and every later question is answered by counting over ranges.

use std::ops::Range;
use std::sync::Arc;

use ego_tree::NodeId;
use rustc_hash::FxHashMap;
use scraper::Html;

use super::hints::Hint;
use super::tags::Tag;

/// Index of the page's root element.
pub const ROOT: usize = 0;

/// A page as a list of elements and a list of blocks.
#[derive(Default)]
pub struct Page {
    /// Block elements, parents before children.
    pub elements: Vec<Element>,
    /// Text blocks, in reading order.
    pub blocks: Vec<Block>,
    /// The text of all blocks, one after another.
    pub text: String,
    /// The rows of tables of data as they read by themselves, by block.
    pub rows: FxHashMap<usize, String>,
    /// Whether what is hidden stays so: nothing can show it.
    pub hides_for_good: bool,
    /// Numbers of siblings of one name under one parent.
    pub siblings: Vec<u32>,
}

/// An element that begins a block of its own.
pub struct Element {
    /// Index of the block element around it; its own index for the root.
    pub parent: usize,
    /// Which element.
    pub tag: Tag,
    /// What it has in common with siblings that are like it: its name and first class.
    pub kin: u64,
    /// What its markup says that it holds.
    pub hint: Hint,
    /// Whether that holds however much stands under it.
    pub sure: bool,
    /// Its node in the tree; none for the root.
    pub node: Option<NodeId>,
    /// Whether a picture stands in it.
    pub pictured: bool,
    /// The blocks inside it, at any depth.
    pub blocks: Range<usize>,
    /// One past the last element inside it.
    pub end: usize,
    /// Its place among its siblings of the same name, from 1.
    pub nth: u32,
    /// Index of their number in [`Page::siblings`].
    pub siblings: usize,
}

/// A paragraph, heading, list item, table row or the like: text that nothing interrupts.
pub struct Block {
    /// Index of the innermost block element around it.
    pub element: usize,
    /// Where its text stands in [`Page::text`]; line breaks in it are those that a reader sees.
    pub text: Range<usize>,
    /// Letters and digits in it, wide characters (Chinese, Japanese, Korean) counted as
    /// [`WIDE`], since each says as much.
    pub size: usize,
    /// Those that stand in links.
    pub linked: usize,
    /// Those that stand in links to the page's own site.
    pub own_linked: usize,
    /// Kind of block by its innermost telling element.
    pub kind: Kind,
    /// Which quotation, list or figure it stands in.
    pub within: Within,
}

/// How many Latin letters a Chinese or Japanese character is worth: English needs about 2.6 letters
/// for what one such character says (parallel texts of the Universal Declaration of Human Rights).
pub const WIDE: usize = 3;

/// Kind of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Running text.
    Paragraph,
    /// A heading and its level, 1 to 6.
    Heading(u8),
    /// A list item.
    Item,
    /// The term of a definition list.
    Term,
    /// What the list says of the term.
    Definition,
    /// A row of a data table.
    Row,
    /// The caption of a figure or table.
    Caption,
    /// The alternative text of an image.
    Alternative,
    /// Text set as it was typed.
    Pre,
    /// What belongs to a form: labels, buttons, choices.
    Control,
}

/// What stands around a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // independent facts, not states
pub struct Within {
    /// A block quotation.
    pub quotation: bool,
    /// A list.
    pub list: bool,
    /// A figure.
    pub figure: bool,
    /// A layout table.
    pub table: bool,
}

impl Page {
    /// A block's text.
    pub fn text_of(&self, block: &Block) -> &str {
        &self.text[block.text.clone()]
    }

    /// The elements around `element`, itself first, the root last.
    pub fn ancestors(&self, element: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = Some(element);
        std::iter::from_fn(move || {
            let at = next?;
            let parent = self.elements[at].parent;
            next = (parent != at).then_some(parent);
            Some(at)
        })
    }
}

/// CSS paths of elements, each made once.
#[derive(Default)]
pub struct Paths {
    made: FxHashMap<usize, Arc<str>>,
}

/// Steps of a path, counted from its element: enough to reach the nearest `id` on most pages, and
/// few enough that a hostile page's paths stay small.
const MAX_STEPS: usize = 16;

impl Paths {
    /// The path of a block element: from the nearest `id` down, each step with its place among its
    /// siblings of the same name.
    pub fn of(&mut self, page: &Page, element: usize, html: &Html) -> Arc<str> {
        if let Some(path) = self.made.get(&element) {
            return Arc::clone(path);
        }
        let mut steps: Vec<String> = Vec::new();
        for at in page.ancestors(element).take(MAX_STEPS) {
            let element = &page.elements[at];
            let Some(node) = element.node.and_then(|id| html.tree.get(id)) else {
                break;
            };
            let Some(name) = node.value().as_element() else {
                break;
            };
            if let Some(id) = name.id().filter(|id| is_plain(id)) {
                steps.push(format!("#{id}"));
                break;
            }
            let total = page.siblings[element.siblings];
            let step = if total > 1 {
                format!("{}:nth-of-type({})", name.name(), element.nth)
            } else {
                name.name().to_owned()
            };
            // Inline elements in between are left out, so not every step is to a child.
            let above = page.elements[element.parent].node;
            let child = above.is_some() && node.parent().map(|parent| parent.id()) == above;
            steps.push(if child { format!("> {step}") } else { step });
        }
        steps.reverse();
        let path = steps.join(" ");
        let path: Arc<str> = Arc::from(path.trim_start_matches("> "));
        self.made.insert(element, Arc::clone(&path));
        path
    }
}

/// An id that needs no escape in a selector.
fn is_plain(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.len() <= 64
        && id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}
