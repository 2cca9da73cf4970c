//! An article before its sentences are told apart: what the reader of each format gives.

use super::article::{Article, LeftOut};
use crate::claims::blocks::prose::Prose;
use crate::claims::broken::Fault;
use crate::text::Span;

/// An article as blocks of text.
#[derive(Debug, Default)]
pub(in crate::claims) struct Draft {
    pub(in crate::claims) article: Article,
    /// Name of the site that the article stands on, where the file tells.
    pub(in crate::claims) site: Option<String>,
    /// Blocks in reading order.
    pub(in crate::claims) blocks: Vec<Block>,
    /// Footnotes.
    pub(in crate::claims) notes: Vec<Note>,
    /// Sources that the file names for all of it.
    pub(in crate::claims) whole: Vec<(Span, Ref)>,
    /// Comments of the file's own syntax, without their delimiters, with their places.
    pub(in crate::claims) comments: Vec<(Span, String)>,
    pub(in crate::claims) left_out: LeftOut,
    /// Whether blocks were dropped.
    pub(in crate::claims) too_many: bool,
}

/// An article that was no UTF-8 text: its text, and the draft whose places are in it.
#[derive(Debug)]
pub(in crate::claims) struct Decoded {
    pub(in crate::claims) text: String,
    pub(in crate::claims) draft: Draft,
}

/// Blocks of one input; a book has 10,000 paragraphs.
pub(in crate::claims) const MAX_BLOCKS: usize = 300_000;

impl Draft {
    /// Adds a block. Beyond [`MAX_BLOCKS`] it is dropped: the reading fails then.
    pub(in crate::claims) fn push(&mut self, block: Block) {
        if self.blocks.len() < MAX_BLOCKS {
            self.blocks.push(block);
        } else {
            self.too_many = true;
        }
    }
}

/// A paragraph or the like.
#[derive(Debug)]
pub(in crate::claims) struct Block {
    pub(in crate::claims) kind: Kind,
    pub(in crate::claims) prose: Prose,
    /// Links, in order, none inside another.
    pub(in crate::claims) links: Vec<Link>,
    /// Citation marks that the format itself tells, in order.
    pub(in crate::claims) marks: Vec<Mark>,
    /// Pieces of code, in order: what looks like a mark in them is none.
    pub(in crate::claims) code: Vec<Span>,
    /// Offsets of the text where a line of the file begins.
    pub(in crate::claims) breaks: Vec<usize>,
    /// Words that stand out (bold), in order.
    pub(in crate::claims) strong: Vec<Span>,
    /// The block quotation that it stands in: 1 for the article's first, 0 for none.
    pub(in crate::claims) quotation: usize,
    /// Whether the format says that it names a work: a citation template that stands alone.
    pub(in crate::claims) entry: bool,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::claims) enum Kind {
    Paragraph,
    /// Level from 1.
    Heading(u8),
    /// An item of a list, with its number where the list is numbered.
    Item(Option<u64>),
    Quotation,
    /// Who a quotation is from: its footer or caption.
    Attribution,
    /// A row of a table; its cells are the text, parted by `|`. With the table's header, which may
    /// be empty.
    Row(String),
}

/// A link in running text.
#[derive(Clone, Debug)]
pub(in crate::claims) struct Link {
    /// The words that are linked; may be empty.
    pub(in crate::claims) span: Span,
    pub(in crate::claims) address: String,
    /// Its title attribute.
    pub(in crate::claims) title: Option<String>,
}

impl Link {
    /// What it points to.
    pub(in crate::claims) fn target(&self) -> Ref {
        Ref::Address {
            address: self.address.clone(),
            title: self.title.clone(),
        }
    }
}

/// A citation mark: not part of the statement.
#[derive(Clone, Debug)]
pub(in crate::claims) struct Mark {
    /// Its characters in the block's text; may be empty.
    pub(in crate::claims) span: Span,
    /// Where it stands in the file.
    pub(in crate::claims) file: Span,
    pub(in crate::claims) refs: Vec<Ref>,
    /// What the sentence says in its place; nothing, as a rule.
    pub(in crate::claims) shown: Option<String>,
}

/// What a citation mark points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::claims) enum Ref {
    /// An entry of a list of references.
    Label(String),
    /// A footnote.
    Note(String),
    /// A work of a bibliography.
    Key(String),
    /// A work of a list of references, by the names of its authors and its year.
    Work {
        names: Vec<String>,
        /// Whether the names are those of authors, whatever is listed.
        surely: bool,
        year: String,
    },
    /// A page of the site of that name, as some assistants name their sources.
    Site(String),
    /// What was cited last: "ibid."
    Same,
    /// Nothing: the article says that a citation is lacking.
    Lacking,
    /// Nothing, though something was meant.
    Faulty(Fault),
    /// A page.
    Address {
        address: String,
        title: Option<String>,
    },
}

/// A footnote.
#[derive(Debug)]
pub(in crate::claims) struct Note {
    pub(in crate::claims) label: String,
    /// Other labels of the same footnote.
    pub(in crate::claims) also: Vec<String>,
    pub(in crate::claims) blocks: Vec<Block>,
    /// Whether it explains something, and need not name a source; none where the format doesn't tell.
    pub(in crate::claims) remark: Option<bool>,
}

impl Block {
    pub(in crate::claims) fn new(kind: Kind) -> Self {
        Self {
            kind,
            prose: Prose::default(),
            links: Vec::new(),
            marks: Vec::new(),
            code: Vec::new(),
            breaks: Vec::new(),
            strong: Vec::new(),
            quotation: 0,
            entry: false,
        }
    }

    /// Ends a link that began at `start` of the text.
    pub(in crate::claims) fn push_link(&mut self, start: usize, address: &str, title: &str) {
        self.links.push(Link {
            span: self.from(start),
            address: address.to_owned(),
            title: (!title.trim().is_empty()).then(|| title.trim().to_owned()),
        });
    }

    /// A citation mark at the end of what was read, whose characters are none of the text.
    pub(in crate::claims) fn mark_here(&mut self, file: Span, refs: Vec<Ref>) {
        let at = self.prose.len();
        self.marks.push(Mark {
            span: Span::new(at, at),
            file,
            refs,
            shown: None,
        });
    }

    /// From `start` to the end of the text, without a space in front; empty when `start` lies past
    /// it, as that of a link does which another block cut off.
    pub(in crate::claims) fn from(&self, start: usize) -> Span {
        let text = self.prose.text();
        let start = start.min(text.len());
        let blank = text.get(start..).is_some_and(|rest| rest.starts_with(' '));
        Span::new(start + usize::from(blank), text.len())
    }

    /// Whether there is nothing in it.
    pub(in crate::claims) fn is_empty(&self) -> bool {
        self.prose.is_empty() && self.links.is_empty() && self.marks.is_empty()
    }
}
