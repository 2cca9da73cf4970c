//! SARIF and `JUnit` against the official schemas, and HTML against the Nu validator, none of which is
//! part of this repository. Each test skips itself with a word where its tool is missing:
//!
//! - `CITECHECK_SCHEMAS` names a folder with `sarif-2.1.0.json` and `junit.xsd` (which `xmllint` checks);
//! - `CITECHECK_VNU` names `vnu.jar` (which `java` runs).

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::support::story;
use citecheck::report::{BaselineFacts, Format, Report, Standing, View};
use serde_json::Value;

/// The story, and a report without any claim.
fn reports() -> [Report; 2] {
    let mut empty = story::report();
    empty.claims.clear();
    empty.sources.clear();
    [story::report(), empty]
}

fn written(format: Format, report: &Report) -> String {
    let mut view = View::new(report);
    // As with a baseline, which adds fields.
    view.baseline = Some(BaselineFacts::default());
    if let Some(first) = view.standings.first_mut() {
        *first = Standing {
            known: true,
            fails: false,
            ..first.clone()
        };
    }
    let mut out = Vec::new();
    format.writer().write(report, &view, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn named(variable: &str) -> Option<PathBuf> {
    let path = std::env::var_os(variable).map(PathBuf::from);
    if path.is_none() {
        eprintln!("skipped: {variable} is not set");
    }
    path
}

#[test]
fn sarif_fits_the_oasis_schema() {
    let Some(folder) = named("CITECHECK_SCHEMAS") else {
        return;
    };
    let schema: Value =
        serde_json::from_slice(&fs::read(folder.join("sarif-2.1.0.json")).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for report in reports() {
        let log: Value = serde_json::from_str(&written(Format::Sarif, &report)).unwrap();
        let errors: Vec<_> = validator
            .iter_errors(&log)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

#[test]
fn junit_fits_the_xsd() {
    let Some(folder) = named("CITECHECK_SCHEMAS") else {
        return;
    };
    let place = tempfile::tempdir().unwrap();
    for report in reports() {
        let file = place.path().join("report.xml");
        fs::write(&file, written(Format::Junit, &report)).unwrap();
        let Ok(output) = Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .arg(folder.join("junit.xsd"))
            .arg(&file)
            .output()
        else {
            eprintln!("skipped: no xmllint on this machine");
            return;
        };
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn html_is_valid() {
    let Some(validator) = named("CITECHECK_VNU") else {
        return;
    };
    let place = tempfile::tempdir().unwrap();
    for report in reports() {
        let file = place.path().join("report.html");
        fs::write(&file, written(Format::Html, &report)).unwrap();
        let output = Command::new("java")
            .arg("-jar")
            .arg(&validator)
            .arg("--errors-only")
            .arg(&file)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
