//! HTML to a [`Reading`]: parse, lay flat, class each block, cut into passages.

mod assemble;
mod facts;
mod flat;
mod fold;
mod parse;
mod regions;
mod styles;
mod walls;

use super::document::{BodySource, Document, Origin, Region};
use super::reading::Reading;
use facts::{data, head, kind, meta};
use flat::flatten;
use parse::intake;
use regions::classify;
use styles::Styles;

/// Letters of body text below which the page's data is asked for more.
const LITTLE: usize = 250;

/// Letters of body text below which a page may be a teaser of the text in its data.
const TEASER: usize = 1_500;

/// Sentences at the beginning of the body by which a text is known again.
const OPENING: usize = 3;

/// Letters from which text in the page's data is taken for its body.
const SOME: usize = 100;

/// Bytes of body text that its language is told by.
const SAMPLE: usize = 4 * 1024;

/// Reads a page of HTML.
pub fn read(markup: &str) -> Reading {
    let parsed = intake::parse(markup);
    let ld = data::json_ld(&parsed.json_ld);
    let head = head::Head::read(&parsed.html);
    let styles = Styles::of(&parsed.html, &parsed.styles, parsed.scripts > 0);
    let mut page = flatten::flatten(parsed.html.tree.root(), markup.len(), head.site(), &styles);
    page.hides_for_good = styles.are_final();
    let mut document = meta::read(&head, &page, &ld);
    let regions = classify::classify(&page, document.title.as_deref());
    document.kind = kind::tell(&head, &ld, &page, &regions);
    document.passages = assemble::passages(&page, &regions, &parsed.html);
    if shown(&document) < LITTLE || is_teaser_of(&document, &ld) {
        from_data(&mut document, &ld, &parsed.app_state);
    }
    correct_lang(&mut document);
    let wall = walls::find(&parsed, &page, &ld, &document);
    Reading { document, wall }
}

/// Takes the language from the text where the page says another.
fn correct_lang(document: &mut Document) {
    let mut sample = String::new();
    for passage in document.passages.iter().filter(|p| p.region.is_shown()) {
        sample.push_str(&passage.text);
        sample.push('\n');
        if sample.len() > SAMPLE {
            break;
        }
    }
    let declared = document.lang.as_deref();
    if let Some(told) = meta::lang_of_text(&sample, declared)
        && declared.is_none_or(|tag| !tag.to_ascii_lowercase().starts_with(told))
    {
        document.lang = Some(told.to_owned());
        document.origins.lang = Some(Origin::Text);
    }
}

/// Whether the page shows only the beginning of what its data has whole.
fn is_teaser_of(document: &Document, ld: &data::Ld) -> bool {
    let Some(body) = &ld.body else {
        return false;
    };
    let size = shown(document);
    if size >= TEASER || body.len() < size * 2 {
        return false;
    }
    let texts = document
        .passages
        .iter()
        .filter(|p| p.region == Region::Body);
    let folded = fold::fold(body);
    let mut known = texts
        .take(OPENING)
        .map(|p| folded.contains(&fold::fold(&p.text)));
    known.next() == Some(true) && known.all(|known| known)
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
    let styles = Styles::of(&parsed.html, &parsed.styles, parsed.scripts > 0);
    let page = flatten::flatten(parsed.html.tree.root(), markup.len(), None, &styles);
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
