//! The end of a terminal report: sources, counts, coverage, cost.

use std::io;

use rustc_hash::FxHashMap;

use super::cells::fit;
use super::screen::Screen;
use crate::report::finding::{Finding, Rule};
use crate::report::format::{Verbosity, View};
use crate::report::model::{Report, SourceStatus, Summary};
use crate::report::reading::{source_name, unread_reason};
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

/// Shows sources, counts, coverage, cost and what failed.
pub fn show(screen: &mut Screen<'_>, report: &Report, view: &View) -> io::Result<()> {
    sources(screen, report, view.verbosity)?;
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
    failures(screen, view)
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
        let shown: Vec<_> = facts.unneeded.iter().take(5).map(String::as_str).collect();
        let more = match facts.unneeded.len() - shown.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let shown = shown.join(", ");
        screen.row(
            "baseline",
            &format!("needed no more: {shown}{more}; `citecheck baseline update` takes them out"),
        )?;
    }
    Ok(())
}

/// What makes the run fail, named as `--fail-on` does.
fn failures(screen: &mut Screen<'_>, view: &View) -> io::Result<()> {
    let failing = Rule::ALL.into_iter().filter_map(|rule| {
        let fails = view.standings.iter().filter(|standing| standing.fails);
        let of_rule = fails.filter(|standing| standing.finding.map(Finding::rule) == Some(rule));
        let count = match rule {
            Rule::BrokenReference => view.broken.iter().filter(|standing| standing.fails).count(),
            _ => of_rule.count(),
        };
        (count > 0).then(|| ((), format!("{count} {rule}")))
    });
    if view.fails() {
        screen.flow("fails:", failing, |paint, (), text| paint.bold(text))?;
    }
    Ok(())
}

/// One line a source: how many of its claims it bears out, or why it could not be read.
fn sources(screen: &mut Screen<'_>, report: &Report, verbosity: Verbosity) -> io::Result<()> {
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
    let limit = match verbosity {
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
        screen.line(
            &screen
                .paint
                .dim(format!("  and {more} more; --verbose shows them")),
        )?;
    }
    screen.gap()
}
