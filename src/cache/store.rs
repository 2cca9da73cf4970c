//! The cache: finding, reading and storing snapshots.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use url::Url;

use super::entries::{self, Entry};
use super::layout::{self, DAMAGED_ENDING, PROVENANCE_ENDING};
use super::{Damaged, Error, Provenance, Snapshot, atomic};
use crate::source::normalise;

/// Largest body that a cache takes or gives, in bytes: 256 MiB, over ten times the fetcher's own
/// default. A larger file under a body's name is damage.
pub const MAX_BODY: u64 = 256 << 20;

/// Largest file of provenance read, in bytes. Ours have under 2 KiB.
const MAX_PROVENANCE: u64 = 1 << 20;

/// What git is told of the folder: bodies are bytes, whatever they look like, and a changed line
/// ending is damage.
const GITATTRIBUTES: &str = "* -text\n";

/// A folder of snapshots.
///
/// Nothing is held in memory, and several processes may use one folder at once.
///
/// ```
/// use citecheck::cache::{Cache, Snapshot};
/// # let dir = tempfile::tempdir()?;
/// let cache = Cache::open(dir.path().join("cache"))?;
/// let url = citecheck::source::normalise("https://news.example/story")?;
/// let mut page = "<p>By hand.</p>".as_bytes();
/// cache.add(&url, Some("text/html"), &mut page, "2026-04-27T09:00:00Z")?;
///
/// let newest = cache.newest(&url)?.expect("just stored");
/// let Snapshot { body, provenance } = cache.read(&newest)?;
/// assert_eq!(body, b"<p>By hand.</p>");
/// assert!(provenance.added);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Cache {
    dir: PathBuf,
}

impl Cache {
    /// The cache in `dir`, which need not exist yet: the first snapshot makes it.
    ///
    /// # Errors
    /// `dir` is something other than a folder.
    pub fn open(dir: impl Into<PathBuf>) -> Result<Self, Error> {
        let dir = dir.into();
        match fs::metadata(&dir) {
            Ok(found) if !found.is_dir() => Err(Error::NoFolder { path: dir }),
            _ => Ok(Self { dir }),
        }
    }

    /// Its folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The snapshot that was last seen on the web for `url`, by its provenance alone: the body is
    /// checked when it is [read](Self::read). `url` is [normalised](normalise).
    ///
    /// # Errors
    /// Entries exist, and none has a readable provenance.
    pub fn newest(&self, url: &Url) -> Result<Option<Provenance>, Damaged> {
        let mut damaged = None;
        let mut newest: Option<Provenance> = None;
        for entry in self.entries_of(url) {
            match entry.provenance {
                Ok(found) if newest.as_ref().is_none_or(|best| is_newer(&found, best)) => {
                    newest = Some(found);
                }
                Ok(_) => {}
                Err(damage) => damaged = Some(damage),
            }
        }
        match (newest, damaged) {
            (None, Some(damage)) => Err(damage),
            (newest, _) => Ok(newest),
        }
    }

    /// Every snapshot of `url` with a readable provenance, the last seen first.
    pub fn snapshots(&self, url: &Url) -> Vec<Provenance> {
        let mut found: Vec<Provenance> = self
            .entries_of(url)
            .into_iter()
            .filter_map(|entry| entry.provenance.ok())
            .collect();
        found.sort_by(|a, b| (b.seen_at(), &b.sha256).cmp(&(a.seen_at(), &a.sha256)));
        found
    }

    /// The body that `provenance` speaks of, checked against its SHA-256.
    ///
    /// # Errors
    /// The body is missing, has another length or another SHA-256, or can't be read.
    pub fn read(&self, provenance: &Provenance) -> Result<Snapshot, Damaged> {
        let url = normalise(&provenance.url)
            .map_err(|error| Damaged::new(&self.dir, error.to_string()))?;
        entries::read_body(&self.folder(&url), provenance)
    }

    /// Stores a body under its provenance, all at once. A snapshot of the same address with the same
    /// body is replaced, every other one stays. A kill harms nothing at any time;
    /// [`flush`](Self::flush) makes it last through a loss of power too.
    ///
    /// # Errors
    /// The body doesn't have the SHA-256 that the provenance says, or can't be written; the cache is
    /// then as it was.
    pub fn store(&self, provenance: &Provenance, body: &mut dyn Read) -> Result<(), Error> {
        let url = normalise(&provenance.url)?;
        let folder = self.make_folder(&url)?;
        let name = body_name(provenance);
        let path = folder.join(&name);
        let mut found = String::new();
        atomic::write(&folder, &name, |file| {
            found = copy_and_digest(body, file)?;
            if found == provenance.sha256 {
                Ok(())
            } else {
                Err(io::Error::from(io::ErrorKind::InvalidData))
            }
        })
        .map_err(|error| {
            if found.is_empty() || found == provenance.sha256 {
                Error::write(&path, error)
            } else {
                Error::Digest {
                    url: provenance.url.clone(),
                    expected: provenance.sha256.clone(),
                    found,
                }
            }
        })?;
        write_provenance(&folder, provenance)
    }

    /// Waits until a snapshot would last through a loss of power.
    ///
    /// # Errors
    /// The disk doesn't take it.
    pub fn flush(&self, stored: &Provenance) -> Result<(), Error> {
        let folder = self.folder(&normalise(&stored.url)?);
        for name in [body_name(stored), provenance_name(stored)] {
            let path = folder.join(name);
            atomic::flush(&path).map_err(|error| Error::write(&path, error))?;
        }
        Ok(())
    }

    /// Stores a page that a person got by other means, such as a browser. `at` is the time, RFC 3339.
    ///
    /// # Errors
    /// The body can't be read or written, or has more than [`MAX_BODY`] bytes.
    pub fn add(
        &self,
        url: &Url,
        content_type: Option<&str>,
        body: &mut dyn Read,
        at: &str,
    ) -> Result<Provenance, Error> {
        let mut bytes = Vec::new();
        body.take(MAX_BODY)
            .read_to_end(&mut bytes)
            .map_err(|error| Error::read(Path::new(url.as_str()), error))?;
        let headers = content_type.map(|value| ("content-type".to_owned(), value.to_owned()));
        let provenance = Provenance {
            url: url.as_str().to_owned(),
            final_url: url.as_str().to_owned(),
            redirects: Vec::new(),
            status: 200,
            headers: headers.into_iter().collect(),
            fetched_at: at.to_owned(),
            checked_at: None,
            sha256: layout::hex(&Sha256::digest(&bytes)),
            size: bytes.len() as u64,
            archived_at: None,
            added: true,
        };
        self.store(&provenance, &mut bytes.as_slice())?;
        self.flush(&provenance)?;
        Ok(provenance)
    }

    /// Notes that the address was seen at `at` (RFC 3339) to still give this body, with the
    /// validators of that answer.
    ///
    /// # Errors
    /// The provenance can't be written.
    pub fn mark_checked(&self, provenance: &Provenance, at: &str) -> Result<Provenance, Error> {
        let mut provenance = provenance.clone();
        provenance.checked_at = Some(at.to_owned());
        let url = normalise(&provenance.url)?;
        let folder = self.make_folder(&url)?;
        write_provenance(&folder, &provenance)?;
        Ok(provenance)
    }

    /// Renames what is damaged among the entries of `url`, so that it is no longer taken for a
    /// snapshot and a person can still look at it. For when a sound snapshot has taken its place.
    ///
    /// # Errors
    /// A file can't be renamed.
    pub fn set_aside_damaged(&self, url: &Url) -> Result<(), Error> {
        for entry in self.entries_of(url) {
            if entry.check().is_ok() {
                continue;
            }
            for path in entry.files() {
                let mut aside = path.clone().into_os_string();
                aside.push(".");
                aside.push(DAMAGED_ENDING);
                fs::rename(&path, aside).map_err(|error| Error::write(&path, error))?;
            }
        }
        Ok(())
    }

    /// The entries in the folder of `url` that are its own or can't be told to be another's.
    pub(super) fn entries_of(&self, url: &Url) -> Vec<Entry> {
        let mut entries = Entry::list(&self.folder(url));
        entries.retain(|entry| {
            entry
                .provenance
                .as_ref()
                .map_or(true, |provenance| provenance.url == url.as_str())
        });
        entries
    }

    pub(super) fn folder(&self, url: &Url) -> PathBuf {
        let [host, page] = layout::folder(url);
        self.dir.join(host).join(page)
    }

    fn make_folder(&self, url: &Url) -> Result<PathBuf, Error> {
        let folder = self.folder(url);
        let fail = |error| Error::write(&folder, error);
        if !folder.is_dir() {
            atomic::make_folder(&folder).map_err(fail)?;
        }
        let attributes = self.dir.join(".gitattributes");
        if !attributes.exists() {
            atomic::write(&self.dir, ".gitattributes", |file| {
                file.write_all(GITATTRIBUTES.as_bytes())
            })
            .map_err(fail)?;
        }
        Ok(folder)
    }
}

/// Reads a file of provenance.
pub(super) fn read_provenance(path: &Path) -> Result<Provenance, Damaged> {
    let damaged = |why: String| Damaged::new(path, why);
    let file = File::open(path).map_err(|error| damaged(error.to_string()))?;
    let mut text = Vec::new();
    file.take(MAX_PROVENANCE)
        .read_to_end(&mut text)
        .map_err(|error| damaged(error.to_string()))?;
    let provenance: Provenance = serde_json::from_slice(&text)
        .map_err(|error| damaged(format!("is no provenance: {error}")))?;
    let named = path.file_stem().and_then(|stem| stem.to_str());
    if named == Some(provenance.sha256.as_str()) {
        Ok(provenance)
    } else {
        Err(damaged("speaks of another body than its name".into()))
    }
}

fn write_provenance(folder: &Path, provenance: &Provenance) -> Result<(), Error> {
    let name = provenance_name(provenance);
    let path = folder.join(&name);
    let text = serde_json::to_string_pretty(provenance)
        .map_err(|error| Error::write(&path, error.into()))?;
    atomic::write(folder, &name, |file| {
        file.write_all(text.as_bytes())?;
        file.write_all(b"\n")
    })
    .map_err(|error| Error::write(&path, error))
}

fn provenance_name(provenance: &Provenance) -> String {
    format!("{}.{PROVENANCE_ENDING}", provenance.sha256)
}

fn body_name(provenance: &Provenance) -> String {
    let ending = layout::body_ending(provenance.content_type());
    format!("{}.{ending}", provenance.sha256)
}

fn is_newer(a: &Provenance, b: &Provenance) -> bool {
    // All are written in UTC to the second, so that text order is time order.
    (a.seen_at(), &a.sha256) > (b.seen_at(), &b.sha256)
}

fn copy_and_digest(from: &mut dyn Read, to: &mut File) -> io::Result<String> {
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => return Ok(layout::hex(&digest.finalize())),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        digest.update(&buffer[..read]);
        to.write_all(&buffer[..read])?;
    }
}
