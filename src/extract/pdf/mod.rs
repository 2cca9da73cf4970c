//! PDF to [`Document`], read in a process of its own.
//!
//! Libraries for PDF panic, loop and swell on files that are broken or made to hurt. So the file is
//! read by a child process, which ends at a time limit and can't take more memory than its limit:
//! `serve`, of the feature `pdf`, is that child, and [`Reader`] starts it and makes a document of what it
//! says. A file of which any page can't be read is refused whole, since what is missing could be what is
//! cited.

mod blocks;
#[cfg(feature = "pdf")]
mod layout;
mod read;
mod said;
#[cfg(feature = "pdf")]
mod unseen;
#[cfg(feature = "pdf")]
mod worker;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::{Duration, Instant};

#[cfg(feature = "pdf")]
pub use worker::serve;

use super::document::{Document, Hints};
use super::is_pdf;
use crate::source::Unavailable;

/// Longest time for one file, by default. A thousand pages take two seconds.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Reads PDF files, each in a process of its own.
///
/// The process is any program that calls `serve`; `citecheck` itself is one, when it is started
/// with [`Reader::ARGUMENT`] alone.
///
/// ```no_run
/// use citecheck::extract::{Hints, pdf::Reader};
/// let reader = Reader::new("/usr/bin/citecheck");
/// let bytes = std::fs::read("report.pdf")?;
/// let document = reader.extract(&bytes, &Hints::default())?;
/// println!("{}", document.text());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Reader {
    /// None: there is no such process.
    program: Option<PathBuf>,
    arguments: Vec<OsString>,
    timeout: Duration,
    until: Option<Instant>,
}

impl Reader {
    /// The argument with which `citecheck` serves as the child process.
    pub const ARGUMENT: &'static str = "__read-pdf";

    /// A reader that starts `program`, which is `citecheck` or takes the same argument.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self::with_arguments(program, [OsString::from(Self::ARGUMENT)])
    }

    /// A reader that starts `program` with `arguments`.
    pub fn with_arguments(
        program: impl Into<PathBuf>,
        arguments: impl IntoIterator<Item = OsString>,
    ) -> Self {
        Self {
            program: Some(program.into()),
            arguments: arguments.into_iter().collect(),
            timeout: TIMEOUT,
            until: None,
        }
    }

    /// A reader of no PDF file: each is `unsupported-type`, as [`extract`](super::extract()) has it.
    pub const fn none() -> Self {
        Self {
            program: None,
            arguments: Vec::new(),
            timeout: TIMEOUT,
            until: None,
        }
    }

    /// The same reader with another time limit for each file.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The same reader, which reads nothing after `until`.
    #[must_use]
    pub fn until(mut self, until: Option<Instant>) -> Self {
        self.until = until;
        self
    }

    /// [`extract`](super::extract()) that reads PDF files too.
    ///
    /// # Errors
    /// As [`extract`](super::extract()); a PDF that can't be read has the reason `decode`, one
    /// without text `empty`.
    pub fn extract(&self, bytes: &[u8], hints: &Hints) -> Result<Document, Unavailable> {
        if self.program.is_some() && is_pdf(bytes, hints) {
            self.read(bytes)
        } else {
            super::extract(bytes, hints)
        }
    }
}
