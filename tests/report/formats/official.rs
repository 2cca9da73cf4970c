//! SARIF and `JUnit` against the official schemas in `fixtures/schemas`, and HTML against the Nu validator, which is
//! no part of this repository: `CITECHECK_VNU` names its `vnu.jar`, which `java` runs. `JUnit` needs `xmllint`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{story, tools};
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

fn schema(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schemas");
    folder.join(name)
}

#[test]
fn sarif_fits_the_oasis_schema() {
    let schema: Value =
        serde_json::from_slice(&fs::read(schema("sarif-2.1.0.json")).unwrap()).unwrap();
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
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
    let Some(xmllint) = tools::program("xmllint") else {
        return;
    };
    let place = tempfile::tempdir().unwrap();
    for report in reports() {
        let file = place.path().join("report.xml");
        fs::write(&file, written(Format::Junit, &report)).unwrap();
        let output = Command::new(&xmllint)
            .args(["--noout", "--nonet", "--schema"])
            .arg(schema("junit.xsd"))
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

#[test]
fn html_is_valid() {
    // A Java program of its own, which a CI that wants it names; html5ever and Chromium read the page in any case.
    let Some(validator) = std::env::var_os("CITECHECK_VNU") else {
        tools::told("vnu.jar (CITECHECK_VNU)");
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
