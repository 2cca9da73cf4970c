//! HTML articles to a draft.
//!
//! A tokenizer gives the text with its places and links; what of it is the article's body is for
//! [`crate::extract`] to say, whose passages each block is looked up in.

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, EndTag, StartTag, Token};

use crate::claims::blocks::draft::{Block, Decoded, Draft, Kind};
use crate::claims::formats::html::body;
use crate::claims::formats::html::body::Found;
use crate::claims::formats::html::notes;
use crate::claims::formats::html::tags::{
    AROUND, BLOCKS, SILENT, VOID, WITHIN, attribute, hides, is_citation, is_wiki,
};
use crate::text::Span;

/// Reads a page's bytes, in whatever character set; `path` is where it lies.
pub(in crate::claims) fn parse(bytes: &[u8], path: &str) -> Decoded {
    let text = crate::extract::decode(bytes, None, true).text;
    let draft = draft(&text, path);
    Decoded { text, draft }
}

fn draft(source: &str, path: &str) -> Draft {
    let reader = tokens(source, Span::new(0, source.len()));
    let Reader {
        mut draft,
        mut found,
        has_main,
        ..
    } = reader;
    if !has_main {
        for one in &mut found {
            one.within = None;
        }
    }
    let found = notes::take(found, &mut draft);
    body::keep(found, source, path, &mut draft);
    draft
}

/// Reads the HTML that stands at `span` of an article in another format.
pub(in crate::claims) fn fragment(source: &str, span: Span) -> Draft {
    let reader = tokens(source, span);
    let mut draft = reader.draft;
    let found = notes::take(reader.found, &mut draft);
    for one in found {
        draft.push(one.block);
    }
    draft
}

fn tokens(source: &str, span: Span) -> Reader<'_> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader {
        source,
        offset: span.start,
        draft: Draft::default(),
        found: Vec::new(),
        block: None,
        ids: Vec::new(),
        silent: Vec::new(),
        around: Vec::new(),
        within: 0,
        has_main: false,
        lists: Vec::new(),
        kind: Kind::Paragraph,
        quotations: Vec::new(),
        quoted: 0,
        figure: false,
        strong: None,
        link: None,
        superscripts: Vec::new(),
        spans: Vec::new(),
        wiki: false,
        code: None,
        header: None,
        row: None,
        script: None,
        title: None,
    };
    for token in Tokenizer::new_with_emitter(span.of(source), emitter) {
        // Reading from memory has no errors.
        let Ok(token) = token;
        reader.token(token);
    }
    reader.push_block();
    reader
}

pub(super) struct Reader<'s> {
    pub(super) source: &'s str,
    /// Where the text of the tokens begins in the source.
    pub(super) offset: usize,
    pub(super) draft: Draft,
    pub(super) found: Vec<Found>,
    pub(super) block: Option<Block>,
    /// Ids since the last block.
    pub(super) ids: Vec<String>,
    /// Open elements whose text is not read.
    pub(super) silent: Vec<String>,
    /// Open elements around an article.
    pub(super) around: Vec<String>,
    /// Open elements for the page's main part, and whether there was one.
    pub(super) within: usize,
    pub(super) has_main: bool,
    /// For each open list, the number of its next item; none for lists without numbers.
    pub(super) lists: Vec<Option<u64>>,
    /// What a block that begins here is.
    pub(super) kind: Kind,
    /// For each open quotation, its address.
    pub(super) quotations: Vec<Option<String>>,
    /// Block quotations so far.
    pub(super) quoted: usize,
    /// Whether the open figure has a quotation, whose caption says who it is from.
    pub(super) figure: bool,
    /// Where bold words began.
    pub(super) strong: Option<usize>,
    /// The open link: where it began in the block, and its address.
    pub(super) link: Option<(usize, String, usize)>,
    pub(super) superscripts: Vec<usize>,
    /// For each open span, where it began in the block if its class says that it is a citation.
    pub(super) spans: Vec<Option<usize>>,
    /// Whether a wiki made the page, whose links to its other pages are no citations.
    pub(super) wiki: bool,
    /// Where the open piece of code began in the block.
    pub(super) code: Option<usize>,
    /// The open table's header.
    pub(super) header: Option<String>,
    /// Cells read of the open row.
    pub(super) row: Option<usize>,
    /// The open script of structured data.
    pub(super) script: Option<usize>,
    /// Where the page's title began.
    pub(super) title: Option<usize>,
}

impl Reader<'_> {
    fn token(&mut self, token: Token<usize>) {
        let offset = self.offset;
        match token {
            Token::StartTag(mut tag) => {
                tag.span.start += offset;
                tag.span.end += offset;
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                self.start(&name, &tag);
            }
            Token::EndTag(mut tag) => {
                tag.span.start += offset;
                tag.span.end += offset;
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                self.end(&name, &tag);
            }
            Token::String(text) => {
                let span = Span::new(text.span.start, text.span.end).shift(offset);
                self.text(&String::from_utf8_lossy(&text), span);
            }
            Token::Comment(comment) => {
                let span = Span::new(comment.span.start, comment.span.end).shift(offset);
                let text = String::from_utf8_lossy(&comment).trim().to_owned();
                self.draft.comments.push((span, text));
            }
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    fn start(&mut self, name: &str, tag: &StartTag<usize>) {
        self.start_head(name, tag);
        self.wiki |= is_wiki(name, &tag.attributes);
        if name == "figcaption" && self.figure {
            self.flush();
            self.kind = Kind::Attribution;
            return;
        }
        let unseen = attribute(&tag.attributes, "style").is_some_and(|style| hides(&style))
            || attribute(&tag.attributes, "hidden").is_some();
        if (SILENT.contains(&name) || (unseen && !VOID.contains(&name))) && !tag.self_closing {
            if name == "pre" {
                self.draft.left_out.code += 1;
            }
            if name == "figcaption" {
                self.draft.left_out.headings += 1;
            }
            self.silent.push(name.to_owned());
            return;
        }
        if !self.silent.is_empty() {
            // Links and breaks in what is not read are none of the paragraph before it.
            return;
        }
        if BLOCKS.contains(&name) {
            self.flush();
        }
        for key in ["id", "name"] {
            if let Some(id) = attribute(&tag.attributes, key).filter(|id| !id.is_empty()) {
                self.ids.push(id);
            }
        }
        if AROUND.contains(&name) && self.quotations.is_empty() {
            self.around.push(name.to_owned());
        }
        if WITHIN.contains(&name) {
            self.within += 1;
            self.has_main = true;
        }
        self.open(name, tag);
    }

    /// What an element means for the blocks in it.
    fn open(&mut self, name: &str, tag: &StartTag<usize>) {
        let at = tag.span.start;
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.kind = Kind::Heading(name.as_bytes()[1] - b'0');
            }
            "p" | "div" | "section" | "article" => self.kind = self.flowing(),
            "ol" => {
                let start = attribute(&tag.attributes, "start").and_then(|n| n.parse().ok());
                self.lists.push(Some(start.unwrap_or(1)));
            }
            "ul" | "menu" => self.lists.push(None),
            "li" => {
                let number = self.lists.last_mut().and_then(|next| {
                    let number = *next;
                    *next = next.map(|n: u64| n.saturating_add(1));
                    number
                });
                self.kind = Kind::Item(number);
            }
            "dt" | "dd" => self.kind = Kind::Item(None),
            "blockquote" => {
                self.quoted += usize::from(self.quotations.is_empty());
                self.figure = true;
                self.quotations.push(attribute(&tag.attributes, "cite"));
                self.kind = Kind::Quotation;
            }
            "footer" if !self.quotations.is_empty() => self.kind = Kind::Attribution,
            "figure" => self.figure = false,
            "b" | "strong" => self.strong = Some(self.block().prose.len()),
            "q" => self.quotation_mark("“", tag.span.end),
            "table" => self.header = None,
            "tr" => {
                self.row = Some(0);
                self.kind = Kind::Row(self.header.clone().unwrap_or_default());
            }
            "td" | "th" => self.cell(at),
            "a" => {
                self.end_link(at);
                self.start_link(tag);
            }
            "sup" => {
                let start = self.block().prose.len();
                self.superscripts.push(start);
            }
            "span" => {
                let cites = is_citation(&tag.attributes);
                let start = cites.then(|| self.block().prose.len());
                self.spans.push(start);
            }
            "d-cite" | "dt-cite" => self.cite(tag),
            "code" | "kbd" | "samp" => {
                self.code = Some(self.block().prose.len());
            }
            "br" => {
                let block = self.block();
                block.prose.push_break(Span::new(at, tag.span.end));
                let end = block.prose.len();
                block.breaks.push(end);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, tag: &EndTag<usize>) {
        if let Some(at) = self.silent.iter().rposition(|open| open == name) {
            self.silent.truncate(at);
            self.end_head(name, tag.span.start);
            return;
        }
        if BLOCKS.contains(&name) {
            self.end_link(tag.span.start);
            if name == "tr" {
                self.end_row();
            }
            self.flush();
            self.kind = self.flowing();
        }
        if WITHIN.contains(&name) {
            self.within = self.within.saturating_sub(1);
        }
        if let Some(at) = self.around.iter().rposition(|open| open == name) {
            self.around.truncate(at);
        }
        match name {
            "ol" | "ul" | "menu" => {
                self.lists.pop();
            }
            "blockquote" => {
                self.quotations.pop();
                self.kind = self.flowing();
            }
            "table" => self.header = None,
            "figure" => self.figure = false,
            "figcaption" => {
                self.flush();
                self.kind = self.flowing();
            }
            "b" | "strong" => {
                if let Some(start) = self.strong.take() {
                    let block = self.block();
                    let span = block.from(start);
                    block.strong.push(span);
                }
            }
            "q" => self.quotation_mark("”", tag.span.start),
            "a" => self.end_link(tag.span.end),
            "code" | "kbd" | "samp" => {
                if let Some(start) = self.code.take() {
                    let block = self.block();
                    let span = block.from(start);
                    block.code.push(span);
                }
            }
            "sup" => {
                if let Some(start) = self.superscripts.pop() {
                    self.end_superscript(start);
                }
            }
            "span" => {
                if let Some(start) = self.spans.pop().flatten() {
                    self.end_superscript(start);
                }
            }
            _ => {}
        }
    }
}
