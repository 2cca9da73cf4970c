//! A cache that came by a stranger's branch, and folders that are none: nothing is removed that the
//! cache didn't make, no link is followed, and what an entry says of itself is looked at before it
//! counts. Archives that are made to cost are refused.

mod archives;
mod entries;
mod folders;
#[cfg(unix)]
mod links;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use citecheck::cache::{Cache, Provenance};
use citecheck::source::normalise;
use tempfile::TempDir;
use url::Url;

fn url() -> Url {
    normalise("https://news.example/story").unwrap()
}

fn cache() -> (TempDir, Cache) {
    let dir = tempfile::tempdir().unwrap();
    let cache = Cache::open(dir.path().join("cache")).unwrap();
    (dir, cache)
}

fn add(cache: &Cache, body: &str, at: &str) -> Provenance {
    cache
        .add(&url(), Some("text/html"), &mut body.as_bytes(), at)
        .unwrap()
}

fn page_folder(cache: &Cache) -> PathBuf {
    cache.entries().unwrap()[0]
        .path
        .parent()
        .unwrap()
        .to_owned()
}

fn long_after() -> SystemTime {
    SystemTime::now() + Duration::from_hours(100_000)
}

/// Everything below a folder, with what stands in it.
fn everything(folder: &Path) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.is_symlink() {
                pending.push(path.clone());
            }
            found.push((path.clone(), fs::read(&path).ok()));
        }
    }
    found.sort();
    found
}
