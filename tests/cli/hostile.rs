//! What a stranger's branch can bring: links that lead out of the folder, devices and pipes under the
//! names of files, settings that ask for more than the one who runs the program gave.
//!
//! Each test has a folder `project`, where the program runs, and beside it a `home` that it has no
//! business in.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::program::{Run, command};
use crate::support::server::{Reply, Server};
use tempfile::TempDir;

const SECRET: &str = "The password of the harbour master is tangerine.";
const CLAIMS: &str = "[[source]]\nid = \"notice\"\ntext = \"The harbour opened in May.\"\n\n\
                      [[claim]]\ntext = \"The harbour opened in May.\"\ncites = [\"notice\"]\n";

struct Folders {
    dir: TempDir,
}

impl Folders {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for name in ["project", "home"] {
            fs::create_dir(dir.path().join(name)).unwrap();
        }
        let folders = Self { dir };
        fs::write(folders.home("secret.txt"), SECRET).unwrap();
        fs::write(folders.home("secret.md"), SECRET).unwrap();
        folders.write("claims.toml", CLAIMS);
        folders
    }

    fn project(&self, name: &str) -> PathBuf {
        self.dir.path().join("project").join(name)
    }

    fn home(&self, name: &str) -> PathBuf {
        self.dir.path().join("home").join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.project(name), text).unwrap();
    }

    fn run(&self, args: &[&str]) -> Run {
        bounded(command(&self.project(""), args))
    }

    /// What anyone could read of a run: its output, and every file that the project has afterwards.
    fn all_that_came(&self, run: &Run) -> String {
        let mut text = format!("{}{}", run.stdout, run.stderr);
        for entry in fs::read_dir(self.project("")).unwrap() {
            let path = entry.unwrap().path();
            if !path.is_symlink() && path.is_file() {
                text += &String::from_utf8_lossy(&fs::read(path).unwrap());
            }
        }
        text
    }
}

/// Runs a command that has to end: without a bound, a device or a pipe would hold the test up for
/// ever. Memory is bounded too, so that a device without end ends the program and not the machine.
fn bounded(mut command: Command) -> Run {
    let script = "ulimit -v 4000000; exec \"$0\" \"$@\"";
    let mut limited = Command::new("/bin/sh");
    limited.arg("-c").arg(script).arg(command.get_program());
    limited.args(command.get_args()).env_clear();
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            limited.env(name, value);
        }
    }
    if let Some(folder) = command.get_current_dir() {
        limited.current_dir(folder);
    }
    command = limited;
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_mins(2) {
            child.kill().unwrap();
            panic!("it never ends: {command:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().unwrap().into()
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// The ways in which a file can be named, as arguments of `check`, with a file `LINK` for the link.
const NAMED: &[&[&str]] = &[
    &["check", "--offline", "LINK", "--input-format", "text"],
    &[
        "check",
        "--offline",
        "claims.toml",
        "LINK",
        "--input-format",
        "toml",
    ],
    &["check", "--offline", "claims.toml", "--source", "LINK"],
    &[
        "check",
        "--offline",
        "claims.toml",
        "--bibliography",
        "LINK",
    ],
    &["check", "--offline", "claims.toml", "--baseline", "LINK"],
    &["check", "--offline", "claims.toml", "--config", "LINK"],
    &["claims", "LINK", "--input-format", "text"],
    &["extract", "LINK"],
    &["report", "LINK"],
    &["diff", "LINK", "LINK"],
    &["baseline", "update", "--from", "LINK"],
];

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
