//! Wikitext articles to a draft: what a reader of the page sees, with its references.

use crate::claims::blocks::draft::{Block, Draft, Kind, Mark, Note, Ref};
use crate::claims::formats::wikitext::markup::{Element, Elements};
use crate::claims::formats::wikitext::template::{self, Template};
use crate::claims::formats::wikitext::works;
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

struct Reader<'s> {
    source: &'s str,
    elements: Elements,
    draft: Draft,
    block: Option<Block>,
    /// References without a name so far.
    unnamed: usize,
    /// The open table's header, whether the open row may be it, and the row's cells.
    header: Option<String>,
    header_row: bool,
    cells: usize,
    tables: usize,
    /// Number of the last numbered item.
    numbers: u64,
    /// Block quotations so far.
    quotations: usize,
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

    /// Reads the markup of a table that a line begins with.
    fn table_line(&mut self, line: &str) -> Option<usize> {
        if line.starts_with("{|") {
            self.flush();
            self.tables += 1;
            self.header = None;
            return Some(line.len());
        }
        if self.tables == 0 {
            return None;
        }
        if line.starts_with("|}") {
            self.end_row();
            self.tables -= 1;
            return Some(2);
        }
        if line.starts_with("|-") {
            self.end_row();
            return Some(line.len());
        }
        if line.starts_with("|+") {
            self.end_row();
            self.draft.left_out.headings += 1;
            return Some(line.len());
        }
        if line.starts_with(['|', '!']) {
            self.begin_cell(line.starts_with('!'));
            return Some(1 + cell_attributes(&line[1..]));
        }
        None
    }

    fn begin_cell(&mut self, header: bool) {
        if self.cells == 0 {
            self.header_row = true;
            let kind = Kind::Row(self.header.clone().unwrap_or_default());
            self.open(kind);
        }
        self.header_row &= header;
        self.cells += 1;
        if self.cells > 1 {
            let source = self.source;
            let block = self.block();
            let at = block.prose.in_file(Span::new(0, block.prose.len())).end;
            block.prose.push_space(at);
            block.prose.push("|", Span::new(at, at), source);
            block.prose.push_space(at);
        }
    }

    fn end_row(&mut self) {
        if self.header_row && self.cells > 1 && self.header.is_none() {
            self.header = self.block.take().map(|block| block.prose.text().to_owned());
        }
        self.cells = 0;
        self.header_row = false;
        self.flush();
    }

    fn open(&mut self, kind: Kind) {
        self.flush();
        if !matches!(kind, Kind::Item(Some(_))) {
            self.numbers = 0;
        }
        self.block = Some(Block::new(kind));
    }

    fn block(&mut self) -> &mut Block {
        self.block
            .get_or_insert_with(|| Block::new(Kind::Paragraph))
    }

    fn flush(&mut self) {
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

    /// Takes the footnotes that have names, wherever they are defined: in the text, in a list of references, in a
    /// template that is not shown.
    fn definitions(&mut self) {
        let mut at = 0;
        while let Some(found) = memchr::memmem::find(&self.source.as_bytes()[at..], b"<ref") {
            let start = at + found;
            at = start + 4;
            let Some((Element::Ref { name, body }, span)) = self.elements.at(self.source, start)
            else {
                continue;
            };
            let defined = |body: &Span| !body.of(self.source).trim().is_empty();
            if let (Some(name), Some(body)) = (name, body.filter(defined)) {
                let label = name.of(self.source).trim().to_owned();
                self.note(label, body, false);
                // A reference has no other inside.
                at = span.end.max(at);
            }
        }
    }

    fn note(&mut self, label: String, body: Span, remark: bool) {
        self.draft.notes.push(Note {
            label,
            also: Vec::new(),
            blocks: vec![works::note(self.source, body)],
            remark: Some(remark),
        });
    }

    /// A label that no name is: no name begins with a number sign.
    fn unnamed(&mut self) -> String {
        self.unnamed += 1;
        format!("#{}", self.unnamed)
    }

    fn mark(&mut self, file: Span, refs: Vec<Ref>) {
        let block = self.block();
        block.mark_here(file, refs);
    }

    /// A `<ref>`: a mark here, and a footnote where it has a body and no name.
    fn reference(&mut self, name: Option<Span>, body: Option<Span>, span: Span) {
        let body = body.filter(|body| !body.of(self.source).trim().is_empty());
        let label = match (name, body) {
            (Some(name), _) => name.of(self.source).trim().to_owned(),
            (None, body) => {
                let label = self.unnamed();
                if let Some(body) = body {
                    self.note(label.clone(), body, false);
                }
                label
            }
        };
        self.mark(span, vec![Ref::Note(label)]);
    }

    /// A template: a mark, a work that is cited, a few that stand for their text; all others stand for nothing.
    fn template(&mut self, inner: Span, span: Span) {
        let template = Template::read(self.source, inner);
        let source = self.source;
        if let Some(refs) = works::marks(&template) {
            self.mark(span, refs);
        } else if template.is_note() {
            // An explanation, which may have references of its own.
            let label = template
                .get("name")
                .map_or_else(|| self.unnamed(), str::to_owned);
            if let Some((_, _, place)) = template.find("1") {
                self.note(label.clone(), *place, true);
            }
            self.mark(span, vec![Ref::Note(label)]);
        } else if let Some((address, place)) = works::identifier(&template) {
            let block = self.block();
            let start = block.prose.len();
            block.prose.push(&address, place, source);
            block.push_link(start, &address, "");
        } else if template.is_citation() {
            let block = self.block();
            block.entry = block.prose.is_empty();
            works::push(block, &template, source, span);
        } else {
            if template.is_quotation() {
                self.open(Kind::Quotation);
            }
            if let Some((value, place)) = template.text() {
                self.block().prose.push(&value, place, source);
            }
            if template.is_quotation() {
                self.quotation(&template, span);
            }
        }
    }

    /// Ends the quotation that a template holds, and says who it is from.
    fn quotation(&mut self, template: &Template, span: Span) {
        self.quotations += 1;
        self.block().quotation = self.quotations;
        self.flush();
        let from: Vec<Span> = ["2", "3", "author", "source", "title"]
            .into_iter()
            .filter_map(|name| template.find(name).map(|(_, _, place)| *place))
            .collect();
        if !from.is_empty() {
            let source = self.source;
            self.open(Kind::Attribution);
            let quotation = self.quotations;
            let block = self.block();
            block.quotation = quotation;
            for (index, place) in from.into_iter().enumerate() {
                if index > 0 {
                    block.prose.push(", ", span, source);
                }
                works::push_words(block, source, place);
            }
            self.flush();
        }
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

/// Length of the attributes that a cell begins with: `style="…" |`.
fn cell_attributes(cell: &str) -> usize {
    let line = cell.split("||").next().unwrap_or_default();
    match line.find('|') {
        Some(bar) if line[..bar].contains('=') && !line[..bar].contains(['[', '{']) => bar + 1,
        _ => 0,
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
