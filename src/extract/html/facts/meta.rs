//! What a page says of itself, each fact with where it stands: JSON-LD, Open Graph, `meta` tags,
//! microdata, the markup, or the visible text.

use jiff::civil::Date;

use super::data::Ld;
use super::head::Head;
use crate::extract::dates::{find_date, parse_date};
use crate::extract::document::{Document, Origin, Origins};
use crate::extract::html::flat::hints::Hint;
use crate::extract::html::flat::page::{Kind, Page};
use crate::extract::html::fold::{ends_sentence, fold, fold_space};
use crate::extract::html::regions::running::running;
use crate::extract::words::LABELS;
use crate::text::Lang;

/// Where in the visible text a date line may stand, in blocks around the title.
const NEAR_TITLE: usize = 12;

/// Reads the metadata of a page; passages stay empty.
pub fn read(head: &Head, page: &Page, ld: &Ld) -> Document {
    let mut origins = Origins::default();
    let mut document = Document {
        publisher: take(&mut origins.publisher, publisher(head, ld)),
        authors: take(&mut origins.authors, authors(head, page, ld)).unwrap_or_default(),
        published: take(&mut origins.published, published(head, page, ld)),
        modified: take(&mut origins.modified, modified(head, ld)),
        lang: take(&mut origins.lang, lang(head, ld)),
        canonical: take(&mut origins.canonical, canonical(head)),
        paywalled: ld.free == Some(false)
            || head
                .any(&["article:content_tier"])
                .is_some_and(|tier| matches!(tier, "metered" | "locked")),
        robots: head.any(&["robots"]).map(fold_space),
        ..Document::default()
    };
    document.title = take(
        &mut origins.title,
        title(head, page, ld, document.publisher.as_deref()),
    );
    document.origins = origins;
    document
}

fn take<T>(origin: &mut Option<Origin>, found: Option<(Origin, T)>) -> Option<T> {
    let (from, value) = found?;
    *origin = Some(from);
    Some(value)
}

fn publisher(head: &Head, ld: &Ld) -> Option<(Origin, String)> {
    if let Some(name) = head.any(&["og:site_name"]) {
        return Some((Origin::OpenGraph, fold_space(name)));
    }
    if let Some(name) = &ld.publisher {
        return Some((Origin::JsonLd, name.clone()));
    }
    let names = [
        "publisher",
        "dc.publisher",
        "citation_publisher",
        "application-name",
    ];
    head.any(&names)
        .map(|name| (Origin::Meta, fold_space(name)))
}

fn authors(head: &Head, page: &Page, ld: &Ld) -> Option<(Origin, Vec<String>)> {
    let people = |names: &[String]| -> Vec<String> {
        names.iter().filter(|name| is_name(name)).cloned().collect()
    };
    let authors = people(&ld.authors);
    if !authors.is_empty() {
        return Some((Origin::JsonLd, authors));
    }
    let names = [
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
        "parsely-author",
        "sailthru.author",
    ];
    for name in names {
        let found: Vec<String> = head
            .all(name)
            .map(fold_space)
            .filter(|author| is_name(author))
            .collect();
        if !found.is_empty() {
            let origin = if name.starts_with("article:") {
                Origin::OpenGraph
            } else {
                Origin::Meta
            };
            return Some((origin, found));
        }
    }
    let marked = people(&head.authors);
    if !marked.is_empty() {
        return Some((Origin::Microdata, marked));
    }
    let line = metadata_blocks(page).find_map(byline)?;
    Some((Origin::Text, vec![line]))
}

/// Whether a text can be a person's or an office's name: no address, no name of an account, nothing
/// that a program fills in when nobody is named.
fn is_name(text: &str) -> bool {
    text.chars().count() <= 80
        && !text.contains(['/', '@', '<', '{', '_'])
        && text.chars().any(char::is_alphabetic)
        && !LABELS.get("nobody").contains(&fold(text).as_str())
}

/// The name in a by-line: "By Jane Doe", "Von …", "Par …", "Por …".
fn byline(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let parted = |by: &&&str| {
        let rest = lower.strip_prefix(**by);
        rest.is_some_and(|rest| rest.starts_with([' ', ':']))
    };
    let by = LABELS.get("by").iter().find(parted)?;
    let rest = text.get(by.len()..)?.trim_start_matches([' ', ':']);
    let end = rest
        .find(['|', '•', '·', ',', '\n', '(', '–', '—'])
        .unwrap_or(rest.len());
    let name = rest[..end].trim();
    let words = name.split_whitespace().count();
    let named = name
        .split_whitespace()
        .all(|word| word.starts_with(char::is_uppercase));
    ((2..=5).contains(&words) && named && is_name(name)).then(|| name.to_owned())
}

fn published(head: &Head, page: &Page, ld: &Ld) -> Option<(Origin, Date)> {
    let names = [
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dc.date.created",
        "dcterms.created",
        "dcterms.issued",
        "dcterms.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "citation_publication_date",
        "citation_date",
        "sailthru.date",
        "parsely-pub-date",
        "article.published",
        "datecreated",
    ];
    let graph = ["article:published_time", "og:published_time"];
    let told = [&ld.published, &head.published];
    if let Some(dated) = told_date(head, told, &graph, &names) {
        return Some(dated);
    }
    if let Some(date) = head.times.iter().find_map(|time| parse_date(time)) {
        return Some((Origin::Markup, date));
    }
    let title = page
        .blocks
        .iter()
        .position(|block| block.kind == Kind::Heading(1))
        .unwrap_or(0);
    let near = page
        .blocks
        .iter()
        .skip(title.saturating_sub(3))
        .take(NEAR_TITLE + 3);
    // A table under the title tells of what the page is about: "Born; 3 May 1980".
    let dated = near
        .filter(|block| block.size <= 100 && block.kind != Kind::Row)
        .find_map(|block| find_date(page.text_of(block)));
    let date_line = || {
        let mut blocks = page.blocks.iter().skip(title);
        let first = blocks.find(|block| running(page, block) > 0)?;
        dateline(page.text_of(first))
    };
    dated
        .or_else(|| metadata_blocks(page).find_map(find_date))
        .or_else(date_line)
        .map(|date| (Origin::Text, date))
}

/// Bytes at a text's beginning in which the place and date of a report stand.
const DATELINE: usize = 90;

/// The date that a report opens with, beside its place: "BERLIN, 27 April 2026 – …".
fn dateline(text: &str) -> Option<Date> {
    let dashes = [" – ", " — ", " -- ", " - "];
    let end = dashes.iter().filter_map(|dash| text.find(dash)).min()?;
    let head = &text[..end];
    (head.len() <= DATELINE && !ends_sentence(head)).then(|| find_date(head))?
}

/// The short texts that the markup calls by-lines, date lines and the like.
fn metadata_blocks(page: &Page) -> impl Iterator<Item = &str> {
    page.blocks
        .iter()
        .filter(|block| block.size <= 120)
        .filter(|block| {
            page.ancestors(block.element)
                .take(3)
                .any(|at| page.elements[at].hint == Hint::Metadata)
        })
        .map(|block| page.text_of(block))
}

fn modified(head: &Head, ld: &Ld) -> Option<(Origin, Date)> {
    let names = [
        "datemodified",
        "last-modified",
        "dcterms.modified",
        "dc.date.modified",
        "lastmod",
    ];
    let graph = ["article:modified_time", "og:updated_time"];
    told_date(head, [&ld.modified, &head.modified], &graph, &names)
}

/// A date that a page tells machines: in its structured data, for social networks (`graph`), under one of `names`
/// in its head, or in its markup; `told` is what the first and the last of these say.
fn told_date(
    head: &Head,
    told: [&Option<String>; 2],
    graph: &[&str],
    names: &[&str],
) -> Option<(Origin, Date)> {
    let date = |text: &Option<String>| text.as_deref().and_then(parse_date);
    let [structured, markup] = told;
    let of_names = || names.iter().find_map(|name| parse_date(head.any(&[name])?));
    let found = date(structured).map(|date| (Origin::JsonLd, date));
    found
        .or_else(|| Some((Origin::OpenGraph, head.any(graph).and_then(parse_date)?)))
        .or_else(|| Some((Origin::Meta, of_names()?)))
        .or_else(|| Some((Origin::Microdata, date(markup)?)))
}

fn lang(head: &Head, ld: &Ld) -> Option<(Origin, String)> {
    let tag = |text: &str| {
        let text = text.trim().replace('_', "-");
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let primary = text.split('-').next().unwrap_or_default().len();
        (plain && (2..=3).contains(&primary) && text.len() <= 35).then_some(text)
    };
    if let Some(lang) = head.lang.as_deref().and_then(tag) {
        return Some((Origin::Markup, lang));
    }
    if let Some(lang) = ld.lang.as_deref().and_then(tag) {
        return Some((Origin::JsonLd, lang));
    }
    if let Some(lang) = head.any(&["og:locale"]).and_then(tag) {
        return Some((Origin::OpenGraph, lang));
    }
    let lang = head
        .any(&["content-language", "dc.language", "language"])
        .and_then(tag)?;
    Some((Origin::Meta, lang))
}

/// Letters of a text that its language is told by.
const TOLD_BY: usize = 400;

/// The language that a text is in, where it can be told for sure: by its script, or by its small
/// words. `declared` is what the page says, which is the theme's default on many pages.
pub fn lang_of_text(text: &str, declared: Option<&str>) -> Option<&'static str> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(TOLD_BY * 5);
    let (mut all, mut kana, mut hangul, mut han) = (0, 0, 0, 0);
    for c in letters {
        all += 1;
        match c {
            '\u{3040}'..='\u{30FF}' => kana += 1,
            '\u{AC00}'..='\u{D7AF}' => hangul += 1,
            '\u{4E00}'..='\u{9FFF}' => han += 1,
            _ => {}
        }
    }
    // A character of these says as much as three letters.
    if (kana + hangul + han) * 2 > all && all * 3 > TOLD_BY {
        return Some(match (kana * 20 > all, hangul * 2 > all) {
            (true, _) => "ja",
            (_, true) => "ko",
            _ => "zh",
        });
    }
    if all < TOLD_BY {
        return None;
    }
    let told = match Lang::detect(text) {
        Lang::English => {
            let words = || text.split_whitespace().take(TOLD_BY);
            let articles = words()
                .filter(|word| word.eq_ignore_ascii_case("the"))
                .count();
            (articles * 50 > words().count()).then_some("en")?
        }
        Lang::German => "de",
        Lang::French => "fr",
        Lang::Spanish => "es",
        Lang::Italian => "it",
        Lang::Portuguese => "pt",
        Lang::Dutch => "nl",
        Lang::Other => return None,
    };
    // A language without a list of small words may look like one with.
    let known = declared.is_none_or(|tag| Lang::from_tag(tag) != Lang::Other);
    (known || told == "en").then_some(told)
}

fn canonical(head: &Head) -> Option<(Origin, String)> {
    if let Some(address) = &head.canonical {
        return Some((Origin::Markup, address.clone()));
    }
    let address = head.any(&["og:url"])?;
    Some((Origin::OpenGraph, address.trim().to_owned()))
}

/// The page's title: its first heading where the head has the same, else what it gives to those
/// who share it, else its data's headline, else the title tag, without the site's name.
fn title(head: &Head, page: &Page, ld: &Ld, publisher: Option<&str>) -> Option<(Origin, String)> {
    let shared = head.any(&["og:title", "twitter:title"]).map(fold_space);
    let tag = head.title.clone();
    let agrees = |heading: &str| {
        let folded = fold(heading);
        [&tag, &shared, &ld.headline]
            .into_iter()
            .flatten()
            .any(|other| {
                let other = fold(other);
                !folded.is_empty() && (other.starts_with(&folded) || folded.starts_with(&other))
            })
    };
    let mut headings = page
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, Kind::Heading(1 | 2)))
        .map(|block| fold_space(page.text_of(block)));
    if let Some(heading) = headings.find(|heading| agrees(heading)) {
        return Some((Origin::Text, heading));
    }
    let bare = |title: &str| without_site(title, publisher);
    if let Some(title) = &shared {
        return Some((Origin::OpenGraph, bare(title)));
    }
    if let Some(title) = &ld.headline {
        return Some((Origin::JsonLd, bare(title)));
    }
    if let Some(title) = tag {
        return Some((Origin::Markup, bare(&title)));
    }
    let mut firsts = page
        .blocks
        .iter()
        .filter(|block| block.kind == Kind::Heading(1));
    let first = firsts.next()?;
    Some((Origin::Text, fold_space(page.text_of(first))))
}

/// "Story – Site" cut down to the story.
fn without_site(title: &str, publisher: Option<&str>) -> String {
    let Some(publisher) = publisher.map(fold).filter(|name| !name.is_empty()) else {
        return title.to_owned();
    };
    for separator in [" | ", " – ", " — ", " - ", " · ", " • ", " :: ", " » "] {
        if let Some((story, site)) = title.rsplit_once(separator)
            && fold(site) == publisher
            && !story.trim().is_empty()
        {
            return story.trim().to_owned();
        }
    }
    title.to_owned()
}
