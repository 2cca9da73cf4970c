//! What kind of page this is: what its data says, else what it looks like.

use super::data::Ld;
use super::head::Head;
use crate::extract::document::{PageKind, Region};
use crate::extract::html::flat::page::{Kind, Page};
use crate::extract::html::flat::tags::Tag;
use crate::extract::html::fold::fold;
use crate::extract::html::regions::running::running;
use crate::extract::words::LABELS;

/// Blocks after the title in which a press release says that it is one.
const NEAR_TITLE: usize = 8;

/// Time stamps in the body from which it is a live blog.
const STAMPS: usize = 5;

/// Code blocks from which a page without other signs is documentation.
const CODE: usize = 3;

/// Articles without the page's title from which a page is a list of them.
const ARTICLES: usize = 3;

/// Letters of body below which a page without other signs is a landing page.
const LITTLE: usize = 400;

/// Paragraphs of running text from which it is none.
const PARAGRAPHS: usize = 3;

/// The kind of a page whose blocks have the given regions.
pub fn tell(head: &Head, ld: &Ld, page: &Page, regions: &[Region]) -> PageKind {
    let declared = by_data(ld.kind);
    if let Some(
        kind @ (PageKind::LiveBlog | PageKind::Forum | PageKind::Paper | PageKind::Product),
    ) = declared
    {
        return kind;
    }
    if is_press_release(page, regions) {
        return PageKind::PressRelease;
    }
    if stamps(page, regions) >= STAMPS {
        return PageKind::LiveBlog;
    }
    declared
        .or_else(|| by_head(head))
        .unwrap_or_else(|| by_shape(page, regions))
}

fn by_data(kind: &str) -> Option<PageKind> {
    Some(match kind {
        "LiveBlogPosting" => PageKind::LiveBlog,
        "NewsArticle" | "ReportageNewsArticle" | "AnalysisNewsArticle" | "OpinionNewsArticle" => {
            PageKind::News
        }
        "BlogPosting" => PageKind::Blog,
        "TechArticle" => PageKind::Documentation,
        "ScholarlyArticle" | "MedicalScholarlyArticle" => PageKind::Paper,
        "DiscussionForumPosting" | "QAPage" | "Question" => PageKind::Forum,
        "Product" => PageKind::Product,
        _ => return None,
    })
}

fn by_head(head: &Head) -> Option<PageKind> {
    let generator = head.any(&["generator"]).unwrap_or_default().to_lowercase();
    let made_by = |names: &[&str]| names.iter().any(|name| generator.contains(name));
    if made_by(&["mediawiki", "dokuwiki", "moinmoin"]) {
        return Some(PageKind::Wiki);
    }
    if made_by(&[
        "sphinx",
        "mkdocs",
        "docusaurus",
        "rustdoc",
        "mdbook",
        "doxygen",
        "vitepress",
    ]) {
        return Some(PageKind::Documentation);
    }
    if made_by(&["discourse", "phpbb", "vbulletin", "xenforo"]) {
        return Some(PageKind::Forum);
    }
    if head.any(&["citation_title", "citation_doi"]).is_some() {
        return Some(PageKind::Paper);
    }
    match head.any(&["og:type"]) {
        Some("product" | "og:product" | "product.item") => Some(PageKind::Product),
        Some("article") if head.any(&["article:section", "news_keywords"]).is_some() => {
            Some(PageKind::News)
        }
        _ => None,
    }
}

fn by_shape(page: &Page, regions: &[Region]) -> PageKind {
    let code = regions.iter().filter(|r| **r == Region::Code).count();
    if code >= CODE {
        return PageKind::Documentation;
    }
    let shown: usize = page
        .blocks
        .iter()
        .zip(regions)
        .filter(|(_, region)| region.is_shown())
        .map(|(block, _)| block.size)
        .sum();
    let paragraphs = page
        .blocks
        .iter()
        .zip(regions)
        .filter(|(block, region)| region.is_shown() && running(page, block) > 0)
        .count();
    let articles = page.elements.iter().filter(|element| {
        element.tag == Tag::Article
            && regions[element.blocks.clone()].iter().any(|r| r.is_shown())
            && !regions[element.blocks.clone()].contains(&Region::Title)
    });
    if articles.count() >= ARTICLES {
        PageKind::List
    } else if shown < LITTLE && paragraphs < PARAGRAPHS {
        PageKind::Landing
    } else {
        PageKind::Article
    }
}

/// "For immediate release", or the words for it, near the title.
fn is_press_release(page: &Page, regions: &[Region]) -> bool {
    let title = regions
        .iter()
        .position(|r| *r == Region::Title)
        .unwrap_or(0);
    let near = title.saturating_sub(NEAR_TITLE)..(title + NEAR_TITLE).min(page.blocks.len());
    page.blocks[near.clone()]
        .iter()
        .zip(&regions[near])
        .filter(|(block, region)| block.size <= 60 && **region != Region::Navigation)
        .any(|(block, _)| {
            let folded = fold(page.text_of(block));
            LABELS
                .get("press-release")
                .iter()
                .any(|word| folded.starts_with(word) || folded.ends_with(word))
        })
}

/// Short blocks of the body's part that are a time of day: "14:05", "2.05 pm".
fn stamps(page: &Page, regions: &[Region]) -> usize {
    let first = regions.iter().position(|r| r.is_shown()).unwrap_or(0);
    let last = regions.iter().rposition(|r| r.is_shown()).unwrap_or(0);
    page.blocks[first..(last + 1).min(page.blocks.len())]
        .iter()
        .filter(|block| block.size <= 12 && !matches!(block.kind, Kind::Row | Kind::Control))
        .filter(|block| is_time(page.text_of(block)))
        .count()
}

fn is_time(text: &str) -> bool {
    let Some((hours, rest)) = text.trim().split_once([':', '.', 'h']) else {
        return false;
    };
    let minutes = rest.get(..2).unwrap_or_default();
    let number = |text: &str, below: u8| {
        text.len() <= 2 && text.parse::<u8>().is_ok_and(|number| number < below)
    };
    number(hours, 24) && minutes.len() == 2 && number(minutes, 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_told_from_other_short_texts() {
        for (text, expected) in [
            ("14:05", true),
            ("2.05 pm", true),
            ("9h30", true),
            ("14:95", false),
            ("3.5 million", false),
            ("Figure 2", false),
        ] {
            assert_eq!(is_time(text), expected, "{text}");
        }
    }
}
