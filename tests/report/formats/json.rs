//! The JSON report: against its schema, and back.

use crate::support::story;
use citecheck::report::{Format, Report, View};
use serde_json::Value;

fn written(report: &Report) -> String {
    let mut out = Vec::new();
    Format::Json
        .writer()
        .write(report, &View::new(report), &mut out)
        .unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn spans_stand_on_one_line_and_everything_else_on_its_own() {
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let json = written(&story::report()).replace(&version, "\"version\": \"…\"");
    insta::assert_snapshot!(json);
}

#[test]
fn what_is_written_fits_the_schema() {
    let schema: Value =
        serde_json::from_str(include_str!("../../../docs/report.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let report: Value = serde_json::from_str(&written(&story::report())).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&report)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn the_schema_refuses_unknown_fields_at_every_level() {
    let schema: Value =
        serde_json::from_str(include_str!("../../../docs/report.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let report: Value = serde_json::from_str(&written(&story::report())).unwrap();
    let places = [
        "",
        "/tool",
        "/inputs/0",
        "/summary",
        "/sources/0",
        "/claims/0",
        "/claims/0/evidence/0",
        "/claims/0/checks/0",
        "/claims/0/pairs/0",
        "/warnings/0",
    ];
    for place in places {
        let mut changed = report.clone();
        let object = changed
            .pointer_mut(place)
            .and_then(Value::as_object_mut)
            .unwrap();
        object.insert("unheard-of".to_owned(), Value::Null);
        assert!(
            !validator.is_valid(&changed),
            "an unknown field passed at {place:?}"
        );
    }
}

#[test]
fn what_is_written_reads_back_the_same() {
    let report = story::report();
    assert_eq!(
        Report::from_json(written(&report).as_bytes()).unwrap(),
        report
    );
}

#[test]
fn every_span_points_at_the_words_that_it_was_made_from() {
    let report = story::report();
    for claim in &report.claims {
        let chars: Vec<char> = claim.text.chars().collect();
        for check in &claim.checks {
            let [start, end] = check.claim_span;
            assert_eq!(chars[start..end].iter().collect::<String>(), check.claim);
        }
    }
}

#[test]
fn a_report_of_another_schema_is_refused_by_its_number() {
    let error = Report::from_json(br#"{"schema": 7, "everything": "else"}"#).unwrap_err();
    insta::assert_snapshot!(error, @"a report of schema 7, and this citecheck reads schema 1: use the citecheck that wrote it, or make it anew");
}

#[test]
fn a_file_that_is_no_report_is_told_by_line() {
    let error = Report::from_json(b"{\n  \"schema\": 1,\n  oops").unwrap_err();
    insta::assert_snapshot!(error, @"not a citecheck report: it is no JSON from line 3, column 3, on");
}
