//! `citecheck extract` on the command line.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::support::program::{Run, citecheck, command};

fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/pages")
        .join(name)
}

fn pages(arguments: &[&str]) -> Run {
    citecheck(&page(""), &[&["extract"], arguments].concat())
}

#[test]
fn text_is_the_title_and_the_body() {
    let output = pages(&["press-release-de.html"]);
    assert!(output.code == Some(0));
    insta::assert_snapshot!(output.stdout);
}

#[test]
fn markdown_marks_headings_lists_quotations_tables_and_code() {
    let output = pages(&[
        "--format",
        "markdown",
        "documentation-en.html",
        "blog-en.html",
    ]);
    assert!(output.code == Some(0));
    insta::assert_snapshot!(output.stdout);
}

#[test]
fn regions_show_everything_with_its_label() {
    let output = pages(&["--regions", "news-ja.html"]);
    assert!(output.code == Some(0));
    insta::assert_snapshot!(output.stdout);
}

#[test]
fn json_is_one_object_a_line_in_the_order_given() {
    let names = ["wiki-en.html", "shell-en.html", "paywall-fr.html"];
    let output = pages(&[&["--format", "json"], &names[..]].concat());
    assert!(output.code == Some(0));
    let lines: Vec<serde_json::Value> = output
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    for (line, name) in lines.iter().zip(names) {
        assert_eq!(line["path"], name);
    }
    assert_eq!(lines[0]["title"], "Lake Tverra");
    assert_eq!(lines[0]["kind"], "wiki");
    assert!(lines[0]["unavailable"].is_null());
    assert_eq!(lines[1]["unavailable"]["reason"], "needs-javascript");
    assert_eq!(lines[1]["text"], "");
    assert_eq!(lines[2]["unavailable"]["reason"], "paywalled");
    assert!(
        lines[2]["text"]
            .as_str()
            .unwrap()
            .starts_with("Le groupe Valmer")
    );
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_shown() {
    let output = pages(&["nowhere.html", "challenge-en.html", "press-release-de.html"]);
    assert_eq!(output.code, Some(2));
    let errors = output.stderr;
    assert!(errors.contains("nowhere.html"), "{errors}");
    assert!(errors.contains("unavailable: blocked"), "{errors}");
    assert!(output.stdout.contains("Batteriespeicher"));
}

#[test]
fn addresses_are_read_from_the_cache() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path();
    let address = "https://wiki.example/lake";
    let missing = citecheck(dir, &["extract", "--offline", address]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.stderr.contains("not-cached"), "{}", missing.stderr);
    let file = page("wiki-en.html");
    let added = citecheck(dir, &["cache", "add", address, file.to_str().unwrap()]);
    assert_eq!(added.code, Some(0), "{}", added.stderr);
    let read = citecheck(dir, &["extract", "--offline", address]);
    assert!(read.stdout.starts_with("Lake Tverra\n"), "{}", read.stderr);
}

#[test]
fn standard_input_is_read_as_what_it_looks_like() {
    let mut child = command(&page(""), &["extract", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let page = b"<title>T</title><p>A sentence about nothing much.</p>";
    child.stdin.take().unwrap().write_all(page).unwrap();
    let output: Run = child.wait_with_output().unwrap().into();
    assert_eq!(output.stdout, "T\n\nA sentence about nothing much.\n");
}
