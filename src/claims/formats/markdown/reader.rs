//! Markdown articles to a draft.

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::claims::blocks::draft::{Block, Draft, Kind, Note, Ref};
use crate::claims::citations::address::UNDEFINED;
use crate::claims::citations::forms::assistants::is_session;
use crate::claims::citations::syntax::labels;
use crate::claims::formats::openers;
use crate::text::Span;

/// Reads `source`. Any text is Markdown, so that there are no errors.
pub(in crate::claims) fn parse(source: &str) -> Draft {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_GFM;
    let undefined = |link: BrokenLink<'_>| undefined(source, &link);
    let parser = Parser::new_with_broken_link_callback(source, options, Some(undefined));
    let mut reader = Reader {
        source,
        numbered: parser
            .reference_definitions()
            .iter()
            .filter(|(label, _)| is_number(label))
            .map(|(label, definition)| (label.to_owned(), definition.dest.to_string()))
            .collect(),
        draft: Draft::default(),
        block: None,
        lists: Vec::new(),
        item: None,
        quotations: 0,
        quoted: 0,
        strong: None,
        note: None,
        link: None,
        superscript: None,
        hidden: 0,
        header: None,
        metadata: false,
        html: false,
        unseen: None,
    };
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, Span::new(range.start, range.end));
    }
    reader.flush();
    for (label, address) in std::mem::take(&mut reader.numbered) {
        reader.draft.notes.push(definition(label, &address));
    }
    reader.draft
}

/// A link definition with a number for its label: a mark in words of its own may name it too, "[cf. 1, p. 4]".
fn definition(label: String, address: &str) -> Note {
    let mut block = Block::new(Kind::Paragraph);
    block.prose.push(address, Span::new(0, 0), address);
    block.push_link(0, address, "");
    Note {
        label,
        also: Vec::new(),
        blocks: vec![block],
        remark: Some(true),
    }
}

/// Makes a link of `[words][label]` though nothing defines the label; brackets that are none are left alone.
fn undefined<'i>(source: &str, link: &BrokenLink<'_>) -> Option<(CowStr<'i>, CowStr<'i>)> {
    let is_link = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
    let label = &link.reference;
    let in_word = source[..link.span.start].ends_with(|c: char| c.is_alphanumeric() || c == ']');
    let mark = label.starts_with(['^', '@'])
        || labels(label).is_some()
        || label.contains('[')
        || is_session(label);
    (is_link && !in_word && !mark).then(|| (format!("{UNDEFINED}{label}").into(), "".into()))
}

pub(super) struct Reader<'s> {
    pub(super) source: &'s str,
    /// Link definitions whose label is a number: `[1]: https://…`.
    pub(super) numbered: Vec<(String, String)>,
    pub(super) draft: Draft,
    pub(super) block: Option<Block>,
    /// For each open list, the number of its next item.
    pub(super) lists: Vec<Option<u64>>,
    /// The item that begins, until its first block does.
    pub(super) item: Option<Kind>,
    pub(super) quotations: usize,
    /// Block quotations so far.
    pub(super) quoted: usize,
    /// The footnote being read.
    pub(super) note: Option<Note>,
    pub(super) link: Option<OpenLink>,
    /// Where bold words began.
    pub(super) strong: Option<usize>,
    /// Where a superscript began.
    pub(super) superscript: Option<usize>,
    /// Depth of what is not shown: images, deleted text, code.
    pub(super) hidden: usize,
    /// The header of the open table: being read, or complete.
    pub(super) header: Option<String>,
    pub(super) metadata: bool,
    /// Whether a block of HTML is open.
    pub(super) html: bool,
    /// The open element that a reader does not see, and how many of its name are open in it.
    pub(super) unseen: Option<(String, usize)>,
}

/// A link that is open.
pub(super) struct OpenLink {
    pub(super) start: usize,
    pub(super) address: String,
    pub(super) title: String,
    /// The number that a reference such as `[1][2]` gives besides its text.
    pub(super) also: Option<String>,
    pub(super) file: Span,
    /// Whether a picture stands in it.
    pub(super) pictured: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) if self.metadata => self.front_matter(&text),
            Event::Text(text) => self.text(&text, span),
            Event::Code(text) => {
                let inner = span.of(self.source).find(&*text).map_or(span, |at| {
                    Span::new(span.start + at, span.start + at + text.len())
                });
                let start = self.block().prose.len();
                self.text(&text, inner);
                let block = self.block();
                let span = block.from(start);
                block.code.push(span);
            }
            Event::SoftBreak | Event::HardBreak => self.line_break(span),
            Event::FootnoteReference(label) => self.mark(span, Ref::Note(label.to_string())),
            Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::Rule => self.flush(),
            // A block of HTML is read as a whole, at its end.
            Event::Html(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => {
                let kind = self.kind();
                self.open(kind);
            }
            Tag::Heading { level, .. } => self.open(Kind::Heading(level as u8)),
            Tag::BlockQuote(_) => {
                self.flush();
                self.quoted += usize::from(self.quotations == 0);
                self.quotations += 1;
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                // Markdown counts by itself; a number that the author left out stays left out here.
                let written = number_at(span.of(self.source));
                let number = self.lists.last_mut().and_then(|next| {
                    let number = (*next).max(written.filter(|_| next.is_some()));
                    *next = number.map(|n| n.saturating_add(1));
                    number
                });
                self.item = Some(Kind::Item(number));
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.note = Some(Note {
                    label: label.to_string(),
                    also: Vec::new(),
                    blocks: Vec::new(),
                    remark: None,
                });
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.hidden += 1;
                self.draft.left_out.code += 1;
            }
            Tag::Image { .. } => {
                if let Some(link) = &mut self.link {
                    link.pictured = true;
                }
                self.hidden += 1;
            }
            Tag::Strikethrough => self.hidden += 1,
            Tag::Table(_) => self.flush(),
            Tag::TableHead => self.open(Kind::Row(String::new())),
            Tag::TableRow => {
                let header = self.header.clone().unwrap_or_default();
                self.open(Kind::Row(header));
            }
            Tag::TableCell => self.cell(span),
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let also =
                    (link_type == LinkType::Reference && is_number(&id)).then(|| id.to_string());
                self.link = Some(OpenLink {
                    start: self.block().prose.len(),
                    address: dest_url.to_string(),
                    title: title.to_string(),
                    also,
                    file: span,
                    pictured: false,
                });
            }
            Tag::Strong if self.hidden == 0 => self.strong = Some(self.block().prose.len()),
            Tag::MetadataBlock(_) => self.metadata = true,
            Tag::HtmlBlock => {
                self.flush();
                self.html = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableRow => self.flush(),
            TagEnd::TableHead => {
                self.header = self.block.take().map(|block| block.prose.text().to_owned());
            }
            TagEnd::Table => self.header = None,
            TagEnd::Item => {
                self.flush();
                self.item = None;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotations = self.quotations.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.draft.notes.extend(self.note.take());
            }
            TagEnd::CodeBlock | TagEnd::Image | TagEnd::Strikethrough => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::Link => self.end_link(span),
            TagEnd::Strong => {
                if let Some(start) = self.strong.take() {
                    let block = self.block();
                    let span = block.from(start);
                    block.strong.push(span);
                }
            }
            TagEnd::MetadataBlock(_) => self.metadata = false,
            TagEnd::HtmlBlock => {
                self.html = false;
                self.html_block(span);
            }
            _ => {}
        }
    }

    fn open(&mut self, kind: Kind) {
        self.flush();
        self.block = Some(Block::new(kind));
    }

    /// The open block; text of a tight list item has no paragraph around it.
    pub(super) fn block(&mut self) -> &mut Block {
        let kind = match self.block {
            Some(_) => Kind::Paragraph,
            None => self.kind(),
        };
        self.block.get_or_insert_with(|| Block::new(kind))
    }

    /// What a paragraph that begins here is.
    fn kind(&mut self) -> Kind {
        match self.item.take() {
            Some(item) => item,
            None if self.quotations > 0 => Kind::Quotation,
            None => Kind::Paragraph,
        }
    }

    pub(super) fn flush(&mut self) {
        if self.unseen.take().is_some() {
            self.hidden = self.hidden.saturating_sub(1);
        }
        self.superscript = None;
        self.strong = None;
        self.link = None;
        if let Some(mut block) = self.block.take().filter(|block| !block.is_empty()) {
            if is_program(block.prose.text()) {
                self.draft.left_out.code += 1;
                return;
            }
            openers::cut(&mut block);
            block.quotation = if self.quotations > 0 { self.quoted } else { 0 };
            match &mut self.note {
                Some(note) => note.blocks.push(block),
                None => self.draft.push(block),
            }
        }
    }

    pub(super) fn text(&mut self, text: &str, span: Span) {
        if self.hidden == 0 && !self.html {
            let source = self.source;
            self.block().prose.push(text, span, source);
        }
    }

    pub(super) fn line_break(&mut self, span: Span) {
        if self.hidden == 0 {
            let block = self.block();
            block.prose.push_break(span);
            let at = block.prose.len();
            block.breaks.push(at);
        }
    }

    fn cell(&mut self, span: Span) {
        let source = self.source;
        let block = self.block();
        if !block.prose.is_empty() {
            let at = span.start;
            block.prose.push_space(at);
            block.prose.push("|", Span::new(at, at), source);
            block.prose.push_space(at);
        }
    }

    pub(super) fn mark(&mut self, file: Span, target: Ref) {
        if self.hidden > 0 {
            return;
        }
        let block = self.block();
        block.mark_here(file, vec![target]);
    }

    /// Title and address from front matter: `title: …` (YAML) or `title = …` (TOML).
    fn front_matter(&mut self, text: &str) {
        for line in text.lines() {
            let Some((name, value)) = line.split_once([':', '=']) else {
                continue;
            };
            let value = value.trim().trim_matches(['"', '\'']).trim();
            let article = &mut self.draft.article;
            match name.trim() {
                "title" if !value.is_empty() => article.title = Some(value.to_owned()),
                "url" | "permalink" | "canonical" | "canonical_url" if value.contains("://") => {
                    article.url = Some(value.to_owned());
                }
                _ => {}
            }
        }
    }
}

/// Whether a paragraph is a line of a program that some site builders read in Markdown (MDX).
fn is_program(text: &str) -> bool {
    let quoted = |part: &str| part.contains('\'') || part.contains('"');
    let import = text
        .strip_prefix("import ")
        .is_some_and(|rest| quoted(rest) && rest.ends_with([';', '\'', '"']));
    import || text.starts_with("export const ") || text.starts_with("export default ")
}

/// The number that an item is written with.
fn number_at(item: &str) -> Option<u64> {
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    item[..digits].parse().ok()
}

pub(super) fn is_number(label: &str) -> bool {
    !label.is_empty() && label.len() <= 4 && label.bytes().all(|b| b.is_ascii_digit())
}
