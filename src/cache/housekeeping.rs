//! The whole cache at once: what looks after it, and nothing that a check needs.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use url::Url;

use super::entries::{files_in, is_regular};
use super::layout::{DAMAGED_ENDING, PROVENANCE_ENDING, digest_of, is_page};
use super::store::is_ours;
use super::{Cache, Damaged, Entry, Error, Provenance, atomic};

/// Files that belong to no snapshot are left alone for so long, since another run may be about to
/// finish them. No body takes longer to write.
const LEFTOVER_AGE: Duration = Duration::from_hours(1);

/// Answers of an entailment model that were not added to for so long are of a model that is no longer asked.
const ANSWERS_AGE: Duration = Duration::from_hours(24 * 90);

/// What [`Cache::verify`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// Snapshots that are what was stored.
    pub sound: usize,
    /// Entries that are not.
    pub damaged: Vec<Damaged>,
    /// Files that belong to no snapshot: what a run that was killed leaves behind, and what was set
    /// aside as damaged. They do no harm.
    pub leftovers: Vec<PathBuf>,
}

/// Which snapshots [`Cache::collect`] removes. The newest of a page always stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Garbage {
    /// All but so many of each page; at least 1.
    pub keep: Option<usize>,
    /// Those that were last seen longer ago.
    pub older_than: Option<Duration>,
    /// Whether files are only named, not removed.
    pub dry_run: bool,
}

impl Cache {
    /// Every entry, in the order of their paths: host, page, digest. A folder that can't be looked
    /// into, or is a link, is a damaged one.
    ///
    /// # Errors
    /// The cache's own folder can't be read.
    pub fn entries(&self) -> Result<Vec<Entry>, Error> {
        let entries = self
            .pages()?
            .into_par_iter()
            .flat_map_iter(|page| match page {
                Ok(page) => Entry::list(&page),
                Err(damaged) => vec![Entry::of_damaged(damaged)],
            });
        Ok(entries.collect())
    }

    /// Reads everything, to see whether it is what was stored.
    ///
    /// # Errors
    /// The cache's own folder can't be read.
    pub fn verify(&self) -> Result<Verified, Error> {
        let checked: Vec<Result<(), Damaged>> =
            self.entries()?.par_iter().map(Entry::check).collect();
        let mut verified = Verified {
            leftovers: self.leftovers()?,
            ..Verified::default()
        };
        for result in checked {
            match result {
                Ok(()) => verified.sound += 1,
                Err(damaged) => verified.damaged.push(damaged),
            }
        }
        Ok(verified)
    }

    /// Removes the snapshots of a page, or the one with the body `sha256`, and gives their number.
    ///
    /// # Errors
    /// A file can't be removed, or the folder is not [marked](Self::mark) as a cache.
    pub fn remove(&self, url: &Url, sha256: Option<&str>) -> Result<usize, Error> {
        self.only_if_marked()?;
        let mut removed = 0;
        let folder = self.folder(url);
        for entry in self.entries_of(url) {
            let wanted = match (&entry.provenance, sha256) {
                (_, None) => true,
                (Ok(provenance), Some(sha256)) => provenance.sha256 == sha256,
                (Err(_), Some(_)) => false,
            };
            if wanted {
                for path in entry.files().filter(|path| is_ours(path)) {
                    remove_file(&path)?;
                }
                removed += 1;
            }
        }
        remove_if_empty(&folder);
        Ok(removed)
    }

    /// Removes what nobody needs: leftovers of more than an hour ago, and snapshots as `garbage`
    /// says. Gives the files removed. Only files that the cache itself made are, and no link is
    /// followed.
    ///
    /// # Errors
    /// The cache's own folder can't be read or is not [marked](Self::mark) as one, or a file can't
    /// be removed.
    pub fn collect(&self, garbage: Garbage, now: SystemTime) -> Result<Vec<PathBuf>, Error> {
        if !self.dir().exists() {
            return Ok(Vec::new());
        }
        self.only_if_marked()?;
        let mut files: Vec<PathBuf> = self
            .leftovers()?
            .into_iter()
            .filter(|path| is_older(path, LEFTOVER_AGE, now))
            .collect();
        // A model's answers are given again, and those that a long run has not used are as old as the file.
        let answers = self.all_answers().into_iter();
        files.extend(
            answers.filter(|path| is_older(path, garbage.older_than.unwrap_or(ANSWERS_AGE), now)),
        );
        let mut pages: Vec<Vec<Entry>> = Vec::new();
        for entry in self.entries()? {
            match pages.last_mut() {
                Some(page) if is_same_page(page, &entry) => page.push(entry),
                _ => pages.push(vec![entry]),
            }
        }
        for page in pages {
            files.extend(superseded(page, garbage, now));
        }
        if !garbage.dry_run {
            for path in &files {
                remove_file(path)?;
            }
            for page in self.pages()?.into_iter().flatten() {
                remove_if_empty(&page);
            }
        }
        Ok(files)
    }

    fn only_if_marked(&self) -> Result<(), Error> {
        if self.is_marked() {
            return Ok(());
        }
        Err(Error::Unmarked {
            path: self.dir().to_owned(),
        })
    }

    /// Files of the cache's that belong to no snapshot.
    fn leftovers(&self) -> Result<Vec<PathBuf>, Error> {
        let mut leftovers = Vec::new();
        for page in self.pages()?.into_iter().flatten() {
            // One that can't be looked into is told as an entry.
            let files = files_in(&page).unwrap_or_default();
            let belongs = |path: &Path| {
                let name = path.file_name().and_then(|name| name.to_str());
                let digest = name.and_then(digest_of);
                let provenance =
                    digest.map(|digest| page.join(digest).with_extension(PROVENANCE_ENDING));
                !has_ending(path, DAMAGED_ENDING)
                    && provenance.is_some_and(|provenance| is_regular(&provenance))
            };
            let left = files
                .into_iter()
                .filter(|path| is_ours(path) && is_regular(path) && !belongs(path));
            leftovers.extend(left);
        }
        Ok(leftovers)
    }

    /// The folders of pages, in the order of their paths; what is in the place of one and can't be
    /// looked into, as damaged.
    fn pages(&self) -> Result<Vec<Result<PathBuf, Damaged>>, Error> {
        if !self.dir().exists() {
            return Ok(Vec::new());
        }
        let hosts = files_in(self.dir()).map_err(|error| Error::read(self.dir(), error))?;
        let mut pages = Vec::new();
        for host in hosts {
            if !atomic::is_folder(&host) {
                if host.is_symlink() {
                    pages.push(Err(Damaged::new(&host, "is a link, and none is followed")));
                }
                continue;
            }
            match files_in(&host) {
                Ok(inside) => pages.extend(inside.into_iter().filter_map(|page| {
                    let name = page.file_name()?.to_str()?;
                    if atomic::is_folder(&page) {
                        return is_page(name).then_some(Ok(page));
                    }
                    let what = "is no folder of the cache's";
                    is_page(name).then(|| Err(Damaged::new(&page, what)))
                })),
                Err(error) => pages.push(Err(Damaged::new(&host, error.to_string()))),
            }
        }
        Ok(pages)
    }
}

fn is_same_page(page: &[Entry], entry: &Entry) -> bool {
    page.first().is_some_and(|first| {
        first.path.parent() == entry.path.parent() && url_of(first) == url_of(entry)
    })
}

fn url_of(entry: &Entry) -> Option<&str> {
    entry.provenance.as_ref().ok().map(|page| page.url.as_str())
}

/// The files of a page's snapshots that `garbage` gives up.
fn superseded(page: Vec<Entry>, garbage: Garbage, now: SystemTime) -> Vec<PathBuf> {
    let mut sound: Vec<Entry> = page.into_iter().filter(|e| e.provenance.is_ok()).collect();
    sound.sort_by_cached_key(|entry| {
        std::cmp::Reverse(entry.provenance.as_ref().ok().map(Provenance::order))
    });
    let keep = garbage.keep.map_or(usize::MAX, |keep| keep.max(1));
    let is_old = |entry: &Entry| {
        garbage.older_than.is_some_and(|most| {
            let age = entry
                .provenance
                .as_ref()
                .ok()
                .and_then(|page| page.age(now));
            age.is_some_and(|age| age > most)
        })
    };
    sound
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(rank, entry)| *rank >= keep || is_old(entry))
        .flat_map(|(_, entry)| entry.files())
        .collect()
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found == ending)
}

/// Whether a file was last written longer ago than `age`. One whose time can't be told is not.
fn is_older(path: &Path, age: Duration, now: SystemTime) -> bool {
    fs::symlink_metadata(path)
        .and_then(|metadata| metadata.modified())
        .is_ok_and(|written| now.duration_since(written).is_ok_and(|since| since > age))
}

/// Removes a file; one that another run has removed is as good.
fn remove_file(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::write(path, error))
        }
        _ => Ok(()),
    }
}

/// Removes a page's folder once nothing is in it, and its host's likewise.
fn remove_if_empty(page: &Path) {
    // Both calls fail where something is left inside, which is when they should.
    if fs::remove_dir(page).is_ok()
        && let Some(host) = page.parent()
    {
        let _ = fs::remove_dir(host);
    }
}
