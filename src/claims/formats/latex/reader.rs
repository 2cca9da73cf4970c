//! LaTeX to a draft: one pass over the characters, with the open groups and environments on stacks.

use crate::claims::blocks::draft::{Block, Draft, Kind, Note};
use crate::claims::citations::forms::tex;
use crate::text::Span;

/// Reads `source`. Any text will do; without `\begin{document}` all of it is the article.
pub(in crate::claims) fn parse(source: &str) -> Draft {
    const BEGIN: &str = "\\begin{document}";
    let mut reader = Reader {
        source,
        at: 0,
        from: 0,
        end: source.len(),
        draft: Draft::default(),
        block: None,
        groups: Vec::new(),
        held: 0,
        environments: Vec::new(),
        notes: Vec::new(),
        footnotes: 0,
        quotations: 0,
        formula: None,
    };
    if let Some(begin) = memchr::memmem::find(source.as_bytes(), BEGIN.as_bytes()) {
        reader.preamble(begin);
        reader.skip_to(begin + BEGIN.len());
    }
    reader.run();
    reader.finish()
}

/// What a brace opened.
pub(super) enum Group {
    Plain,
    Title(Option<Block>),
    Caption(Option<Block>),
    Heading,
    Note,
    Link(usize, String),
    Code(usize),
    Strong(usize),
    Quote,
    Numerator,
}

/// What `\begin` opened.
pub(super) enum Open {
    /// With the number of the next item, where they have numbers.
    List(Option<u64>),
    Quotation,
    /// With its header once that is read.
    Table(Option<String>),
    Entries,
}

pub(super) struct Reader<'a> {
    pub(super) source: &'a str,
    /// Where it reads.
    pub(super) at: usize,
    /// Where the text begins that is read and not yet written.
    pub(super) from: usize,
    /// Where the article ends.
    pub(super) end: usize,
    pub(super) draft: Draft,
    pub(super) block: Option<Block>,
    pub(super) groups: Vec<Group>,
    /// Open groups whose text is none of the article's paragraphs.
    pub(super) held: usize,
    pub(super) environments: Vec<Open>,
    /// Open footnotes and entries, each with the block that it stands in.
    pub(super) notes: Vec<(Note, Option<Block>)>,
    pub(super) footnotes: usize,
    pub(super) quotations: usize,
    /// Where the open formula began in its block.
    pub(super) formula: Option<usize>,
}

impl Reader<'_> {
    /// Reads the title before the document begins.
    fn preamble(&mut self, begin: usize) {
        let title = memchr::memmem::find(&self.source.as_bytes()[..begin], b"\\title");
        let Some(at) = title else { return };
        self.skip_to(at + "\\title".len());
        self.option();
        if let Some(inside) = tex::group(self.source, self.at) {
            self.skip_to(at);
            self.end = inside.end + 1;
            self.run();
            self.end = self.source.len();
        }
    }

    fn run(&mut self) {
        while self.at < self.end {
            let bytes = &self.source.as_bytes()[self.at..self.end];
            let special = |byte: &u8| b"\\{}$%~&\n`'-^_".contains(byte);
            match bytes.iter().position(special) {
                Some(plain) => self.at += plain,
                None => self.at = self.end,
            }
            if self.at < self.end {
                self.special();
            }
        }
        self.write_read();
    }

    fn finish(mut self) -> Draft {
        while !self.groups.is_empty() {
            self.close_group();
        }
        self.close_block();
        while !self.notes.is_empty() {
            self.close_note();
        }
        self.draft
    }

    /// Goes on at `at` without writing what stands before it.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = at.min(self.end);
        self.from = self.at;
    }

    /// Writes what was read since the last piece of markup.
    pub(super) fn write_read(&mut self) {
        let span = Span::new(self.from, self.at);
        self.from = self.at;
        let text = span.of(self.source);
        if !text.trim().is_empty() || self.block.is_some() {
            self.write(text, span);
        }
    }

    pub(super) fn write(&mut self, text: &str, file: Span) {
        let source = self.source;
        self.open_block().prose.push(text, file, source);
    }

    pub(super) fn open_block(&mut self) -> &mut Block {
        if self.block.is_none() {
            let mut block = Block::new(self.kind());
            if block.kind == Kind::Quotation {
                block.quotation = self.quotations;
            }
            self.block = Some(block);
        }
        self.block
            .get_or_insert_with(|| Block::new(Kind::Paragraph))
    }

    /// What a block is that begins here by itself.
    fn kind(&self) -> Kind {
        if !self.notes.is_empty() {
            return Kind::Paragraph;
        }
        let open = self.environments.iter().rev().find_map(|open| match open {
            Open::Quotation => Some(Kind::Quotation),
            Open::Table(header) => Some(Kind::Row(header.clone().unwrap_or_default())),
            Open::List(_) | Open::Entries => None,
        });
        open.unwrap_or(Kind::Paragraph)
    }

    pub(super) fn close_block(&mut self) {
        let Some(block) = self.block.take().filter(|block| !block.is_empty()) else {
            return;
        };
        match self.notes.last_mut() {
            Some((note, _)) => note.blocks.push(block),
            None => self.draft.push(block),
        }
    }

    /// Ends a paragraph, where one can end.
    pub(super) fn end_paragraph(&mut self) {
        let in_row = matches!(self.block.as_ref().map(|b| &b.kind), Some(Kind::Row(_)));
        if self.held == 0 && !in_row {
            self.close_block();
        }
    }

    /// Reads one piece of markup.
    fn special(&mut self) {
        let rest = &self.source[self.at..self.end];
        // `write_read` is for each to call: some characters turn out to be themselves.
        match rest.as_bytes()[0] {
            b'\\' => self.command(rest),
            b'%' => self.comment(rest),
            b'\n' => self.line_end(rest),
            b'{' => self.replace(1, "", |reader| reader.groups.push(Group::Plain)),
            b'}' => self.replace(1, "", Self::close_group),
            b'$' if rest.starts_with("$$") => self.display(2, "$$"),
            b'$' => self.replace(1, "", Self::toggle_formula),
            b'~' => self.replace(1, " ", |_| {}),
            b'&' => match self.environments.last() {
                Some(Open::Table(_)) => self.replace(1, " | ", |_| {}),
                _ => self.at += 1,
            },
            b'`' if rest.starts_with("``") => self.replace(2, "“", |_| {}),
            b'`' => self.replace(1, "‘", |_| {}),
            b'\'' if rest.starts_with("''") => self.replace(2, "”", |_| {}),
            b'-' if rest.starts_with("---") => self.replace(3, "—", |_| {}),
            b'-' if rest.starts_with("--") => self.replace(2, "–", |_| {}),
            b'^' if self.formula.is_some()
                && rest[1..].trim_start_matches('{').starts_with("\\circ") =>
            {
                self.replace(1, "", |_| {});
            }
            b'_' if self.formula.is_some() => self.replace(1, "", |_| {}),
            _ => self.at += 1,
        }
    }

    /// Begins or ends a formula in the text: what looks like a mark in it is none.
    pub(super) fn toggle_formula(&mut self) {
        match self.formula.take() {
            Some(start) => {
                if let Some(block) = &mut self.block {
                    let span = block.from(start);
                    block.code.push(span);
                }
            }
            None => self.formula = Some(self.block.as_ref().map_or(0, |block| block.prose.len())),
        }
    }

    /// Writes what was read, then `text` for the next `length` bytes, and goes on after them.
    fn replace(&mut self, length: usize, text: &str, then: impl FnOnce(&mut Self)) {
        self.write_read();
        if !text.is_empty() && (self.block.is_some() || !text.trim().is_empty()) {
            self.write(text, Span::new(self.at, self.at + length));
        }
        self.skip_to(self.at + length);
        then(self);
    }

    /// A comment hides the rest of its line, its end included.
    fn comment(&mut self, rest: &str) {
        self.write_read();
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let inner = rest[1..end].trim_start_matches('%');
        if inner.trim_start().starts_with("citecheck:") {
            let span = Span::new(self.at, self.at + end);
            self.draft.comments.push((span, inner.trim().to_owned()));
        }
        let next = rest.get(end + 1..).unwrap_or_default();
        let blank = next.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        self.skip_to(self.at + end + usize::from(!blank));
    }

    /// The end of a line; an empty one ends the paragraph.
    fn line_end(&mut self, rest: &str) {
        self.write_read();
        let blank = rest[1..].trim_start_matches([' ', '\t', '\r']);
        if blank.starts_with('\n') {
            self.end_paragraph();
            self.skip_to(self.at + rest.len() - blank.len());
            return;
        }
        let file = Span::new(self.at, self.at + 1);
        if let Some(block) = &mut self.block
            && !block.prose.is_empty()
        {
            block.prose.push_break(file);
            let end = block.prose.len();
            block.breaks.push(end);
        }
        self.skip_to(self.at + 1);
    }

    /// A formula on lines of its own, which begins with `open` bytes: nothing to read.
    pub(super) fn display(&mut self, open: usize, close: &str) {
        let after = self.at + open;
        let found =
            memchr::memmem::find(&self.source.as_bytes()[after..self.end], close.as_bytes());
        // Without its end, the text cannot be told from it.
        let end = found.map_or(self.end, |end| after + end + close.len());
        self.replace(end - self.at, " ", |_| {});
    }

    pub(super) fn close_group(&mut self) {
        self.write_read();
        let Some(group) = self.groups.pop() else {
            return;
        };
        let from = |reader: &Self, start| reader.block.as_ref().map(|block| block.from(start));
        match group {
            Group::Plain => {}
            Group::Title(held) => {
                self.held -= 1;
                let title = std::mem::replace(&mut self.block, held);
                let title = title.map(|block| block.prose.text().to_owned());
                self.draft.article.title = title.filter(|title| !title.is_empty());
                self.draft.left_out.headings += 1;
            }
            Group::Caption(held) => {
                self.held -= 1;
                self.block = held;
                self.draft.left_out.headings += 1;
            }
            Group::Heading => self.close_block(),
            Group::Note => self.close_note(),
            Group::Link(start, address) => {
                if let Some(block) = &mut self.block {
                    block.push_link(start, &address, "");
                }
            }
            Group::Code(start) => {
                let span = from(self, start);
                if let (Some(block), Some(span)) = (&mut self.block, span) {
                    block.code.push(span);
                }
            }
            Group::Strong(start) => {
                let span = from(self, start);
                if let (Some(block), Some(span)) = (&mut self.block, span) {
                    block.strong.push(span);
                }
            }
            Group::Quote => self.write("”", Span::new(self.at, self.at)),
            Group::Numerator => self.write("/", Span::new(self.at, self.at)),
        }
    }
}
