//! Wikitext articles to a draft: what a reader of the page sees, with its references.

use crate::claims::blocks::draft::{Block, Draft, Kind, Mark, Ref};
use crate::claims::formats::wikitext::markup::{Element, Elements};
use crate::claims::formats::wikitext::template;
use crate::text::Span;

/// Reads `source`. Any text is wikitext.
pub(in crate::claims) fn parse(source: &str) -> Draft {
    let mut reader = Reader {
        source,
        elements: Elements::of(source),
        draft: Draft::default(),
        block: None,
        unnamed: 0,
        header: None,
        header_row: false,
        cells: 0,
        tables: 0,
        numbers: 0,
        quotations: 0,
    };
    reader.run();
    reader.draft
}

pub(super) struct Reader<'s> {
    pub(super) source: &'s str,
    pub(super) elements: Elements,
    pub(super) draft: Draft,
    pub(super) block: Option<Block>,
    /// References without a name so far.
    pub(super) unnamed: usize,
    /// The open table's header, whether the open row may be it, and the row's cells.
    pub(super) header: Option<String>,
    pub(super) header_row: bool,
    pub(super) cells: usize,
    pub(super) tables: usize,
    /// Number of the last numbered item.
    pub(super) numbers: u64,
    /// Block quotations so far.
    pub(super) quotations: usize,
}

impl Reader<'_> {
    fn run(&mut self) {
        self.definitions();
        let mut at = 0;
        let mut line_start = true;
        while at < self.source.len() {
            if line_start {
                at = self.begin_line(at);
                line_start = false;
                continue;
            }
            if let Some((element, span)) = self.elements.at(self.source, at) {
                self.element(element, span);
                at = span.end;
                continue;
            }
            let rest = &self.source[at..];
            if rest.starts_with('\n') {
                at += 1;
                line_start = true;
                continue;
            }
            let len = text_length(rest);
            self.text(Span::new(at, at + len));
            at += len;
        }
        self.flush();
    }

    /// Reads what a line begins with, and gives where its text begins.
    fn begin_line(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        let line = rest.split('\n').next().unwrap_or_default();
        let first = line.chars().next();
        if line.trim().is_empty() {
            if self.tables == 0 {
                self.flush();
            }
            return at
                + line
                    .len()
                    .max(usize::from(first.is_none() && !rest.starts_with('\n')));
        }
        if let Some(lead) = self.table_line(line) {
            return at + lead;
        }
        match first {
            Some('=') => {
                let level = line.bytes().take_while(|b| *b == b'=').count().min(6);
                let bare = without_comment(line);
                if level > 0 && bare.len() > 2 * level && bare.ends_with(&"=".repeat(level)) {
                    self.open(Kind::Heading(u8::try_from(level).unwrap_or(6)));
                    let inner = Span::new(at + level, at + bare.len() - level);
                    self.text(inner);
                    self.flush();
                    return at + line.len();
                }
                0
            }
            Some('*' | '#' | ':' | ';') => {
                let lead = line
                    .bytes()
                    .take_while(|b| matches!(b, b'*' | b'#' | b':' | b';'))
                    .count();
                let number = line.starts_with('#').then(|| {
                    self.numbers += 1;
                    self.numbers
                });
                self.open(Kind::Item(number));
                return at + lead;
            }
            Some('-') if line.starts_with("----") => {
                self.flush();
                return at + line.len();
            }
            _ => 0,
        };
        // A line break inside a paragraph is a space.
        if let Some(block) = &mut self.block {
            if matches!(block.kind, Kind::Item(_)) {
                self.flush();
            } else {
                block.prose.push_break(Span::new(at, at));
                let end = block.prose.len();
                block.breaks.push(end);
            }
        }
        at
    }

    pub(super) fn open(&mut self, kind: Kind) {
        self.flush();
        if !matches!(kind, Kind::Item(Some(_))) {
            self.numbers = 0;
        }
        self.block = Some(Block::new(kind));
    }

    pub(super) fn block(&mut self) -> &mut Block {
        self.block
            .get_or_insert_with(|| Block::new(Kind::Paragraph))
    }

    pub(super) fn flush(&mut self) {
        if let Some(block) = self.block.take().filter(|block| !block.is_empty()) {
            self.draft.push(block);
        }
    }

    /// Adds the text at `span`, which has no markup but cells of a table and character references.
    fn text(&mut self, span: Span) {
        let text = span.of(self.source);
        if self.block.is_none() && text.trim().is_empty() {
            return;
        }
        if self.tables > 0 && self.cells > 0 {
            for separator in ["||", "!!"] {
                if text == separator {
                    self.begin_cell(separator == "!!");
                    return;
                }
            }
        }
        let source = self.source;
        let shown = template::character(text).unwrap_or(text);
        self.block().prose.push(shown, span, source);
    }

    fn element(&mut self, element: Element, span: Span) {
        match element {
            Element::Nothing => {}
            Element::Comment(inner) => {
                let text = inner.of(self.source).trim().to_owned();
                self.draft.comments.push((span, text));
            }
            Element::Break => self.block().prose.push_break(span),
            Element::Ref { name, body } => self.reference(name, body, span),
            Element::Text(inner) => {
                let source = self.source;
                let shown = template::shown(inner.of(source));
                self.block().prose.push(&shown, inner, source);
            }
            Element::Link { address, words } => {
                self.link(address.of(self.source), words, span);
            }
            Element::Template(inner) => self.template(inner, span),
        }
    }

    fn link(&mut self, address: &str, words: Span, span: Span) {
        let source = self.source;
        let block = self.block();
        let start = block.prose.len();
        if words.is_empty() {
            block.marks.push(Mark {
                span: Span::new(start, start),
                file: span,
                refs: vec![Ref::Address {
                    address: address.to_owned(),
                    title: None,
                }],
                shown: None,
            });
            return;
        }
        block.prose.push(words.of(source), words, source);
        block.push_link(start, address, "");
    }
}

/// A line without the comment and the white space at its end.
fn without_comment(line: &str) -> &str {
    let bare = line.trim_end();
    match bare.strip_suffix("-->").and_then(|rest| rest.rfind("<!--")) {
        Some(at) => bare[..at].trim_end(),
        None => bare,
    }
}

/// Length of the text that `rest` begins with: to the next character that may be markup.
fn text_length(rest: &str) -> usize {
    const MARKUP: &[u8] = b"\n<{['&|!_";
    let bytes = rest.as_bytes();
    if bytes.starts_with(b"||") || bytes.starts_with(b"!!") {
        return 2;
    }
    if bytes.first() == Some(&b'&') {
        let end = bytes.iter().take(10).position(|b| *b == b';');
        if let Some(end) = end {
            return end + 1;
        }
    }
    let first = rest.chars().next().map_or(1, char::len_utf8);
    bytes[first..]
        .iter()
        .position(|byte| MARKUP.contains(byte))
        .map_or(bytes.len(), |at| first + at)
}
