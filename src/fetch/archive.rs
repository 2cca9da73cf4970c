//! Pages that are gone, from the Wayback Machine: its availability interface names the copy, and
//! the copy is asked for as it was taken, without the archive's toolbar.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;
use url::Url;

use crate::source::Reason;

/// Where the Wayback Machine says which copies it has.
pub const WAYBACK: &str = "https://archive.org/wayback/available";

/// Bytes of an answer of the interface that are read. It has a few hundred.
pub const MAX_ANSWER: usize = 64 << 10;

/// A copy of a page in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Where it is, as it was taken.
    pub url: Url,
    /// When it was taken; RFC 3339.
    pub taken_at: String,
}

/// Whether a page that failed for this reason may be in an archive, and may be asked for there. A
/// page that we must not read is not read there either; one of the wrong type or size is no better
/// there.
pub const fn may_help(reason: Reason) -> bool {
    match reason {
        Reason::Dns
        | Reason::Connect
        | Reason::Tls
        | Reason::Timeout
        | Reason::HttpStatus
        | Reason::RedirectLoop
        | Reason::Blocked
        | Reason::Paywalled
        | Reason::NeedsJavascript
        | Reason::Incomplete
        | Reason::Decode
        | Reason::Empty => true,
        Reason::NotCached
        | Reason::UnreadableFile
        | Reason::Robots
        | Reason::ForbiddenAddress
        | Reason::UnsupportedType
        | Reason::TooLarge
        | Reason::Damaged => false,
    }
}

/// The question for the interface at `endpoint`.
pub fn question(endpoint: &Url, page: &Url) -> Url {
    let mut question = endpoint.clone();
    question.query_pairs_mut().append_pair("url", page.as_str());
    question
}

#[derive(Deserialize)]
struct Answer {
    archived_snapshots: Snapshots,
}

#[derive(Deserialize)]
struct Snapshots {
    closest: Option<Closest>,
}

#[derive(Deserialize)]
struct Closest {
    available: bool,
    url: String,
    timestamp: String,
    status: String,
}

/// The copy that an answer of the interface names; nothing where it has none, or one of an error.
pub fn copy(endpoint: &Url, answer: &[u8]) -> Option<Copy> {
    let answer: Answer = serde_json::from_slice(answer).ok()?;
    let closest = answer.archived_snapshots.closest?;
    if !closest.available || closest.status != "200" {
        return None;
    }
    let taken = DateTime::strptime("%Y%m%d%H%M%S", &closest.timestamp).ok()?;
    let taken_at = TimeZone::UTC.to_timestamp(taken).ok()?.to_string();
    let dated = format!("/{}/", closest.timestamp);
    let raw = format!("/{}id_/", closest.timestamp);
    let mut url = Url::parse(&closest.url.replacen(&dated, &raw, 1)).ok()?;
    if endpoint.scheme() == "https" {
        // It fails only between schemes of different kinds.
        let _ = url.set_scheme("https");
    }
    Some(Copy { url, taken_at })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(answer: &str) -> Option<Copy> {
        copy(&Url::parse(WAYBACK).unwrap(), answer.as_bytes())
    }

    #[test]
    fn the_closest_copy_is_asked_for_as_it_was_taken() {
        let copy = of(
            r#"{"url":"news.example/a","archived_snapshots":{"closest":{"status":"200",
               "available":true,"url":"http://web.archive.org/web/20260427090000/http://news.example/a",
               "timestamp":"20260427090000"}}}"#,
        )
        .unwrap();
        assert_eq!(
            copy.url.as_str(),
            "https://web.archive.org/web/20260427090000id_/http://news.example/a"
        );
        assert_eq!(copy.taken_at, "2026-04-27T09:00:00Z");
    }

    #[test]
    fn no_copy_is_no_copy() {
        for answer in [
            r#"{"url":"a","archived_snapshots":{}}"#,
            r#"{"archived_snapshots":{"closest":{"status":"404","available":true,"url":"http://a/","timestamp":"20260427090000"}}}"#,
            r#"{"archived_snapshots":{"closest":{"status":"200","available":true,"url":"http://a/","timestamp":"later"}}}"#,
            "<html>",
            "",
        ] {
            assert_eq!(of(answer), None, "{answer}");
        }
    }

    #[test]
    fn an_address_with_a_query_is_asked_for_whole() {
        let endpoint = Url::parse(WAYBACK).unwrap();
        let page = Url::parse("https://news.example/a?b=c&d=e").unwrap();
        assert_eq!(
            question(&endpoint, &page).query(),
            Some("url=https%3A%2F%2Fnews.example%2Fa%3Fb%3Dc%26d%3De")
        );
    }
}
