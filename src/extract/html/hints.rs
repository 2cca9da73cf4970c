//! What an element's own markup says of its content: roles, attributes, and the words that authors
//! put in class and id names.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use scraper::node::Element;

use super::tags::Tag;

/// What an element is said to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hint {
    /// Nothing is said.
    None,
    /// The page's own text.
    Content,
    /// The summary under the title.
    Lead,
    /// Menus, breadcrumbs, tables of contents.
    Navigation,
    /// Footers, share buttons, newsletter boxes, adverts.
    Boilerplate,
    /// Teasers of other pages.
    Related,
    /// Readers' comments.
    Comment,
    /// By-line, date line, tags.
    Metadata,
    /// Captions and picture credits.
    Caption,
    /// Footnotes and lists of references.
    Footnote,
    /// Cookie and privacy banners.
    Consent,
    /// What a reader does not see.
    Hidden,
}

impl Hint {
    /// The hint of an element.
    pub fn of(element: &Element, tag: Tag) -> Self {
        let mut class = "";
        let mut id = "";
        let mut prop = "";
        for (name, value) in &element.attrs {
            match &*name.local {
                "class" => class = value,
                "id" => id = value,
                "itemprop" => prop = value,
                "hidden" if &**value != "until-found" => return Self::Hidden,
                "style" if is_hidden_style(value) => return Self::Hidden,
                "role" => match role(value) {
                    Self::None => {}
                    hint => return hint,
                },
                _ => {}
            }
        }
        if matches!(tag, Tag::Body) {
            return Self::None;
        }
        match prop {
            "articleBody" | "text" | "mainContentOfPage" => return Self::Content,
            "comment" => return Self::Comment,
            "breadcrumb" => return Self::Navigation,
            "datePublished" | "dateModified" | "author" => return Self::Metadata,
            "caption" => return Self::Caption,
            _ => {}
        }
        let named = by_name(class, id);
        if named != Self::None {
            return named;
        }
        match tag {
            Tag::Nav => Self::Navigation,
            Tag::Footer | Tag::Control | Tag::Dialog => Self::Boilerplate,
            Tag::Aside => Self::Related,
            Tag::Caption => Self::Caption,
            Tag::NoScript => Self::Hidden,
            _ => Self::None,
        }
    }
}

/// ARIA and DPUB-ARIA roles.
fn role(value: &str) -> Hint {
    match value.trim() {
        "navigation" | "menu" | "menubar" | "doc-toc" | "tablist" => Hint::Navigation,
        "banner" | "contentinfo" | "search" | "dialog" | "alertdialog" | "alert" | "toolbar" => {
            Hint::Boilerplate
        }
        "complementary" => Hint::Related,
        "doc-footnote" | "doc-endnotes" | "doc-bibliography" => Hint::Footnote,
        _ => Hint::None,
    }
}

fn is_hidden_style(style: &str) -> bool {
    let mut folded = style.bytes().filter(|b| !b.is_ascii_whitespace());
    // Written without allocation: styles are many.
    let mut window = [0_u8; 17];
    let mut seen = false;
    for byte in &mut folded {
        window.rotate_left(1);
        window[16] = byte.to_ascii_lowercase();
        seen |= window.ends_with(b"display:none") || window.ends_with(b"visibility:hidden");
    }
    seen
}

/// Words in class and id names, by what they say. The first list that has one of the element's
/// words decides, since the lists stand in order of how sure their words are.
fn by_name(class: &str, id: &str) -> Hint {
    let mut found = Hint::None;
    let mut rank = usize::MAX;
    for name in class.split_ascii_whitespace().chain([id]) {
        if name.is_empty() || name.len() > 80 {
            continue;
        }
        let (hint, at) = name_hint(name);
        if at < rank {
            found = hint;
            rank = at;
        }
    }
    found
}

fn name_hint(name: &str) -> (Hint, usize) {
    let mut words: [&str; 8] = [""; 8];
    let mut count = 0;
    let mut lower = [0_u8; 80];
    let bytes = name.as_bytes();
    for (to, from) in lower.iter_mut().zip(bytes) {
        *to = from.to_ascii_lowercase();
    }
    let Ok(lower) = std::str::from_utf8(&lower[..bytes.len()]) else {
        return (Hint::None, usize::MAX);
    };
    let mut start = 0;
    for at in 0..=bytes.len() {
        let boundary = at == bytes.len()
            || !(bytes[at].is_ascii_alphabetic() || bytes[at] >= 0x80)
            || (at > start && bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase());
        if boundary {
            if at > start && count < words.len() {
                words[count] = &lower[start..at];
                count += 1;
            }
            start = if at < bytes.len() && bytes[at].is_ascii_alphabetic() {
                at
            } else {
                at + 1
            };
        }
    }
    judge_words(&words[..count])
}

/// What the words of one name say, and how sure they are: 0 is the surest.
fn judge_words(words: &[&str]) -> (Hint, usize) {
    const NONE: (Hint, usize) = (Hint::None, usize::MAX);
    // "has-sidebar", "no-comments", "with-footer" tell of something else than themselves.
    if words
        .first()
        .is_none_or(|first| matches!(*first, "has" | "no" | "with" | "without" | "is" | "js"))
    {
        return NONE;
    }
    let surest = words
        .iter()
        .filter_map(|word| WORDS.get(word).copied())
        .min_by_key(|(_, rank)| *rank)
        .unwrap_or(NONE);
    let pair = |first: &[&str], second: &[&str]| {
        words
            .windows(2)
            .any(|two| first.contains(&two[0]) && second.contains(&two[1]))
    };
    if surest.1 > HIDDEN_RANK && pair(&["sr", "screen"], &["only", "reader"]) {
        return (Hint::Hidden, HIDDEN_RANK);
    }
    let content = pair(
        &["article", "post", "entry", "story", "news", "page", "main"],
        &["body", "content", "text", "copy"],
    );
    if surest.1 > CONTENT_RANK && content {
        return (Hint::Content, CONTENT_RANK);
    }
    surest
}

/// Where [`Hint::Hidden`] and [`Hint::Content`] stand in [`LISTS`].
const HIDDEN_RANK: usize = 1;
const CONTENT_RANK: usize = 8;

/// The lists of words, the surest first.
const LISTS: [(Hint, &[&str]); 11] = [
    (Hint::Consent, CONSENT),
    (Hint::Hidden, HIDDEN),
    (Hint::Comment, COMMENT),
    (Hint::Related, RELATED),
    (Hint::Navigation, NAVIGATION),
    (Hint::Boilerplate, BOILERPLATE),
    (Hint::Footnote, FOOTNOTE),
    (Hint::Caption, CAPTION),
    (Hint::Content, CONTENT),
    (Hint::Lead, LEAD),
    (Hint::Metadata, METADATA),
];

/// Each word with its hint and its list's place.
static WORDS: LazyLock<FxHashMap<&str, (Hint, usize)>> = LazyLock::new(|| {
    let lists = LISTS.iter().enumerate();
    lists
        .flat_map(|(rank, (hint, words))| words.iter().map(move |word| (*word, (*hint, rank))))
        .collect()
});

const CONTENT: &[&str] = &["articlebody", "storybody", "bodytext", "postcontent"];

const CONSENT: &[&str] = &["cookie", "cookies", "consent", "gdpr", "ccpa"];

const HIDDEN: &[&str] = &["visuallyhidden", "invisible", "offscreen", "screenreader"];

const COMMENT: &[&str] = &[
    "comment",
    "comments",
    "commentlist",
    "commentary",
    "kommentar",
    "kommentare",
    "respond",
    "replies",
    "disqus",
];

const RELATED: &[&str] = &[
    "related",
    "recommended",
    "recommendation",
    "recommendations",
    "recirc",
    "recirculation",
    "trending",
    "popular",
    "teaser",
    "teasers",
    "similar",
    "suggested",
    "suggestions",
    "upsell",
    "promo",
    "promos",
    "readmore",
    "mostread",
    "morestories",
    "relatedposts",
];

const NAVIGATION: &[&str] = &[
    "nav",
    "navbar",
    "navi",
    "navigation",
    "menu",
    "submenu",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "paging",
    "paginator",
    "toc",
    "sitemap",
    "skip",
    "skiplink",
    "mainmenu",
    "topmenu",
    "subnav",
    "topnav",
];

const BOILERPLATE: &[&str] = &[
    "rail",
    "footer",
    "share",
    "sharing",
    "sharebar",
    "sharedaddy",
    "sharethis",
    "addthis",
    "social",
    "socials",
    "newsletter",
    "subscribe",
    "subscription",
    "signup",
    "login",
    "signin",
    "ad",
    "ads",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "adsense",
    "adslot",
    "adbox",
    "sponsor",
    "sponsored",
    "sponsors",
    "banner",
    "banners",
    "widget",
    "widgets",
    "sidebar",
    "sidebars",
    "toolbar",
    "masthead",
    "modal",
    "popup",
    "overlay",
    "lightbox",
    "copyright",
    "disclaimer",
    "rating",
    "ratings",
    "vote",
    "donate",
    "donation",
    "bio",
    "authorbox",
    "jumplinks",
    "noprint",
    "printonly",
    "promotion",
    "anzeige",
    "werbung",
    "paywall",
    "impressum",
];

const FOOTNOTE: &[&str] = &["footnote", "footnotes", "endnotes", "references", "reflist"];

const CAPTION: &[&str] = &[
    "caption",
    "captions",
    "credit",
    "credits",
    "figcaption",
    "imagecaption",
];

const LEAD: &[&str] = &[
    "standfirst",
    "lead",
    "lede",
    "dek",
    "subheadline",
    "subtitle",
    "intro",
];

const METADATA: &[&str] = &[
    "byline",
    "dateline",
    "meta",
    "metadata",
    "postmeta",
    "timestamp",
    "date",
    "author",
    "authors",
    "tags",
    "taglist",
    "category",
    "categories",
    "kicker",
    "published",
];
