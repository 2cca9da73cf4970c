//! Standard output and files in one run, and what `generate` writes.

use std::fs;
use std::path::Path;
use std::process::Command;

use citecheck::report::Format;
use serde_json::Value;

use super::{citecheck, folder, text, write};
use crate::support::story;

#[test]
fn every_format_is_written_in_one_run_beside_standard_output() {
    let folder = folder();
    let mut arguments = vec!["report", "report.json", "--format", "json"];
    let outputs: Vec<_> = Format::all()
        .map(|format| format!("--output={format}=out.{format}"))
        .collect();
    arguments.extend(outputs.iter().map(String::as_str));
    let output = citecheck(folder.path(), &arguments);
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        output.stdout,
        fs::read(folder.path().join("report.json")).unwrap()
    );
    for format in Format::all() {
        let written = fs::read_to_string(folder.path().join(format!("out.{format}"))).unwrap();
        assert!(written.len() > 100, "{format}");
        assert!(!written.contains('\u{1b}'), "{format}");
    }
}

#[test]
fn what_cannot_be_written_is_told_before_anything_else() {
    let folder = folder();
    for (output, message) in [
        (
            "json=none/out.json",
            "error: --output cannot write none/out.json",
        ),
        ("json=.", "error: --output cannot write ."),
        ("json", "names no file: write FORMAT=FILE"),
        ("jsom=out.json", "did you mean `json`?"),
        ("json=-", "standard output has --format json"),
    ] {
        let output = citecheck(
            folder.path(),
            &["report", "report.json", "--output", output],
        );
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(
            text(&output.stderr).contains(message),
            "{}",
            text(&output.stderr)
        );
        assert_eq!(text(&output.stdout), "", "{message}");
    }
    let output = citecheck(
        folder.path(),
        &["report", "report.json", "-o", "json=a", "-o", "csv=a"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("names a twice"));
}

#[test]
fn a_report_that_is_none_is_told_in_one_message() {
    let folder = folder();
    fs::write(folder.path().join("none.json"), "{\"schema\": 1}").unwrap();
    fs::write(folder.path().join("later.json"), "{\"schema\": 2}").unwrap();
    for (file, message) in [
        ("none.json", "not a citecheck report: missing field `tool`"),
        (
            "later.json",
            "a report of schema 2, and this citecheck reads schema 1",
        ),
        ("missing.json", "cannot read the report missing.json"),
    ] {
        for arguments in [
            ["report", file, "--quiet"],
            ["diff", file, "report.json"],
            ["diff", "report.json", file],
        ] {
            let output = citecheck(folder.path(), &arguments);
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            assert!(
                text(&output.stderr).contains(message),
                "{}",
                text(&output.stderr)
            );
        }
    }
}

#[test]
fn the_demonstration_fits_the_schema_and_has_every_format() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = citecheck(
        root,
        &["check", "claims/demo.toml", "--offline", "--format", "json"],
    );
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1));
    let schema: Value =
        serde_json::from_str(include_str!("../../../docs/report.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&report)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    for format in Format::all() {
        let output = citecheck(
            root,
            &[
                "check",
                "claims/demo.toml",
                "--offline",
                "--format",
                format.name(),
            ],
        );
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(!output.stdout.is_empty(), "{format}");
    }
}

#[test]
fn completions_and_manual_pages_name_every_command_and_flag() {
    let folder = tempfile::tempdir().unwrap();
    let output = citecheck(folder.path(), &["generate", "--dir", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let read = |file: &str| fs::read_to_string(folder.path().join("out").join(file)).unwrap();
    let commands = [
        "check", "fetch", "claims", "extract", "explain", "report", "diff", "baseline", "cache",
        "stream", "init", "generate",
    ];
    for file in [
        "completions/citecheck.bash",
        "completions/_citecheck",
        "completions/citecheck.fish",
        "completions/citecheck.elv",
        "completions/_citecheck.ps1",
    ] {
        let completions = read(file);
        for command in commands {
            assert!(completions.contains(command), "{command} is not in {file}");
        }
        assert!(completions.contains("fail-on"), "{file}");
    }
    for command in commands {
        let page = read(&format!("man/citecheck-{command}.1"));
        assert!(
            page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"),
            "{command}"
        );
    }
    let pages = fs::read_dir(folder.path().join("out/man")).unwrap();
    let mut names = pages.map(|page| page.unwrap().file_name().into_string().unwrap());
    assert!(
        names.all(|name| !name.contains("__")),
        "a command of its own use has no page"
    );
    assert!(read("man/citecheck.1").contains("citecheck\\-check(1)"));
    assert!(read("man/citecheck-baseline-update.1").contains("\\-\\-from"));
    let printed = citecheck(folder.path(), &["generate", "bash"]);
    assert_eq!(text(&printed.stdout), read("completions/citecheck.bash"));
}

#[test]
fn advice_names_the_programs_commands() {
    let folder = folder();
    let mut long = story::report();
    let claim = long.claims[0].clone();
    long.claims = (0..100)
        .map(|index| {
            let mut claim = claim.clone();
            claim.id = format!("claim-{index}");
            claim.text = format!("{index} ").repeat(2_000);
            claim
        })
        .collect();
    write(&folder.path().join("long.json"), &long);
    for (arguments, advice) in [
        (
            &["report", "report.json", "--format", "sarif"][..],
            "hand it over: `citecheck cache add URL FILE`.",
        ),
        (
            &["diff", "report.json", "long.json", "--format", "markdown"],
            "more; `citecheck diff` has them.",
        ),
    ] {
        let run = citecheck(folder.path(), arguments);
        assert!(text(&run.stdout).contains(advice), "{arguments:?}");
    }
}

#[test]
fn a_job_links_its_files_in_the_repository() {
    let folder = folder();
    let below = folder.path().join("docs");
    fs::create_dir(&below).unwrap();
    fs::rename(folder.path().join("report.json"), below.join("report.json")).unwrap();
    let linked = |variables: &[(&str, &str)]| {
        let root = fs::canonicalize(folder.path()).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_citecheck"));
        command
            .current_dir(&below)
            .env_clear()
            .envs(variables.iter().copied())
            .env("GITHUB_WORKSPACE", &root)
            .env("CI_PROJECT_DIR", &root)
            .args(["report", "report.json", "--format", "markdown"]);
        text(&command.output().unwrap().stdout)
    };
    let github = linked(&[
        ("GITHUB_SERVER_URL", "https://git.example"),
        ("GITHUB_REPOSITORY", "desk/paper"),
        ("GITHUB_SHA", "0a1b"),
    ]);
    let file = "docs/articles/harbour.toml#L17\">";
    assert!(github.contains(&format!(
        "\"https://git.example/desk/paper/blob/0a1b/{file}"
    )));
    let gitlab = linked(&[
        ("CI_PROJECT_URL", "https://lab.example/desk/paper"),
        ("CI_COMMIT_SHA", "0a1b"),
    ]);
    assert!(gitlab.contains(&format!(
        "\"https://lab.example/desk/paper/-/blob/0a1b/{file}"
    )));
    let nowhere = linked(&[("CI_PROJECT_URL", "no address"), ("CI_COMMIT_SHA", "0a1b")]);
    assert!(
        nowhere.contains("\"articles/harbour.toml#L17\">"),
        "{nowhere}"
    );
}
