//! What a page says of itself beside its text: the name of its site, and structured data.

use html5gum::emitters::default::StartTag;

use super::reader::Reader;
use crate::claims::blocks::draft::Ref;
use crate::claims::formats::html::structured;
use crate::claims::formats::html::tags::attribute;
use crate::text::Span;

impl Reader<'_> {
    /// What a page says of itself in its head: whose it is, and what its scripts have of citations.
    pub(super) fn start_head(&mut self, name: &str, tag: &StartTag<usize>) {
        if name == "script" {
            let kind = attribute(&tag.attributes, "type").unwrap_or_default();
            self.script = (kind == "application/ld+json").then_some(tag.span.end);
        }
        if name == "title" && self.draft.site.is_none() {
            self.title = Some(tag.span.end);
        }
        if name == "meta"
            && attribute(&tag.attributes, "property").as_deref() == Some("og:site_name")
        {
            self.draft.site = attribute(&tag.attributes, "content");
        }
    }

    /// Reads the title or script that ends at `end`.
    pub(super) fn end_head(&mut self, name: &str, end: usize) {
        if let Some(start) = self.title.take().filter(|_| name == "title") {
            let title = Span::new(start, end).of(self.source);
            self.draft.site = site_in(title).map(str::to_owned);
        }
        if let Some(start) = self.script.take().filter(|_| name == "script") {
            self.structured(start, end);
        }
    }

    /// Citations and reviewed claims of a script of structured data.
    fn structured(&mut self, start: usize, end: usize) {
        let span = Span::new(start, end);
        let data = structured::read(span.of(self.source));
        for (address, title) in data.citations {
            self.draft
                .whole
                .push((span, Ref::Address { address, title }));
        }
        for review in data.reviews {
            self.draft.push(review.block(span, self.source));
        }
    }
}

/// The name of the site that a page's title ends with: "The deal is over - Example News".
fn site_in(title: &str) -> Option<&str> {
    const WORDS: usize = 5;
    let parts = [" - ", " | ", " – ", " — ", " :: ", " · "];
    let ends = parts.iter().filter_map(|part| title.rsplit_once(part));
    let (_, name) = ends.min_by_key(|(_, name)| name.len())?;
    let name = name.trim();
    (!name.is_empty() && name.split_whitespace().count() <= WORDS).then_some(name)
}
