//! What a citation names, and why it could not be read.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::Url;

mod address;

pub use address::{AddressError, MAX_ADDRESS, normalise, normalise_url};

/// A page, file or text that claims cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Short name that citations use; unique within one input. For an address that no claims file
    /// named, the address itself.
    pub id: String,
    /// Where the source is.
    pub target: Target,
    /// Title as the input gives it, for "according to …".
    pub title: Option<String>,
    /// The reference as the input lists it, where it says more than the title: authors, publisher, year; for
    /// "according to …" too.
    pub reference: Option<String>,
}

/// Where a source is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// An `http` or `https` address, without fragment and without credentials.
    Url(Url),
    /// A local file.
    Path(PathBuf),
    /// The text itself.
    Text(String),
}

/// Why a source could not be read: the closed list of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// Offline, and the cache holds no snapshot.
    NotCached,
    /// The local file is not there, or may not be read.
    UnreadableFile,
    /// The host name did not resolve.
    Dns,
    /// No connection could be made.
    Connect,
    /// TLS failed: certificate or protocol.
    Tls,
    /// A time limit ran out.
    Timeout,
    /// The server answered 4xx or 5xx.
    HttpStatus,
    /// More redirects than allowed, or a circle of them.
    RedirectLoop,
    /// The site's robots.txt asks not to.
    Robots,
    /// A loopback, private, link-local or otherwise refused address, or a scheme other than HTTP.
    ForbiddenAddress,
    /// A bot wall, challenge or consent wall stood where the page should be.
    Blocked,
    /// Only a teaser is free to read.
    Paywalled,
    /// The page is empty until its scripts run.
    NeedsJavascript,
    /// Not text, HTML, Markdown or PDF.
    UnsupportedType,
    /// Larger than the size cap.
    TooLarge,
    /// The body ended before its announced length.
    Incomplete,
    /// The bytes could not be decoded: compression, character set or PDF structure.
    Decode,
    /// The cached snapshot is not what was stored.
    Damaged,
    /// The page was read, and it holds no text.
    Empty,
}

impl Reason {
    /// Every reason, in the order of the documentation.
    pub const ALL: [Self; 19] = [
        Self::NotCached,
        Self::UnreadableFile,
        Self::Dns,
        Self::Connect,
        Self::Tls,
        Self::Timeout,
        Self::HttpStatus,
        Self::RedirectLoop,
        Self::Robots,
        Self::ForbiddenAddress,
        Self::Blocked,
        Self::Paywalled,
        Self::NeedsJavascript,
        Self::UnsupportedType,
        Self::TooLarge,
        Self::Incomplete,
        Self::Decode,
        Self::Damaged,
        Self::Empty,
    ];

    /// The name used in reports, settings and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotCached => "not-cached",
            Self::UnreadableFile => "unreadable-file",
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::HttpStatus => "http-status",
            Self::RedirectLoop => "redirect-loop",
            Self::Robots => "robots",
            Self::ForbiddenAddress => "forbidden-address",
            Self::Blocked => "blocked",
            Self::Paywalled => "paywalled",
            Self::NeedsJavascript => "needs-javascript",
            Self::UnsupportedType => "unsupported-type",
            Self::TooLarge => "too-large",
            Self::Incomplete => "incomplete",
            Self::Decode => "decode",
            Self::Damaged => "damaged",
            Self::Empty => "empty",
        }
    }
}

impl Reason {
    /// What a person can do about it, in one sentence without a stop. `http_status` is that of the
    /// [`Unavailable`], where the server gave one. A program that has commands for it says so with a
    /// [`Guide`](crate::report::Guide).
    pub const fn hint(self, http_status: Option<u16>) -> &'static str {
        match (self, http_status) {
            (Self::NotCached, _) => "let it be fetched",
            (Self::UnreadableFile, _) => "correct the path, or put the file there",
            (Self::Dns, _) => "check the host's name; if the site is gone, cite an archived copy",
            (Self::Connect | Self::Timeout | Self::Incomplete, _) => {
                "try again later, give it more time, or ask an archive"
            }
            (Self::Tls, _) => "the site's certificate or protocol is refused: cite another copy",
            (Self::HttpStatus, Some(404 | 410)) => {
                "the page is gone: cite its new address or an archived copy"
            }
            (Self::HttpStatus, Some(500..)) => "the server failed: try again later",
            (Self::HttpStatus | Self::Blocked | Self::NeedsJavascript | Self::Robots, _) => {
                "save the page in a browser, then hand it over"
            }
            (Self::Paywalled, _) => {
                "if you have access, save the page in a browser, then hand it over"
            }
            (Self::RedirectLoop, _) => {
                "cite the address that the page ends at, or send the cookie that it wants"
            }
            (Self::ForbiddenAddress, _) => {
                "cite a public http or https address, or allow your own network"
            }
            (Self::UnsupportedType, _) => "cite a page in HTML, text, Markdown or PDF",
            (Self::TooLarge, _) => "allow larger pages, or cite the part that says it",
            (Self::Decode | Self::Empty, _) => {
                "look at the page; if it reads well, save it in a browser, then hand it over"
            }
            (Self::Damaged, _) => "get the page again to replace the cached copy",
        }
    }

    /// Whether what the [hint](Self::hint) asks for ends with handing over a page that a person saved.
    pub const fn by_hand(self, http_status: Option<u16>) -> bool {
        match self {
            Self::HttpStatus => !matches!(http_status, Some(404 | 410 | 500..)),
            Self::Blocked
            | Self::NeedsJavascript
            | Self::Robots
            | Self::Paywalled
            | Self::Decode
            | Self::Empty => true,
            _ => false,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Reason {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|reason| reason.name() == name)
            .ok_or_else(|| format!("no such reason: {name}"))
    }
}

const TIME_IS_OVER: &str = "the time of the whole run was over before it was got";

/// A source that could not be read. It has a reason and no passages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}: {detail}")]
#[non_exhaustive]
pub struct Unavailable {
    /// Which of the closed list.
    pub reason: Reason,
    /// The HTTP status, where the server gave one.
    pub http_status: Option<u16>,
    /// One sentence for a person: what happened.
    pub detail: String,
}

impl Unavailable {
    /// An unavailability without HTTP status.
    pub fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self {
            reason,
            http_status: None,
            detail: detail.into(),
        }
    }

    /// What is said of a page or file for which the time of the run didn't suffice.
    pub fn time_is_over() -> Self {
        Self::new(Reason::Timeout, TIME_IS_OVER)
    }

    /// Whether the time of the run didn't suffice.
    pub fn is_time_over(&self) -> bool {
        self.detail.starts_with(TIME_IS_OVER)
    }

    /// The same, with the HTTP status that the server gave.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.http_status = Some(status);
        self
    }
}
