//! Settings that ask for more than the one who runs the program gave.

use std::fs;
use std::os::unix::fs::symlink;

use super::Folders;
use crate::support::server::{Reply, Server};

#[test]
fn settings_that_loosen_a_guard_have_no_effect_and_are_told() {
    let folders = Folders::new();
    let server = Server::start(|_| Reply::html("<p>An inner page."));
    let proxied = Server::with_robots(|_| Reply::html("<p>By the proxy."));
    folders.write(
        "a.toml",
        &format!(
            "[[claim]]\ntext = \"It is an inner page.\"\ncites = [\"{}\"]\n",
            server.url("/a")
        ),
    );
    folders.write(
        "b.toml",
        "[[claim]]\ntext = \"It is so.\"\ncites = [\"http://news.example/a\"]\n",
    );
    let archive = format!(
        "archive = \"wayback\"\narchive-url = \"{}\"\n",
        proxied.url("/")
    );
    for (key, line) in [
        (
            "allow-private-network",
            "allow-private-network = true\n".to_owned(),
        ),
        ("proxy", format!("proxy = \"{}\"\n", proxied.url(""))),
        ("archive-url", archive),
    ] {
        folders.write("citecheck.toml", &format!("[fetch]\nretries = 0\n{line}"));
        let run = folders.run(&[
            "check",
            "a.toml",
            "b.toml",
            "--connect-timeout",
            "1s",
            "--format",
            "json",
        ]);
        assert!(run.stdout.contains("forbidden-address"), "{key}: {run:?}");
        assert!(
            run.stderr
                .contains(&format!("{key} has no effect in a settings file")),
            "{key}: {run:?}"
        );
    }
    assert!(server.requests().is_empty());
    assert_eq!(proxied.count("/robots.txt") + proxied.requests().len(), 0);
    // A flag and the environment count.
    let run = folders.run(&[
        "check",
        "a.toml",
        "--allow-private-network",
        "--format",
        "json",
    ]);
    assert!(!run.stdout.contains("forbidden-address"), "{run:?}");
    assert!(!server.requests().is_empty());
}

#[test]
fn settings_let_no_path_out() {
    let folders = Folders::new();
    folders.write("citecheck.toml", "[input]\nallow-outside-paths = true\n");
    folders.write(
        "a.toml",
        "[[claim]]\ntext = \"It is so.\"\ncites = [\"x\"]\n[[source]]\nid = \"x\"\npath = \"../home/secret.txt\"\n",
    );
    let run = folders.run(&["check", "a.toml", "--offline"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(
        run.stderr.contains("leaves the claims file's folder"),
        "{run:?}"
    );
    for input in ["../home", "../home/*.md", "../home/secret.md"] {
        folders.write(
            "citecheck.toml",
            &format!("[input]\npaths = [\"{input}\"]\n"),
        );
        let run = folders.run(&["check", "--offline"]);
        assert_eq!(run.code, Some(2), "{input}: {run:?}");
        assert!(!run.stdout.contains("tangerine"), "{input}: {run:?}");
        // It is read then, and has nothing that could be checked.
        let run = folders.run(&["check", "--offline", "--allow-outside-paths"]);
        assert!(run.stdout.contains("not-checkable"), "{input}: {run:?}");
    }
}

#[test]
fn what_settings_make_the_program_write_stays_in_their_folder() {
    let absolute = tempfile::tempdir().unwrap();
    for target in [
        "../home/.bashrc".to_owned(),
        "down/../../home/.bashrc".to_owned(),
        "up/.bashrc".to_owned(),
        "link".to_owned(),
        "dangling".to_owned(),
        absolute.path().join("x").display().to_string(),
    ] {
        for setting in [
            "[report]\noutput = [\"json=TARGET\"]\n",
            "[report]\nbaseline = \"TARGET\"\n",
            "[fetch]\ncache = \"TARGET\"\n",
        ] {
            let folders = Folders::new();
            fs::write(folders.home(".bashrc"), "alias ll='ls -l'\n").unwrap();
            fs::create_dir(folders.project("down")).unwrap();
            symlink("../home", folders.project("up")).unwrap();
            symlink("../home/.bashrc", folders.project("link")).unwrap();
            symlink("../home/new", folders.project("dangling")).unwrap();
            folders.write("citecheck.toml", &setting.replace("TARGET", &target));
            let run = if setting.contains("baseline") {
                folders.run(&["baseline", "update", "claims.toml", "--offline"])
            } else if setting.contains("cache") {
                folders.write("page.html", "<p>Hello.");
                folders.run(&["cache", "add", "https://news.example/", "page.html"])
            } else {
                folders.run(&["check", "claims.toml", "--offline"])
            };
            assert_eq!(run.code, Some(2), "{setting} {target}: {run:?}");
            assert_eq!(
                fs::read_to_string(folders.home(".bashrc")).unwrap(),
                "alias ll='ls -l'\n"
            );
            assert_eq!(fs::read_dir(folders.home("")).unwrap().count(), 3);
            assert_eq!(fs::read_dir(absolute.path()).unwrap().count(), 0);
        }
    }
}

#[test]
fn settings_may_tighten_bounds_and_raise_them_only_so_far() {
    let folders = Folders::new();
    folders.write(
        "citecheck.toml",
        "[fetch]\ntimeout = \"5s\"\nidle-timeout = \"1h\"\nmax-size = \"250MiB\"\nretries = 1000000\n\
         max-concurrency = 100000\n\n[host.\"news.example\"]\ntimeout = \"7d\"\n",
    );
    let run = folders.run(&["check", "--print-config"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for line in [
        "timeout = \"5s\"  # citecheck.toml",
        "idle-timeout = \"60s\"  # citecheck.toml",
        "max-size = \"64MiB\"  # citecheck.toml",
        "retries = 10  # citecheck.toml",
        "max-concurrency = 256  # citecheck.toml",
        "timeout = \"120s\"  # citecheck.toml",
    ] {
        assert!(
            run.stdout.lines().any(|found| found == line),
            "{line}: {}",
            run.stdout
        );
    }
    assert_eq!(run.stderr.lines().count(), 5, "{run:?}");
    let run = folders.run(&["check", "--print-config", "--retries", "20"]);
    assert!(run.stdout.contains("retries = 20  # --retries"), "{run:?}");
}

#[test]
fn a_settings_file_without_end_is_refused() {
    let folders = Folders::new();
    folders.write("citecheck.toml", &"# more\n".repeat(200_000));
    let run = folders.run(&["check", "claims.toml", "--offline"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(
        run.stderr.contains("has more than 1048576 bytes"),
        "{run:?}"
    );
}
