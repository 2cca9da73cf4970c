//! What an entry says of itself is looked at before it counts.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use citecheck::cache::{Error, Garbage};
use citecheck::source::normalise;

use super::{add, cache, page_folder, url};
use crate::support::program::citecheck;

#[test]
fn what_is_in_the_way_of_one_page_is_told_and_the_others_are_stored() {
    for what in ["body", "provenance", "page", "host"] {
        let (dir, cache) = cache();
        let page = add(&cache, "first", "2026-04-27T09:00:00Z");
        let folder = page_folder(&cache);
        cache.remove(&url(), None).unwrap();
        match what {
            "body" => fs::create_dir_all(folder.join(format!("{}.html", page.sha256))).unwrap(),
            "provenance" => {
                fs::create_dir_all(folder.join(format!("{}.json", page.sha256))).unwrap();
            }
            "page" => {
                fs::create_dir_all(folder.parent().unwrap()).unwrap();
                fs::write(&folder, "").unwrap();
            }
            _ => fs::write(folder.parent().unwrap(), "").unwrap(),
        }
        let added = cache.add(
            &url(),
            Some("text/html"),
            &mut "first".as_bytes(),
            "2026-04-27T09:00:00Z",
        );
        if matches!(what, "body" | "provenance") {
            // Set aside, for it is one file's name.
            assert_eq!(cache.newest(&url()).unwrap().unwrap(), added.unwrap());
        } else {
            assert!(
                matches!(added, Err(Error::InTheWay { .. })),
                "{what}: {added:?}"
            );
        }
        let run = citecheck(dir.path(), &["cache", "ls"]);
        assert!(matches!(run.code, Some(0 | 1)), "{what}: {run:?}");
    }
}

/// Changes a file of provenance.
fn edit(path: &Path, change: impl Fn(&mut serde_json::Value)) {
    let mut provenance = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    change(&mut provenance);
    fs::write(path, serde_json::to_string_pretty(&provenance).unwrap()).unwrap();
}

#[test]
fn no_date_makes_a_snapshot_the_newest_for_ever() {
    for at in [
        "2999-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2026-04-27T09:00:00Z",
    ] {
        for sequence in [None, Some(1_000_000_000), Some(7)] {
            let (_dir, cache) = cache();
            let forged = add(&cache, "forged", "2026-04-27T09:00:00Z");
            edit(&cache.entries().unwrap()[0].path, |provenance| {
                provenance["fetched_at"] = at.into();
                if let Some(sequence) = sequence {
                    provenance["sequence"] = sequence.into();
                }
            });
            let fresh = add(&cache, "fresh", "2026-11-28T09:00:00Z");
            if sequence != Some(1_000_000_000) {
                assert_eq!(
                    cache.newest(&url()).unwrap().unwrap().sha256,
                    fresh.sha256,
                    "{at}"
                );
                let one = Garbage {
                    keep: Some(1),
                    ..Garbage::default()
                };
                cache.collect(one, SystemTime::now()).unwrap();
                assert_eq!(cache.snapshots(&url())[0].sha256, fresh.sha256, "{at}");
                assert!(
                    cache
                        .snapshots(&url())
                        .iter()
                        .all(|page| page.sha256 != forged.sha256)
                );
            }
        }
    }
}

#[test]
fn a_snapshot_from_the_future_is_asked_for_again() {
    let now: jiff::Timestamp = "2026-04-27T09:00:00Z".parse().unwrap();
    let now = UNIX_EPOCH + Duration::try_from(now.as_duration()).unwrap();
    let (_dir, cache) = cache();
    let mut page = add(&cache, "x", "2026-04-27T08:00:00Z");
    assert_eq!(page.age(now), Some(Duration::from_hours(1)));
    page.fetched_at = "2026-04-27T10:00:00Z".into();
    assert_eq!(page.age(now), Some(Duration::ZERO), "clocks differ");
    page.fetched_at = "2999-01-01T00:00:00Z".into();
    assert_eq!(page.age(now), None);
}

#[test]
fn provenance_that_no_cache_writes_is_damaged() {
    let long = "x".repeat(10_000);
    let many: Vec<String> = (0..100)
        .map(|n| format!("https://news.example/{n}"))
        .collect();
    let wrong: &[(&str, serde_json::Value)] = &[
        ("fetched_at", "yesterday".into()),
        ("fetched_at", "".into()),
        ("checked_at", "tomorrow".into()),
        ("archived_at", "2026".into()),
        ("final_url", "javascript:alert(1)".into()),
        ("final_url", "".into()),
        ("redirects", vec!["file:///etc/passwd"].into()),
        ("redirects", many.into()),
        ("headers", serde_json::json!({"etag": "a\r\nx: y"})),
        ("headers", serde_json::json!({"etag": long})),
        ("status", 0.into()),
        ("status", 65_535.into()),
        ("size", u64::MAX.into()),
        ("sequence", u32::MAX.into()),
        ("sequence", (-1).into()),
        ("sha256", "0".repeat(64).into()),
        ("sha256", "../../x".into()),
        ("url", "https://news.example/other".into()),
        ("url", "HTTPS://news.example/story".into()),
        ("url", "news".into()),
    ];
    for (field, value) in wrong {
        let (_dir, cache) = cache();
        add(&cache, "x", "2026-04-27T09:00:00Z");
        edit(&cache.entries().unwrap()[0].path, |provenance| {
            provenance[*field] = value.clone();
        });
        let verified = cache.verify().unwrap();
        assert_eq!(
            (verified.sound, verified.damaged.len()),
            (0, 1),
            "{field} {value}"
        );
        assert!(cache.newest(&url()).is_err(), "{field} {value}");
    }
}

#[test]
fn verify_calls_no_entry_sound_that_lies_in_another_pages_folder() {
    let (dir, cache) = cache();
    add(&cache, "x", "2026-04-27T09:00:00Z");
    let folder = page_folder(&cache);
    let other = normalise("https://news.example/other").unwrap();
    cache
        .add(&other, None, &mut "y".as_bytes(), "2026-04-27T09:00:00Z")
        .unwrap();
    let others = cache
        .entries()
        .unwrap()
        .into_iter()
        .find(|e| e.path.parent() != Some(&folder))
        .unwrap();
    for path in [others.path.clone(), others.body().unwrap()] {
        fs::rename(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    let verified = cache.verify().unwrap();
    assert_eq!((verified.sound, verified.damaged.len()), (1, 1));
    assert!(
        verified.damaged[0].why.contains("another page"),
        "{verified:?}"
    );
    assert_eq!(citecheck(dir.path(), &["cache", "verify"]).code, Some(1));
}

#[test]
fn a_page_that_is_too_long_is_refused_and_not_cut() {
    let (_dir, cache) = cache();
    let mut endless = std::io::repeat(b'x');
    let added = cache.add(&url(), None, &mut endless, "2026-04-27T09:00:00Z");
    assert!(matches!(added, Err(Error::TooLarge { .. })), "{added:?}");
    assert!(cache.entries().unwrap().is_empty());
}
