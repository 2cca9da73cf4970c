//! What a stranger's branch can bring: links that lead out of the folder, devices and pipes under the
//! names of files, settings that ask for more than the one who runs the program gave.
//!
//! Each test has a folder `project`, where the program runs, and beside it a `home` that it has no
//! business in.

#![cfg(unix)]

mod files;
mod links;
mod settings;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::program::{Run, command};

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
