//! The site that an article stands on: links to its other pages are no sources.

use url::Url;

use crate::claims::citations::address;

/// An article's own site, as far as the article tells.
#[derive(Debug, Default)]
pub(in crate::claims) struct Site {
    /// The article's own address.
    pub(in crate::claims) base: Option<Url>,
    /// The site's name, letters and digits in lower case.
    name: Option<String>,
}

impl Site {
    /// A site by an article's address and the site's name.
    pub(in crate::claims) fn new(base: Option<Url>, name: Option<&str>) -> Self {
        const SHORTEST: usize = 3;
        let name = name.map(squashed);
        Self {
            base,
            name: name.filter(|name| name.chars().count() >= SHORTEST),
        }
    }

    /// Whether an address leads to the site.
    pub(in crate::claims) fn is_own(&self, address: &str) -> bool {
        let Some(url) = address::page(address) else {
            return false;
        };
        let host = |url: &Url| {
            url.host_str()
                .map(|host| host.trim_start_matches("www.").to_owned())
        };
        let same = self
            .base
            .as_ref()
            .is_some_and(|base| host(base) == host(&url));
        let label = |name: &String| {
            let host = url.host_str().unwrap_or_default();
            host.split('.').any(|label| squashed(label) == *name)
        };
        same || self.name.as_ref().is_some_and(label)
    }

    /// Whether a text is the title of one of its pages: it ends with the site's name, parted from the rest.
    pub(in crate::claims) fn is_own_title(&self, text: &str) -> bool {
        let Some(name) = &self.name else {
            return false;
        };
        let parts = [" - ", " | ", " – ", " — ", " :: "];
        let end = parts
            .iter()
            .filter_map(|part| text.rsplit_once(part))
            .map(|(_, end)| end);
        end.min_by_key(|end| end.len())
            .is_some_and(|end| squashed(end) == *name)
    }
}

fn squashed(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
