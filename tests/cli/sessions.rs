//! What three people do, and what they read: `fixtures/sessions`, whose README tells how a session is written. The
//! judge is the one that they have, with its model.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::support::program::{Run, citecheck, command};

/// Carries out the session `name` and gives all of it.
fn session(name: &str) -> String {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sessions");
    let folder = tempfile::tempdir().unwrap();
    copy(&fixtures.join(name), folder.path());
    let script = fs::read_to_string(folder.path().join("session.txt")).unwrap();
    let (mut told, before) = (String::new(), today());
    for line in script.lines() {
        if line.starts_with('#') {
            let _ = writeln!(told, "{line}");
        } else if let Some(arguments) = line.strip_prefix("$ citecheck ") {
            let _ = writeln!(told, "\n{line}");
            run(folder.path(), arguments, &mut told);
        } else if let Some(page) = line.strip_prefix("page ") {
            let (address, file) = page.split_once(' ').unwrap();
            let added = citecheck(
                folder.path(),
                &["cache", "add", "--no-config", address, file],
            );
            assert_eq!(added.code, Some(0), "{added:?}");
        } else if let Some(edit) = line.strip_prefix("edit ") {
            let (file, change) = edit.split_once(": ").unwrap();
            let (old, new) = change.split_once(" => ").unwrap();
            let path = folder.path().join(file);
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(text.matches(old).count(), 1, "{edit}");
            fs::write(&path, text.replace(old, new)).unwrap();
            let _ = writeln!(told, "\n{line}");
        } else {
            panic!("{name}: no line of a session: {line}");
        }
    }
    timeless(&told, &[before, today()])
}

/// Runs the program and adds what it wrote.
fn run(folder: &Path, arguments: &str, told: &mut String) {
    let arguments: Vec<&str> = arguments.split(' ').collect();
    let output = command(folder, &arguments)
        .env_remove("CITECHECK_JUDGE")
        .output()
        .unwrap();
    let run: Run = output.into();
    for text in [&run.stdout, &run.stderr] {
        told.push_str(text);
    }
    if run.code != Some(0) {
        let _ = writeln!(told, "(exit code {})", run.code.unwrap());
    }
}

/// A text without what differs from day to day and from machine to machine: when a page was put into the cache, how long
/// a run took. Days of the fixtures lie years back.
fn timeless(told: &str, days: &[String]) -> String {
    let mut lines = String::new();
    for line in told.lines() {
        let mut line = line.to_owned();
        for day in days {
            line = line.replace(day, "TODAY");
        }
        let seconds = line
            .strip_suffix(" s")
            .and_then(|rest| rest.rsplit_once(", "));
        if let Some((rest, number)) = seconds
            && number.parse::<f64>().is_ok()
        {
            line = format!("{rest}, … s");
        }
        lines.extend([line.trim_end(), "\n"]);
    }
    lines
}

/// The day that it is, as reports write it.
fn today() -> String {
    let now = jiff::Timestamp::now().to_string();
    now.split('T').next().unwrap_or_default().to_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn a_report_that_a_model_wrote_is_held_against_its_sources() {
    insta::assert_snapshot!(session("model-report"));
}

#[test]
fn a_page_of_documentation_meets_a_source_that_changed() {
    insta::assert_snapshot!(session("docs-page"));
}

#[test]
fn a_piece_of_news_goes_to_print() {
    insta::assert_snapshot!(session("news-piece"));
}
