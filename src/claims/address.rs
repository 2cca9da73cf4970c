//! Addresses as inputs write them.

use url::Url;

use crate::source::normalise;

/// The page that an address in running text means: `www.` needs no scheme, and an identifier of a paper
/// (DOI, arXiv) stands for its page. None where it is no page's address.
pub(super) fn loose(address: &str) -> Option<Url> {
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
