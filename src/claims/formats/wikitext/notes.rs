//! References and templates of wikitext: what stands where they are, and what they cite.

use super::reader::Reader;
use crate::claims::blocks::draft::{Kind, Note, Ref};
use crate::claims::formats::wikitext::markup::Element;
use crate::claims::formats::wikitext::template::Template;
use crate::claims::formats::wikitext::works;
use crate::text::Span;

impl Reader<'_> {
    /// Takes the footnotes that have names, wherever they are defined: in the text, in a list of references, in a
    /// template that is not shown.
    pub(super) fn definitions(&mut self) {
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
    pub(super) fn reference(&mut self, name: Option<Span>, body: Option<Span>, span: Span) {
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
    pub(super) fn template(&mut self, inner: Span, span: Span) {
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
