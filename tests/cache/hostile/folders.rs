//! Folders that are no cache lose nothing, and a cache only what it made.

use std::fs;

use citecheck::cache::{Cache, Error, Garbage};
use tempfile::TempDir;
use url::Url;

use super::{add, everything, long_after, page_folder, url};
use crate::support::program::citecheck;

/// A project with files two folders deep, as deep as a cache's are, all of them old.
fn project() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for file in [
        "v/src/app/main.rs",
        "v/src/app/.writing-essay.md",
        "v/docs/guide/index.html",
        "v/docs/guide/0123.json",
        "v/empty/folder/.keep",
        "v/README.md",
    ] {
        let path = dir.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "kept").unwrap();
    }
    fs::create_dir_all(dir.path().join("v/bare/below")).unwrap();
    dir
}

#[test]
fn a_folder_that_is_no_cache_loses_nothing() {
    for args in [
        &["cache", "gc", "--cache", "v"][..],
        &[
            "cache",
            "gc",
            "--cache",
            "v",
            "--keep",
            "1",
            "--older-than",
            "1d",
        ],
        &["cache", "rm", "--cache", "v", "https://news.example/story"],
        &[
            "cache",
            "add",
            "--cache",
            "v",
            "https://news.example/story",
            "v/README.md",
        ],
    ] {
        let dir = project();
        let before = everything(dir.path());
        let run = citecheck(dir.path(), args);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(
            run.stderr
                .contains("mark this one with `citecheck cache init v`"),
            "{run:?}"
        );
        assert_eq!(everything(dir.path()), before);
    }
}

#[test]
fn a_folder_marked_as_a_cache_loses_only_what_the_cache_made() {
    let dir = project();
    let folder = dir.path().join("v");
    assert_eq!(citecheck(dir.path(), &["cache", "init", "v"]).code, Some(0));
    let cache = Cache::open(&folder).unwrap();
    let before = everything(&folder);
    assert!(
        cache
            .collect(Garbage::default(), long_after())
            .unwrap()
            .is_empty()
    );
    assert_eq!(everything(&folder), before);

    // Beside what others put into a page's own folder.
    add(&cache, "first", "2026-04-27T09:00:00Z");
    let page = page_folder(&cache);
    let digest = "0".repeat(64);
    for ours in [
        ".writing-abc".to_owned(),
        format!("{digest}.html"),
        format!("{digest}.json.damaged"),
    ] {
        fs::write(page.join(ours), "left").unwrap();
    }
    for theirs in ["notes.txt", "main.rs", "deadbeef.html", ".hidden"] {
        fs::write(page.join(theirs), "kept").unwrap();
    }
    let removed = cache.collect(Garbage::default(), long_after()).unwrap();
    assert_eq!(removed.len(), 3, "{removed:?}");
    assert_eq!(fs::read_dir(&page).unwrap().count(), 6);
    assert_eq!(cache.verify().unwrap().sound, 1);
}

#[test]
fn pages_that_are_the_first_of_a_cache_at_once_are_all_stored() {
    for _ in 0..40 {
        let dir = tempfile::tempdir().unwrap();
        let cache = Cache::open(dir.path()).unwrap();
        let start = std::sync::Barrier::new(16);
        std::thread::scope(|scope| {
            for number in 0..16 {
                let (cache, start) = (&cache, &start);
                scope.spawn(move || {
                    let page = format!("https://first{number}.example/");
                    let page = Url::parse(&page).unwrap();
                    start.wait();
                    cache
                        .add(&page, None, &mut "x".as_bytes(), "2026-04-27T09:00:00Z")
                        .unwrap();
                });
            }
        });
        assert_eq!(cache.verify().unwrap().sound, 16);
    }
}

#[test]
fn a_folder_that_is_empty_or_that_an_older_version_made_becomes_a_cache_at_first_use() {
    for old in [None, Some("* -text\n"), Some("*.rs text\n")] {
        let dir = tempfile::tempdir().unwrap();
        if let Some(attributes) = old {
            fs::write(dir.path().join(".gitattributes"), attributes).unwrap();
            fs::create_dir(dir.path().join("other.example")).unwrap();
        }
        let cache = Cache::open(dir.path()).unwrap();
        assert!(!cache.is_marked());
        let added = cache.add(&url(), None, &mut "x".as_bytes(), "2026-04-27T09:00:00Z");
        if old == Some("*.rs text\n") {
            assert!(matches!(added, Err(Error::Unmarked { .. })), "{added:?}");
        } else {
            added.unwrap();
            assert!(cache.is_marked());
            assert_eq!(
                cache
                    .collect(Garbage::default(), long_after())
                    .unwrap()
                    .len(),
                0
            );
        }
    }
}
