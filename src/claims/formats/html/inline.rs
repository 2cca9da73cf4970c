//! Elements in running text: links, citations, superscripts, quotation marks.

use html5gum::emitters::default::StartTag;

use super::reader::Reader;
use crate::claims::blocks::draft::{Mark, Ref};
use crate::claims::citations::forms::superscript;
use crate::claims::citations::syntax::key_list;
use crate::claims::formats::html::tags::attribute;
use crate::text::Span;

impl Reader<'_> {
    pub(super) fn start_link(&mut self, tag: &StartTag<usize>) {
        let has = |name| attribute(&tag.attributes, name).is_some();
        if self.wiki && leads_about(tag) {
            return;
        }
        let address = match attribute(&tag.attributes, "href") {
            Some(address) => address,
            // An anchor is a place, and what a script handles is a button.
            None if has("id") || has("name") || has("class") || has("role") || has("onclick") => {
                return;
            }
            None => String::new(),
        };
        if attribute(&tag.attributes, "itemprop").as_deref() == Some("citation") {
            let span = Span::new(tag.span.start, tag.span.end);
            let target = Ref::Address {
                address: address.clone(),
                title: None,
            };
            self.draft.whole.push((span, target));
        }
        let start = self.block().prose.len();
        self.link = Some((start, address, tag.span.start));
    }

    /// Adds the mark that a browser shows around a short quotation.
    pub(super) fn quotation_mark(&mut self, mark: &str, at: usize) {
        let source = self.source;
        self.block().prose.push(mark, Span::new(at, at), source);
    }

    pub(super) fn end_link(&mut self, end: usize) {
        let Some((start, address, at)) = self.link.take() else {
            return;
        };
        let block = self.block();
        if start > block.prose.len() {
            return;
        }
        let fragment = address.strip_prefix('#');
        if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) {
            let span = block.from(start);
            block.marks.push(Mark {
                span,
                file: Span::new(at, end),
                refs: vec![Ref::Note(fragment.to_owned())],
                shown: None,
            });
        } else if fragment.is_none() && !block.from(start).of(block.prose.text()).trim().is_empty()
        {
            // "#" alone is a button of the page; a link without words is a picture, or nothing that a reader sees.
            block.push_link(start, &address, "");
        }
    }

    pub(super) fn end_superscript(&mut self, start: usize) {
        // Inside of a link, it is the link's words.
        if self.link.is_none() {
            superscript::mark(self.block(), start);
        }
    }

    /// A citation as a well-known template for articles has it, whose bibliography lies beside: `<d-cite key="one,two">`.
    pub(super) fn cite(&mut self, tag: &StartTag<usize>) {
        let keys = attribute(&tag.attributes, "key");
        let Some(refs) = keys.and_then(|keys| key_list(&keys)) else {
            return;
        };
        let file = Span::new(tag.span.start, tag.span.end);
        self.block().mark_here(file, refs);
    }
}

/// Whether a link of a wiki's page leads to another page of the wiki: it says of each that leads elsewhere that it is
/// external.
fn leads_about(tag: &StartTag<usize>) -> bool {
    let class = attribute(&tag.attributes, "class").unwrap_or_default();
    let address = attribute(&tag.attributes, "href").unwrap_or_default();
    !class.split_whitespace().any(|name| name == "external") && !address.starts_with('#')
}
