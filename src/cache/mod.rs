//! Snapshots on disk: each body as it came, beside a small JSON file of provenance.

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
#[serde(deny_unknown_fields)]
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
    /// The headers that matter: content type and language, validators, dates, robots hints.
    /// Lowercase name, value.
    #[serde(default)]
    pub headers: std::collections::BTreeMap<String, String>,
    /// When the body was got, RFC 3339, UTC, whole seconds.
    pub fetched_at: String,
    /// Lowercase hexadecimal SHA-256 of the body; also the name of the body's file.
    pub sha256: String,
    /// Length of the body in bytes.
    pub size: u64,
    /// When an archive took it, for a snapshot that came from one; RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<String>,
}
