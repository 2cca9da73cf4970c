//! Which findings fail a run, and its exit code.

use std::process::{Command, Stdio};

use citecheck::verdict::Verdict;
use serde_json::Value;

use super::{citecheck, folder, mended, text, write};
use crate::support::story;

#[test]
fn fail_on_decides_the_exit_code() {
    let folder = folder();
    let code = |list: &str| {
        citecheck(
            folder.path(),
            &["report", "report.json", "--quiet", "--fail-on", list],
        )
        .status
        .code()
    };
    assert_eq!(code("none"), Some(0));
    assert_eq!(code("expectation"), Some(0));
    assert_eq!(code("unavailable"), Some(1));
    assert_eq!(code("partial,contradicted"), Some(1));
    assert_eq!(code("contradictd"), Some(2));
    let output = citecheck(
        folder.path(),
        &["report", "report.json", "--fail-on", "contradictd"],
    );
    assert!(text(&output.stderr).contains("did you mean `contradicted`?"));
}

#[test]
fn an_expected_verdict_is_no_finding_and_another_one_is() {
    let mut report = story::report();
    for claim in &mut report.claims {
        claim.expect = Some(claim.verdict);
    }
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("report.json"), &report);
    assert_eq!(
        citecheck(folder.path(), &["report", "report.json"])
            .status
            .code(),
        Some(0)
    );
    report.claims[0].expect = Some(Verdict::Partial);
    write(&folder.path().join("report.json"), &report);
    let output = citecheck(folder.path(), &["report", "report.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stdout).contains("supported, expected partial  articles/harbour.toml:12:8")
    );
}

#[test]
fn a_reader_that_goes_away_changes_no_exit_code() {
    let folder = folder();
    let mut child = Command::new(env!("CARGO_BIN_EXE_citecheck"))
        .current_dir(folder.path())
        .args(["report", "report.json", "--format", "html"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn diff_exits_with_what_got_worse() {
    let folder = folder();
    write(&folder.path().join("better.json"), &mended(2));
    let code = |arguments: &[&str]| {
        citecheck(folder.path(), &[&["diff"], arguments].concat())
            .status
            .code()
    };
    assert_eq!(code(&["report.json", "report.json"]), Some(0));
    assert_eq!(code(&["report.json", "better.json"]), Some(0));
    assert_eq!(code(&["better.json", "report.json"]), Some(1));
    assert_eq!(
        code(&["better.json", "report.json", "--fail-on", "none"]),
        Some(0)
    );
    assert_eq!(
        code(&[
            "report.json",
            "better.json",
            "--fail-on",
            "regressed,improved"
        ]),
        Some(1)
    );
    assert_eq!(
        code(&["report.json", "better.json", "--fail-on", "improvd"]),
        Some(2)
    );
    let output = citecheck(
        folder.path(),
        &["diff", "better.json", "report.json", "--format", "json"],
    );
    let changes: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(changes["summary"]["regressed"], 2);
}

#[test]
fn presets_say_what_fails_by_what_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    // Nothing but a partial claim whose number no source has, then one that lacks no value.
    let mut report = story::report();
    report
        .claims
        .retain(|claim| claim.id == "fishers-and-tourists");
    report.warnings.clear();
    write(&folder.path().join("lacks.json"), &report);
    report.claims[0].checks.clear();
    write(&folder.path().join("partial.json"), &report);
    let code = |file: &str, flags: &[&str]| {
        let arguments = [&["report", file, "--quiet"], flags].concat();
        citecheck(folder.path(), &arguments).status.code()
    };
    for (flags, lacks, partial) in [
        (&[][..], 0, 0),
        (&["--preset", "generated"], 1, 0),
        (&["--preset", "editorial"], 1, 1),
        (&["--preset", "links"], 0, 0),
        (&["--fail-on", "absent"], 1, 0),
        (&["--fail-on", "partial"], 1, 1),
        (&["--preset", "generated", "--fail-on", "none"], 0, 0),
    ] {
        assert_eq!(code("lacks.json", flags), Some(lacks), "{flags:?}");
        assert_eq!(code("partial.json", flags), Some(partial), "{flags:?}");
    }
    let slip = citecheck(
        folder.path(),
        &["report", "lacks.json", "--preset", "generatd"],
    );
    assert_eq!(slip.status.code(), Some(2));
    assert!(text(&slip.stderr).contains("did you mean `generated`?"));
}
