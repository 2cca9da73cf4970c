//! The end of a terminal report: sources, counts, coverage, cost.

use std::io;

use rustc_hash::FxHashMap;

use super::cells::fit;
use super::screen::Screen;
use crate::report::finding::Rule;
use crate::report::model::{Report, SourceStatus, Summary};
use crate::report::reading::{Step, source_name, unread_reason, with_step};
use crate::report::view::{Verbosity, View};
use crate::verdict::Verdict;

/// Sources listed unless everything is asked for.
const SOURCES_SHOWN: usize = 12;

/// `24 claims: 5 contradicted, 2 not-found, …`, without what is nought.
pub fn counts(screen: &mut Screen<'_>, summary: &Summary) -> io::Result<()> {
    let counts = Verdict::ALL
        .into_iter()
        .filter(|verdict| summary.of(*verdict) > 0)
        .map(|verdict| (verdict, format!("{} {verdict}", summary.of(verdict))));
    let colon = if summary.claims > 0 { ":" } else { "" };
    let total = format!("{}{colon}", plural(summary.claims, "claim"));
    screen.flow(&total, counts, |paint, verdict, text| {
        paint.verdict(verdict, text)
    })
}

/// `1 claim`, `2 claims`.
pub fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// What was found, before the details: what fails the run, then what is worth a look.
pub fn ahead(screen: &mut Screen<'_>, report: &Report, view: &View) -> io::Result<()> {
    let (mend, look) = (told(report, view, true), told(report, view, false));
    let claims = plural(report.summary.claims, "claim");
    let mut start = format!("{claims};");
    for (label, counts) in [("to mend:", mend), ("worth a look:", look)] {
        if counts.is_empty() {
            continue;
        }
        let sign = if start.is_empty() { "" } else { " " };
        screen.flow(
            &format!("{start}{sign}{label}"),
            counts
                .into_iter()
                .map(|(rule, count)| (rule, format!("{count} {rule}"))),
            |paint, rule, text| paint.verdict(verdict_like(rule), text),
        )?;
        start.clear();
    }
    if start.is_empty() {
        screen.gap()?;
    }
    Ok(())
}

/// How many findings there are of each rule, of those that fail the run or of the others.
fn told(report: &Report, view: &View, fails: bool) -> Vec<(Rule, usize)> {
    let of_claims = |rule| {
        let findings = view.findings(report);
        let of_rule = findings
            .filter(|(finding, _, standing)| finding.rule() == rule && standing.fails == fails);
        of_rule.count()
    };
    let broken = view.broken(report).filter(|(_, found)| *found == fails);
    let broken = broken.count();
    let count = |rule| match rule {
        Rule::BrokenReference => (rule, broken),
        _ => (rule, of_claims(rule)),
    };
    let counts = Rule::ALL.into_iter().map(count);
    counts.filter(|(_, count)| *count > 0).collect()
}

/// The verdict whose colour a kind of finding has.
const fn verdict_like(rule: Rule) -> Verdict {
    match rule {
        Rule::Verdict(verdict) => verdict,
        Rule::Expectation => Verdict::Contradicted,
        Rule::BrokenReference => Verdict::NotFound,
    }
}

/// Shows sources, counts, coverage, cost and what failed.
pub fn show(screen: &mut Screen<'_>, report: &Report, view: &View) -> io::Result<()> {
    sources(screen, report, view)?;
    let summary = &report.summary;
    counts(screen, summary)?;
    // Where nothing was read, nothing was checked.
    let unchecked = summary.not_checkable + summary.unavailable;
    let checked = summary.claims.saturating_sub(unchecked);
    let mut facts = Vec::new();
    if summary.broken_references > 0 {
        facts.push(plural(summary.broken_references, "broken reference"));
    }
    if unchecked > 0 {
        facts.push(format!(
            "{} % of the claims checked",
            percent(checked, summary.claims)
        ));
    }
    let read = report
        .sources
        .iter()
        .filter(|source| source.status == SourceStatus::Read)
        .count();
    facts.push(format!(
        "{read} of {} read",
        plural(report.sources.len(), "source")
    ));
    if let Some(run) = view.run {
        if run.from_cache > 0 {
            facts.push(format!("{} from the cache", run.from_cache));
        }
        if run.fetched > 0 {
            facts.push(format!("{} fetched", run.fetched));
        }
        facts.push(format!("{:.2} s", run.elapsed.as_secs_f64()));
    }
    let facts = facts.into_iter().map(|fact| ((), fact));
    screen.flow("", facts, |paint, (), text| paint.dim(text))?;
    baseline(screen, view)?;
    failures(screen, report, view)
}

/// `part` of `whole` in whole per cent, rounded down, so that 100 means all.
fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(100)
}

fn baseline(screen: &mut Screen<'_>, view: &View) -> io::Result<()> {
    let Some(facts) = &view.baseline else {
        return Ok(());
    };
    if facts.known > 0 {
        let known = plural(facts.known, "known finding");
        screen.row("baseline", &format!("{known}, not shown"))?;
    }
    if !facts.unneeded.is_empty() {
        let unneeded = plural(facts.unneeded.len(), "finding");
        let unneeded = format!("{unneeded} needed no more");
        let unneeded = with_step(&unneeded, Step::ForgetMended, view.guide);
        screen.row("baseline", &unneeded)?;
        screen.ids("", &facts.unneeded)?;
    }
    Ok(())
}

/// What makes the run fail, named as `--fail-on` does.
fn failures(screen: &mut Screen<'_>, report: &Report, view: &View) -> io::Result<()> {
    let failing = told(report, view, true);
    if failing.is_empty() {
        return Ok(());
    }
    let failing = failing
        .into_iter()
        .map(|(rule, count)| ((), format!("{count} {rule}")));
    screen.flow("fails:", failing, |paint, (), text| paint.bold(text))
}

/// One line a source: how many of its claims it bears out, or why it could not be read.
fn sources(screen: &mut Screen<'_>, report: &Report, view: &View) -> io::Result<()> {
    if report.sources.is_empty() {
        return Ok(());
    }
    let mut tallies: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    for claim in &report.claims {
        for id in &claim.citations {
            tallies.entry(id).or_default().1 += 1;
        }
        for pair in &claim.pairs {
            tallies.entry(&pair.source).or_default().0 +=
                usize::from(pair.verdict == Verdict::Supported);
        }
    }
    let limit = match view.verbosity {
        Verbosity::Verbose => usize::MAX,
        _ => SOURCES_SHOWN,
    };
    screen.line(&screen.paint.bold("sources"))?;
    for source in report.sources.iter().take(limit) {
        let (supported, claims) = tallies.get(source.id.as_str()).copied().unwrap_or_default();
        let tally = match unread_reason(source) {
            Some(reason) => screen
                .paint
                .verdict(Verdict::Unavailable, format!("{reason:<22}")),
            None => format!("{:<22}", format!("bears out {supported} of {claims}")),
        };
        let name = fit(source_name(source), screen.width() - 26);
        screen.line(&format!("  {tally}  {name}"))?;
    }
    let more = report.sources.len().saturating_sub(limit);
    if more > 0 {
        let more = left_out(&format!("  and {more} more"), view);
        screen.line(&screen.paint.dim(more))?;
    }
    screen.gap()
}

/// That `more` is left out, and what shows it.
pub fn left_out(more: &str, view: &View) -> String {
    with_step(more, Step::ShowAll, view.guide)
}
