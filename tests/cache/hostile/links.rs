//! No link is followed.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use citecheck::cache::{Cache, Error, Garbage};
use tempfile::TempDir;

use super::{add, cache, everything, long_after, page_folder, url};

/// A cache with an entry, and a folder elsewhere that looks like one of its pages.
fn with_elsewhere() -> (TempDir, Cache, PathBuf) {
    let (dir, cache) = cache();
    add(&cache, "first", "2026-04-27T09:00:00Z");
    let elsewhere = dir.path().join("elsewhere");
    let page = elsewhere.join("story-0123456789abcdef");
    fs::create_dir_all(&page).unwrap();
    fs::write(page.join(".writing-old"), "kept").unwrap();
    fs::write(page.join(format!("{}.html", "0".repeat(64))), "kept").unwrap();
    (dir, cache, elsewhere)
}

#[test]
fn gc_follows_no_link() {
    let (_dir, cache, elsewhere) = with_elsewhere();
    let host = cache.dir().join("news.example");
    let page = page_folder(&cache);
    symlink(&elsewhere, cache.dir().join("linked.example")).unwrap();
    symlink(
        elsewhere.join("story-0123456789abcdef"),
        host.join("story-fedcba9876543210"),
    )
    .unwrap();
    symlink(
        elsewhere.join("story-0123456789abcdef/.writing-old"),
        page.join(".writing-new"),
    )
    .unwrap();
    let before = everything(&elsewhere);
    cache
        .collect(
            Garbage {
                keep: Some(1),
                ..Garbage::default()
            },
            long_after(),
        )
        .unwrap();
    assert_eq!(everything(&elsewhere), before);
    let verified = cache.verify().unwrap();
    assert_eq!(
        (verified.sound, verified.damaged.len()),
        (1, 2),
        "{verified:?}"
    );
}

#[test]
fn a_page_behind_a_link_is_damaged_and_is_not_written() {
    for link_host in [true, false] {
        let (_dir, cache, elsewhere) = with_elsewhere();
        let page = page_folder(&cache);
        let host = cache.dir().join("news.example");
        let name = page.file_name().unwrap().to_owned();
        if link_host {
            fs::rename(&host, elsewhere.join("host")).unwrap();
            symlink(elsewhere.join("host"), &host).unwrap();
        } else {
            fs::rename(&page, elsewhere.join(&name)).unwrap();
            symlink(elsewhere.join(&name), &page).unwrap();
        }
        let before = everything(&elsewhere);
        assert!(cache.newest(&url()).is_err());
        let added = cache.add(
            &url(),
            None,
            &mut "second".as_bytes(),
            "2026-04-28T09:00:00Z",
        );
        assert!(matches!(added, Err(Error::InTheWay { .. })), "{added:?}");
        assert_eq!(cache.remove(&url(), None).unwrap(), 1);
        assert_eq!(everything(&elsewhere), before);
    }
}

#[test]
fn a_body_or_provenance_that_is_a_link_or_a_device_is_damaged() {
    for target in ["elsewhere", "/dev/zero", "pipe"] {
        for ending in ["html", "json"] {
            let (dir, cache) = cache();
            let page = add(&cache, "first", "2026-04-27T09:00:00Z");
            let path = page_folder(&cache).join(format!("{}.{ending}", page.sha256));
            let target = dir.path().join(target);
            if target.ends_with("elsewhere") {
                fs::rename(&path, &target).unwrap();
            } else {
                fs::remove_file(&path).unwrap();
            }
            if target.ends_with("pipe") {
                assert!(
                    std::process::Command::new("mkfifo")
                        .arg(&path)
                        .status()
                        .unwrap()
                        .success()
                );
            } else {
                symlink(&target, &path).unwrap();
            }
            let entry = cache.entries().unwrap().remove(0);
            assert!(entry.check().is_err() && entry.glance().is_err());
            assert!(cache.read(&page).is_err() || ending == "json");
            assert_eq!(cache.verify().unwrap().sound, 0);
        }
    }
}
