//! What a release is made of: the hash of its sources, its notes, its Homebrew formula, and its owner's name, which
//! stands in one place.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::install::Stage;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The regular files under a folder, or the file itself.
fn files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_file() {
        found.push(path.to_owned());
    } else if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            files(&entry.unwrap().path(), found);
        }
    }
}

#[test]
fn everything_that_is_compiled_in_counts_as_source() {
    let output = Command::new(root().join("ci/source.sh"))
        .arg("--files")
        .output()
        .unwrap();
    let list = String::from_utf8(output.stdout).unwrap();
    let counted: Vec<PathBuf> = list
        .lines()
        .map(|line| root().join(line).canonicalize().unwrap())
        .collect();
    let mut sources = Vec::new();
    files(&root().join("src"), &mut sources);
    for source in &sources {
        assert!(
            counted.contains(&source.canonicalize().unwrap()),
            "{}",
            source.display()
        );
        let Ok(text) = fs::read_to_string(source) else {
            continue;
        };
        for call in ["include_str!(", "include_bytes!("] {
            for (at, _) in text.match_indices(call) {
                let named = text[at + call.len()..].split('"').nth(1).unwrap();
                let file = source.parent().unwrap().join(named).canonicalize().unwrap();
                assert!(
                    counted.contains(&file),
                    "{} includes {named}: name it in ci/source.sh",
                    source.display()
                );
            }
        }
    }
}

#[test]
fn a_tag_is_released_where_version_changelog_and_repository_agree() {
    let stage = Stage::new();
    let ready = |tag: &str, repository: &str| {
        let output = stage
            .command("ready.sh")
            .args([tag, repository])
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    };
    assert_eq!(
        ready("v1.2.3", "someone/citecheck"),
        (Some(0), "News.".to_owned(), String::new())
    );
    let (code, _, told) = ready("v1.3.0", "another/citecheck");
    assert_eq!(code, Some(1));
    assert!(told.contains("make the tag v1.2.3"), "{told}");
    assert!(
        told.contains("write repository = \"https://github.com/another/citecheck\""),
        "{told}"
    );
    stage.write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\nNews.\n");
    let (code, _, told) = ready("v1.2.3", "someone/citecheck");
    assert_eq!(
        (code, told.as_str()),
        (Some(1), "CHANGELOG.md has no section '## 1.2.3'")
    );
}

#[test]
fn the_formula_has_the_checksum_of_every_archive() {
    let stage = Stage::new();
    let targets = [
        ("aarch64-apple-darwin", "a"),
        ("x86_64-apple-darwin", "b"),
        ("aarch64-unknown-linux-musl", "c"),
        ("x86_64-unknown-linux-musl", "d"),
    ];
    let lines =
        targets.map(|(target, digit)| format!("{}  citecheck-{target}.tar.gz\n", digit.repeat(64)));
    let formula = |lines: &[String]| {
        stage.write("sums", &lines.concat());
        let mut command = stage.command("formula.sh");
        command
            .args(["1.2.3", "someone/citecheck"])
            .arg(stage.root().join("sums"));
        command.output().unwrap()
    };
    let output = formula(&lines);
    assert!(output.status.success());
    insta::assert_snapshot!("formula", String::from_utf8(output.stdout).unwrap());
    let short = formula(&lines[1..]);
    assert_eq!(short.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&short.stderr)
            .contains("has no citecheck-aarch64-apple-darwin.tar.gz")
    );
}

/// The owner of this repository as `Cargo.toml` names it, and `OWNER` as long as it names none.
fn owner() -> String {
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml"))
        .unwrap()
        .parse()
        .unwrap();
    let repository = manifest["package"]
        .get("repository")
        .map(|value| value.as_str().unwrap());
    repository
        .map_or("OWNER", |address| address.split('/').nth(3).unwrap())
        .to_owned()
}

#[test]
fn the_owner_is_named_in_cargo_toml_alone_and_pages_to_copy_from_agree() {
    let mut all = Vec::new();
    for name in [
        "README.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "Containerfile",
        "action.yml",
        ".pre-commit-hooks.yaml",
        ".github",
        "ci",
        "docs",
        "src",
    ] {
        files(&root().join(name), &mut all);
    }
    let owner = owner();
    for file in all {
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        for start in [
            "github.com/",
            "github.com:",
            "ghcr.io/",
            "uses: ",
            "brew install ",
        ] {
            for (at, _) in text.match_indices(start) {
                let mut parts =
                    text[at + start.len()..].split(['/', '@', ' ', '\n', '"', '`', ':', '.']);
                let (named, rest) = (parts.next().unwrap(), parts.next());
                if !matches!(rest, Some("citecheck" | "tap")) {
                    continue;
                }
                let page = file.extension().is_some_and(|ending| ending == "md");
                assert!(
                    page,
                    "{} names {named}: take it from where the file is used",
                    file.display()
                );
                assert_eq!(named, owner, "{}", file.display());
            }
        }
    }
}
