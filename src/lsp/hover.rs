//! A claim's verdict and the passage that decides, where the editor's pointer rests.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::Checked;
use super::documents::Document;
use super::markdown::{escaped, shortened, target};
use crate::claims::Claim;
use crate::report::{ClaimRecord, SourceIndex, advice, deciding, source_name, unread_reason};

/// What to show at `position`, in Markdown where the editor shows it.
pub(super) fn hover(document: &Document, position: Position, markdown: bool) -> Option<Hover> {
    let checked = document.checked()?;
    let claims = document.claims(position, position);
    let (claim, record) = claims.into_iter().next_back()?;
    let (kind, value) = if markdown {
        (MarkupKind::Markdown, text(checked, record, &Markdown))
    } else {
        (MarkupKind::PlainText, text(checked, record, &Plain))
    };
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value }),
        range: Some(range(document, claim)),
    })
}

fn range(document: &Document, claim: &Claim) -> lsp_types::Range {
    document.lines.range(&document.article.text, claim.span)
}

/// How each part is written.
trait Style {
    fn strong(&self, text: &str) -> String;
    fn text(&self, text: &str) -> String;
    fn quoted(&self, text: &str) -> String;
    fn link(&self, text: &str, address: Option<&str>) -> String;
}

struct Markdown;
struct Plain;

impl Style for Markdown {
    fn strong(&self, text: &str) -> String {
        format!("**{}**", escaped(text))
    }

    fn text(&self, text: &str) -> String {
        escaped(text)
    }

    fn quoted(&self, text: &str) -> String {
        // The first character must begin nothing: neither a list nor another quotation.
        format!("> \u{201c}{}\u{201d}", escaped(text))
    }

    fn link(&self, text: &str, address: Option<&str>) -> String {
        match address.and_then(target) {
            Some(address) => format!("[{}](<{address}>)", escaped(text)),
            None => escaped(text),
        }
    }
}

impl Style for Plain {
    fn strong(&self, text: &str) -> String {
        shortened(text)
    }

    fn text(&self, text: &str) -> String {
        shortened(text)
    }

    fn quoted(&self, text: &str) -> String {
        format!("\u{201c}{}\u{201d}", shortened(text))
    }

    fn link(&self, text: &str, address: Option<&str>) -> String {
        match address.and_then(target) {
            Some(address) => format!("{}: {address}", shortened(text)),
            None => shortened(text),
        }
    }
}

fn text(checked: &Checked, record: &ClaimRecord, style: &dyn Style) -> String {
    let sources = SourceIndex::guided(&checked.report, checked.guide);
    let mut parts = vec![format!(
        "{}: {}",
        style.strong(record.verdict.name()),
        style.text(&record.why)
    )];
    if let Some(evidence) = deciding(record) {
        let source = sources.get(&evidence.source);
        let name = source.map_or(evidence.source.as_str(), source_name);
        let address = evidence
            .url
            .as_deref()
            .or_else(|| source.and_then(|source| source.url.as_deref()));
        parts.push(style.quoted(&evidence.text));
        parts.push(style.link(name, address));
    }
    for source in sources.unread(record).take(3) {
        let reason = unread_reason(source).unwrap_or_default();
        let link = style.link(source_name(source), source.url.as_deref());
        parts.push(format!("{link}: {}", style.text(&reason)));
    }
    let next = advice(record, &sources);
    if !next.is_empty() {
        parts.push(format!("Next: {}", style.text(&next)));
    }
    parts.join("\n\n")
}
