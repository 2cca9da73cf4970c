//! Snapshots in and out.

use std::fs;
use std::thread;

use citecheck::cache::{Cache, Error, Provenance};
use citecheck::source::normalise;
use tempfile::TempDir;
use url::Url;

pub fn cache() -> (TempDir, Cache) {
    let dir = tempfile::tempdir().unwrap();
    let cache = Cache::open(dir.path().join("cache")).unwrap();
    (dir, cache)
}

pub fn url() -> Url {
    normalise("https://news.example/story").unwrap()
}

pub fn add(cache: &Cache, url: &Url, body: &str, at: &str) -> Provenance {
    cache
        .add(url, Some("text/html"), &mut body.as_bytes(), at)
        .unwrap()
}

#[test]
fn snapshots_are_kept_and_the_newest_is_the_one_last_seen() {
    let (_dir, cache) = cache();
    let old = add(&cache, &url(), "old", "2026-04-27T09:00:00Z");
    let new = add(&cache, &url(), "new", "2026-04-28T09:00:00Z");
    assert_eq!(cache.newest(&url()).unwrap(), Some(new.clone()));
    cache.mark_checked(&old, "2026-04-29T09:00:00Z").unwrap();
    let newest = cache.newest(&url()).unwrap().unwrap();
    assert_eq!(
        newest.sha256, old.sha256,
        "the page was set back to what it was"
    );
    assert_eq!(cache.read(&new).unwrap().body, b"new");
}

#[test]
fn an_entry_reads_well_and_says_all_that_is_known() {
    let (_dir, cache) = cache();
    add(&cache, &url(), "<p>Hello.", "2026-04-27T09:00:00Z");
    let entry = cache.entries().unwrap().remove(0);
    let shown = entry
        .path
        .strip_prefix(cache.dir())
        .unwrap()
        .display()
        .to_string();
    insta::assert_snapshot!(format!(
        "{shown}\n{}",
        fs::read_to_string(&entry.path).unwrap()
    ));
    assert_eq!(entry.body().unwrap(), entry.path.with_extension("html"));
    assert_eq!(
        fs::read_to_string(cache.dir().join(".gitattributes")).unwrap(),
        "* -text\n"
    );
}

#[test]
fn a_body_that_was_altered_shortened_or_taken_away_is_never_given() {
    let (_dir, cache) = cache();
    let page = add(&cache, &url(), "<p>Hello.", "2026-04-27T09:00:00Z");
    let body = cache.entries().unwrap()[0].body().unwrap();
    for altered in ["<p>Hallo.", "<p>Hell", ""] {
        fs::write(&body, altered).unwrap();
        assert!(cache.read(&page).is_err(), "{altered}");
    }
    fs::remove_file(&body).unwrap();
    assert!(cache.read(&page).is_err());
    fs::write(&body, "<p>Hello.").unwrap();
    assert!(cache.read(&page).is_ok());
}

#[test]
fn provenance_that_names_another_body_is_damaged() {
    let (_dir, cache) = cache();
    add(&cache, &url(), "<p>Hello.", "2026-04-27T09:00:00Z");
    let path = cache.entries().unwrap()[0].path.clone();
    let text = fs::read_to_string(&path).unwrap();
    fs::write(
        &path,
        text.replace("\"sha256\": \"", "\"sha256\": \"../../../x"),
    )
    .unwrap();
    assert!(cache.newest(&url()).is_err());
}

#[test]
fn a_body_that_is_not_the_one_announced_is_not_stored() {
    let (_dir, cache) = cache();
    let mut page = add(&cache, &url(), "<p>Hello.", "2026-04-27T09:00:00Z");
    cache.remove(&url(), None).unwrap();
    page.url = "https://news.example/other".into();
    let stored = cache.store(&page, &mut "something else".as_bytes());
    assert!(matches!(stored, Err(Error::Digest { .. })), "{stored:?}");
    assert!(cache.entries().unwrap().is_empty());
    assert!(cache.verify().unwrap().leftovers.is_empty());
}

#[test]
fn an_entry_that_speaks_of_another_page_is_damaged() {
    let (_dir, cache) = cache();
    add(&cache, &url(), "<p>Hello.", "2026-04-27T09:00:00Z");
    let entry = cache.entries().unwrap().remove(0);
    let text = fs::read_to_string(&entry.path).unwrap();
    fs::write(&entry.path, text.replace("/story", "/st0ry")).unwrap();
    assert!(cache.newest(&url()).is_err());
}

#[test]
fn a_file_in_the_place_of_the_folder_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("cache");
    fs::write(&file, "").unwrap();
    assert!(matches!(Cache::open(&file), Err(Error::NoFolder { .. })));
}

#[test]
fn writers_and_readers_at_once_see_whole_snapshots_only() {
    let (_dir, cache) = cache();
    let bodies: Vec<String> = (0..4).map(|n| format!("{n}").repeat(50_000)).collect();
    thread::scope(|scope| {
        for body in &bodies {
            let cache = &cache;
            scope.spawn(move || {
                for second in 0..20 {
                    add(
                        cache,
                        &url(),
                        body,
                        &format!("2026-04-27T09:00:{second:02}Z"),
                    );
                }
            });
        }
        for _ in 0..200 {
            if let Some(newest) = cache.newest(&url()).unwrap() {
                cache.read(&newest).unwrap();
            }
        }
    });
    let verified = cache.verify().unwrap();
    assert_eq!((verified.sound, verified.damaged.len()), (4, 0));
    assert!(verified.leftovers.is_empty());
}
