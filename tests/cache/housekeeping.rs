//! Verify, remove, collect.

use std::fs;
use std::time::{Duration, SystemTime};

use citecheck::cache::Garbage;
use citecheck::source::normalise;

use crate::store::{add, cache, url};

#[test]
fn verify_tells_sound_damaged_and_left_over() {
    let (_dir, cache) = cache();
    add(&cache, &url(), "first", "2026-04-27T09:00:00Z");
    add(&cache, &url(), "second", "2026-04-28T09:00:00Z");
    let entries = cache.entries().unwrap();
    fs::write(entries[0].body().unwrap(), "altered").unwrap();
    let folder = entries[0].path.parent().unwrap();
    fs::write(folder.join(".writing-abc"), "half").unwrap();
    fs::write(
        folder.join(format!("{}.html", "0".repeat(64))),
        "no provenance",
    )
    .unwrap();

    let verified = cache.verify().unwrap();
    assert_eq!(verified.sound, 1);
    assert_eq!(verified.damaged.len(), 1);
    assert_eq!(verified.leftovers.len(), 2);
}

#[test]
fn leftovers_are_removed_once_no_run_can_still_need_them() {
    let (_dir, cache) = cache();
    add(&cache, &url(), "first", "2026-04-27T09:00:00Z");
    let entry = cache.entries().unwrap().remove(0);
    let left = entry.path.parent().unwrap().join(".writing-abc");
    fs::write(&left, "half").unwrap();

    let now = SystemTime::now();
    assert!(cache.collect(Garbage::default(), now).unwrap().is_empty());
    let later = now + Duration::from_hours(2);
    let named = Garbage {
        dry_run: true,
        ..Garbage::default()
    };
    assert_eq!(
        cache.collect(named, later).unwrap(),
        std::slice::from_ref(&left)
    );
    assert!(left.exists());
    cache.collect(Garbage::default(), later).unwrap();
    assert!(!left.exists());
    assert_eq!(cache.verify().unwrap().sound, 1);
}

#[test]
fn older_snapshots_go_when_asked_and_the_newest_always_stays() {
    let (_dir, cache) = cache();
    for (body, at) in [
        ("first", "2026-04-25T09:00:00Z"),
        ("second", "2026-04-26T09:00:00Z"),
        ("third", "2026-04-27T09:00:00Z"),
    ] {
        add(&cache, &url(), body, at);
    }
    let other = normalise("https://news.example/old").unwrap();
    add(&cache, &other, "ancient", "1999-01-01T00:00:00Z");
    // Noon of 27 April 2026.
    let now = SystemTime::UNIX_EPOCH + Duration::from_hours(493_692);

    let old = Garbage {
        older_than: Some(Duration::from_hours(36)),
        ..Garbage::default()
    };
    assert_eq!(cache.collect(old, now).unwrap().len(), 2);
    assert_eq!(cache.snapshots(&url()).len(), 2);
    let one = Garbage {
        keep: Some(1),
        ..Garbage::default()
    };
    cache.collect(one, now).unwrap();
    assert_eq!(
        cache.snapshots(&url())[0].fetched_at,
        "2026-04-27T09:00:00Z"
    );
    assert_eq!(cache.snapshots(&other).len(), 1);
}

#[test]
fn removing_a_page_leaves_the_others_and_no_empty_folder() {
    let (_dir, cache) = cache();
    let first = add(&cache, &url(), "first", "2026-04-27T09:00:00Z");
    add(&cache, &url(), "second", "2026-04-28T09:00:00Z");
    assert_eq!(cache.remove(&url(), Some(&first.sha256)).unwrap(), 1);
    assert_eq!(cache.snapshots(&url()).len(), 1);
    assert_eq!(cache.remove(&url(), None).unwrap(), 1);
    assert_eq!(cache.remove(&url(), None).unwrap(), 0);
    assert!(!cache.dir().join("news.example").exists());
}
