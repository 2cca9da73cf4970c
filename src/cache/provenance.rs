//! What is known of a snapshot.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use super::layout::is_sha256;
use crate::source::normalise;

/// Largest body that a cache takes or gives, in bytes: 256 MiB, over ten times the fetcher's own
/// default. A larger file under a body's name is damage.
pub const MAX_BODY: u64 = 256 << 20;

/// Greatest number in the sequence of a page's snapshots. No page is fetched so often; what says more
/// would win over every snapshot to come.
const MAX_SEQUENCE: u32 = 1_000_000_000;

/// Redirects and headers of a provenance; ours have ten and six.
const MAX_PARTS: usize = 64;

/// Longest header, in bytes; ours have 1,024.
const MAX_HEADER: usize = 8 << 10;

/// By how much the clocks of two machines may differ before a time lies in the future.
const CLOCK_SKEW: Duration = Duration::from_hours(24);

/// The bytes got for a source at one time, with their provenance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Where they came from, and when.
    pub provenance: Provenance,
    /// The body, transfer encodings removed, otherwise as it came.
    pub body: Vec<u8>,
}

/// Where a snapshot came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Provenance {
    /// The address asked for, normalised, without fragment and credentials.
    pub url: String,
    /// The address that answered, after redirects.
    pub final_url: String,
    /// The addresses between the two.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redirects: Vec<String>,
    /// The HTTP status.
    pub status: u16,
    /// The headers that matter: content type and language, validators, robots hints.
    /// Lowercase name, value.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// When the body was got, RFC 3339, UTC, whole seconds.
    pub fetched_at: String,
    /// When the address was last seen to give the same body, if that was later than
    /// [`fetched_at`](Self::fetched_at); RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_at: Option<String>,
    /// Lowercase hexadecimal SHA-256 of the body; also the name of the body's file.
    pub sha256: String,
    /// Length of the body in bytes.
    pub size: u64,
    /// When an archive took it, for a snapshot that came from one; RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<String>,
    /// Whether a person put it into the cache, rather than the fetcher.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub added: bool,
    /// Its place among the snapshots of its page, which the cache sets when it stores one: the
    /// greatest is the newest, whatever the times say, which come from clocks and from strangers.
    #[serde(default, skip_serializing_if = "is_first")]
    pub sequence: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
const fn is_first(sequence: &u32) -> bool {
    *sequence == 0
}

impl Provenance {
    /// The last time at which the address was seen to give this body.
    pub fn seen_at(&self) -> &str {
        self.checked_at.as_deref().unwrap_or(&self.fetched_at)
    }

    /// How long before `now` the address was last seen to give this body. Nothing where that time
    /// can't be read or lies ahead; where it does so by less than two clocks may differ, zero.
    pub fn age(&self, now: SystemTime) -> Option<Duration> {
        let now = Timestamp::try_from(now).ok()?;
        let seen = time(self.seen_at())?;
        match Duration::try_from(now.duration_since(seen)) {
            Ok(age) => Some(age),
            Err(_) => {
                (seen.duration_since(now).unsigned_abs() <= CLOCK_SKEW).then_some(Duration::ZERO)
            }
        }
    }

    /// The `Content-Type` header, as it came.
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get("content-type").map(String::as_str)
    }

    /// What orders the snapshots of a page, the newest last.
    pub(crate) fn order(&self) -> impl Ord + use<> {
        (self.sequence, self.seen(), self.sha256.clone())
    }

    /// [`seen_at`](Self::seen_at) as a time; none where it is none.
    pub(super) fn seen(&self) -> Option<Timestamp> {
        time(self.seen_at())
    }

    /// The place after that of every one of `others`.
    pub(super) fn next_sequence<'p>(others: impl IntoIterator<Item = &'p Self>) -> u32 {
        let last = others
            .into_iter()
            .map(|other| other.sequence.saturating_add(1))
            .max();
        last.unwrap_or(0).min(MAX_SEQUENCE)
    }

    /// Looks whether this can be what the cache wrote: it may have come by a stranger's branch, and
    /// its times order snapshots, its headers are sent to servers, its addresses stand in reports.
    ///
    /// # Errors
    /// What is wrong, as the end of a sentence about the file.
    pub(super) fn validate(&self) -> Result<(), String> {
        let normal = normalise(&self.url).is_ok_and(|url| url.as_str() == self.url);
        if !normal {
            return Err("names no normalised web address".into());
        }
        let is_address = |text: &String| Url::parse(text).is_ok() && normalise(text).is_ok();
        if !is_address(&self.final_url) || !self.redirects.iter().all(is_address) {
            return Err("names an answer at what is no web address".into());
        }
        if self.redirects.len() > MAX_PARTS || self.headers.len() > MAX_PARTS {
            return Err(format!("has more than {MAX_PARTS} redirects or headers"));
        }
        let is_sound = |(name, value): (&String, &String)| {
            name.len() + value.len() <= MAX_HEADER && !value.contains(|c: char| c.is_control())
        };
        if !self.headers.iter().all(is_sound) {
            return Err("has a header that no server sends".into());
        }
        let times = [
            Some(&self.fetched_at),
            self.checked_at.as_ref(),
            self.archived_at.as_ref(),
        ];
        if let Some(wrong) = times
            .into_iter()
            .flatten()
            .find(|text| time(text).is_none())
        {
            return Err(format!(
                "gives as a time what is none (RFC 3339): {wrong:.40}"
            ));
        }
        if !(100..600).contains(&self.status) {
            return Err("has a status that is none of HTTP's".into());
        }
        if !is_sha256(&self.sha256) || self.size > MAX_BODY {
            return Err("speaks of no body that a cache takes".into());
        }
        if self.sequence > MAX_SEQUENCE {
            return Err("has a place in its sequence that no snapshot reaches".into());
        }
        Ok(())
    }
}

/// A time as RFC 3339 writes it.
fn time(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// Whether an answer of success is a part of what was asked for, or a change to it (RFC 9110, 15.3.7;
/// RFC 3229). We ask for neither.
pub(crate) const fn is_part(status: u16) -> bool {
    matches!(status, 206 | 226)
}
