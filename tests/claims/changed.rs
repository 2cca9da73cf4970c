//! `--changed BASE` and the files that articles take something from: bibliographies, and local files that they cite.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::program::{Run, command};

/// Runs git in a folder, with no settings but these.
fn git(folder: &Path, arguments: &[&str]) {
    let run = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@weir.example"])
        .args(arguments)
        .output()
        .expect("git is there");
    assert!(run.status.success(), "{arguments:?}: {run:?}");
}

/// A repository with an article whose works lie in `refs.bib`, on a branch that changed nothing yet.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let write = |name: &str, text: &str| std::fs::write(path.join(name), text).unwrap();
    git(path, &["init", "-q", "-b", "main"]);
    write(
        "a.md",
        "The weir is 40 metres wide [@weir]. It has nine gates [@gates]. Eels pass it ([notes](notes.txt)).\n",
    );
    write("refs.bib", BIBLIOGRAPHY);
    write("notes.txt", "Eels pass the weir.\n");
    git(path, &["add", "."]);
    git(path, &["commit", "-q", "-m", "one"]);
    git(path, &["checkout", "-q", "-b", "branch"]);
    folder
}

const BIBLIOGRAPHY: &str = "@misc{weir, url = {https://weir.example/width}}\n@misc{gates, url = {https://weir.example/gates}}\n";

/// The claims that a run tells as changed.
fn changed(folder: &Path, more: &[&str]) -> Vec<String> {
    let arguments = ["claims", "a.md", "--changed", "main", "--format", "json"];
    let mut command = command(folder, &[&arguments, more].concat());
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    let run: Run = command.output().expect("the program starts").into();
    assert_eq!(run.code, Some(0), "{run:?}");
    let claims: Value = serde_json::from_str(&run.stdout).unwrap();
    let claims = claims.as_array().unwrap().iter();
    claims
        .map(|claim| claim["text"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_work_that_got_another_address_changes_the_claims_that_cite_it() {
    let folder = repository();
    let path = folder.path();
    assert_eq!(changed(path, &[]), [""; 0]);
    let other = BIBLIOGRAPHY.replace("/gates", "/gates-2026");
    std::fs::write(path.join("refs.bib"), &other).unwrap();
    assert_eq!(changed(path, &[]), ["It has nine gates."]);
    // So does the file that the command line names.
    std::fs::rename(path.join("refs.bib"), path.join("works.bib")).unwrap();
    let named = ["--bibliography", "works.bib"];
    let all = changed(path, &named);
    assert_eq!(all.len(), 2, "the file was not there before: {all:?}");
}

#[test]
fn a_work_that_is_gone_or_new_changes_the_claims_that_cite_it() {
    let folder = repository();
    let path = folder.path();
    std::fs::write(
        path.join("refs.bib"),
        "@misc{weir, url = {https://weir.example/width}}\n",
    )
    .unwrap();
    assert_eq!(changed(path, &[]), ["It has nine gates."]);
    std::fs::remove_file(path.join("refs.bib")).unwrap();
    assert_eq!(changed(path, &[]).len(), 2);
}

#[test]
fn a_bibliography_that_git_does_not_keep_changes_nothing() {
    let folder = repository();
    let path = folder.path();
    std::fs::write(path.join(".gitignore"), "*.bib\n").unwrap();
    git(path, &["rm", "-q", "--cached", "refs.bib"]);
    git(path, &["add", "."]);
    git(path, &["commit", "-q", "-m", "two"]);
    git(path, &["branch", "-q", "-f", "main", "branch"]);
    let other = BIBLIOGRAPHY.replace("/gates", "/gates-2026");
    std::fs::write(path.join("refs.bib"), other).unwrap();
    assert_eq!(changed(path, &[]), [""; 0]);
}

#[test]
fn a_local_file_that_changed_changes_the_claims_that_cite_it() {
    let folder = repository();
    let path = folder.path();
    std::fs::write(path.join("notes.txt"), "Eels do not pass the weir.\n").unwrap();
    assert_eq!(changed(path, &[]), ["Eels pass it."]);
}
