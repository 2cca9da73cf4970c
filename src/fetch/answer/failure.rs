//! From an error of the HTTP client to a reason of the closed list.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use crate::fetch::guard::Forbidden;
use crate::source::{Reason, Unavailable};

/// A try that failed, and whether another may succeed.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Why.
    pub unavailable: Unavailable,
    /// Whether to try again.
    pub retry: Retry,
}

/// Why a page was not got.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotGot {
    /// The page is to blame, or its host, or the way to it.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
    /// This machine is: a body that is coming in can't be held. The next would fare no better.
    #[error("cannot hold a page in a temporary file (the folder of TMPDIR)")]
    NoRoom(#[source] io::Error),
}

/// Why a try came to no page.
#[derive(Debug)]
pub enum Trouble {
    /// It failed.
    Failure(Failure),
    /// As [`NotGot::NoRoom`].
    NoRoom(io::Error),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// Whether another try may succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// No.
    Never,
    /// After a while.
    Backoff,
    /// After the time that the server asked for.
    After(Duration),
}

impl Failure {
    /// One that another try can't mend.
    pub fn lasting(reason: Reason, detail: impl Into<String>) -> Self {
        Unavailable::new(reason, detail).into()
    }

    /// One that may pass.
    pub fn passing(reason: Reason, detail: impl Into<String>) -> Self {
        Self {
            unavailable: Unavailable::new(reason, detail),
            retry: Retry::Backoff,
        }
    }

    /// Whether the host itself could not be reached, so that its other pages can't be either.
    pub fn is_of_host(&self) -> bool {
        matches!(
            self.unavailable.reason,
            Reason::Dns | Reason::Connect | Reason::Tls | Reason::Timeout
        )
    }

    /// Whether the time that it took is lost: the host gave neither a page nor a plain no.
    pub fn is_loss(&self) -> bool {
        self.is_of_host()
            || self.retry != Retry::Never
            || matches!(
                self.unavailable.reason,
                Reason::TooLarge | Reason::Decode | Reason::Incomplete
            )
    }
}

impl From<Unavailable> for Failure {
    fn from(unavailable: Unavailable) -> Self {
        Self {
            unavailable,
            retry: Retry::Never,
        }
    }
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        classify(&error.without_url())
    }
}

fn classify(error: &reqwest::Error) -> Failure {
    if let Some(Forbidden(why)) = cause(error) {
        return Failure::lasting(Reason::ForbiddenAddress, why.clone());
    }
    let detail = innermost(error);
    if let Some(tls) = cause::<rustls::Error>(error) {
        return Failure::lasting(Reason::Tls, tls.to_string());
    }
    if error.is_timeout() {
        let what = if error.is_connect() {
            "connect"
        } else {
            "answer"
        };
        return Failure::passing(Reason::Timeout, format!("took too long to {what}"));
    }
    if error.is_dns() {
        return Failure::lasting(Reason::Dns, detail);
    }
    if error.is_connect() {
        return Failure::passing(Reason::Connect, detail);
    }
    let http: Option<&hyper::Error> = cause(error);
    if error.is_body() || error.is_decode() {
        return if http.is_some() {
            Failure::passing(Reason::Incomplete, format!("the body broke off: {detail}"))
        } else {
            Failure::lasting(
                Reason::Decode,
                format!("the body can't be decompressed: {detail}"),
            )
        };
    }
    if http.is_some_and(hyper::Error::is_parse) {
        return Failure::lasting(Reason::Decode, format!("the answer is no HTTP: {detail}"));
    }
    Failure::passing(Reason::Connect, detail)
}

/// The first error of type `T` in the chain of causes, also inside of I/O errors.
fn cause<'a, T: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a T> {
    causes(error).find_map(|error| error.downcast_ref())
}

/// What the last cause in the chain says.
fn innermost(error: &(dyn StdError + 'static)) -> String {
    causes(error)
        .last()
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// An error and its causes. An I/O error names as its cause not what it wraps but the cause of
/// that, so it is looked into.
fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| {
        let wrapped = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
            .map(|inner| inner as &(dyn StdError + 'static));
        wrapped.or_else(|| error.source())
    })
}
