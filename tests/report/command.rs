//! Reports on the command line: standard output and files in one run, exit codes, the baseline, and
//! what `generate` writes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::story;
use citecheck::report::{Format, Report, View};
use citecheck::verdict::Verdict;
use serde_json::Value;

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
    assert!(text(&run.stdout).contains("1 finding needed no more"));
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
fn the_demonstration_fits_the_schema_and_has_every_format() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = citecheck(
        root,
        &["check", "claims/demo.toml", "--offline", "--format", "json"],
    );
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1));
    let schema: Value =
        serde_json::from_str(include_str!("../../docs/report.schema.json")).unwrap();
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

fn text_of(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
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
