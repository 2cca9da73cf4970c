//! The tags that carry a page's metadata, found by their selectors.

use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};

use crate::extract::html::flat::inline::host;
use crate::extract::html::fold::fold_space;

/// Tags of one kind read in one page: no honest page has more.
const MAX_TAGS: usize = 1_000;

/// What a page's tags say, unjudged.
#[derive(Default)]
pub struct Head {
    /// Name or property, lowercase, and content.
    metas: Vec<(String, String)>,
    /// The title tag.
    pub title: Option<String>,
    /// The `lang` of the root element.
    pub lang: Option<String>,
    /// The address under `rel=canonical`.
    pub canonical: Option<String>,
    /// Microdata and `rel=author`: authors.
    pub authors: Vec<String>,
    /// Microdata: `datePublished`.
    pub published: Option<String>,
    /// Microdata: `dateModified`.
    pub modified: Option<String>,
    /// The `datetime` of `time` elements that no microdata names.
    pub times: Vec<String>,
}

/// Everything that is looked for, in one pass over the tree.
static TAGS: LazyLock<Selector> = LazyLock::new(|| {
    // A literal; the tests of this crate read pages, so it parses.
    Selector::parse(
        "meta[content], title, html[lang], link[rel=canonical][href], [itemprop=author], \
         a[rel=author], [itemprop=datePublished], [itemprop=dateModified], time[datetime]",
    )
    .expect("a literal selector")
});

impl Head {
    /// Reads the tags of `html`.
    pub fn read(html: &Html) -> Self {
        let mut head = Self::default();
        for element in html.select(&TAGS).take(MAX_TAGS) {
            head.add(element);
        }
        head
    }

    fn add(&mut self, element: ElementRef<'_>) {
        let attribute = |name: &str| element.attr(name).map(str::trim).filter(|v| !v.is_empty());
        match element.value().name() {
            "meta" => {
                let Some(content) = attribute("content") else {
                    return;
                };
                for key in ["property", "name", "itemprop", "http-equiv"] {
                    if let Some(name) = attribute(key) {
                        self.metas
                            .push((name.to_ascii_lowercase(), content.to_owned()));
                    }
                }
            }
            "title" if self.title.is_none() => {
                let title = fold_space(&element.text().collect::<String>());
                self.title = Some(title).filter(|title| !title.is_empty());
            }
            "html" => self.lang = attribute("lang").map(str::to_owned),
            "link" => {
                self.canonical = self
                    .canonical
                    .take()
                    .or(attribute("href").map(str::to_owned));
            }
            _ => self.add_marked(element),
        }
    }

    fn add_marked(&mut self, element: ElementRef<'_>) {
        let value = || {
            element
                .attr("datetime")
                .or_else(|| element.attr("content"))
                .map_or_else(
                    || fold_space(&element.text().take(16).collect::<String>()),
                    str::to_owned,
                )
        };
        match element.attr("itemprop") {
            Some("datePublished") => {
                self.published = self.published.take().or_else(|| Some(value()));
            }
            Some("dateModified") => self.modified = self.modified.take().or_else(|| Some(value())),
            Some("author") => self.authors.push(value()),
            _ if element.attr("rel") == Some("author") => self.authors.push(value()),
            _ => self.times.push(value()),
        }
        self.authors.dedup();
    }

    /// The host that the page says is its own.
    pub fn site(&self) -> Option<&str> {
        let canonical = self.canonical.as_deref().and_then(host);
        canonical.or_else(|| self.any(&["og:url"]).and_then(host))
    }

    /// The content of the first of `names` that the page has.
    pub fn any(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.all(name).next())
    }

    /// Every content under `name`.
    pub fn all<'h>(&'h self, name: &str) -> impl Iterator<Item = &'h str> {
        self.metas
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, content)| content.as_str())
    }
}
