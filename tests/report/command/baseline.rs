//! What a baseline knows does not fail a run, and what changed since is told with its cause.

use std::fs;
use std::path::Path;

use super::{citecheck, folder, mended, text, text_of, write};

/// A folder with a claim and the page that it cites, as it is now.
fn article(folder: &Path, claim: &str, page: &str) {
    let text = format!(
        "[[source]]\nid = \"notice\"\nurl = \"https://harbour.example/notice\"\n\n[[claim]]\nid = \"licence\"\ntext = \"{claim}\"\ncites = [\"notice\"]\n"
    );
    fs::write(folder.join("claims.toml"), text).unwrap();
    let html = format!(
        "<!doctype html><html lang=en><title>Notice</title><article><h1>Notice of the harbour</h1><p>{page}</p><p>The harbour authority thanks everyone who came to the opening in May.</p></article>"
    );
    fs::write(folder.join("page.html"), html).unwrap();
    let added = citecheck(
        folder,
        &[
            "cache",
            "add",
            "https://harbour.example/notice",
            "page.html",
        ],
    );
    assert_eq!(added.status.code(), Some(0), "{}", text_of(&added));
}

#[test]
fn a_baseline_lets_known_findings_pass_and_new_ones_fail() {
    let folder = folder();
    let path = folder.path();
    write(&path.join("mended.json"), &mended(1));
    let update = citecheck(path, &["baseline", "update", "--from", "report.json"]);
    assert_eq!(
        text(&update.stderr),
        "wrote baseline.json: 7 known findings\n"
    );
    let run = citecheck(
        path,
        &["report", "report.json", "--baseline", "baseline.json"],
    );
    assert_eq!(run.status.code(), Some(0));
    assert!(text(&run.stdout).contains("7 known findings, not shown"));

    // One was mended: the baseline says so, and an update takes it out.
    let run = citecheck(
        path,
        &["report", "mended.json", "--baseline", "baseline.json"],
    );
    assert_eq!(run.status.code(), Some(0));
    let told = text(&run.stdout);
    assert!(
        told.contains("1 finding needed no more; `citecheck baseline update` takes them out"),
        "{told}"
    );
    assert!(text(&run.stdout).contains(" licence-until-2032\n"));
    let update = citecheck(path, &["baseline", "update", "--from", "mended.json"]);
    assert_eq!(
        text(&update.stderr),
        "wrote baseline.json: 6 known findings, 0 of them new; 1 taken out\n"
    );

    // It came back: that is new.
    let run = citecheck(
        path,
        &["report", "report.json", "--baseline", "baseline.json"],
    );
    assert_eq!(run.status.code(), Some(1));
    assert!(text(&run.stdout).contains("supported in the baseline"));
    assert!(text(&run.stdout).contains("fails: 1 contradicted"));
}

#[test]
fn a_run_with_a_baseline_tells_page_article_and_tool_apart() {
    let old = "The licence to run the northern quay is valid through 2030.";
    let new = "The licence to run the northern quay is valid through 2034.";
    let first = tempfile::tempdir().unwrap();
    article(first.path(), old, old);
    let update = citecheck(
        first.path(),
        &["baseline", "update", "claims.toml", "--offline"],
    );
    assert_eq!(update.status.code(), Some(0), "{}", text_of(&update));
    let baseline = fs::read_to_string(first.path().join("baseline.json")).unwrap();

    // What the report says of a claim and a page beside that baseline, and the exit code.
    let since = |claim: &str, page: &str, baseline: &str| {
        let folder = tempfile::tempdir().unwrap();
        article(folder.path(), claim, page);
        fs::write(folder.path().join("baseline.json"), baseline).unwrap();
        let output = citecheck(
            folder.path(),
            &[
                "check",
                "claims.toml",
                "--offline",
                "--verbose",
                "--baseline",
                "baseline.json",
            ],
        );
        let shown = text_of(&output);
        let line = shown
            .lines()
            .find_map(|line| line.trim().strip_prefix("was "))
            .map(str::trim);
        (line.unwrap_or_default().to_owned(), output.status.code())
    };
    assert_eq!(since(old, old, &baseline), (String::new(), Some(0)));
    assert_eq!(
        since(old, new, &baseline),
        (
            "supported in the baseline; the page changed".to_owned(),
            Some(1)
        )
    );
    assert_eq!(
        since(new, old, &baseline),
        (
            "supported in the baseline; the article changed".to_owned(),
            Some(1)
        )
    );
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let earlier = baseline
        .replace(&version, "\"version\": \"0.0.1\"")
        .replace("\"verdict\": \"supported\"", "\"verdict\": \"partial\"");
    assert_eq!(
        since(old, old, &earlier),
        (
            "partial in the baseline; the tool changed".to_owned(),
            Some(0)
        )
    );
}
