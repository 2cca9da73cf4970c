//! Entries as they lie in a page's folder: a file of provenance, and the body beside it.
//!
//! A cache may come by a stranger's branch: what is a link, a pipe or a folder where a file should be
//! is damage, and is not looked into.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::layout::{self, DAMAGED_ENDING, PROVENANCE_ENDING};
use super::{Damaged, MAX_BODY, Provenance, Snapshot};
use crate::files::{self, FileError};
use crate::source::normalise;

/// Largest file of provenance read, in bytes. Ours have under 2 KiB.
const MAX_PROVENANCE: u64 = 1 << 20;

/// An entry of the cache: what was said of a body, and where the files are.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Entry {
    /// What is known of the snapshot, or what is wrong with the file that should say it.
    pub provenance: Result<Provenance, Damaged>,
    /// The file of provenance; where a folder can't be looked into, that folder.
    pub path: PathBuf,
}

impl Entry {
    /// The entries of a page's folder, by name; none where there is no such folder.
    pub(super) fn list(folder: &Path) -> Vec<Self> {
        let host = folder.parent().unwrap_or(folder);
        for above in [host, folder] {
            match fs::symlink_metadata(above) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
                Ok(found) if found.is_dir() => {}
                _ => return vec![Self::damaged(above, "is no folder of the cache's")],
            }
        }
        match files_in(folder) {
            Ok(files) => files
                .into_iter()
                .filter(|path| path.extension().is_some_and(|e| e == PROVENANCE_ENDING))
                .map(Self::at)
                .collect(),
            Err(error) => vec![Self::damaged(folder, error.to_string())],
        }
    }

    /// The entry whose file of provenance is at `path`.
    pub(super) fn at(path: PathBuf) -> Self {
        let provenance = read_provenance(&path);
        Self { provenance, path }
    }

    /// What stands in the place of entries that can't be looked into.
    pub(super) fn of_damaged(damaged: Damaged) -> Self {
        Self {
            path: damaged.path.clone(),
            provenance: Err(damaged),
        }
    }

    fn damaged(path: &Path, why: impl Into<String>) -> Self {
        Self::of_damaged(Damaged::new(path, why))
    }

    /// The body's file: whatever lies beside the provenance under the same name.
    pub fn body(&self) -> Option<PathBuf> {
        body_file(self.path.parent()?, self.path.file_stem()?.to_str()?)
    }

    /// Both files, where they are.
    pub(super) fn files(&self) -> impl Iterator<Item = PathBuf> {
        let provenance = Some(self.path.clone()).filter(|path| is_regular(path));
        [provenance, self.body()].into_iter().flatten()
    }

    /// Looks whether the body is there and as long as what was stored, without reading it.
    ///
    /// # Errors
    /// The first thing found wrong.
    pub fn glance(&self) -> Result<(), Damaged> {
        let provenance = self.provenance.as_ref().map_err(Clone::clone)?;
        open_body(self.folder(), provenance).map(drop)
    }

    /// Reads the entry in full, to see whether it is what was stored, without holding it.
    ///
    /// # Errors
    /// The first thing found wrong.
    pub fn check(&self) -> Result<(), Damaged> {
        let provenance = self.provenance.as_ref().map_err(Clone::clone)?;
        check_body(self.folder(), provenance)
    }

    /// Reads the entry.
    ///
    /// # Errors
    /// As [`check`](Self::check).
    pub fn read(&self) -> Result<Snapshot, Damaged> {
        let provenance = self.provenance.as_ref().map_err(Clone::clone)?;
        read_body(self.folder(), provenance)
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

/// What is in a folder, by name.
pub(super) fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let files = fs::read_dir(folder)?.map(|file| Ok(file?.path()));
    let mut paths: Vec<PathBuf> = files.collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

/// Whether `path` is a file, and no link to one.
pub(super) fn is_regular(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}

/// Reads a file of provenance.
fn read_provenance(path: &Path) -> Result<Provenance, Damaged> {
    let damaged = |why: String| Damaged::new(path, why);
    if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(damaged("is no file".into()));
    }
    let text = files::read(path, MAX_PROVENANCE).map_err(|error| damaged(why(error)))?;
    let provenance: Provenance = serde_json::from_slice(&text)
        .map_err(|error| damaged(format!("is no provenance: {error}")))?;
    provenance.validate().map_err(damaged)?;
    let damaged = |why: &str| Err(Damaged::new(path, why));
    if path.file_stem().and_then(|stem| stem.to_str()) != Some(&provenance.sha256) {
        return damaged("speaks of another body than its name");
    }
    let belongs = normalise(&provenance.url).is_ok_and(|url| {
        let [host, page] = layout::folder(&url);
        path.parent()
            .is_some_and(|folder| folder.ends_with(Path::new(&host).join(page)))
    });
    if !belongs {
        return damaged("speaks of another page than its folder");
    }
    Ok(provenance)
}

/// Why a file can't be read, without its path, which depends on where the cache is.
fn why(error: FileError) -> String {
    match error {
        FileError::Io { source, .. } => source.to_string(),
        FileError::TooLarge { most, .. } => format!("has more than {most} bytes"),
        FileError::NoFile { what, .. } => format!("is {what}, not a file"),
        FileError::Outside { .. } => "leads out of the cache".to_owned(),
    }
}

/// The file of the body that `provenance` speaks of, as long as it should be.
fn open_body(folder: &Path, provenance: &Provenance) -> Result<(PathBuf, File), Damaged> {
    let path = body_file(folder, &provenance.sha256).ok_or_else(|| {
        let name = format!("{}.{PROVENANCE_ENDING}", provenance.sha256);
        Damaged::new(&folder.join(name), "its body is missing")
    })?;
    let damaged = |why: String| Damaged::new(&path, why);
    let file = files::open(&path).map_err(|error| damaged(why(error)))?;
    let length = file
        .metadata()
        .map_err(|error| damaged(error.to_string()))?
        .len();
    if length != provenance.size || length > MAX_BODY {
        return Err(damaged(format!(
            "has {length} bytes, {} were stored",
            provenance.size
        )));
    }
    Ok((path, file))
}

/// Looks whether the body that `provenance` speaks of has its digest.
pub(super) fn check_body(folder: &Path, provenance: &Provenance) -> Result<(), Damaged> {
    let (path, file) = open_body(folder, provenance)?;
    let found = copy_and_digest(&mut file.take(MAX_BODY), &mut io::sink())
        .map_err(|error| Damaged::new(&path, error.to_string()))?;
    compare(&path, &found, provenance)
}

/// The body that `provenance` speaks of, from the page's folder.
pub(super) fn read_body(folder: &Path, provenance: &Provenance) -> Result<Snapshot, Damaged> {
    let (path, file) = open_body(folder, provenance)?;
    let mut body = Vec::new();
    file.take(MAX_BODY)
        .read_to_end(&mut body)
        .map_err(|error| Damaged::new(&path, error.to_string()))?;
    compare(&path, &layout::hex(&Sha256::digest(&body)), provenance)?;
    Ok(Snapshot {
        provenance: provenance.clone(),
        body,
    })
}

fn compare(path: &Path, found: &str, provenance: &Provenance) -> Result<(), Damaged> {
    if found == provenance.sha256 {
        Ok(())
    } else {
        Err(Damaged::new(
            path,
            "its bytes are not those that were stored",
        ))
    }
}

/// The file of a body in a page's folder: whatever has its digest for a name and is no provenance.
fn body_file(folder: &Path, sha256: &str) -> Option<PathBuf> {
    if !layout::is_sha256(sha256) {
        return None;
    }
    fs::read_dir(folder)
        .ok()?
        .filter_map(Result::ok)
        .filter(|file| file.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|file| file.path())
        .filter(|path| path.file_stem().is_some_and(|stem| stem == sha256))
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ending != PROVENANCE_ENDING && ending != DAMAGED_ENDING)
        })
        .min()
}

/// Copies everything, and gives its SHA-256.
pub(super) fn copy_and_digest(from: &mut dyn Read, to: &mut dyn Write) -> io::Result<String> {
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
