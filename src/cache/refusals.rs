//! What the web said of pages that it did not give: one file beside the snapshots. It is told by a run that may not ask
//! the web, and keeps none from asking that may.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use url::Url;

use super::layout::REFUSALS_FILE;
use super::{Cache, Error, atomic};
use crate::files;
use crate::limits::REFUSALS_BYTES;
use crate::source::{Reason, Unavailable, normalise};

/// Longest sentence that is kept, in bytes; ours have less than half of it.
const MAX_DETAIL: usize = 1_000;

/// Why a page was not got, and when it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Refusal {
    /// Which of the closed list.
    pub reason: Reason,
    /// The HTTP status, where the server gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http_status: Option<u16>,
    /// What happened, in a sentence.
    pub detail: String,
    /// When, RFC 3339.
    pub at: String,
}

/// A line of the file.
#[derive(Serialize, Deserialize)]
struct Line {
    url: String,
    #[serde(flatten)]
    refusal: Refusal,
}

impl Refusal {
    /// `why`, as it was at the time `at` (RFC 3339).
    pub fn new(why: &Unavailable, at: &str) -> Self {
        let end = why.detail.floor_char_boundary(MAX_DETAIL);
        Self {
            reason: why.reason,
            http_status: why.http_status,
            detail: why.detail[..end].to_owned(),
            at: at.to_owned(),
        }
    }

    /// What a run without the web says of it.
    pub fn unavailable(&self) -> Unavailable {
        let day = self.at.split('T').next().unwrap_or_default();
        Unavailable {
            reason: self.reason,
            http_status: self.http_status,
            detail: format!(
                "{}; so it was on {day}, and offline nobody asks again",
                self.detail
            ),
        }
    }

    /// Whether it can be what the cache wrote: it may have come by a stranger's branch.
    fn is_sound(&self) -> bool {
        self.detail.len() <= MAX_DETAIL
            && self
                .http_status
                .is_none_or(|status| (100..600).contains(&status))
            && self.at.parse::<jiff::Timestamp>().is_ok()
    }
}

impl Cache {
    /// What is known of pages that were refused, by their normalised addresses. A line that is none is passed over, and
    /// so is a file that is too large or can't be read.
    pub fn refusals(&self) -> BTreeMap<String, Refusal> {
        let Ok(bytes) = files::read(&self.dir().join(REFUSALS_FILE), REFUSALS_BYTES) else {
            return BTreeMap::new();
        };
        let read = |line: &[u8]| -> Option<(String, Refusal)> {
            let Line { url, refusal } = serde_json::from_slice(line).ok()?;
            let normal = normalise(&url).is_ok_and(|normal| normal.as_str() == url);
            (normal && refusal.is_sound()).then_some((url, refusal))
        };
        let lines = bytes.split(|byte| *byte == b'\n');
        lines.filter_map(read).collect()
    }

    /// Notes how pages fared that were asked for: refused, or not, which takes out what was known. What another run
    /// notes meanwhile may be lost.
    ///
    /// # Errors
    /// The cache can't be written.
    pub fn note_refusals<'u>(
        &self,
        asked: impl IntoIterator<Item = (&'u Url, Option<Refusal>)>,
    ) -> Result<(), Error> {
        let known = self.refusals();
        let mut all = known.clone();
        for (url, refusal) in asked {
            match refusal {
                Some(refusal) => all.insert(url.as_str().to_owned(), refusal),
                None => all.remove(url.as_str()),
            };
        }
        if all == known {
            return Ok(());
        }
        self.make_ready()?;
        let mut text = String::new();
        for (url, refusal) in all {
            let line = Line { url, refusal };
            // Plain numbers and strings always serialise, and writing to a String cannot fail.
            let _ = writeln!(text, "{}", serde_json::to_string(&line).unwrap_or_default());
        }
        atomic::write(self.dir(), REFUSALS_FILE, |file| {
            file.write_all(text.as_bytes())
        })
        .map_err(|error| Error::write(&self.dir().join(REFUSALS_FILE), error))?;
        self.ignore_answers()
    }
}
