//! Annotations for the log of a GitHub workflow, by its workflow commands.

use std::io::{self, Write};

use crate::report::finding::Finding;
use crate::report::formats::markdown::LONGEST_TEXT;
use crate::report::model::{ClaimRecord, Report};
use crate::report::reading::{SourceIndex, Stretch, advice, deciding, mend};
use crate::report::view::{ReportWriter, View};
use crate::text::printable_line;
use crate::verdict::Verdict;

/// Writes workflow commands.
pub(in crate::report) struct Github;

/// GitHub shows ten annotations of each level for a step; more are of use in the log only.
const MOST: usize = 50;

impl ReportWriter for Github {
    fn write(&self, report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
        let sources = SourceIndex::guided(report, view.guide);
        for warning in report.warnings.iter().take(MOST) {
            writeln!(
                out,
                "::warning {},title=citecheck::{}",
                place(&warning.file, Stretch::of_warning(warning)),
                data(&warning.message),
            )?;
        }
        let mut left_out = 0_usize;
        for (index, (broken, fails)) in view.broken(report).enumerate() {
            if index >= MOST {
                left_out += 1;
                continue;
            }
            writeln!(
                out,
                "::{} {},title=broken-reference::{}",
                if fails { "error" } else { "warning" },
                place(&broken.file, Stretch::of_broken(broken)),
                [&broken.written, &broken.detail, &mend(broken)]
                    .map(|line| data(line))
                    .join("%0A"),
            )?;
        }
        for level in ["error", "warning", "notice"] {
            let of_level = view
                .findings(report)
                .filter(|(finding, _, standing)| level_of(*finding, standing.fails) == level);
            for (index, (finding, claim, _)) in of_level.enumerate() {
                if index < MOST {
                    annotation(out, level, finding, claim, &sources)?;
                } else {
                    left_out += 1;
                }
            }
        }
        if left_out > 0 {
            writeln!(
                out,
                "::notice title=citecheck::{left_out} more findings are not annotated; the report has them all"
            )?;
        }
        Ok(())
    }
}

/// What fails the run is an error; of the rest, what speaks of the claim's truth is a warning.
pub(in crate::report) const fn level_of(finding: Finding, fails: bool) -> &'static str {
    match finding {
        _ if fails => "error",
        Finding::Verdict(Verdict::Unavailable | Verdict::NotCheckable) => "notice",
        _ => "warning",
    }
}

fn annotation(
    out: &mut dyn Write,
    level: &str,
    finding: Finding,
    claim: &ClaimRecord,
    sources: &SourceIndex<'_>,
) -> io::Result<()> {
    let mut message = vec![claim.text.clone(), claim.why.clone()];
    if let Some(evidence) = deciding(claim) {
        let source = sources.get(&evidence.source);
        let place = source.and_then(|source| source.url.as_deref().or(source.path.as_deref()));
        message.push(format!(
            "source: {} ({})",
            evidence.text,
            place.unwrap_or(&evidence.source)
        ));
    }
    message.push(advice(claim, sources));
    let lines: Vec<_> = message
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| data(line))
        .collect();
    writeln!(
        out,
        "::{level} {},title={}::{}",
        place(&claim.file, Stretch::of_claim(claim)),
        property(&format!("{finding}: {}", claim.id)),
        lines.join("%0A"),
    )
}

/// The properties that tell a place. An annotation over several lines has no columns: the interface that it ends in
/// (check runs) refuses them there.
fn place(file: &str, stretch: Stretch) -> String {
    let Stretch { line, column, end } = stretch;
    let file = property(file);
    match end {
        Some((last, end)) if last == line => {
            format!("file={file},line={line},endLine={line},col={column},endColumn={end}")
        }
        Some((last, _)) => format!("file={file},line={line},endLine={last}"),
        None => format!("file={file},line={line},col={column}"),
    }
}

/// Text for a command's message, cut where it grows too long for an annotation, of which GitHub takes
/// 64 KiB: its runner decodes these escapes and no others.
fn data(text: &str) -> String {
    let cut = text.char_indices().nth(LONGEST_TEXT).map(|(at, _)| at);
    let shown = printable_line(&text[..cut.unwrap_or(text.len())]).replace('%', "%25");
    if cut.is_some() { shown + "…" } else { shown }
}

/// Text for a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
