//! What is known of a snapshot.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

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
}

impl Provenance {
    /// The last time at which the address was seen to give this body.
    pub fn seen_at(&self) -> &str {
        self.checked_at.as_deref().unwrap_or(&self.fetched_at)
    }

    /// How long before `now` the address was last seen to give this body. Nothing where that time
    /// can't be read; zero where it lies ahead.
    pub fn age(&self, now: Timestamp) -> Option<std::time::Duration> {
        let seen: Timestamp = self.seen_at().parse().ok()?;
        Some(now.duration_since(seen).try_into().unwrap_or_default())
    }

    /// The `Content-Type` header, as it came.
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get("content-type").map(String::as_str)
    }
}
