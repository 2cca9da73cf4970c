//! Entries as they lie in a page's folder: a file of provenance, and the body beside it.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::layout::{self, DAMAGED_ENDING, PROVENANCE_ENDING};
use super::store::{MAX_BODY, read_provenance};
use super::{Damaged, Provenance, Snapshot};

/// An entry of the cache: what was said of a body, and where the files are.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What is known of the snapshot, or what is wrong with the file that should say it.
    pub provenance: Result<Provenance, Damaged>,
    /// The file of provenance.
    pub path: PathBuf,
}

impl Entry {
    /// The entries of a page's folder, by name; none where there is no such folder.
    pub(super) fn list(folder: &Path) -> Vec<Self> {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .filter_map(|file| Some(file.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|e| e == PROVENANCE_ENDING))
            .collect();
        paths.sort();
        paths.into_iter().map(Self::at).collect()
    }

    /// The entry whose file of provenance is at `path`.
    pub(super) fn at(path: PathBuf) -> Self {
        let provenance = read_provenance(&path);
        Self { provenance, path }
    }

    /// The body's file: whatever lies beside the provenance under the same name.
    pub fn body(&self) -> Option<PathBuf> {
        body_file(self.path.parent()?, self.path.file_stem()?.to_str()?)
    }

    /// Both files, where they are.
    pub(super) fn files(&self) -> impl Iterator<Item = PathBuf> {
        [Some(self.path.clone()), self.body()].into_iter().flatten()
    }

    /// Looks whether the body is there and as long as what was stored, without reading it.
    ///
    /// # Errors
    /// The first thing found wrong.
    pub fn glance(&self) -> Result<(), Damaged> {
        let provenance = self.provenance.as_ref().map_err(Clone::clone)?;
        open_body(self.path.parent().unwrap_or(Path::new("")), provenance).map(drop)
    }

    /// Reads the entry in full, to see whether it is what was stored.
    ///
    /// # Errors
    /// The first thing found wrong.
    pub fn check(&self) -> Result<Snapshot, Damaged> {
        let provenance = self.provenance.as_ref().map_err(Clone::clone)?;
        let folder = self.path.parent().unwrap_or(Path::new(""));
        read_body(folder, provenance)
    }
}

/// The file of the body that `provenance` speaks of, as long as it should be.
fn open_body(folder: &Path, provenance: &Provenance) -> Result<(PathBuf, File), Damaged> {
    let path = body_file(folder, &provenance.sha256).ok_or_else(|| {
        let name = format!("{}.{PROVENANCE_ENDING}", provenance.sha256);
        Damaged::new(&folder.join(name), "its body is missing")
    })?;
    let damaged = |why: String| Damaged::new(&path, why);
    let file = File::open(&path).map_err(|error| damaged(error.to_string()))?;
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

/// The body that `provenance` speaks of, from the page's folder.
pub(super) fn read_body(folder: &Path, provenance: &Provenance) -> Result<Snapshot, Damaged> {
    let (path, file) = open_body(folder, provenance)?;
    let damaged = |why: String| Damaged::new(&path, why);
    let mut body = Vec::new();
    file.take(MAX_BODY)
        .read_to_end(&mut body)
        .map_err(|error| damaged(error.to_string()))?;
    if layout::hex(&Sha256::digest(&body)) != provenance.sha256 {
        return Err(damaged("its bytes are not those that were stored".into()));
    }
    Ok(Snapshot {
        provenance: provenance.clone(),
        body,
    })
}

/// The file of a body in a page's folder: whatever has its digest for a name and is no provenance.
fn body_file(folder: &Path, sha256: &str) -> Option<PathBuf> {
    if !layout::is_sha256(sha256) {
        return None;
    }
    fs::read_dir(folder)
        .ok()?
        .filter_map(|file| Some(file.ok()?.path()))
        .filter(|path| path.file_stem().is_some_and(|stem| stem == sha256))
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ending != PROVENANCE_ENDING && ending != DAMAGED_ENDING)
        })
        .min()
}
