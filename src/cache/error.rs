//! What can go wrong with a cache.

use std::io;
use std::path::{Path, PathBuf};

use crate::source::{Reason, Unavailable};

/// Why the cache could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file could not be written; the cache is as it was before.
    #[error("cannot write into the cache: {}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What should be the cache's folder is something else.
    #[error("{} is not a folder, so it can't be the cache", path.display())]
    NoFolder {
        /// What was named.
        path: PathBuf,
    },
    /// The folder holds files that are none of a cache's, and no mark that it is one:
    /// [`Cache::mark`](super::Cache::mark) makes it one.
    #[error(
        "{} is not marked as a cache, and holds other files: name another folder, or mark this one",
        path.display()
    )]
    Unmarked {
        /// The folder.
        path: PathBuf,
    },
    /// Something else has the name of a file or folder of one page. It concerns that page alone.
    #[error("{} is in the way: it is none of the cache's", path.display())]
    InTheWay {
        /// What.
        path: PathBuf,
    },
    /// A page that was to be added is longer than a cache takes.
    #[error("{url} has more than {most} bytes", most = super::MAX_BODY)]
    TooLarge {
        /// The address.
        url: String,
    },
    /// A body is not the one that its provenance speaks of.
    #[error("the body for {url} has SHA-256 {found}, its provenance says {expected}")]
    Digest {
        /// The address.
        url: String,
        /// SHA-256 in the provenance.
        expected: String,
        /// SHA-256 of the body.
        found: String,
    },
    /// The address in a provenance can't be one.
    #[error(transparent)]
    Address(#[from] crate::source::AddressError),
}

impl Error {
    pub(super) fn read(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        Self::Read { path, source }
    }

    pub(super) fn in_the_way(path: &Path) -> Self {
        let path = path.to_owned();
        Self::InTheWay { path }
    }

    pub(super) fn write(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        Self::Write { path, source }
    }
}

/// An entry that is not what was stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {why}", path.display())]
pub struct Damaged {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub why: String,
}

impl Damaged {
    pub(super) fn new(path: &Path, why: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            why: why.into(),
        }
    }
}

impl Error {
    /// What to say of one page where it alone is concerned, and the rest of the run goes on.
    ///
    /// # Errors
    /// The error itself, where the cache as a whole is concerned.
    pub fn of_one_page(self) -> Result<Damaged, Self> {
        match self {
            Self::InTheWay { path } => Ok(Damaged::new(
                &path,
                "is in the way: it is none of the cache's",
            )),
            error => Err(error),
        }
    }
}

impl From<Damaged> for Unavailable {
    /// Names the file as it lies in the cache, short: reports should not depend on where that is.
    fn from(damaged: Damaged) -> Self {
        let detail = format!("{} in the cache {}", short(&damaged.path), damaged.why);
        Self::new(Reason::Damaged, detail)
    }
}

/// `host/page/0123456789ab….html`: the end of a cache file's path, its digest cut.
fn short(path: &Path) -> String {
    const DIGITS: usize = 12;
    let mut parts: Vec<_> = path
        .components()
        .rev()
        .take(3)
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if let Some((digest, ending)) = parts.first().and_then(|name| name.rsplit_once('.'))
        && digest.is_ascii()
        && digest.len() > DIGITS
    {
        parts[0] = format!("{}….{ending}", &digest[..DIGITS]);
    }
    parts.reverse();
    parts.join("/")
}
