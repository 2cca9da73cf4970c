//! The whole cache at once: what looks after it, and nothing that a check needs.

use std::fs;
use std::path::{Path, PathBuf};

use super::layout::PROVENANCE_ENDING;
use super::{Cache, Entry, Error};

impl Cache {
    /// Every entry, in the order of their paths: host, page, digest.
    ///
    /// # Errors
    /// A folder can't be read.
    pub fn entries(&self) -> Result<Vec<Entry>, Error> {
        let mut paths = Vec::new();
        for page in self.page_folders()? {
            let files = list(&page)?.into_iter();
            paths.extend(files.filter(|path| has_ending(path, PROVENANCE_ENDING)));
        }
        Ok(paths.into_iter().map(Entry::at).collect())
    }

    /// The folders of pages, in the order of their paths.
    fn page_folders(&self) -> Result<Vec<PathBuf>, Error> {
        if !self.dir().exists() {
            return Ok(Vec::new());
        }
        let mut pages = Vec::new();
        for host in list(self.dir())?.into_iter().filter(|path| path.is_dir()) {
            pages.extend(list(&host)?.into_iter().filter(|path| path.is_dir()));
        }
        Ok(pages)
    }
}

/// What is in a folder, by name.
fn list(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let fail = |error| Error::read(folder, error);
    let mut paths = Vec::new();
    for file in fs::read_dir(folder).map_err(fail)? {
        paths.push(file.map_err(fail)?.path());
    }
    paths.sort();
    Ok(paths)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found == ending)
}
