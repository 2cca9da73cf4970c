//! The report as `JUnit` XML, for test dashboards: a suite for each input, a test case for each claim.
//!
//! A claim that fails the run is a failure; one that a source bears out passes; any other is
//! skipped, with its verdict and the reason. Broken references are cases too; warnings stand in `system-err`.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::report::finding::{BrokenStanding, Rule, Standing};
use crate::report::model::{BrokenRecord, ClaimRecord, Report, WarningRecord};
use crate::report::reading::{SourceIndex, advice, deciding, mend, source_place};
use crate::report::view::{ReportWriter, View};

/// Writes `JUnit` XML.
pub(in crate::report) struct Junit;

impl ReportWriter for Junit {
    fn write(&self, report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
        let sources = SourceIndex::guided(report, view.guide);
        let seconds = view.run.map_or(0.0, |run| run.elapsed.as_secs_f64());
        writeln!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>"
        )?;
        for (number, (file, claims)) in suites(report).into_iter().enumerate() {
            let broken = report.broken_references.iter().zip(&view.broken);
            let warnings = report.warnings.iter();
            let suite = Suite {
                number,
                file,
                claims: &report.claims[claims.clone()],
                standings: claims.map(|index| view.standing(index)).collect(),
                broken: broken.filter(|(broken, _)| broken.file == file).collect(),
                warnings: warnings.filter(|warning| warning.file == file).collect(),
                // The run's time cannot be told apart by input.
                seconds: if number == 0 { seconds } else { 0.0 },
                timestamp: timestamp(report),
            };
            suite.write(&sources, out)?;
        }
        writeln!(out, "</testsuites>")
    }
}

/// The files that something is told of, with the range of their claims: in the order of the claims, then those that
/// have none.
fn suites(report: &Report) -> Vec<(&str, Range<usize>)> {
    let mut suites: Vec<(&str, Range<usize>)> = Vec::new();
    let mut start = 0;
    for claims in report.claims.chunk_by(|a, b| a.file == b.file) {
        suites.push((&claims[0].file, start..start + claims.len()));
        start += claims.len();
    }
    let mut known: FxHashSet<&str> = suites.iter().map(|(file, _)| *file).collect();
    let broken = report.broken_references.iter().map(|broken| &*broken.file);
    let warned = report.warnings.iter().map(|warning| &*warning.file);
    for file in broken.chain(warned) {
        if known.insert(file) {
            suites.push((file, start..start));
        }
    }
    suites
}

/// When the newest page was got: a report knows no other time. The schema wants one, without zone.
fn timestamp(report: &Report) -> String {
    let times = report
        .sources
        .iter()
        .filter_map(|source| source.fetched_at.as_deref());
    times
        .filter_map(|time| time.get(..19))
        .filter(|time| is_time(time))
        .max()
        .unwrap_or("1970-01-01T00:00:00")
        .to_owned()
}

fn is_time(time: &str) -> bool {
    time.parse::<jiff::civil::DateTime>().is_ok() && time.as_bytes().get(10) == Some(&b'T')
}

struct Suite<'r> {
    number: usize,
    file: &'r str,
    claims: &'r [ClaimRecord],
    standings: Vec<&'r Standing>,
    broken: Vec<(&'r BrokenRecord, &'r BrokenStanding)>,
    warnings: Vec<&'r WarningRecord>,
    seconds: f64,
    timestamp: String,
}

impl Suite<'_> {
    fn write(&self, sources: &SourceIndex<'_>, out: &mut dyn Write) -> io::Result<()> {
        let file = token(self.file);
        let failures = self
            .standings
            .iter()
            .filter(|standing| standing.fails)
            .count()
            + self
                .broken
                .iter()
                .filter(|(_, standing)| standing.fails)
                .count();
        let is_skipped = |standing: &&&Standing| standing.finding.is_some() && !standing.fails;
        let skipped = self.standings.iter().filter(is_skipped).count()
            + self
                .broken
                .iter()
                .filter(|(_, standing)| !standing.fails)
                .count();
        writeln!(
            out,
            "  <testsuite name=\"{file}\" package=\"citecheck\" id=\"{}\" timestamp=\"{}\" hostname=\"localhost\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" time=\"{:.3}\">",
            self.number,
            self.timestamp,
            self.claims.len() + self.broken.len(),
            self.seconds,
        )?;
        writeln!(out, "    <properties/>")?;
        for (claim, standing) in self.claims.iter().zip(&self.standings) {
            case(claim, standing, sources, out)?;
        }
        for (broken, standing) in &self.broken {
            broken_case(broken, **standing, out)?;
        }
        writeln!(out, "    <system-out/>")?;
        let warnings = self.warnings.iter().map(|warning| {
            let WarningRecord {
                file,
                line,
                column,
                message,
            } = warning;
            escaped(&format!("{file}:{line}:{column}: warning: {message}\n"))
        });
        match warnings.collect::<String>() {
            none if none.is_empty() => writeln!(out, "    <system-err/>")?,
            warnings => writeln!(out, "    <system-err>{warnings}</system-err>")?,
        }
        writeln!(out, "  </testsuite>")
    }
}

fn case(
    claim: &ClaimRecord,
    standing: &Standing,
    sources: &SourceIndex<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (name, class) = (token(&claim.id), token(&claim.file));
    write!(
        out,
        "    <testcase name=\"{name}\" classname=\"{class}\" time=\"0\""
    )?;
    let Some(finding) = standing.finding else {
        return writeln!(out, "/>");
    };
    let known = known(standing.known);
    let message = escaped(&format!("{finding}{known}: {}", claim.why));
    writeln!(out, ">")?;
    let text = || details(claim, sources);
    end_case(standing.fails, finding.rule(), &message, text, out)
}

/// A broken reference: a failure where it fails the run, else skipped.
fn broken_case(
    broken: &BrokenRecord,
    standing: BrokenStanding,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rule = Rule::BrokenReference;
    let place = format!("{}:{}:{}", broken.file, broken.line, broken.column);
    let name = token(&format!("{rule} {}:{}", broken.line, broken.column));
    let known = known(standing.known);
    let message = escaped(&format!("{rule}{known}: {}", broken.detail));
    let text = format!(
        "{place}\nreference: {}\nnext: {}\n",
        broken.written,
        mend(broken)
    );
    let class = token(&broken.file);
    writeln!(
        out,
        "    <testcase name=\"{name}\" classname=\"{class}\" time=\"0\">"
    )?;
    end_case(standing.fails, rule, &message, || text, out)
}

/// What a message says of a finding that the baseline has.
const fn known(known: bool) -> &'static str {
    if known { " (in the baseline)" } else { "" }
}

/// The end of a case that is a finding: a failure with `text`, or skipped.
fn end_case(
    fails: bool,
    rule: Rule,
    message: &str,
    text: impl FnOnce() -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    if fails {
        let text = escaped(&text());
        writeln!(
            out,
            "      <failure message=\"{message}\" type=\"{rule}\">{text}</failure>"
        )?;
    } else {
        writeln!(out, "      <skipped message=\"{message}\"/>")?;
    }
    writeln!(out, "    </testcase>")
}

fn details(claim: &ClaimRecord, sources: &SourceIndex<'_>) -> String {
    let mut text = format!(
        "{}:{}:{}\nclaim: {}\n",
        claim.file, claim.line, claim.column, claim.text
    );
    if let Some(evidence) = deciding(claim) {
        let place = sources.get(&evidence.source).and_then(source_place);
        let _ = write!(
            text,
            "source: {}\nfrom: {}\n",
            evidence.text,
            place.unwrap_or(&evidence.source)
        );
    }
    let next = advice(claim, sources);
    if !next.is_empty() {
        let _ = writeln!(text, "next: {next}");
    }
    text
}

/// Text for a name: one line, single spaces, never empty.
fn token(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    if words.is_empty() {
        return "-".to_owned();
    }
    escaped(&words.join(" "))
}

/// Text for an element or an attribute. What XML 1.0 cannot hold, and what reorders a line, is
/// written as `\u{…}`.
fn escaped(text: &str) -> String {
    let mut clean = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '<' => clean.push_str("&lt;"),
            '>' => clean.push_str("&gt;"),
            '&' => clean.push_str("&amp;"),
            '"' => clean.push_str("&quot;"),
            '\n' => clean.push('\n'),
            '\t' => clean.push(' '),
            c if crate::text::must_escape(c) || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {
                clean.extend(c.escape_unicode());
            }
            c => clean.push(c),
        }
    }
    clean
}
