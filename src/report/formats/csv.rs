//! The report as CSV (RFC 4180), for spreadsheets: one row a claim, then one a broken
//! reference, then one a warning.

use std::io::{self, Write};

use crate::report::finding::Rule;
use crate::report::model::Report;
use crate::report::reading::{SourceIndex, advice, deciding, mend, source_place, unread_reason};
use crate::report::view::{ReportWriter, View};
use crate::text::printable_line;

/// Writes CSV.
pub(in crate::report) struct Csv;

/// What stands for a verdict and a finding in the row of a warning.
const WARNING: &str = "warning";

const HEADER: &[&str] = &[
    "id",
    "file",
    "line",
    "column",
    "verdict",
    "score",
    "expect",
    "finding",
    "fails",
    "claim",
    "why",
    "next",
    "source",
    "source_title",
    "source_url",
    "source_problem",
    "passage",
    "passage_score",
    "link",
];

impl ReportWriter for Csv {
    fn write(&self, report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
        let sources = SourceIndex::guided(report, view.guide);
        row(out, HEADER.iter().copied())?;
        for (index, claim) in report.claims.iter().enumerate() {
            let standing = view.standing(index);
            let evidence = deciding(claim);
            let source = evidence
                .and_then(|evidence| sources.get(&evidence.source))
                .or_else(|| sources.cited(claim).next());
            let finding = match standing.finding {
                Some(_) if standing.known => "known",
                Some(finding) => finding.rule().name(),
                None => "",
            };
            let cells = [
                claim.id.clone(),
                claim.file.clone(),
                claim.line.to_string(),
                claim.column.to_string(),
                claim.verdict.to_string(),
                claim.score.to_string(),
                claim
                    .expect
                    .map_or_else(String::new, |verdict| verdict.to_string()),
                finding.to_owned(),
                standing.fails.to_string(),
                claim.text.clone(),
                claim.why.clone(),
                advice(claim, &sources),
                source.map_or_else(String::new, |source| source.id.clone()),
                source
                    .and_then(|source| source.title.clone())
                    .unwrap_or_default(),
                source.and_then(source_place).unwrap_or_default().to_owned(),
                source.and_then(unread_reason).unwrap_or_default(),
                evidence.map_or_else(String::new, |evidence| evidence.text.clone()),
                evidence.map_or_else(String::new, |evidence| evidence.score.to_string()),
                evidence
                    .and_then(|evidence| evidence.url.clone())
                    .unwrap_or_default(),
            ];
            row(out, cells.iter().map(String::as_str))?;
        }
        for (broken, standing) in report.broken_references.iter().zip(&view.broken) {
            let (line, column) = (broken.line.to_string(), broken.column.to_string());
            let next = mend(broken);
            let rule = Rule::BrokenReference.name();
            let mut cells = [""; HEADER.len()];
            cells[1..5].copy_from_slice(&[&broken.file, &line, &column, rule]);
            cells[7] = if standing.known { "known" } else { rule };
            cells[8] = if standing.fails { "true" } else { "false" };
            cells[9..12].copy_from_slice(&[&broken.written, &broken.detail, &next]);
            row(out, cells)?;
        }
        for warning in &report.warnings {
            let (line, column) = (warning.line.to_string(), warning.column.to_string());
            let mut cells = [""; HEADER.len()];
            cells[1..5].copy_from_slice(&[&warning.file, &line, &column, WARNING]);
            cells[7..9].copy_from_slice(&[WARNING, "false"]);
            cells[10] = &warning.message;
            row(out, cells)?;
        }
        Ok(())
    }
}

fn row<'c>(out: &mut dyn Write, cells: impl IntoIterator<Item = &'c str>) -> io::Result<()> {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        out.write_all(quoted(cell).as_bytes())?;
    }
    out.write_all(b"\r\n")
}

/// A cell as it stands in the file: on one line, in quotation marks where it needs them. A cell
/// that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises
/// ("CSV Injection").
fn quoted(cell: &str) -> String {
    let mut text = printable_line(cell);
    // Some importers take away blanks before they look for a formula.
    let begins = text.trim_start();
    if begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\'']) {
        text.insert(0, '\'');
    }
    if text.starts_with(' ') || text.contains([',', '"', ';']) {
        text = format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}
