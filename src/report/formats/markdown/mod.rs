//! The report as Markdown, for a comment on a pull request or a job summary: short, collapsible,
//! within GitHub's limit.

mod plain;

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::report::finding::{Finding, Rule, Standing};
use crate::report::formats::terminal::plural;
use crate::report::model::{ClaimRecord, Report, SourceRecord, SourceStatus};
use crate::report::reading::{
    FileUri, SourceIndex, advice, claim_marks, day, deciding, difference, is_telling, mend,
    outside_body, passage_marks, source_name, unread_reason,
};
use crate::report::view::{ReportWriter, View};
use crate::verdict::Verdict;
pub(in crate::report) use plain::{LONGEST_TEXT, safe};
use plain::{marked, target};

/// Writes Markdown.
pub(in crate::report) struct Markdown;

/// A comment may have 65,536 characters (GitHub's answer to a longer one says so); what comes after
/// the findings has the rest.
pub(in crate::report) const ROOM: usize = 60_000;
/// Characters of what differs in the line of a closed finding.
const LONGEST_DIFFERENCE: usize = 200;
/// Warnings told.
const MOST_WARNINGS: usize = 10;
/// Broken references told.
const MOST_BROKEN: usize = 20;
/// Sources in the table.
const MOST_SOURCES: usize = 30;

impl ReportWriter for Markdown {
    fn write(&self, report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
        let sources = SourceIndex::guided(report, view.guide);
        let head = head(report, view);
        out.write_all(head.as_bytes())?;
        let tail = tail(report, view);
        let mut room = ROOM.saturating_sub(head.len() + tail.len());
        let mut left_out = 0_usize;
        for (finding, claim, standing) in view.findings(report) {
            if left_out > 0 {
                left_out += 1;
                continue;
            }
            let summary = summary(finding, claim, view);
            let text = summary + &details(claim, standing, &sources);
            match room.checked_sub(text.len()) {
                Some(rest) => {
                    room = rest;
                    out.write_all(text.as_bytes())?;
                }
                None => left_out = 1,
            }
        }
        if left_out > 0 {
            writeln!(out, "…and {left_out} more; the full report has them.\n")?;
        }
        out.write_all(tail.as_bytes())
    }
}

fn head(report: &Report, view: &View) -> String {
    let mut text = format!("### citecheck: {}\n\n", view.headline(report));
    let counts = Verdict::ALL.into_iter().filter_map(|verdict| {
        let count = report.summary.of(verdict);
        (count > 0).then(|| format!("{} {count} {verdict}", sign(verdict)))
    });
    text += &counts.collect::<Vec<_>>().join(" · ");
    text.push_str("\n\n");
    text
}

fn tail(report: &Report, view: &View) -> String {
    let mut text = String::new();
    if let Some(baseline) = &view.baseline {
        if baseline.known > 0 {
            let _ = writeln!(
                text,
                "{} in the baseline, not shown.\n",
                plural(baseline.known, "known finding")
            );
        }
        if !baseline.unneeded.is_empty() {
            let _ = writeln!(
                text,
                "{} of the baseline needed no more.\n",
                plural(baseline.unneeded.len(), "finding")
            );
        }
    }
    for (broken, _) in view.broken(report).take(MOST_BROKEN) {
        let _ = writeln!(
            text,
            "🔗 <b>{}</b> {}: {} — {}; {}\n",
            Rule::BrokenReference,
            place(view, &broken.file, broken.line),
            safe(&broken.written, 100),
            safe(&broken.detail, LONGEST_TEXT),
            safe(&mend(broken), LONGEST_TEXT),
        );
    }
    if let more @ 1.. = view.broken(report).count().saturating_sub(MOST_BROKEN) {
        let _ = writeln!(text, "🔗 and {}.\n", plural(more, "more broken reference"));
    }
    for warning in report.warnings.iter().take(MOST_WARNINGS) {
        let _ = writeln!(
            text,
            "⚠️ {}: {}\n",
            place(view, &warning.file, warning.line),
            safe(&warning.message, LONGEST_TEXT)
        );
    }
    let read = report
        .sources
        .iter()
        .filter(|source| source.status == SourceStatus::Read)
        .count();
    let _ = writeln!(
        text,
        "<details><summary>{read} of {} read</summary>\n\n| source | |\n|---|---|",
        plural(report.sources.len(), "source")
    );
    for source in report.sources.iter().take(MOST_SOURCES) {
        let state = unread_reason(source).unwrap_or_else(|| "read".to_owned());
        let _ = writeln!(
            text,
            "| {} | {state} |",
            linked(source, source.url.as_deref(), 120)
        );
    }
    if let more @ 1.. = report.sources.len().saturating_sub(MOST_SOURCES) {
        let _ = writeln!(text, "| and {more} more | |");
    }
    text.push_str("\n</details>\n");
    text
}

const fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradicted => "❌",
        Verdict::NotFound => "🔍",
        Verdict::Partial => "🟡",
        Verdict::Unavailable => "🔌",
        Verdict::NotCheckable => "⚪",
        Verdict::Supported => "✅",
    }
}

/// What is seen of a finding while it is closed: verdict, place, what differs, the claim.
fn summary(finding: Finding, claim: &ClaimRecord, view: &View) -> String {
    let differs = difference(claim).map_or_else(String::new, |differs| {
        format!("{} · ", safe(differs, LONGEST_DIFFERENCE))
    });
    format!(
        "<details><summary>{} <b>{finding}</b> {} — {differs}{}</summary>\n\n",
        sign(claim.verdict),
        place(view, &claim.file, claim.line),
        safe(&claim.text, if differs.is_empty() { 160 } else { 100 }),
    )
}

/// A line of an input, with a link to it: in the repository where the run knows which, else beside the report. Markdown
/// is no markup inside of a summary, HTML is.
fn place(view: &View, file: &str, line: usize) -> String {
    let shown = format!("{}:{line}", safe(file, 200));
    let target = match (FileUri::of(file), &view.files) {
        (FileUri::Absolute(uri), _) | (FileUri::Relative(uri), None) => uri,
        (FileUri::Relative(uri), Some(base)) => format!("{base}{uri}"),
    };
    format!(
        "<a href=\"{}#L{line}\">{shown}</a>",
        target.replace('&', "&amp;")
    )
}

fn details(claim: &ClaimRecord, standing: &Standing, sources: &SourceIndex<'_>) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "> {}\n", marked(&claim.text, &claim_marks(claim)));
    let evidence = deciding(claim).filter(|found| is_telling(claim, found));
    if let Some(evidence) = evidence {
        let label = if claim.verdict == Verdict::NotFound {
            "Nearest passage"
        } else {
            "The source"
        };
        let _ = writeln!(
            text,
            "{label}:\n\n> {}\n",
            marked(&evidence.text, &passage_marks(claim, evidence))
        );
    }
    if !claim.why.is_empty() {
        let _ = writeln!(text, "<b>{}</b>\n", safe(&claim.why, LONGEST_TEXT));
    }
    let from = evidence.and_then(|evidence| sources.get(&evidence.source));
    if let Some(source) = from {
        let link = evidence.and_then(|evidence| evidence.url.as_deref());
        let _ = write!(
            text,
            "From {}",
            linked(source, link.or(source.url.as_deref()), 200)
        );
        if let Some(date) = &source.date {
            let _ = write!(text, ", {}", safe(day(date), 20));
        }
        if let Some(place) = evidence.and_then(|found| outside_body(found.region)) {
            let _ = write!(text, ", in {place}");
        }
        text.push_str(".\n\n");
    }
    for source in sources.unread(claim) {
        let reason = unread_reason(source).unwrap_or_default();
        let _ = writeln!(
            text,
            "Could not be read: {} ({reason}).\n",
            linked(source, source.url.as_deref(), 200)
        );
    }
    if let Some(since) = standing.since() {
        let _ = writeln!(text, "Was {}.\n", safe(&since, LONGEST_TEXT));
    }
    let next = advice(claim, sources);
    if !next.is_empty() {
        let _ = writeln!(text, "_Next:_ {}\n", safe(&next, LONGEST_TEXT));
    }
    text.push_str("</details>\n\n");
    text
}

/// A source's name, as a link where it has a web address.
fn linked(source: &SourceRecord, address: Option<&str>, most: usize) -> String {
    let name = safe(source_name(source), most);
    match address
        .filter(|address| address.starts_with("https://") || address.starts_with("http://"))
    {
        Some(address) => format!("[{name}]({})", target(address)),
        None => name,
    }
}
