//! A cache that came by a stranger's branch, and folders that are none: nothing is removed that the
//! cache didn't make, no link is followed, and what an entry says of itself is looked at before it
//! counts. Archives that are made to cost are refused.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::support::program::citecheck;
use citecheck::cache::warc::{WarcError, import};
use citecheck::cache::{Cache, Error, Garbage, Provenance};
use citecheck::source::normalise;
use flate2::Compression;
use flate2::write::GzEncoder;
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
        assert!(run.stderr.contains("citecheck cache init"), "{run:?}");
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

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

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
}

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

/// A record as other tools write it.
fn record(target: &str, date: &str, block: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {target}\r\nWARC-Date: {date}\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";

#[test]
fn an_archive_that_unpacks_to_more_than_is_taken_is_refused() {
    let mut file = GzEncoder::new(Vec::new(), Compression::best());
    for n in 0..40 {
        let body = format!("{OK}{n}{}", " ".repeat(1 << 20));
        let one = record(
            &format!("https://news.example/{n}"),
            "2026-04-27T09:00:00Z",
            &body,
        );
        file.write_all(one.as_bytes()).unwrap();
    }
    let file = file.finish().unwrap();
    assert!(file.len() < 1 << 20);
    let (dir, cache) = cache();
    let refused = import(&cache, file.as_slice(), 20 << 20, |_| true);
    assert!(
        matches!(refused, Err(WarcError::TooLarge { .. })),
        "{refused:?}"
    );
    assert_eq!(
        cache.verify().unwrap().sound,
        19,
        "what came before is kept"
    );

    fs::write(dir.path().join("bomb.warc.gz"), file).unwrap();
    let args = ["cache", "import", "bomb.warc.gz", "--max-total", "20MiB"];
    let run = citecheck(dir.path(), &args);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("give --max-total"), "{run:?}");
    let run = citecheck(dir.path(), &["cache", "import", "bomb.warc.gz"]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn a_body_that_unpacks_within_a_record_counts_and_a_record_that_lies_about_its_length_is_passed_over()
 {
    let mut body = GzEncoder::new(Vec::new(), Compression::best());
    body.write_all(&vec![b' '; 40 << 20]).unwrap();
    let body = body.finish().unwrap();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
    let mut file = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/\r\n\
         WARC-Date: 2026-04-27T09:00:00Z\r\nContent-Length: {}\r\n\r\n{head}",
        head.len() + body.len()
    )
    .into_bytes();
    file.extend(body);
    file.extend(b"\r\n\r\n");
    let (_dir, cache) = cache();
    let refused = import(&cache, file.as_slice(), 20 << 20, |_| true);
    assert!(
        matches!(refused, Err(WarcError::TooLarge { .. })),
        "{refused:?}"
    );

    for length in ["18446744073709551615", "99999999999999999999", "-1", "x"] {
        let lie = record("https://news.example/", "2026-04-27T09:00:00Z", OK).replace(
            &format!("Content-Length: {}", OK.len()),
            &format!("Content-Length: {length}"),
        );
        assert!(
            import(&cache, lie.as_bytes(), 1 << 30, |_| true).is_err(),
            "{length}"
        );
    }
}

#[test]
fn one_address_many_times_costs_no_more_than_many_addresses() {
    let mut file = String::new();
    for n in 0..500 {
        let date = format!(
            "2026-04-27T{:02}:{:02}:{:02}Z",
            n / 3_600,
            n / 60 % 60,
            n % 60
        );
        file += &record(
            "https://news.example/story",
            &date,
            &format!("{OK}<p>Version {n}."),
        );
    }
    let (_dir, cache) = cache();
    let done = import(&cache, file.as_bytes(), 1 << 30, |_| true).unwrap();
    assert_eq!((done.added, done.known), (500, 0));
    let again = import(&cache, file.as_bytes(), 1 << 30, |_| true).unwrap();
    assert_eq!((again.added, again.known), (0, 500));
    assert_eq!(
        cache.newest(&url()).unwrap().unwrap().fetched_at,
        "2026-04-27T00:08:19Z"
    );
}

#[test]
fn an_import_takes_its_place_by_time_and_what_is_fetched_next_comes_after_it() {
    let (_dir, cache) = cache();
    add(&cache, "first", "2026-04-10T09:00:00Z");
    add(&cache, "second", "2026-04-20T09:00:00Z");
    for (date, body) in [
        ("2026-04-15T09:00:00Z", "between"),
        ("2999-01-01T00:00:00Z", "later"),
    ] {
        let file = record("https://news.example/story", date, &format!("{OK}{body}"));
        import(&cache, file.as_bytes(), 1 << 30, |_| true).unwrap();
        let newest = cache.newest(&url()).unwrap().unwrap();
        let expected = if body == "later" {
            date
        } else {
            "2026-04-20T09:00:00Z"
        };
        assert_eq!(newest.fetched_at, expected);
    }
    let fresh = add(&cache, "fresh", "2026-05-01T09:00:00Z");
    assert_eq!(cache.newest(&url()).unwrap(), Some(fresh));
}
