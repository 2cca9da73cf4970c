//! Every format of one report: what it looks like, as snapshots, and that a parser which is not
//! ours reads it.

use crate::support::story::{self, written};
use citecheck::report::{Format, Report, View};
use serde_json::Value;

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
    // Links to the documentation are there as soon as `Cargo.toml` names the repository.
    let text = story(Format::Sarif);
    let lines = text
        .lines()
        .filter(|line| !line.contains("\"helpUri\"") && !line.contains("\"informationUri\""));
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn sarif_links_each_rule_to_its_page_where_the_repository_is_named() {
    let log: Value = serde_json::from_str(&story(Format::Sarif)).unwrap();
    let driver = &log["runs"][0]["tool"]["driver"];
    let repository = env!("CARGO_PKG_REPOSITORY");
    for rule in driver["rules"].as_array().unwrap() {
        let page = match rule["id"].as_str().unwrap() {
            "warning" => "inputs.md".to_owned(),
            id => format!("verdicts/{id}.md"),
        };
        let file = format!("{}/docs/{page}", env!("CARGO_MANIFEST_DIR"));
        assert!(std::path::Path::new(&file).is_file(), "{file}");
        if repository.is_empty() {
            assert!(rule["helpUri"].is_null() && driver["informationUri"].is_null());
        } else {
            assert_eq!(
                rule["helpUri"],
                format!("{repository}/blob/main/docs/{page}")
            );
            assert_eq!(driver["informationUri"], repository);
        }
    }
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
    let report = story::report();
    assert_eq!(rows.len(), report.claims.len() + report.warnings.len());
    assert!(rows.iter().all(|row| row.len() == columns));
}

#[test]
fn every_format_has_its_own_name_and_finds_itself_by_it() {
    for format in Format::all() {
        assert_eq!(format.name().parse::<Format>().unwrap(), format);
    }
}

/// The story, of which a citation names nothing, in a file that has no claims.
fn with_a_broken_reference() -> Report {
    let mut report = story::report();
    report
        .broken_references
        .push(citecheck::report::BrokenRecord {
            file: "articles/empty.md".to_owned(),
            line: 3,
            column: 5,
            end_line: Some(3),
            end_column: Some(8),
            written: "[9]".to_owned(),
            reason: citecheck::claims::Why::NoEntry,
            detail: "the list has no entry 9".to_owned(),
            meant: None,
            claims: Vec::new(),
        });
    report.summary.broken_references = 1;
    report
}

#[test]
fn broken_references_and_warnings_are_in_every_format() {
    let report = with_a_broken_reference();
    for format in Format::all() {
        let text = written(format, &report);
        assert!(text.contains("the list has no entry 9"), "{format}: {text}");
        assert!(
            text.contains("an ignore comment that nothing needs"),
            "{format}: {text}"
        );
    }
}

#[test]
fn a_place_has_an_end_where_the_report_knows_it() {
    let mut report = with_a_broken_reference();
    report.claims[1].end_line = Some(report.claims[1].line + 2);
    report.claims[2].end_line = None;
    // What ends before it begins was not written by us.
    report.claims[3].end_column = Some(1);
    let log: Value = serde_json::from_str(&written(Format::Sarif, &report)).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let region = |id: &str| {
        let result = results
            .iter()
            .find(|result| result["properties"]["claim"] == id);
        &result.unwrap()["locations"][0]["physicalLocation"]["region"]
    };
    let ends = |id| (&region(id)["endLine"], &region(id)["endColumn"]);
    assert_eq!(
        ends("licence-until-2032"),
        (&Value::from(19), &Value::from(88))
    );
    assert_eq!(ends("director-quote"), (&Value::Null, &Value::Null));
    assert_eq!(ends("fishers-and-tourists"), (&Value::Null, &Value::Null));
    let log = written(Format::Github, &report);
    assert!(log.contains("line=17,endLine=19,title"), "{log}");
    assert!(
        log.contains("line=3,endLine=3,col=5,endColumn=8,title"),
        "{log}"
    );
    assert!(log.contains("line=22,col=8,title"), "{log}");
}

#[test]
fn where_no_program_has_commands_advice_names_none() {
    let report = story::report();
    for format in Format::all() {
        let mut out = Vec::new();
        let view = View::new(&report);
        format.writer().write(&report, &view, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        let named = [
            "citecheck cache add https",
            "desk ",
            "--archive",
            "--verbose",
        ];
        assert_eq!(named.map(|name| out.contains(name)), [false; 4], "{format}");
        let told = matches!(format, Format::Terminal | Format::Html | Format::Sarif);
        assert!(!told || out.contains("save the page"), "{format}");
    }
}

#[test]
fn markdown_links_files_where_they_can_be_seen() {
    let report = with_a_broken_reference();
    let linked = |files: Option<&str>| {
        let mut view = View::new(&report);
        view.files = files.map(str::to_owned);
        let mut out = Vec::new();
        Format::Markdown
            .writer()
            .write(&report, &view, &mut out)
            .unwrap();
        String::from_utf8(out).unwrap()
    };
    let beside = linked(None);
    assert!(
        beside.contains("<a href=\"articles/harbour.toml#L17\">"),
        "{beside}"
    );
    let there = linked(Some("https://git.example/paper/blob/0a1b/"));
    let link = "<a href=\"https://git.example/paper/blob/0a1b/articles/empty.md#L3\">";
    assert!(there.contains(link), "{there}");
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
    let page = story(Format::Html).replace(
        &format!("citecheck {}", env!("CARGO_PKG_VERSION")),
        "citecheck …",
    );
    // The style sheet and the script are files of their own, and their hashes change with them.
    let page = without(&page, "<style>", "</style>");
    let page = without(&page, "<script>'use strict';", "</script>");
    insta::assert_snapshot!(without(&page, "http-equiv=", "\n"));
}

/// `text` with "…" between the first `from` and the next `to`.
fn without(text: &str, from: &str, to: &str) -> String {
    let start = text.find(from).unwrap() + from.len();
    let end = start + text[start..].find(to).unwrap();
    format!("{}…{}", &text[..start], &text[end..])
}
