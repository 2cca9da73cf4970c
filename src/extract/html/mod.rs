//! HTML to a [`Reading`]: parse, lay flat, class each block, cut into passages.

mod assemble;
mod classify;
mod data;
mod edges;
mod flatten;
mod head;
mod hints;
mod inline;
mod intake;
mod kind;
mod mainpart;
mod meta;
mod page;
mod phrases;
mod table;
mod tags;
mod tame;
mod walls;
mod zones;

pub use table::RowText;

use super::{BodySource, Document, Reading, Region};

/// Letters of body text below which the page's data is asked for more.
const LITTLE: usize = 250;

/// Letters from which text in the page's data is taken for its body.
const SOME: usize = 100;

/// Reads a page of HTML.
pub fn read(markup: &str) -> Reading {
    let parsed = intake::parse(markup);
    let ld = data::json_ld(&parsed.json_ld);
    let head = head::Head::read(&parsed.html);
    let page = flatten::flatten(parsed.html.tree.root(), markup.len(), head.site());
    let mut document = meta::read(&head, &page, &ld);
    let regions = classify::classify(&page, document.title.as_deref());
    document.kind = kind::tell(&head, &ld, &page, &regions);
    document.passages = assemble::passages(&page, &regions, &parsed.html);
    if shown(&document) < LITTLE {
        from_data(&mut document, &ld, &parsed.app_state);
    }
    let wall = walls::find(&parsed, &page, &ld, &document);
    Reading { document, wall }
}

/// Letters and digits of the body.
fn shown(document: &Document) -> usize {
    let body = document.passages.iter().filter(|p| p.region.is_shown());
    body.map(|p| p.text.chars().filter(|c| c.is_alphanumeric()).count())
        .sum()
}

/// Takes the body from the page's data, where that has more of it than the page itself.
fn from_data(document: &mut Document, ld: &data::Ld, app_state: &[String]) {
    let had = shown(document);
    let (source, markup) = match &ld.body {
        Some(body) if body.len() > had * 2 => (BodySource::JsonLd, as_markup(body)),
        _ => {
            let texts = data::texts(app_state);
            let markup = texts.iter().map(|text| as_markup(text)).collect();
            (BodySource::AppState, markup)
        }
    };
    let parsed = intake::parse(&markup);
    let page = flatten::flatten(parsed.html.tree.root(), markup.len(), None);
    let regions: Vec<Region> = classify::plainly(&page);
    let mut passages = assemble::passages(&page, &regions, &parsed.html);
    for passage in &mut passages {
        passage.path = "".into();
    }
    let found = Document {
        passages,
        ..Document::default()
    };
    if shown(&found) <= SOME.max(had * 2) {
        return;
    }
    // What the page showed of it stands in the data too: the body is not given twice.
    document.passages = found.passages;
    document.body_source = source;
}

/// Text or markup, as markup.
fn as_markup(text: &str) -> String {
    if text.contains("</") || text.contains("<p") || text.contains("<br") {
        return format!("<div>{text}</div>\n");
    }
    let mut markup = String::with_capacity(text.len() + 16);
    for paragraph in text.split('\n').filter(|line| !line.trim().is_empty()) {
        markup.push_str("<p>");
        markup.push_str(&paragraph.replace('<', "&lt;"));
        markup.push_str("</p>\n");
    }
    markup
}
