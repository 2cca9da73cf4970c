//! What an address, as inputs write it, leads to.

use url::Url;

use super::identifiers;
use crate::claims::broken::{Fault, Why};
use crate::source::{AddressError, normalise};
use crate::text::nearest;

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::claims) enum Address {
    /// A page.
    Page(Url),
    /// A path: relative, or from a site's root.
    Relative,
    /// Somewhere that is no page and not meant to be: a mailbox, a place in this article.
    Elsewhere,
    /// Nowhere.
    Broken(Fault),
}

/// Schemes of what is no page and may stand in an article all the same (IANA's registry of schemes, those
/// that articles use).
const OTHER_SCHEMES: &[&str] = &[
    "mailto",
    "tel",
    "sms",
    "javascript",
    "data",
    "ftp",
    "ftps",
    "sftp",
    "magnet",
    "news",
    "irc",
    "geo",
    "about",
    "urn",
    "tag",
    "ipfs",
    "gemini",
    "xmpp",
    "webcal",
    "obsidian",
    "zotero",
    "app",
];

/// Endings of files that articles link to as files beside them. A first part of a path that ends so is a file
/// name and no host, although some are top-level domains too.
const FILES: &[&str] = &[
    "html", "htm", "xhtml", "md", "markdown", "mdx", "txt", "text", "pdf", "doc", "docx", "odt",
    "rtf", "csv", "tsv", "json", "toml", "yaml", "yml", "xml", "png", "jpg", "jpeg", "gif", "svg",
    "webp", "zip", "rs", "py", "js", "ts", "sh", "rst", "tex", "bib", "ipynb", "php", "aspx",
    "jsp", "epub", "xlsx", "pptx",
];

/// Begins what a reader gives for the address of a link whose definition is missing, before the missing label: no
/// address has such a character.
pub(in crate::claims) const UNDEFINED: char = '\u{1}';

/// The page that an address in running text means: `www.` needs no scheme, and an identifier of a work stands
/// for its page. None where it is no page's address.
pub(in crate::claims) fn page(address: &str) -> Option<Url> {
    match classify(address) {
        Address::Page(url) => Some(url),
        _ => None,
    }
}

/// What `address` leads to.
pub(in crate::claims) fn classify(address: &str) -> Address {
    if let Some(label) = address.strip_prefix(UNDEFINED) {
        return Address::Broken(Fault::new(
            Why::NoTarget,
            format!("nothing defines the link `{label}`"),
        ));
    }
    let address = address.trim();
    if address.is_empty() || address == "#" {
        return Address::Broken(Fault::new(Why::NoTarget, "the link has no address"));
    }
    if address.starts_with('#') {
        return Address::Elsewhere;
    }
    if let Some(identifier) = identifiers::whole(address) {
        let name = &identifier.canonical;
        return match identifier.page.as_deref().map(normalise) {
            Some(Ok(url)) => Address::Page(url),
            _ => Address::Broken(Fault::new(
                Why::NoAddress,
                format!("{name} names a book, which has no page to read"),
            )),
        };
    }
    if let Some(rest) = address.strip_prefix("//") {
        return normalise(&format!("https://{rest}")).map_or(Address::Relative, Address::Page);
    }
    if starts_with(address, "www.") {
        return normalise(&format!("https://{address}")).map_or(Address::Relative, Address::Page);
    }
    let wrong = match normalise(address) {
        Ok(url) => return Address::Page(url),
        Err(wrong) => wrong,
    };
    if let Some(meant) = misspelt_scheme(address) {
        let fault = Fault::new(
            Why::Scheme,
            format!("`{}` has no scheme that is known", shortened(address)),
        );
        return Address::Broken(fault.meaning(meant));
    }
    match scheme(address) {
        Some(scheme)
            if OTHER_SCHEMES
                .iter()
                .any(|other| scheme.eq_ignore_ascii_case(other)) =>
        {
            Address::Elsewhere
        }
        Some(scheme) => {
            let detail = match wrong {
                AddressError::Scheme { .. } => {
                    format!("`{scheme}:` is no page's scheme: only http and https are read")
                }
                other => other.to_string(),
            };
            Address::Broken(Fault::new(Why::Scheme, detail))
        }
        None if is_host_and_path(address) => {
            let fault = Fault::new(
                Why::Scheme,
                format!("`{}` has no scheme", shortened(address)),
            );
            Address::Broken(fault.meaning(format!("https://{address}")))
        }
        None => Address::Relative,
    }
}

/// The scheme that an address begins with (RFC 3986, 3.1): letters, digits, `+`, `-` and `.`, then a colon. A
/// host with a port has none.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once(':')?;
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    let port = scheme.contains('.') && rest.starts_with(|c: char| c.is_ascii_digit());
    (sound && !port).then_some(scheme)
}

/// The address that was meant where the scheme is misspelt: `htps://a.example`, `http//a.example`,
/// `https:/a.example`.
fn misspelt_scheme(address: &str) -> Option<String> {
    let end = address.find(['/', ':'])?;
    let written = &address[..end];
    let rest = address[end..].trim_start_matches([':', '/', ' ']);
    let slashes = address[end..].starts_with("//")
        || address[end..].contains("//")
        || address[end..].starts_with(":/");
    let letters = !written.is_empty() && written.bytes().all(|b| b.is_ascii_alphabetic());
    if !letters || !slashes || !is_host(rest.split(['/', '?', '#']).next().unwrap_or_default()) {
        return None;
    }
    let lower = written.to_ascii_lowercase();
    let meant = ["https", "http"]
        .into_iter()
        .find(|known| lower == *known)
        .or_else(|| nearest(&lower, ["https", "http"]))?;
    normalise(&format!("{meant}://{rest}")).ok()?;
    Some(format!("{meant}://{rest}"))
}

/// Whether a text is a host, or a host and a path, whose scheme was left out: `example.org/page`.
pub(in crate::claims) fn is_host_and_path(text: &str) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let ending = host
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let path = text.len() > host.len();
    is_host(host) && (!FILES.contains(&ending.as_str()) || (path && host.matches('.').count() > 1))
}

/// Whether a text is a host with a top-level domain of letters, perhaps with its port.
fn is_host(text: &str) -> bool {
    const LONGEST: usize = 253;
    let name = text.split(':').next().unwrap_or_default();
    let label = |part: &str| {
        !part.is_empty()
            && part.len() <= 63
            && part.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !part.starts_with('-')
    };
    let top = name.rsplit('.').next().unwrap_or_default();
    name.len() <= LONGEST
        && name.contains('.')
        && name.split('.').all(label)
        && top.chars().count() >= 2
        && top.chars().all(char::is_alphabetic)
}

/// The first characters of an address, for a message.
fn shortened(address: &str) -> String {
    address.chars().take(80).collect()
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

/// Whether `text` begins with the ASCII `prefix`, whatever the case.
fn starts_with(text: &str, prefix: &str) -> bool {
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
    fn addresses_that_lead_nowhere_are_told_with_the_nearest_right_form() {
        let cases = [
            ("htps://a.example/x", Some("https://a.example/x")),
            ("htttp://a.example/x", Some("http://a.example/x")),
            ("http//a.example/x", Some("http://a.example/x")),
            ("https//a.example", Some("https://a.example")),
            ("ttps://a.example/x?y", Some("https://a.example/x?y")),
            ("a.example/page", Some("https://a.example/page")),
            ("sub.a.example", Some("https://sub.a.example")),
            ("a.example:8080/page", Some("https://a.example:8080/page")),
            ("foo://bar/baz", None),
            ("file:///home/me/x.html", None),
            ("", None),
            ("#", None),
            ("ISBN 978-3-16-148410-0", None),
        ];
        for (address, meant) in cases {
            let Address::Broken(fault) = classify(address) else {
                panic!("{address}: {:?}", classify(address));
            };
            assert_eq!(fault.meant.as_deref(), meant, "{address}");
        }
    }

    #[test]
    fn addresses_that_lead_somewhere_are_not_broken() {
        for address in [
            "https://a.example",
            "//a.example/x",
            "www.a.example",
            "doi:10.1234/abc",
            "HTTP://A.example",
            "https:a.example/x",
        ] {
            assert!(matches!(classify(address), Address::Page(_)), "{address}");
        }
        for address in [
            "notes/interview.txt",
            "README.md",
            "../x",
            "/about",
            "report.pdf",
            "guide",
            "index.html#top",
            "a b",
        ] {
            assert_eq!(classify(address), Address::Relative, "{address}");
        }
        for address in [
            "mailto:me@a.example",
            "#part",
            "tel:+123",
            "javascript:void(0)",
        ] {
            assert_eq!(classify(address), Address::Elsewhere, "{address}");
        }
    }
}
