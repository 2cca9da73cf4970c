//! `citecheck cache`, as a person sees it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::program::{Run, citecheck};

fn run(dir: &Path, args: &[&str]) -> Run {
    citecheck(dir, &[&["cache"], args].concat())
}

/// A folder with two pages in its cache, put there by hand.
fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("page.html"), "<p>Hello.").unwrap();
    fs::write(dir.path().join("notes.md"), "# Notes").unwrap();
    for (url, file) in [
        ("https://news.example/story#top", "page.html"),
        ("https://docs.example/notes", "notes.md"),
    ] {
        let added = run(dir.path(), &["add", url, file]);
        assert_eq!(added.code, Some(0), "{added:?}");
    }
    dir
}

/// Output without the times in it.
fn timeless(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let words = line.split(' ').map(|word| {
            if word.parse::<jiff::Timestamp>().is_ok() {
                "[time]"
            } else {
                word
            }
        });
        out.push_str(&words.collect::<Vec<_>>().join(" "));
        out.push('\n');
    }
    out
}

#[test]
fn added_pages_are_listed_and_shown() {
    let dir = folder();
    insta::assert_snapshot!("ls", timeless(&run(dir.path(), &["ls"]).stdout));
    let shown = run(dir.path(), &["show", "https://news.example/story"]);
    insta::assert_snapshot!("show", timeless(&shown.stdout));
    let body = run(
        dir.path(),
        &["show", "--body", "https://news.example/story"],
    );
    assert_eq!(body.stdout, "<p>Hello.");
    let missing = run(dir.path(), &["show", "https://news.example/other"]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.stderr.contains("holds no snapshot"), "{missing:?}");
}

#[test]
fn verify_exits_with_one_when_something_is_damaged() {
    let dir = folder();
    let sound = run(dir.path(), &["verify"]);
    assert_eq!(
        (sound.code, sound.stdout.as_str()),
        (Some(0), "2 snapshots sound, 0 damaged\n")
    );
    for entry in fs::read_dir(dir.path().join("cache/news.example")).unwrap() {
        for file in fs::read_dir(entry.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "html") {
                fs::write(path, "<p>Hallo.").unwrap();
            }
        }
    }
    let damaged = run(dir.path(), &["verify"]);
    assert_eq!(damaged.code, Some(1));
    assert!(
        damaged.stdout.contains("not those that were stored"),
        "{damaged:?}"
    );
    assert!(
        damaged.stdout.ends_with("1 snapshot sound, 1 damaged\n"),
        "{damaged:?}"
    );
}

#[test]
fn removed_pages_are_gone() {
    let dir = folder();
    let removed = run(dir.path(), &["rm", "https://news.example/story"]);
    assert_eq!(
        removed.stdout,
        "removed 1 snapshot of https://news.example/story\n"
    );
    assert_eq!(
        run(dir.path(), &["rm", "https://news.example/story"]).code,
        Some(2)
    );
    assert_eq!(run(dir.path(), &["ls"]).stdout.lines().count(), 1);
    assert_eq!(
        run(dir.path(), &["gc", "--keep", "1"]).stdout,
        "0 files removed\n"
    );
}

#[test]
fn an_exported_cache_is_imported_elsewhere() {
    let dir = folder();
    let exported = run(dir.path(), &["export", "pages.warc.gz"]);
    assert_eq!((exported.code, exported.stdout.as_str()), (Some(0), ""));
    let imported = run(
        dir.path(),
        &["import", "--cache", "elsewhere", "pages.warc.gz"],
    );
    assert_eq!(
        imported.stdout,
        "2 snapshots added, 0 known already, 0 passed over\n"
    );
    let before = run(dir.path(), &["ls", "--json"]);
    let after = run(dir.path(), &["ls", "--json", "--cache", "elsewhere"]);
    assert_eq!(before.stdout, after.stdout);
    let one = [
        "import",
        "--cache",
        "third",
        "--url",
        "https://docs.example/notes",
        "pages.warc.gz",
    ];
    assert!(run(dir.path(), &one).stdout.starts_with("1 snapshot added"));
}

/// A disk without room is played by a limit on the size of files.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_clear_error_and_leaves_the_cache_sound() {
    let dir = folder();
    fs::write(dir.path().join("large.html"), "<p>Large. ".repeat(20_000)).unwrap();
    let script = format!(
        "ulimit -f 16; exec {} cache add https://news.example/large large.html",
        env!("CARGO_BIN_EXE_citecheck")
    );
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(dir.path())
        .output()
        .unwrap();
    let full: Run = output.into();
    assert_eq!(full.code, Some(2), "{full:?}");
    assert!(
        full.stderr.contains("cannot write into the cache"),
        "{full:?}"
    );
    assert!(full.stderr.contains("File too large"), "{full:?}");
    let verified = run(dir.path(), &["verify"]);
    assert_eq!(verified.stdout, "2 snapshots sound, 0 damaged\n");
}
