//! The cache: finding, reading and storing snapshots.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use url::Url;

use super::entries::{self, Entry};
use super::layout::{self, DAMAGED_ENDING, MARKER, MARKER_TEXT, PROVENANCE_ENDING};
use super::{Damaged, Error, MAX_BODY, Provenance, Snapshot, atomic};
use crate::files::{self, FileError};
use crate::source::normalise;

/// What git is told of the folder: bodies are bytes, whatever they look like, and a changed line
/// ending is damage.
const GITATTRIBUTES: &str = "* -text\n";

/// Its file.
const ATTRIBUTES: &str = ".gitattributes";

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

    /// Marks the folder as a cache, whatever it holds; makes it where there is none.
    ///
    /// # Errors
    /// It can't be written.
    pub fn mark(&self) -> Result<(), Error> {
        fs::create_dir_all(&self.dir).map_err(|error| Error::write(&self.dir, error))?;
        for (name, text) in [(ATTRIBUTES, GITATTRIBUTES), (MARKER, MARKER_TEXT)] {
            let path = self.dir.join(name);
            if !entries::is_regular(&path) {
                atomic::write(&self.dir, name, |file| file.write_all(text.as_bytes()))
                    .map_err(|error| Error::write(&path, error))?;
            }
        }
        Ok(())
    }

    /// Whether the folder is marked as a cache.
    pub fn is_marked(&self) -> bool {
        entries::is_regular(&self.dir.join(MARKER))
    }

    /// Its folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The newest snapshot of `url`, by its provenance alone: the body is checked when it is
    /// [read](Self::read). `url` is [normalised](normalise).
    ///
    /// # Errors
    /// Entries exist, and none has a readable provenance.
    pub fn newest(&self, url: &Url) -> Result<Option<Provenance>, Damaged> {
        let mut damaged = None;
        let mut newest: Option<Provenance> = None;
        for entry in self.entries_of(url) {
            match entry.provenance {
                Ok(found) => {
                    if newest
                        .as_ref()
                        .is_none_or(|best| found.order() > best.order())
                    {
                        newest = Some(found);
                    }
                }
                Err(damage) => damaged = Some(damage),
            }
        }
        match (newest, damaged) {
            (None, Some(damage)) => Err(damage),
            (newest, _) => Ok(newest),
        }
    }

    /// Every snapshot of `url` with a readable provenance, the newest first.
    pub fn snapshots(&self, url: &Url) -> Vec<Provenance> {
        let mut found: Vec<Provenance> = self
            .entries_of(url)
            .into_iter()
            .filter_map(|entry| entry.provenance.ok())
            .collect();
        found.sort_by_cached_key(|found| std::cmp::Reverse(found.order()));
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

    /// Looks whether the body that `provenance` speaks of is there with its SHA-256, without holding
    /// it.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn check(&self, provenance: &Provenance) -> Result<(), Damaged> {
        let url = normalise(&provenance.url)
            .map_err(|error| Damaged::new(&self.dir, error.to_string()))?;
        entries::check_body(&self.folder(&url), provenance)
    }

    /// Stores a body under its provenance, all at once, as the newest snapshot of its page, and gives
    /// the provenance with its place in their sequence. A snapshot of the same address with the same
    /// body is replaced, every other one stays. A kill harms nothing at any time;
    /// [`flush`](Self::flush) makes it last through a loss of power too.
    ///
    /// # Errors
    /// The body doesn't have the SHA-256 that the provenance says, or can't be written; the cache is
    /// then as it was.
    pub fn store(&self, provenance: &Provenance, body: &mut dyn Read) -> Result<Provenance, Error> {
        let mut provenance = provenance.clone();
        self.place_last(&normalise(&provenance.url)?, &mut provenance);
        self.store_in_place(&provenance, body)?;
        Ok(provenance)
    }

    /// [`store`](Self::store) at the place in the sequence that the provenance says.
    pub(super) fn store_in_place(
        &self,
        provenance: &Provenance,
        body: &mut dyn Read,
    ) -> Result<(), Error> {
        let url = normalise(&provenance.url)?;
        let folder = self.make_folder(&url)?;
        let name = body_name(provenance);
        let path = folder.join(&name);
        give_way(&path)?;
        let mut found = String::new();
        atomic::write(&folder, &name, |file| {
            found = entries::copy_and_digest(body, file)?;
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

    /// Makes `provenance` the last in the sequence of the snapshots of `url`. One that is so already
    /// keeps its place.
    fn place_last(&self, url: &Url, provenance: &mut Provenance) {
        let held = self.snapshots(url);
        let others = held.iter().filter(|held| held.sha256 != provenance.sha256);
        let same = held.iter().find(|held| held.sha256 == provenance.sha256);
        let next = Provenance::next_sequence(others);
        provenance.sequence = same.map_or(next, |same| same.sequence.max(next));
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
        let name = Path::new(url.as_str());
        let bytes = files::read_from(body, name, MAX_BODY).map_err(|error| match error {
            FileError::Io { source, .. } => Error::read(name, source),
            _ => Error::TooLarge {
                url: url.as_str().to_owned(),
            },
        })?;
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
            sequence: 0,
        };
        let stored = self.store(&provenance, &mut bytes.as_slice())?;
        self.flush(&stored)?;
        Ok(stored)
    }

    /// Notes that the address was seen at `at` (RFC 3339) to still give this body, which so is the
    /// newest, with the validators of that answer.
    ///
    /// # Errors
    /// The provenance can't be written.
    pub fn mark_checked(&self, provenance: &Provenance, at: &str) -> Result<Provenance, Error> {
        let mut provenance = provenance.clone();
        provenance.checked_at = Some(at.to_owned());
        let url = normalise(&provenance.url)?;
        self.place_last(&url, &mut provenance);
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
            for path in entry.files().filter(|path| is_ours(path)) {
                set_aside(&path).map_err(|error| Error::write(&path, error))?;
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

    /// Makes sure that the folder is a cache, or becomes one now.
    pub(super) fn make_ready(&self) -> Result<(), Error> {
        if self.is_marked() {
            return Ok(());
        }
        if self.is_blank() {
            return self.mark();
        }
        // What it holds may be what another page or run stored, which marked it while we looked.
        if self.is_marked() {
            Ok(())
        } else {
            Err(Error::Unmarked {
                path: self.dir.clone(),
            })
        }
    }

    /// Makes the folder of a page.
    fn make_folder(&self, url: &Url) -> Result<PathBuf, Error> {
        self.make_ready()?;
        let [host, page] = layout::folder(url);
        let host = self.dir.join(host);
        let folder = host.join(page);
        if !atomic::is_folder(&folder) {
            atomic::make_folder(&host)?;
            atomic::make_folder(&folder)?;
        }
        // Whoever looked for the folder alone would have followed a link above it.
        if atomic::is_folder(&host) {
            Ok(folder)
        } else {
            Err(Error::in_the_way(&host))
        }
    }

    /// Whether the folder may become a cache: it holds nothing that a person sees, or what an older
    /// version told git of it.
    fn is_blank(&self) -> bool {
        let attributes = files::read(&self.dir.join(ATTRIBUTES), GITATTRIBUTES.len() as u64);
        if attributes.is_ok_and(|text| text == GITATTRIBUTES.as_bytes()) {
            return true;
        }
        let files = entries::files_in(&self.dir).unwrap_or_default();
        files.iter().all(|path| {
            let name = path.file_name().unwrap_or_default();
            name.as_encoded_bytes().starts_with(b".")
        })
    }
}

/// Whether a file has a name that the cache gave it.
pub(super) fn is_ours(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| {
        name.starts_with(layout::TEMPORARY_PREFIX) || layout::digest_of(name).is_some()
    })
}

/// Renames what is damaged.
fn set_aside(path: &Path) -> io::Result<()> {
    let mut aside = path.to_owned().into_os_string();
    aside.push(".");
    aside.push(DAMAGED_ENDING);
    fs::rename(path, aside)
}

/// Sets aside what has the name of a file that is to be written and is none: a folder, a link.
fn give_way(path: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => set_aside(path).map_err(|_| Error::in_the_way(path)),
        _ => Ok(()),
    }
}

fn write_provenance(folder: &Path, provenance: &Provenance) -> Result<(), Error> {
    let name = provenance_name(provenance);
    let path = folder.join(&name);
    give_way(&path)?;
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
