//! Which blocks of an HTML article are its body.

use rustc_hash::FxHashMap;

use crate::claims::blocks::draft::{Block, Draft, Kind, Ref};
use crate::claims::citations::address::is_social;
use crate::claims::references::headings::heads_sources;
use crate::claims::references::looks::is_linked_entry;
use crate::claims::references::shapes::page_links;
use crate::extract::{Document, Hints, Region, extract};
use crate::text::sentences;

/// A block with what its surroundings say of it.
pub(in crate::claims) struct Found {
    pub(in crate::claims) block: Block,
    /// Ids of the elements that it is or that begin in it.
    pub(in crate::claims) ids: Vec<String>,
    /// Whether it stands in a page's navigation, header, footer or side column.
    pub(in crate::claims) around: bool,
    /// Whether it stands in an element for the page's main part; none where the page has no such
    /// element.
    pub(in crate::claims) within: Option<bool>,
}

/// Moves the body's blocks to `draft`, with title and address as the page gives them.
pub(in crate::claims) fn keep(found: Vec<Found>, source: &str, path: &str, draft: &mut Draft) {
    let hints = Hints {
        content_type: Some("text/html; charset=utf-8".to_owned()),
        location: Some(path.to_owned()),
    };
    // A page that the extractor refuses (a wall, an empty page) may still be someone's article.
    let document = extract(source.as_bytes(), &hints).unwrap_or_default();
    draft.article.title.clone_from(&document.title);
    draft.article.url.clone_from(&document.canonical);
    if document.publisher.is_some() {
        draft.site.clone_from(&document.publisher);
    }
    let regions = regions(&document);
    let is_text =
        |one: &Found| has_sentence(one) && region(one, &regions).is_some_and(Region::is_body);
    let last_text = found.iter().rposition(is_text).unwrap_or(0);
    let mut place = Place::Above;
    for (index, one) in found.into_iter().enumerate() {
        let region = region(&one, &regions);
        let heads_list = heads_sources(one.block.prose.text());
        let linked = is_linked_entry(&one.block);
        if region == Some(Region::Title) || one.block.kind == Kind::Heading(1) {
            place = Place::Top;
        }
        let keeps = match region {
            Some(region) if region.is_body() || region == Region::Footnote => true,
            _ if one.block.kind == Kind::Attribution => true,
            Some(Region::Hidden | Region::Consent | Region::Comment) => false,
            _ if one.around => false,
            // Lists of sources look like navigation to the extractor. They stand under a heading that
            // says so, or between title and text, and lead to pages of other sites.
            _ if heads_list => true,
            _ if linked => match place {
                Place::List => true,
                Place::Top => leads_to_pages(&one, draft.article.url.as_deref()),
                // Elsewhere only what its author put into the page's main part, or between its paragraphs.
                Place::Above | Place::Text => {
                    let between = place == Place::Text && one.within.is_none() && index < last_text;
                    (between || one.within == Some(true))
                        && leads_to_pages(&one, draft.article.url.as_deref())
                }
            },
            // Of a short article the extractor is not sure; what its author put into the page's main
            // part, and wrote in sentences, is the article's.
            Some(Region::Boilerplate | Region::Caption) => {
                one.within != Some(false) && has_sentence(&one)
            }
            // A sentence with a date in it is no date line.
            Some(Region::Metadata) => one.within != Some(false) && is_statement(&one),
            Some(_) => false,
            None => true,
        };
        if heads_list {
            place = Place::List;
        } else if keeps
            && !linked
            && !matches!(one.block.kind, Kind::Heading(_))
            && place != Place::List
        {
            place = Place::Text;
        }
        if keeps {
            draft.push(one.block);
        } else if !matches!(one.block.kind, Kind::Heading(_)) {
            draft.left_out.boilerplate += 1;
        }
    }
}

/// Where on a page a block stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before the title, or the page has none.
    Above,
    /// Between the title and the first text.
    Top,
    Text,
    /// Under the heading of a list of sources.
    List,
}

/// Region of each passage, by its letters.
fn regions(document: &Document) -> FxHashMap<String, Region> {
    let mut regions = FxHashMap::default();
    for passage in &document.passages {
        let region = regions.entry(key(&passage.text)).or_insert(passage.region);
        if passage.region.is_body() {
            *region = passage.region;
        }
    }
    regions
}

/// The region of most of a block's sentences that the extractor has too.
fn region(found: &Found, regions: &FxHashMap<String, Region>) -> Option<Region> {
    let text = found.block.prose.text();
    let known: Vec<Region> = sentences(text)
        .into_iter()
        .filter_map(|span| regions.get(&key(span.of(text))).copied())
        .collect();
    let body = known.iter().filter(|region| region.is_body()).count();
    if body * 2 >= known.len() {
        return known.iter().find(|region| region.is_body()).copied();
    }
    known.iter().find(|region| !region.is_body()).copied()
}

/// Whether a block has a sentence with its stop.
fn has_sentence(found: &Found) -> bool {
    const WORDS: usize = 4;
    let text = found.block.prose.text();
    matches!(found.block.kind, Kind::Row(_))
        || text.contains(['。', '！'])
        || (text.split_whitespace().count() >= WORDS && text.contains(['.', '!', '?', '…']))
}

/// Whether a block is a sentence from its first word to its stop, as by-lines are not.
fn is_statement(found: &Found) -> bool {
    const WORDS: usize = 8;
    let text = found.block.prose.text();
    let mark = |c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | '"' | '”' | ')' | ' ');
    text.split_whitespace().count() >= WORDS
        && text.trim_end_matches(mark).ends_with(['.', '!', '?'])
}

/// Letters and digits: what both readers agree on.
fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a block's links are addresses of pages on other sites, with titles for words.
fn leads_to_pages(found: &Found, own: Option<&str>) -> bool {
    const LETTERS: usize = 12;
    let text = found.block.prose.text();
    let own = own.and_then(|own| url::Url::parse(own).ok());
    let host = own.as_ref().and_then(url::Url::host_str);
    let links = page_links(&found.block);
    links.iter().all(|link| {
        let titled =
            key(link.span.of(text)).chars().count() >= LETTERS || !link.span.of(text).is_ascii();
        let url = url::Url::parse(&link.address).ok();
        titled && url.is_some_and(|url| url.host_str() != host && !is_social(&url))
    })
}

/// Whether an item is nothing but words that lead to a place in the article, as those of its contents do.
pub(super) fn leads_within(block: &Block) -> bool {
    let [mark] = &block.marks[..] else {
        return false;
    };
    let text = block.prose.text();
    let words = mark.span.of(text);
    let beside = text.chars().filter(|c| c.is_alphanumeric()).count()
        - words.chars().filter(|c| c.is_alphanumeric()).count();
    // "1.2 Lakes"
    let counted = text[..mark.span.start]
        .chars()
        .all(|c| c.is_ascii_digit() || " .)".contains(c));
    matches!(mark.refs[..], [Ref::Note(_)])
        && words.contains(char::is_alphabetic)
        && (beside == 0 || counted && text[mark.span.end..].trim().is_empty())
        && block.links.is_empty()
}
