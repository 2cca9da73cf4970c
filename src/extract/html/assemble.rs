//! Blocks with regions to passages: sentences in reading order, each with its place.

use std::sync::Arc;

use scraper::Html;

use super::page::{Kind, Page};
use super::phrases::fold_space;
use crate::extract::{Passage, Region};
use crate::text::sentences;

/// Cuts the blocks of `page` into passages.
pub fn passages(page: &Page, regions: &[Region], html: &Html) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut headings: Vec<(u8, String)> = Vec::new();
    let mut above: Arc<[String]> = Arc::from([]);
    let mut paths = super::page::Paths::default();
    let mut offset = 0;
    let mut begun = false;
    for (number, (block, region)) in page.blocks.iter().zip(regions).enumerate() {
        let text = page.text_of(block);
        let path = paths.of(page, block.element, html);
        if begun && region.is_shown() {
            offset += 1;
        }
        let mut first = true;
        for line in pieces(text, block.kind, *region) {
            if !first && region.is_shown() {
                offset += 1;
            }
            first = false;
            let size = line.chars().count();
            passages.push(Passage {
                text: line,
                region: *region,
                offset,
                block: number,
                headings: Arc::clone(&above),
                path: Arc::clone(&path),
            });
            if region.is_shown() {
                offset += size;
                begun = true;
            }
        }
        if let Kind::Heading(level) = block.kind
            && (region.is_body())
        {
            headings.retain(|(other, _)| *other < level);
            headings.push((level, fold_space(text)));
            above = headings.iter().map(|(_, text)| text.clone()).collect();
        }
    }
    passages
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
