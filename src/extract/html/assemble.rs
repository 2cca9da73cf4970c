//! Blocks with regions to passages: sentences in reading order, each with its place.

use std::sync::Arc;

use scraper::Html;

use crate::extract::document::{Passage, Region};
use crate::extract::finish::finish;
use crate::extract::html::flat::page::{Kind, Page, Paths};
use crate::extract::html::fold::fold_space;
use crate::text::{LONGEST_SENTENCE, sentences};

/// Cuts the blocks of `page` into passages.
pub fn passages(page: &Page, regions: &[Region], html: &Html) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut headings: Vec<(u8, String)> = Vec::new();
    let mut above: Arc<[String]> = Arc::from([]);
    let mut paths = Paths::default();
    let mut term = String::new();
    for (number, (block, region)) in page.blocks.iter().zip(regions).enumerate() {
        let text = page.text_of(block);
        let path = paths.of(page, block.element, html);
        let heading = match block.kind {
            Kind::Heading(level) => Some(level),
            _ => None,
        };
        if let (Some(level), true) = (heading, region.is_body()) {
            headings.retain(|(other, _)| *other < level);
            above = headings.iter().map(|(_, text)| text.clone()).collect();
        }
        let row = page.rows.get(&number);
        let mut definition = None;
        match block.kind {
            Kind::Term => term = fold_space(text),
            Kind::Definition if !term.is_empty() => definition = Some(&term),
            Kind::Definition => {}
            _ => term.clear(),
        }
        for text in pieces(text, block.kind, *region) {
            // A term is said before the first sentence of its definition.
            let (text, shown) = match (row, definition.take()) {
                (Some(row), _) => (row.clone(), Some(text)),
                (None, Some(term)) => (format!("{term}: {text}"), Some(text)),
                (None, None) => (text, None),
            };
            passages.push(Passage {
                text,
                shown,
                region: *region,
                offset: 0,
                block: number,
                headings: Arc::clone(&above),
                path: Arc::clone(&path),
            });
        }
        let names = region.is_body() && text.len() <= LONGEST_SENTENCE;
        if let (Some(level), true) = (heading, names) {
            headings.push((level, fold_space(text)));
            above = headings.iter().map(|(_, text)| text.clone()).collect();
        }
    }
    finish(passages)
}

/// The passages of a block: lines of code, whole rows and headings, sentences of all else.
fn pieces(text: &str, kind: Kind, region: Region) -> Vec<String> {
    match kind {
        Kind::Pre if region == Region::Code => text
            .lines()
            .map(str::trim_end)
            .filter(|line| !line.trim().is_empty())
            .map(str::to_owned)
            .collect(),
        Kind::Row | Kind::Heading(_) => vec![fold_space(text)],
        _ => sentences(text)
            .into_iter()
            .map(|span| fold_space(span.of(text)))
            .collect(),
    }
}
