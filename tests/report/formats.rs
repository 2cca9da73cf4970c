//! Every format of one report: what it looks like, as snapshots, and that a parser which is not
//! ours reads it.

use crate::support::story;
use citecheck::report::{Format, Report, View};
use serde_json::Value;

fn written(format: Format, report: &Report) -> String {
    let mut out = Vec::new();
    format
        .writer()
        .write(report, &View::new(report), &mut out)
        .unwrap();
    String::from_utf8(out).unwrap()
}

fn story(format: Format) -> String {
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    written(format, &story::report()).replace(&version, "\"…\"")
}

#[test]
fn markdown_is_short_and_collapsible() {
    insta::assert_snapshot!(story(Format::Markdown));
}

#[test]
fn sarif_has_rules_places_passages_and_fingerprints() {
    insta::assert_snapshot!(story(Format::Sarif));
}

#[test]
fn junit_has_a_suite_for_each_input_and_a_case_for_each_claim() {
    insta::assert_snapshot!(story(Format::Junit));
}

#[test]
fn csv_has_a_row_for_each_claim() {
    insta::assert_snapshot!(story(Format::Csv));
}

#[test]
fn github_annotates_each_finding_worst_first() {
    insta::assert_snapshot!(story(Format::Github));
}

#[test]
fn a_csv_library_reads_as_many_cells_in_every_row() {
    let text = story(Format::Csv);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().unwrap().len();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), story::report().claims.len());
    assert!(rows.iter().all(|row| row.len() == columns));
}

#[test]
fn every_format_has_its_own_name_and_finds_itself_by_it() {
    for format in Format::all() {
        assert_eq!(format.name().parse::<Format>().unwrap(), format);
    }
}

#[test]
fn a_sarif_fingerprint_survives_a_move_to_another_line_and_changes_with_the_words() {
    let prints = |report: &Report| -> Vec<Value> {
        let log: Value = serde_json::from_str(&written(Format::Sarif, report)).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        results
            .iter()
            .map(|result| result["partialFingerprints"].clone())
            .collect()
    };
    let report = story::report();
    let mut moved = report.clone();
    for claim in &mut moved.claims {
        claim.line += 40;
    }
    assert_eq!(prints(&report), prints(&moved));
    let mut reworded = report.clone();
    reworded.claims[1].text.push('!');
    assert_ne!(prints(&report)[0], prints(&reworded)[0]);
}

#[test]
fn html_is_one_page_with_every_claim_and_its_evidence() {
    insta::assert_snapshot!(story(Format::Html).replace(
        &format!("citecheck {}", env!("CARGO_PKG_VERSION")),
        "citecheck …"
    ));
}
