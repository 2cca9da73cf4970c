//! Blocks of an HTML article: where they begin and end, rows of tables, and their text.

use super::reader::Reader;
use crate::claims::blocks::draft::{Block, Kind, MAX_BLOCKS, Mark, Ref};
use crate::claims::formats::html::body::{Found, leads_within};
use crate::claims::formats::html::text::push_decoded;
use crate::claims::formats::openers;
use crate::text::Span;

impl Reader<'_> {
    /// What a paragraph here is.
    pub(super) fn flowing(&self) -> Kind {
        match (&self.kind, self.quotations.is_empty()) {
            (Kind::Item(_) | Kind::Row(_), _) if self.block.is_none() && self.row.is_some() => {
                self.kind.clone()
            }
            (Kind::Item(number), true) => Kind::Item(*number),
            (_, false) => Kind::Quotation,
            _ => Kind::Paragraph,
        }
    }

    pub(super) fn block(&mut self) -> &mut Block {
        let kind = &self.kind;
        self.block.get_or_insert_with(|| Block::new(kind.clone()))
    }

    pub(super) fn flush(&mut self) {
        if self.row.is_some_and(|cells| cells > 0) {
            // Blocks inside of a cell are parts of its row.
            return;
        }
        self.push_block();
    }

    pub(super) fn push_block(&mut self) {
        self.superscripts.clear();
        self.spans.clear();
        self.code = None;
        self.strong = None;
        self.link = None;
        let Some(mut block) = self.block.take().filter(|block| !block.is_empty()) else {
            return;
        };
        if matches!(block.kind, Kind::Item(_)) {
            // Further paragraphs of an item have no number of their own.
            self.kind = Kind::Item(None);
            if leads_within(&block) {
                self.draft.left_out.boilerplate += 1;
                return;
            }
        }
        openers::cut(&mut block);
        // The caption of a quotation stands after it.
        let open = !self.quotations.is_empty() || block.kind == Kind::Attribution;
        block.quotation = if open { self.quoted } else { 0 };
        if let Some(address) = self.quotations.iter().rev().flatten().next() {
            let at = block.prose.len();
            let file = block.prose.in_file(Span::new(at, at));
            block.marks.push(Mark {
                span: Span::new(at, at),
                file,
                refs: vec![Ref::Address {
                    address: address.clone(),
                    title: None,
                }],
                shown: None,
            });
        }
        if self.found.len() >= MAX_BLOCKS {
            self.draft.too_many = true;
            return;
        }
        self.found.push(Found {
            block,
            ids: std::mem::take(&mut self.ids),
            around: !self.around.is_empty(),
            within: Some(self.within > 0),
        });
    }

    pub(super) fn cell(&mut self, at: usize) {
        let source = self.source;
        let first = self.row.is_none_or(|cells| cells == 0);
        self.row = self.row.map(|cells| cells + 1);
        let block = self.block();
        if !first {
            block.prose.push_space(at);
            block.prose.push("|", Span::new(at, at), source);
            block.prose.push_space(at);
        }
    }

    /// A row whose table has no header yet is it when it has no link and no digit.
    pub(super) fn end_row(&mut self) {
        self.row = None;
        let is_header = self.header.is_none()
            && self.block.as_ref().is_some_and(|block| {
                let text = block.prose.text();
                block.links.is_empty()
                    && text.contains('|')
                    && !text.contains(|c: char| c.is_ascii_digit())
            });
        if is_header {
            self.header = self.block.take().map(|block| block.prose.text().to_owned());
        }
        self.push_block();
    }

    pub(super) fn text(&mut self, text: &str, span: Span) {
        if !self.silent.is_empty() {
            return;
        }
        let source = self.source;
        if text.trim().is_empty() && self.block.is_none() {
            return;
        }
        let block = self.block();
        if span.of(source) == text {
            block.prose.push(text, span, source);
        } else {
            push_decoded(block, text, span, source);
        }
    }
}
