//! Addresses as inputs write them.

use url::Url;

use crate::source::normalise;

/// The page that an address in running text means: `www.` needs no scheme, and an identifier of a paper
/// (DOI, arXiv) stands for its page. None where it is no page's address.
pub(in crate::claims) fn loose(address: &str) -> Option<Url> {
    let address = address.trim();
    if let Ok(url) = normalise(address) {
        return Some(url);
    }
    if address.starts_with("//") || has_prefix(address, "www.") {
        return normalise(&format!("https://{}", address.trim_start_matches('/'))).ok();
    }
    if let Some(doi) = doi(address) {
        return normalise(&format!("https://doi.org/{doi}")).ok();
    }
    if has_prefix(address, "arxiv:") {
        return normalise(&format!(
            "https://arxiv.org/abs/{}",
            address["arxiv:".len()..].trim()
        ))
        .ok();
    }
    None
}

/// Hosts of networks, of which share buttons and profiles are no pages that bear anything out.
const SOCIAL: &[&str] = &[
    "facebook.com",
    "twitter.com",
    "x.com",
    "linkedin.com",
    "pinterest.com",
    "reddit.com",
    "instagram.com",
    "whatsapp.com",
    "wa.me",
    "t.me",
    "telegram.me",
    "flipboard.com",
    "tumblr.com",
    "threads.net",
    "bsky.app",
    "vk.com",
    "line.me",
    "getpocket.com",
    "addtoany.com",
];

/// Whether an address is a share button or a profile rather than a page: on a network, and with at
/// most one part in its path, or a path that says so.
pub(in crate::claims) fn is_social(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let on_network = SOCIAL.iter().any(|name| {
        host.strip_suffix(name)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    });
    let path = url.path().to_ascii_lowercase();
    let shares = ["share", "intent/", "/submit", "pin/create", "/dialog/"]
        .iter()
        .any(|word| path.contains(word));
    on_network && (shares || path.split('/').filter(|part| !part.is_empty()).count() <= 1)
}

/// Whether `url`, on the site of the article `base`, is an index rather than a page: the home page,
/// a tag, a topic, an author.
pub(in crate::claims) fn is_index(url: &Url, base: &Url) -> bool {
    const INDEXES: &[&str] = &[
        "tag",
        "tags",
        "topic",
        "topics",
        "category",
        "categories",
        "author",
        "authors",
        "people",
        "profile",
        "section",
        "search",
        "subscribe",
        "newsletter",
        "newsletters",
    ];
    let mut parts = url.path().split('/').filter(|part| !part.is_empty());
    url.host_str() == base.host_str()
        && parts
            .next()
            .is_none_or(|first| INDEXES.contains(&first.to_ascii_lowercase().as_str()))
}

/// The DOI that `text` is, with or without `doi:`: `10.`, a registrant, a slash, a suffix
/// (ISO 26324).
fn doi(text: &str) -> Option<&str> {
    let text = if has_prefix(text, "doi:") {
        text[4..].trim()
    } else {
        text
    };
    let (registrant, suffix) = text.strip_prefix("10.")?.split_once('/')?;
    let numeric = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let sound = registrant.len() >= 4
        && numeric(registrant)
        && !suffix.is_empty()
        && !suffix.contains(char::is_whitespace);
    sound.then_some(text)
}

/// Whether `text` begins with the ASCII `prefix`, whatever the case.
fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_profiles_and_indexes_are_no_pages() {
        let url = |text: &str| Url::parse(text).unwrap();
        assert!(is_social(&url("https://www.facebook.com/dialog/share?u=x")));
        assert!(is_social(&url("https://twitter.com/someone")));
        assert!(!is_social(&url("https://twitter.com/someone/status/12")));
        assert!(!is_social(&url("https://notfacebook.com/someone")));
        let base = url("https://news.example/a/story");
        assert!(is_index(&url("https://news.example/tag/ferries"), &base));
        assert!(is_index(&url("https://news.example/"), &base));
        assert!(!is_index(&url("https://news.example/2024/story"), &base));
        assert!(!is_index(&url("https://other.example/"), &base));
    }

    #[test]
    fn papers_have_addresses() {
        let found = |text| loose(text).map(|url| url.to_string());
        assert_eq!(
            found("doi:10.1234/abc.5"),
            Some("https://doi.org/10.1234/abc.5".into())
        );
        assert_eq!(
            found("arXiv:2301.00001"),
            Some("https://arxiv.org/abs/2301.00001".into())
        );
        assert_eq!(
            found("www.example.org"),
            Some("https://www.example.org/".into())
        );
        assert_eq!(found("10.5"), None);
        assert_eq!(found("ärxiv"), None);
    }
}
