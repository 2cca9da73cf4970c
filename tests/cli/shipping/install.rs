//! Getting the program: `ci/install.sh` takes the released binary of these very sources, checked, and compiles where
//! there is none; `ci/pre-commit.sh` does so once. A made-up checkout, made-up releases, and a `cargo` and a `uname` of
//! ours on the path.

#![cfg(unix)]

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::server::{Reply, Server};
use crate::support::tools;

/// A checkout with the scripts and a little of everything that counts as source, a release beside it, and the place to
/// install to.
pub struct Stage {
    folder: tempfile::TempDir,
}

impl Stage {
    pub fn new() -> Self {
        let stage = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let ours = Path::new(env!("CARGO_MANIFEST_DIR"));
        fs::create_dir_all(stage.root().join("ci")).unwrap();
        for entry in fs::read_dir(ours.join("ci")).unwrap() {
            let file = entry.unwrap();
            fs::copy(file.path(), stage.root().join("ci").join(file.file_name())).unwrap();
        }
        for file in ["README.md", "LICENSE-APACHE", "LICENSE-MIT"] {
            stage.write(file, file);
        }
        stage.write(
            "Cargo.toml",
            "[package]\nname = \"citecheck\"\nversion = \"1.2.3\"\nrepository = \"https://github.com/someone/citecheck\"\n\n[dependencies.x]\nversion = \"9\"\n",
        );
        stage.write(
            "CHANGELOG.md",
            "# Changelog\n\n## 1.2.3\n\nNews.\n\n## 1.2.2\n\nOld.\n",
        );
        for file in [
            "Cargo.lock",
            "askama.toml",
            "build.rs",
            "rust-toolchain.toml",
        ] {
            stage.write(file, file);
        }
        for file in ["SHA256SUMS", "entail.onnx", "tokenizer.json"] {
            stage.write(&format!("models/{file}"), file);
        }
        for file in ["docs/checks.md", "docs/verdicts/partial.md"] {
            stage.write(file, file);
        }
        stage.write("src/main.rs", "fn main() {}\n");
        stage.write("src/a name.txt", "with a blank");
        stage.machine("Linux", "x86_64");
        stage.script(
            "bin/cargo",
            "while [ $# -gt 1 ]; do [ \"$1\" = --root ] && root=$2; shift; done\nmkdir -p \"$root/bin\"\nprintf '#!/bin/sh\\necho compiled \"$@\"\\n' >\"$root/bin/citecheck\"\n",
        );
        stage
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("check out")
    }

    pub fn write(&self, file: &str, text: &str) {
        let path = self.root().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn script(&self, file: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("#!/bin/sh\n{text}")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    /// What `uname` says.
    fn machine(&self, system: &str, processor: &str) {
        self.script(
            "bin/uname",
            &format!("case $1 in -s) echo '{system}' ;; -m) echo '{processor}' ;; esac\n"),
        );
    }

    /// A script of the checkout, ready to be run.
    pub fn command(&self, script: &str) -> Command {
        let mut command = Command::new(self.root().join("ci").join(script));
        let path = std::env::var("PATH").unwrap();
        command.current_dir(self.folder.path()).env(
            "PATH",
            format!("{}:{path}", self.folder.path().join("bin").display()),
        );
        for name in [
            "CITECHECK_REPOSITORY",
            "CITECHECK_RELEASES",
            "CITECHECK_NO_COMPILE",
            "CARGO_TARGET_DIR",
        ] {
            command.env_remove(name);
        }
        command
    }

    fn release(&self) -> PathBuf {
        self.folder.path().join("releases/v1.2.3")
    }

    /// A release with a program for each target, which says for which one it is.
    fn released(&self, targets: &[&str]) {
        fs::create_dir_all(self.release()).unwrap();
        for target in targets {
            let program = self.script(
                &format!("built/{target}/citecheck"),
                &format!(
                    "[ \"$1\" = generate ] && mkdir \"$3/man\" && echo page >\"$3/man/citecheck.1\"\necho {target} \"$@\"\n"
                ),
            );
            let output = self
                .command("package.sh")
                .arg(target)
                .arg(program)
                .arg(self.release())
                .output()
                .unwrap();
            assert!(output.status.success(), "{output:?}");
        }
        let hash = self.command("source.sh").output().unwrap().stdout;
        fs::write(self.release().join("source.sha256"), hash).unwrap();
        self.sums();
    }

    /// The release's checksums, made anew.
    fn sums(&self) {
        let status = Command::new("sh")
            .args(["-c", "rm -f SHA256SUMS && { sha256sum * || shasum -a 256 *; } >../sums && mv ../sums SHA256SUMS"])
            .current_dir(self.release())
            .status();
        assert!(status.unwrap().success());
    }

    /// Runs the installer with the releases of this stage.
    fn install(&self) -> Output {
        let releases = format!("file://{}", self.folder.path().join("releases").display());
        self.command("install.sh")
            .arg("to here")
            .env("CITECHECK_RELEASES", releases)
            .output()
            .unwrap()
    }

    /// What the installed program says, if there is one.
    fn says(&self) -> Option<String> {
        let program = self.folder.path().join("to here/citecheck");
        let output = Command::new(program).output().ok()?;
        Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn every_platform_gets_its_own_program() {
    if tools::program("curl").is_none() {
        return;
    }
    let stage = Stage::new();
    let machines = [
        ("Linux", "x86_64", "x86_64-unknown-linux-musl"),
        ("Linux", "aarch64", "aarch64-unknown-linux-musl"),
        ("Darwin", "x86_64", "x86_64-apple-darwin"),
        ("Darwin", "arm64", "aarch64-apple-darwin"),
    ];
    stage.released(&machines.map(|(_, _, target)| target));
    for (system, processor, target) in machines {
        stage.machine(system, processor);
        let output = stage.install();
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        assert_eq!(stage.says().as_deref(), Some(target));
        assert!(output.stdout.is_empty());
    }
    let left: Vec<_> = fs::read_dir(stage.folder.path().join("to here"))
        .unwrap()
        .collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn windows_gets_its_program_from_a_zip() {
    if tools::program("curl").is_none() {
        return;
    }
    let path = std::env::var_os("PATH").unwrap();
    if !std::env::split_paths(&path).any(|folder| folder.join("unzip").is_file()) {
        tools::told("unzip");
        return;
    }
    let stage = Stage::new();
    stage.machine("MINGW64_NT-10.0-26100", "x86_64");
    stage.released(&[]);
    let target = "citecheck-x86_64-pc-windows-msvc";
    let file = fs::File::create(stage.release().join(format!("{target}.zip"))).unwrap();
    let mut archive = zip::ZipWriter::new(file);
    let options = zip::write::SimpleFileOptions::default();
    archive
        .start_file(format!("{target}/citecheck.exe"), options)
        .unwrap();
    archive.write_all(b"a program").unwrap();
    archive.finish().unwrap();
    stage.sums();
    let output = stage.install();
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let installed = fs::read(stage.folder.path().join("to here/citecheck.exe"));
    assert_eq!(installed.unwrap(), b"a program");
}

#[test]
fn an_archive_that_is_not_what_its_checksum_says_is_refused() {
    if tools::program("curl").is_none() {
        return;
    }
    let stage = Stage::new();
    stage.released(&["x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl"]);
    let (good, other) = (
        "citecheck-x86_64-unknown-linux-musl.tar.gz",
        "citecheck-aarch64-unknown-linux-musl.tar.gz",
    );
    fs::copy(stage.release().join(other), stage.release().join(good)).unwrap();
    let output = stage.install();
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(
        told(&output).contains(&format!("{good} is not what SHA256SUMS says")),
        "{}",
        told(&output)
    );
    assert_eq!(stage.says(), None, "neither taken nor compiled");
}

#[test]
fn an_archive_without_a_checksum_is_refused() {
    if tools::program("curl").is_none() {
        return;
    }
    let stage = Stage::new();
    stage.released(&["x86_64-unknown-linux-musl"]);
    let sums = stage.release().join("SHA256SUMS");
    let all = fs::read_to_string(&sums).unwrap();
    let others: String = all
        .split_inclusive('\n')
        .filter(|line| !line.ends_with(".tar.gz\n"))
        .collect();
    fs::write(sums, others).unwrap();
    let output = stage.install();
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert_eq!(stage.says(), None);
}

#[test]
fn other_sources_than_the_released_ones_are_compiled() {
    if tools::program("curl").is_none() {
        return;
    }
    let stage = Stage::new();
    stage.released(&["x86_64-unknown-linux-musl"]);
    stage.write("README.md", "what is not compiled may change");
    assert_eq!(stage.install().status.code(), Some(0));
    assert_eq!(stage.says().as_deref(), Some("x86_64-unknown-linux-musl"));
    stage.write("src/main.rs", "fn main() { println!(); }\n");
    let output = stage.install();
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(
        told(&output).contains("built from other sources"),
        "{}",
        told(&output)
    );
    assert_eq!(stage.says().as_deref(), Some("compiled"));
}

#[test]
fn without_a_release_it_is_compiled() {
    if tools::program("curl").is_none() {
        return;
    }
    let server = Server::start(|_| Reply::new(404));
    let stage = Stage::new();
    let output = stage
        .command("install.sh")
        .arg("to here")
        .env("CITECHECK_RELEASES", server.url("/releases"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(
        told(&output).contains("no release 1.2.3 at"),
        "{}",
        told(&output)
    );
    assert_eq!(stage.says().as_deref(), Some("compiled"));
    assert_eq!(server.requests()[0].path, "/releases/v1.2.3/SHA256SUMS");
}

#[test]
fn what_is_not_released_is_compiled_only_where_that_is_allowed() {
    let stage = Stage::new();
    // No repository is named; nothing is released for that machine; the release lacks it.
    let unnamed = stage
        .command("install.sh")
        .arg("to here")
        .env("CITECHECK_NO_COMPILE", "1")
        .output()
        .unwrap();
    assert_eq!(unnamed.status.code(), Some(1), "{}", told(&unnamed));
    assert_eq!(stage.says(), None);
    stage.machine("SunOS", "sun4v");
    let output = stage.install();
    assert!(
        told(&output).contains("nothing is released for SunOS on sun4v"),
        "{}",
        told(&output)
    );
    assert_eq!(stage.says().as_deref(), Some("compiled"));
}

#[test]
fn a_repository_is_an_owner_and_a_name() {
    let stage = Stage::new();
    for wrong in ["someone", "a/b/c", "/x", "x/", "a b/c", "a/$(touch mark)"] {
        let output = stage
            .command("install.sh")
            .arg("to here")
            .env("CITECHECK_REPOSITORY", wrong)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{wrong}");
        assert!(
            told(&output).contains("is no OWNER/NAME"),
            "{wrong}: {}",
            told(&output)
        );
    }
    assert_eq!(
        stage.command("install.sh").output().unwrap().status.code(),
        Some(3)
    );
    assert_eq!(stage.says(), None);
}

#[test]
fn the_hook_gets_the_program_once_and_hands_its_arguments_on() {
    if tools::program("git").is_none() {
        return;
    }
    let stage = Stage::new();
    stage.write(
        ".git/config",
        "[remote \"origin\"]\n\turl = https://elsewhere.example/someone/citecheck\n",
    );
    for first in [true, false] {
        let output = stage
            .command("pre-commit.sh")
            .args(["check", "a file.md"])
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8_lossy(&output.stdout),
            "compiled check a file.md\n",
            "{}",
            told(&output)
        );
        assert_eq!(
            told(&output).contains("compiling"),
            first,
            "{}",
            told(&output)
        );
    }
}
