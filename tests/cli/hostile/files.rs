//! What stands under a file's name and is none, names that are no text, folders too deep.

use std::fs;
use std::os::unix::fs::symlink;

use super::{Folders, NAMED, bounded, fifo};
use crate::support::program::command;

#[test]
fn devices_and_pipes_are_no_files() {
    for what in ["zero", "pipe"] {
        for args in NAMED {
            let folders = Folders::new();
            let name = if what == "zero" {
                "/dev/zero"
            } else {
                fifo(&folders.project("pipe"));
                "pipe"
            };
            let args: Vec<&str> = args
                .iter()
                .map(|arg| if *arg == "LINK" { name } else { arg })
                .collect();
            let run = folders.run(&args);
            assert_eq!(run.code, Some(2), "{args:?}: {run:?}");
        }
        let folders = Folders::new();
        if what == "zero" {
            symlink("/dev/zero", folders.project("page.txt")).unwrap();
            symlink("/dev/zero", folders.project("references.bib")).unwrap();
            symlink("/dev/zero", folders.project("citecheck.toml")).unwrap();
        } else {
            fifo(&folders.project("page.txt"));
            fifo(&folders.project("references.bib"));
            fifo(&folders.project("citecheck.toml"));
        }
        folders.write("a.md", "It rose ([here](page.txt)), it is said [@x].\n");
        let run = folders.run(&["check", "--offline", "a.md"]);
        assert!(matches!(run.code, Some(0..=2)), "{run:?}");
        let run = folders.run(&["cache", "add", "https://news.example/", "page.txt"]);
        assert_eq!(run.code, Some(2), "{run:?}");
        let run = folders.run(&["cache", "import", "page.txt"]);
        assert_eq!(run.code, Some(2), "{run:?}");
    }
}

#[test]
fn what_is_named_as_a_source_and_is_no_file_is_called_what_it_is() {
    let folders = Folders::new();
    fifo(&folders.project("page.txt"));
    fs::create_dir(folders.project("pages")).unwrap();
    folders.write("a.md", "It rose by 4% ([here](page.txt)) in May.\n");
    folders.write("b.md", "It rose by 4% in May.\n");
    for (path, what) in [("page.txt", "a pipe or a device"), ("pages", "a folder")] {
        let claims = format!(
            "[[source]]\nid = \"x\"\npath = \"{path}\"\n\n[[claim]]\ntext = \"It rose by 4% in May.\"\n"
        );
        folders.write("c.toml", &claims);
        for args in [&["c.toml"][..], &["b.md", "--source", path]] {
            let run = folders.run(&[&["check", "--offline"], args].concat());
            assert_eq!(run.code, Some(2), "{args:?}: {run:?}");
            assert!(run.stderr.contains(what), "{args:?}: {run:?}");
            assert!(!run.stderr.contains("no such file"), "{args:?}: {run:?}");
        }
    }
    let run = folders.run(&["check", "--offline", "a.md"]);
    assert!(
        run.stdout.contains("a pipe or a device, not a file"),
        "{run:?}"
    );
}

/// The report names a file as well as it can, and reads it by its own name.
#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_unicode_is_read_and_shown_as_well_as_it_can_be() {
    use std::ffi::{OsStr, OsString};
    use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};

    let folders = Folders::new();
    let odd = |name: &[u8]| folders.project("").join(OsStr::from_bytes(name));
    for folder in [&b"caf\xE9"[..], b"back\\slash"] {
        fs::create_dir(odd(folder)).unwrap();
        let inside = |name: &[u8]| odd(folder).join(OsStr::from_bytes(name));
        fs::write(inside(b"notice\xFF.txt"), "The harbour opened in May.\n").unwrap();
        fs::write(inside(b"notice.txt"), "The harbour opened in May.\n").unwrap();
        fs::write(
            inside(b"\xFFa.md"),
            "The harbour opened in May ([notice](notice.txt)).\n",
        )
        .unwrap();
        fs::write(
            inside(b"b.toml"),
            "[[claim]]\ntext = \"The harbour opened in May.\"\ncites = [\"n\"]\n[[source]]\nid = \"n\"\npath = \"notice.txt\"\n",
        )
        .unwrap();
        let name = |inside: &[u8]| OsString::from_vec([folder, inside].concat());
        for args in [
            &["check".into(), name(b"/\xFFa.md")][..],
            &["check".into(), name(b"/b.toml")],
            &["check".into(), name(b"")],
            &["check".into(), ".".into()],
            &[
                "check".into(),
                "claims.toml".into(),
                "--source".into(),
                name(b"/notice\xFF.txt"),
            ],
            &["claims".into(), name(b"/\xFFa.md")],
            &["extract".into(), name(b"/notice\xFF.txt")],
        ] {
            let mut command = command(&folders.project(""), &[]);
            command.args(args);
            let run = bounded(command);
            assert_eq!(run.code, Some(0), "{args:?}: {run:?}");
            assert!(!run.stdout.contains("unavailable"), "{args:?}: {run:?}");
        }
    }
    let run = folders.run(&["claims", "caf\u{E9}", "--format", "json"]);
    assert_eq!(run.code, Some(2), "another name: {run:?}");
    let run = folders.run(&["check", ".", "--verbose"]);
    assert!(
        run.stdout.contains("caf\u{FFFD}/\u{FFFD}a.md:1:1"),
        "{run:?}"
    );
}

#[test]
fn folders_that_are_too_deep_are_told() {
    let folders = Folders::new();
    let mut deep = folders.project("deep");
    for _ in 0..66 {
        deep.push("d");
    }
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("a.md"), "The harbour opened in May.\n").unwrap();
    fs::write(folders.project("deep/b.md"), "The harbour opened in May.\n").unwrap();
    let run = folders.run(&["claims", "deep"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.stderr
            .starts_with("left out 1 folder more than 64 levels deep in deep: deep/d/d/"),
        "{run:?}"
    );
}
