//! An article before its sentences are told apart: what the reader of each format gives.

use super::Article;
use super::LeftOut;
use super::prose::Prose;
use crate::text::Span;

/// An article as blocks of text.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) article: Article,
    /// Blocks in reading order.
    pub(super) blocks: Vec<Block>,
    /// Footnotes.
    pub(super) notes: Vec<Note>,
    /// Sources that the file names for all of it.
    pub(super) whole: Vec<(Span, Ref)>,
    /// Comments of the file's own syntax, without their delimiters, with their places.
    pub(super) comments: Vec<(Span, String)>,
    pub(super) left_out: LeftOut,
    /// Whether blocks were dropped.
    pub(super) too_many: bool,
}

/// Blocks of one input; a book has 10,000 paragraphs.
pub(super) const MAX_BLOCKS: usize = 300_000;

impl Draft {
    /// Adds a block. Beyond [`MAX_BLOCKS`] it is dropped: the reading fails then.
    pub(super) fn push(&mut self, block: Block) {
        if self.blocks.len() < MAX_BLOCKS {
            self.blocks.push(block);
        } else {
            self.too_many = true;
        }
    }
}

/// A paragraph or the like.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) prose: Prose,
    /// Links, in order, none inside another.
    pub(super) links: Vec<Link>,
    /// Citation marks that the format itself tells, in order.
    pub(super) marks: Vec<Mark>,
    /// Offsets of the text where a line of the file begins.
    pub(super) breaks: Vec<usize>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    /// Level from 1.
    Heading(u8),
    /// An item of a list, with its number where the list is numbered.
    Item(Option<u64>),
    Quotation,
    /// A row of a table; its cells are the text, parted by `|`. With the table's header, which may
    /// be empty.
    Row(String),
}

/// A link in running text.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// The words that are linked; may be empty.
    pub(super) span: Span,
    pub(super) address: String,
    /// Its title attribute.
    pub(super) title: Option<String>,
}

/// A citation mark: not part of the statement.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Its characters in the block's text; may be empty.
    pub(super) span: Span,
    /// Where it stands in the file.
    pub(super) file: Span,
    pub(super) refs: Vec<Ref>,
}

/// What a citation mark points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ref {
    /// An entry of a list of references.
    Label(String),
    /// A footnote.
    Note(String),
    /// A work of a bibliography.
    Key(String),
    /// A page.
    Address {
        address: String,
        title: Option<String>,
    },
}

/// A footnote.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) label: String,
    /// Other labels of the same footnote.
    pub(super) also: Vec<String>,
    pub(super) blocks: Vec<Block>,
}

impl Block {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            prose: Prose::default(),
            links: Vec::new(),
            marks: Vec::new(),
            breaks: Vec::new(),
        }
    }

    /// Ends a link that began at `start` of the text.
    pub(super) fn push_link(&mut self, start: usize, address: &str, title: &str) {
        self.links.push(Link {
            span: self.from(start),
            address: address.to_owned(),
            title: (!title.trim().is_empty()).then(|| title.trim().to_owned()),
        });
    }

    /// From `start` to the end of the text, without a space in front; empty when `start` lies past
    /// it, as that of a link does which another block cut off.
    pub(super) fn from(&self, start: usize) -> Span {
        let text = self.prose.text();
        let start = start.min(text.len());
        let blank = text.get(start..).is_some_and(|rest| rest.starts_with(' '));
        Span::new(start + usize::from(blank), text.len())
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.prose.is_empty() && self.links.is_empty() && self.marks.is_empty()
    }
}
