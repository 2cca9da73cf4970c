//! Citations that name nothing: findings in every format and in exit codes, and runs that checked too little.

use std::path::Path;

use crate::support::program::{Run, citecheck};
use serde_json::Value;

/// An article whose page is beside it, and four references that name nothing.
const ARTICLE: &str = "# The dam\n\nThe dam is 61 metres high ([notes](notes.txt)). It was built in nine years [7]. \
The lake is 12 kilometres long ([map](htps://dam.example/map)). Its engineer was Ada Holm [1].\n\n\
## References\n\n1. Holm, *Quiet walls*, 1951.\n2. Dam office. dam.example/office\n";

const NOTES: &str = "The dam of Aldermere is 61 metres high and holds back a lake.\n";

fn check(folder: &Path, arguments: &[&str]) -> Run {
    citecheck(
        folder,
        &[&["check", "a.md", "--offline"], arguments].concat(),
    )
}

fn folder(article: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), article).unwrap();
    std::fs::write(folder.path().join("notes.txt"), NOTES).unwrap();
    folder
}

#[test]
fn a_person_sees_what_is_written_why_it_names_nothing_and_what_was_meant() {
    let folder = folder(ARTICLE);
    let run = check(folder.path(), &["--fail-on", "broken-reference"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let shown = run.stdout.split("sources\n").next().unwrap();
    insta::assert_snapshot!(shown);
}

#[test]
fn every_format_tells_them_with_their_rule() {
    let folder = folder(ARTICLE);
    for format in [
        "json", "html", "markdown", "sarif", "junit", "csv", "github",
    ] {
        let run = check(
            folder.path(),
            &["--preset", "generated", "--format", format],
        );
        assert_eq!(run.code, Some(1), "{format}");
        let rule = match format {
            "json" => "no-entry",
            "html" => "broken references",
            _ => "broken-reference",
        };
        assert!(run.stdout.contains(rule), "{format}: {}", run.stdout);
        assert!(
            run.stdout.contains("dam.example/map"),
            "{format}: {}",
            run.stdout
        );
    }
}

#[test]
fn the_json_report_fits_its_schema_and_names_the_claims_that_cite_them() {
    let folder = folder(ARTICLE);
    let run = check(folder.path(), &["--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(schema).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(&report)
        .map(|error| error.to_string())
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(report["summary"]["broken-references"], 3);
    let found: Vec<(&str, u64, usize)> = report["broken_references"]
        .as_array()
        .unwrap()
        .iter()
        .map(|broken| {
            let claims = broken["claims"].as_array().unwrap().len();
            (
                broken["reason"].as_str().unwrap(),
                broken["line"].as_u64().unwrap(),
                claims,
            )
        })
        .collect();
    assert_eq!(
        found,
        [("no-entry", 3, 1), ("scheme", 3, 1), ("no-address", 7, 1)]
    );
}

#[test]
fn they_fail_a_run_only_when_asked() {
    let folder = folder(ARTICLE);
    let code = |arguments: &[&str]| check(folder.path(), arguments).code;
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--fail-on", "contradicted"]), Some(0));
    assert_eq!(code(&["--fail-on", "broken-reference"]), Some(1));
    assert_eq!(code(&["--preset", "generated"]), Some(1));
    assert_eq!(code(&["--preset", "links"]), Some(1));
    assert_eq!(
        code(&["--preset", "generated", "--fail-on", "none"]),
        Some(0)
    );
    assert_eq!(code(&["--preset", "nonsense"]), Some(2));
    std::fs::write(
        folder.path().join("citecheck.toml"),
        "[check]\npreset = \"editorial\"\n",
    )
    .unwrap();
    assert_eq!(code(&[]), Some(1));
}

#[test]
fn a_baseline_knows_them() {
    let folder = folder(ARTICLE);
    check(folder.path(), &["--output", "json=before.json"]);
    let known = ["--preset", "links", "--baseline", "before.json"];
    let run = check(folder.path(), &known);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    let more = ARTICLE.replace("## References", "A spring feeds it [8].\n\n## References");
    std::fs::write(folder.path().join("a.md"), more).unwrap();
    assert_eq!(check(folder.path(), &known).code, Some(1));
}

#[test]
fn a_run_that_checked_too_little_fails_when_asked() {
    let folder = folder(ARTICLE);
    let run = check(folder.path(), &["--min-checked", "80%"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr
            .contains("1 of 4 claims checked (25 %), less than --min-checked 80%"),
        "{}",
        run.stderr
    );
    assert_eq!(check(folder.path(), &["--min-checked", "25"]).code, Some(0));
    assert_eq!(
        check(folder.path(), &["--min-checked", "a few"]).code,
        Some(2)
    );
}

#[test]
fn an_article_of_which_nothing_could_be_checked_is_no_pass() {
    let cases = [
        (
            "The dam is 61 metres high. It was built in nine years.\n",
            "cites a source",
        ),
        (
            "The dam is 61 metres high [1]. It was built in nine years [2].\n",
            "names nothing",
        ),
    ];
    for (article, why) in cases {
        let folder = folder(article);
        let run = check(folder.path(), &[]);
        assert_eq!(run.code, Some(2), "{article}");
        assert!(run.stderr.contains(why), "{}", run.stderr);
    }
}
