//! Bot walls, told apart from broken pages by what they do: refuse, and offer a challenge.
//!
//! A wall is known by the answer's status, its headers and the words and scripts of its page, of
//! which some vendor's mark is only one. Walls that answer 200 with a full page are left to the
//! reader of pages, which sees more of them.

use reqwest::header::HeaderMap;

/// Bytes of a refusal's page that are looked at. Challenge pages begin with what they want.
pub const PREFIX_BYTES: usize = 64 << 10;

/// Headers by which a server says outright that its answer is a challenge: name, and what its value
/// has in it.
const DECLARED: [(&str, &str); 3] = [
    ("cf-mitigated", "challenge"),
    ("x-amzn-waf-action", ""),
    ("x-datadome", "protected"),
];

/// What a page says that wants to see a person first; matched in lower case.
const WORDS: [&str; 18] = [
    "verify you are human",
    "verifying you are human",
    "are you a robot",
    "you are a robot",
    "you are not a robot",
    "confirm you are human",
    "checking your browser",
    "checking if the site connection is secure",
    "just a moment...",
    "attention required!",
    "unusual traffic",
    "unusual activity",
    "automated access",
    "automated requests",
    "enable javascript and cookies to continue",
    "please enable cookies",
    "pardon our interruption",
    "request unsuccessful",
];

/// What the scripts and forms of a challenge are called; matched in lower case.
const MACHINERY: [&str; 10] = [
    "captcha",
    "challenge-platform",
    "challenge-form",
    "cf-chl",
    "turnstile",
    "/_incapsula_",
    "px-captcha",
    "awswafintegration",
    "_sec_cpt",
    "interstitial/?",
];

/// Statuses with which walls refuse.
const fn is_refusal(status: u16) -> bool {
    matches!(status, 202 | 401 | 403 | 405 | 406 | 429 | 503)
}

/// How the answer shows itself to be a bot wall, in a few words; nothing when it doesn't.
pub fn wall(status: u16, headers: &HeaderMap, page: &[u8]) -> Option<&'static str> {
    let declared = DECLARED.iter().any(|(name, part)| {
        headers
            .get(*name)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.to_ascii_lowercase().contains(part))
    });
    if declared && (is_refusal(status) || headers.get("cf-mitigated").is_some()) {
        return Some("its headers say that the answer is a challenge");
    }
    if !is_refusal(status) {
        return None;
    }
    let page = String::from_utf8_lossy(&page[..page.len().min(PREFIX_BYTES)]).to_lowercase();
    if MACHINERY.iter().any(|name| page.contains(name)) {
        Some("the page holds a challenge for browsers")
    } else if WORDS.iter().any(|words| page.contains(words)) {
        Some("the page asks to show that one is human")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    #[test]
    fn a_challenge_is_known_by_its_page_whatever_the_vendor() {
        let none = HeaderMap::new();
        for page in [
            "<title>Just a moment...</title>",
            "<form id=x><div class='some-Captcha'></div></form>",
            "<p>We noticed unusual traffic from your network.</p>",
        ] {
            assert!(wall(403, &none, page.as_bytes()).is_some(), "{page}");
            assert!(wall(503, &none, page.as_bytes()).is_some(), "{page}");
            assert!(wall(404, &none, page.as_bytes()).is_none(), "{page}");
        }
    }

    #[test]
    fn a_plain_refusal_is_no_wall() {
        let page = b"<h1>403 Forbidden</h1><hr>nginx";
        assert_eq!(wall(403, &HeaderMap::new(), page), None);
        let mut headers = HeaderMap::new();
        headers.insert("server", HeaderValue::from_static("cloudflare"));
        assert_eq!(wall(403, &headers, page), None);
    }

    #[test]
    fn a_declared_challenge_is_one_even_with_status_200() {
        let mut headers = HeaderMap::new();
        headers.insert("cf-mitigated", HeaderValue::from_static("challenge"));
        assert!(wall(200, &headers, b"").is_some());
    }
}
