//! Links, and the HTML that stands in Markdown.

use super::reader::{OpenLink, Reader, is_number};
use crate::claims::blocks::draft::Ref;
use crate::claims::citations::forms::superscript;
use crate::claims::formats::html;
use crate::claims::formats::html::tags;
use crate::text::Span;

impl Reader<'_> {
    pub(super) fn end_link(&mut self, span: Span) {
        let Some(link) = self.link.take() else {
            return;
        };
        if self.hidden > 0 {
            return;
        }
        let first = {
            let block = self.block();
            let words = block.from(link.start).of(block.prose.text()).to_owned();
            if link.pictured && words.trim().is_empty() {
                return;
            }
            block.push_link(link.start, &link.address, &link.title);
            words
        };
        // `[1][2]` with definitions of both is two citations, though it parses as one link.
        if let Some(also) = link.also
            && is_number(&first)
            && first != also
            && let Some((_, address)) = self.numbered.iter().find(|(label, _)| *label == first)
        {
            let address = address.clone();
            self.mark(
                link.file.join(span),
                Ref::Address {
                    address,
                    title: None,
                },
            );
        }
    }

    pub(super) fn inline_html(&mut self, html: &str, span: Span) {
        if let Some(comment) = comment(html) {
            self.draft.comments.push((span, comment.to_owned()));
            return;
        }
        let name: String = html
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if self.unseen(&name, html) {
            return;
        }
        match (name.as_str(), html.starts_with("</")) {
            ("br", _) => self.line_break(span),
            ("img", _) => {
                if let Some(link) = &mut self.link {
                    link.pictured = true;
                }
            }
            ("a", false) if self.link.is_none() => {
                if let Some(address) = tags::tag_attribute(html, "href") {
                    self.link = Some(OpenLink {
                        start: self.block().prose.len(),
                        address,
                        title: String::new(),
                        also: None,
                        file: span,
                        pictured: false,
                    });
                }
            }
            ("a", true) => self.end_link(span),
            ("sup", false) => self.superscript = Some(self.block().prose.len()),
            ("sup", true) => {
                if let Some(start) = self.superscript.take() {
                    self.end_superscript(start);
                }
            }
            _ => {}
        }
    }

    /// Whether a tag opens or closes what a reader does not see: `<span style="display:none">`.
    pub(super) fn unseen(&mut self, name: &str, html: &str) -> bool {
        let closes = html.starts_with("</");
        match &mut self.unseen {
            Some((open, depth)) if open == name => {
                if closes && *depth == 0 {
                    self.unseen = None;
                    self.hidden = self.hidden.saturating_sub(1);
                } else if closes {
                    *depth -= 1;
                } else {
                    *depth += 1;
                }
                true
            }
            Some(_) => true,
            None if !closes && tags::is_unseen(html) => {
                self.unseen = Some((name.to_owned(), 0));
                self.hidden += 1;
                true
            }
            None => false,
        }
    }

    /// A superscript of numbers is a citation mark.
    pub(super) fn end_superscript(&mut self, start: usize) {
        // Inside of a link, it is the link's words.
        if self.link.is_none() {
            superscript::mark(self.block(), start);
        }
    }

    /// Takes over what a block of HTML holds.
    pub(super) fn html_block(&mut self, span: Span) {
        let html = html::fragment(self.source, span);
        self.draft.comments.extend(html.comments);
        for block in html.blocks {
            self.draft.push(block);
        }
    }
}

/// The inside of an HTML comment.
fn comment(html: &str) -> Option<&str> {
    let inner = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    Some(inner.trim())
}
