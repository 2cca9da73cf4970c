//! The report for a person at a terminal: what needs them first, each finding with its passage
//! and what differs, then a summary. Plain text when there is no colour; fits 60 to 200 columns,
//! but for addresses, paths and ids, which are never broken.

mod cells;
mod claim;
mod paint;
mod screen;
mod summary;

use std::io::{self, Write};

use crate::report::finding::{Rule, Standing};
use crate::report::model::{ClaimRecord, Report};
use crate::report::reading::{SourceIndex, advice, is_misattributed};
use crate::report::view::{ReportWriter, Verbosity, View};
use crate::verdict::Verdict;
pub(in crate::report) use cells::{excerpt, fit, plain};
pub(in crate::report) use screen::{LONGEST_ID, Screen};
pub(in crate::report) use summary::plural;

/// Writes for a terminal.
pub(in crate::report) struct Terminal;

impl ReportWriter for Terminal {
    fn write(&self, report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
        let mut screen = Screen::new(out, view.width, view.colour);
        if view.verbosity == Verbosity::Quiet {
            return summary::counts(&mut screen, &report.summary);
        }
        let sources = SourceIndex::guided(report, view.guide);
        if entries(report, view) > FEW {
            summary::ahead(&mut screen, report, view)?;
        }
        warnings(&mut screen, report)?;
        for rule in Rule::ALL {
            let claims: Vec<_> = view.with_rule(report, rule).collect();
            match rule {
                Rule::BrokenReference => broken(&mut screen, report, view)?,
                Rule::Verdict(Verdict::Unavailable) => unavailable(&mut screen, &claims, &sources)?,
                Rule::Verdict(Verdict::NotCheckable) if view.verbosity < Verbosity::Verbose => {}
                _ => {
                    for (claim, standing) in claims {
                        claim::show(
                            &mut screen,
                            (claim, standing),
                            &sources,
                            view.verbosity == Verbosity::Verbose,
                        )?;
                    }
                }
            }
        }
        let full = view.verbosity == Verbosity::Verbose;
        for (index, claim) in report.claims.iter().enumerate() {
            let standing = view.standing(index);
            if standing.finding.is_none() && (full || is_misattributed(claim)) {
                claim::show(&mut screen, (claim, standing), &sources, full)?;
            }
        }
        summary::show(&mut screen, report, view)
    }
}

/// Entries that are seen at a glance; before more of them a summary stands.
const FEW: usize = 3;

/// How many entries the screen will show.
fn entries(report: &Report, view: &View) -> usize {
    let claims = if view.verbosity == Verbosity::Verbose {
        report.claims.len()
    } else {
        view.findings(report).count()
    };
    claims + view.broken(report).count() + report.warnings.len()
}

/// Broken references told unless everything is asked for, where they don't fail the run.
const BROKEN_SHOWN: usize = 10;

/// Citations that name nothing: what is written, why, and what to do.
fn broken(screen: &mut Screen<'_>, report: &Report, view: &View) -> io::Result<()> {
    let all = view.verbosity == Verbosity::Verbose || view.broken.iter().any(|one| one.fails);
    let limit = if all { usize::MAX } else { BROKEN_SHOWN };
    for (broken, _) in view.broken(report).take(limit) {
        let place = plain(&format!(
            "{}:{}:{}",
            broken.file, broken.line, broken.column
        ));
        let head = screen
            .paint
            .verdict(Verdict::NotFound, Rule::BrokenReference);
        screen.line(&format!("{head}  {}", screen.paint.bold(place)))?;
        screen.row("written", &broken.written)?;
        screen.row("why", &broken.detail)?;
        screen.row("next", &advice::mend(broken))?;
        screen.gap()?;
    }
    let more = view.broken(report).count().saturating_sub(limit);
    if more > 0 {
        let more = plural(more, "more broken reference");
        let more = summary::left_out(&more, view);
        screen.line(&screen.paint.dim(more))?;
        screen.gap()?;
    }
    Ok(())
}

fn warnings(screen: &mut Screen<'_>, report: &Report) -> io::Result<()> {
    for warning in &report.warnings {
        let place = plain(&format!(
            "{}:{}:{}",
            warning.file, warning.line, warning.column
        ));
        let head = screen.paint.verdict(Verdict::Partial, "warning");
        screen.line(&format!("{head}  {}", screen.paint.bold(place)))?;
        screen.row("", &warning.message)?;
        screen.gap()?;
    }
    Ok(())
}

/// Claims whose sources could not be read, told once for each set of sources: it is the source
/// that needs a person, not the claims one by one.
fn unavailable(
    screen: &mut Screen<'_>,
    claims: &[(&ClaimRecord, &Standing)],
    sources: &SourceIndex<'_>,
) -> io::Result<()> {
    let mut claims: Vec<_> = claims.iter().map(|(claim, _)| *claim).collect();
    // Stable: within a group, and among equal groups, claims keep the report's order.
    claims.sort_by(|a, b| a.citations.cmp(&b.citations));
    for group in claims.chunk_by(|a, b| a.citations == b.citations) {
        let title = screen
            .paint
            .verdict(Verdict::Unavailable, Verdict::Unavailable);
        screen.line(&format!("{title}  {}", plural(group.len(), "claim")))?;
        for claim in group {
            let place = plain(&format!("{}:{}:{}", claim.file, claim.line, claim.column));
            let id = screen.paint.dim(fit(&claim.id, LONGEST_ID));
            screen.whole("claim", &format!("{place}  {id}"))?;
        }
        for source in sources.unread(group[0]) {
            claim::source_lines(screen, "source", source)?;
            if let Some(detail) = &source.detail {
                screen.row("why", detail)?;
            }
            screen.row("next", advice::unavailable(source, sources.guide))?;
            if let Some(command) = advice::command(source, sources.guide) {
                screen.whole("", &plain(&command))?;
            }
        }
        screen.gap()?;
    }
    Ok(())
}
