//! Links that lead out of the folder: no command reads or writes through one.

use std::fs;
use std::os::unix::fs::symlink;

use super::{Folders, NAMED, bounded};
use crate::support::program::command;

#[test]
fn a_link_out_of_the_folder_is_read_by_no_command() {
    for args in NAMED {
        for through_folder in [false, true] {
            let folders = Folders::new();
            let link = if through_folder {
                symlink(folders.home(""), folders.project("up")).unwrap();
                "up/secret.txt"
            } else {
                symlink(folders.home("secret.txt"), folders.project("in.txt")).unwrap();
                "in.txt"
            };
            let args: Vec<&str> = args
                .iter()
                .map(|arg| if *arg == "LINK" { link } else { arg })
                .collect();
            let run = folders.run(&args);
            assert_eq!(run.code, Some(2), "{args:?}: {run:?}");
            assert!(
                run.stderr.contains("leads out of the folder"),
                "{args:?}: {run:?}"
            );
            assert!(
                !folders.all_that_came(&run).contains("tangerine"),
                "{args:?}: {run:?}"
            );
        }
    }
}

#[test]
fn a_link_out_of_the_folder_is_no_source_and_no_bibliography() {
    for (name, article) in [
        (
            "a.toml",
            "[[claim]]\ntext = \"The password of the harbour master is tangerine.\"\ncites = [\"here\"]\n[[source]]\nid = \"here\"\npath = \"in.txt\"\n",
        ),
        (
            "a.toml",
            "[[claim]]\ntext = \"The password of the harbour master is tangerine.\"\ncites = [\"here\"]\n[[source]]\nid = \"here\"\npath = \"up/secret.txt\"\n",
        ),
        (
            "a.md",
            "The password of the harbour master is tangerine ([here](in.txt)).\n",
        ),
        (
            "a.md",
            "The password of the harbour master is tangerine ([here](up/secret.txt)).\n",
        ),
        (
            "a.md",
            "---\nbibliography: in.txt\n---\n\nThe harbour opened in May [@x].\n",
        ),
    ] {
        let folders = Folders::new();
        symlink(folders.home("secret.txt"), folders.project("in.txt")).unwrap();
        symlink(
            folders.home("secret.txt"),
            folders.project("references.bib"),
        )
        .unwrap();
        symlink("../home", folders.project("up")).unwrap();
        folders.write(name, article);
        let run = folders.run(&["check", "--offline", name, "--verbose", "--format", "json"]);
        let shown = run.stdout.replace("harbour master is tangerine", "");
        assert!(!shown.contains("tangerine"), "{article}: {run:?}");
        assert!(
            run.stdout.contains("unreadable-file") || run.code == Some(2),
            "{article}: {run:?}"
        );
        // The one who runs it may allow it.
        let run = folders.run(&[
            "check",
            "--offline",
            name,
            "--allow-outside-paths",
            "--format",
            "json",
        ]);
        assert!(
            !run.stdout.contains("unreadable-file"),
            "{article}: {run:?}"
        );
    }
}

#[test]
fn in_a_folder_links_that_lead_out_are_left_out_and_told() {
    let folders = Folders::new();
    fs::create_dir(folders.project("articles")).unwrap();
    folders.write(
        "articles/a.md",
        "The harbour opened in May ([notice](notice.txt)).\n",
    );
    folders.write("articles/notice.txt", "The harbour opened in May.\n");
    symlink("a.md", folders.project("articles/again.md")).unwrap();
    symlink(folders.home("secret.md"), folders.project("articles/b.md")).unwrap();
    symlink("../claims.toml", folders.project("articles/c.toml")).unwrap();
    for input in ["articles", "articles/*.md"] {
        let run = folders.run(&["check", "--offline", input, "--verbose"]);
        assert!(
            !folders.all_that_came(&run).contains("tangerine"),
            "{run:?}"
        );
        if input == "articles" {
            let told =
                "left out 2 links that lead out in articles: articles/b.md, articles/c.toml\n";
            assert_eq!(run.stderr, told);
            assert!(run.stdout.contains("again.md"), "{run:?}");
        } else {
            assert_eq!(run.code, Some(2), "{run:?}");
        }
    }
}

#[test]
fn nothing_is_written_through_a_link_that_a_flag_names() {
    for (args, link) in [
        (
            &["check", "claims.toml", "--offline", "--output", "json=LINK"][..],
            true,
        ),
        (
            &[
                "baseline",
                "update",
                "claims.toml",
                "--offline",
                "--baseline",
                "LINK",
            ],
            true,
        ),
        (&["cache", "export", "LINK"], true),
        (&["init", "--force", "LINK"], false),
        (
            &[
                "check",
                "claims.toml",
                "--offline",
                "--output",
                "json=up/report.json",
            ],
            false,
        ),
        (
            &[
                "cache",
                "add",
                "https://news.example/",
                "claims.toml",
                "--cache",
                "up",
            ],
            false,
        ),
    ] {
        let folders = Folders::new();
        fs::write(folders.home("kept"), "kept").unwrap();
        symlink("../home", folders.project("up")).unwrap();
        symlink("../home/kept", folders.project("link")).unwrap();
        fs::create_dir(folders.project("below")).unwrap();
        symlink("../../home/kept", folders.project("below/citecheck.toml")).unwrap();
        let name = if link { "link" } else { "below" };
        let args: Vec<String> = args.iter().map(|arg| arg.replace("LINK", name)).collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let run = folders.run(&args);
        assert_eq!(run.code, Some(2), "{args:?}: {run:?}");
        assert_eq!(
            fs::read_to_string(folders.home("kept")).unwrap(),
            "kept",
            "{args:?}"
        );
        assert_eq!(
            fs::read_dir(folders.home("")).unwrap().count(),
            3,
            "{args:?}"
        );
    }
}

#[test]
fn the_environment_of_the_program_is_in_no_output() {
    let folders = Folders::new();
    symlink("/proc/self/environ", folders.project("env.toml")).unwrap();
    symlink("/proc/self/environ", folders.project("env.txt")).unwrap();
    folders.write("a.md", "It rose ([here](env.txt)).\n");
    for args in [
        &["check", "--offline", "env.toml"][..],
        &["check", "--offline", "."],
        &["claims", "env.txt"],
        &["check", "--offline", "a.md", "--format", "json"],
    ] {
        let mut command = command(&folders.project(""), args);
        command.env("TOKEN", "tangerine");
        let run = bounded(command);
        assert!(
            !folders.all_that_came(&run).contains("tangerine"),
            "{run:?}"
        );
    }
}
