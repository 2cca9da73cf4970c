//! Reports on the command line: standard output and files in one run, exit codes, the baseline, and
//! what `generate` writes.

mod baseline;
mod exit;
mod written;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use citecheck::report::{Format, Report, View};
use citecheck::verdict::Verdict;

use crate::support::story;

fn citecheck(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_citecheck"));
    let ours = std::env::vars()
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("CITECHECK_"));
    for name in ours {
        command.env_remove(name);
    }
    command
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder with the story's report as `report.json`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("report.json"), &story::report());
    folder
}

fn write(file: &Path, report: &Report) {
    let mut out = Vec::new();
    Format::Json
        .writer()
        .write(report, &View::new(report), &mut out)
        .unwrap();
    fs::write(file, out).unwrap();
}

fn text_of(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
}

/// The story with its contradictions mended, or not.
fn mended(count: usize) -> Report {
    let mut report = story::report();
    let contradicted = report
        .claims
        .iter_mut()
        .filter(|claim| claim.verdict == Verdict::Contradicted);
    for claim in contradicted.take(count) {
        claim.verdict = Verdict::Supported;
        claim.checks.clear();
    }
    report
}
