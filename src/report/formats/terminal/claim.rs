//! One claim on the screen.

use std::io;

use unicode_width::UnicodeWidthStr as _;

use super::cells::{excerpt, fit, plain};
use super::screen::{LONGEST_ID, Screen};
use crate::report::finding::{Finding, Standing};
use crate::report::model::{CheckRecord, ClaimRecord, EvidenceRecord, SourceRecord, SourceStatus};
use crate::report::reading::{
    SourceIndex, advice, claim_marks, day, deciding, is_misattributed, is_telling, outside_body,
    passage_marks, source_name, source_place, unread_reason,
};
use crate::verdict::Verdict;
use crate::verify::Status;

/// Lines of a claim, and of a passage, before the rest is left out.
const CLAIM_LINES: usize = 6;
const PASSAGE_LINES: usize = 3;

/// Shows `claim`: place, words, the passage that decides, what differs, where it comes from and
/// what to do. `full` adds each check, each source, and the link to the passage.
pub fn show(
    screen: &mut Screen<'_>,
    (claim, standing): (&ClaimRecord, &Standing),
    sources: &SourceIndex<'_>,
    full: bool,
) -> io::Result<()> {
    header(screen, claim)?;
    let words = excerpt(
        &claim.text,
        &claim_marks(claim),
        CLAIM_LINES * screen.room(),
    );
    screen.quoted("claim", &words)?;
    let evidence = deciding(claim).filter(|found| full || is_telling(claim, found));
    if let Some(evidence) = evidence {
        let lines = if full {
            4 * PASSAGE_LINES
        } else {
            PASSAGE_LINES
        };
        let marks = passage_marks(claim, evidence);
        let words = excerpt(&evidence.text, &marks, lines * screen.room());
        screen.quoted(passage_label(claim), &words)?;
    }
    if let Some(place) = evidence.and_then(|found| outside_body(found.region)) {
        screen.row("where", &format!("in {place}"))?;
    }
    if claim.verdict != Verdict::Supported || full || is_misattributed(claim) {
        screen.row(why_label(claim), &claim.why)?;
    }
    if full {
        for check in &claim.checks {
            screen.row(check.kind.name(), &check_line(check))?;
        }
    }
    origin(screen, claim, evidence, sources, full)?;
    if let Some(since) = standing.since() {
        screen.row("was", &since)?;
    }
    let next = advice(claim, sources);
    if !next.is_empty() {
        screen.row("next", &next)?;
    }
    screen.gap()
}

/// Verdict, place and id: on one line where they fit. Place and id are never cut, so that they can be copied.
fn header(screen: &mut Screen<'_>, claim: &ClaimRecord) -> io::Result<()> {
    let title = match Finding::of(claim) {
        Some(Finding::Expectation { expected, got }) => format!("{got}, expected {expected}"),
        _ => claim.verdict.to_string(),
    };
    let place = plain(&format!("{}:{}:{}", claim.file, claim.line, claim.column));
    let id = fit(&claim.id, LONGEST_ID);
    let title = (title.width(), screen.paint.verdict(claim.verdict, title));
    screen.heading(title, &place, &id)
}

const fn passage_label(claim: &ClaimRecord) -> &'static str {
    match claim.verdict {
        Verdict::NotFound => "nearest",
        _ => "source",
    }
}

const fn why_label(claim: &ClaimRecord) -> &'static str {
    match claim.verdict {
        Verdict::Contradicted => "differs",
        Verdict::Partial => "lacks",
        _ => "why",
    }
}

fn check_line(check: &CheckRecord) -> String {
    match (check.status, &check.source) {
        (Status::Match, Some(source)) if *source == check.claim => format!("{source}: match"),
        (Status::Match, Some(source)) => format!("{} = {source}: match", check.claim),
        (Status::Match, None) => format!("{}: match", check.claim),
        (Status::Mismatch, _) => format!("mismatch: {}", check.note),
        (Status::Absent, _) => format!("{}: absent", check.claim),
    }
}

/// Where the passage stands, or where was looked in vain.
fn origin(
    screen: &mut Screen<'_>,
    claim: &ClaimRecord,
    evidence: Option<&EvidenceRecord>,
    sources: &SourceIndex<'_>,
    full: bool,
) -> io::Result<()> {
    let from = evidence.and_then(|evidence| sources.get(&evidence.source));
    if let Some(source) = from {
        source_lines(screen, "from", source)?;
        if let Some(link) = evidence
            .and_then(|evidence| evidence.url.as_deref())
            .filter(|_| full)
        {
            screen.whole("link", &screen.paint.address(plain(link)))?;
        }
    }
    let others = sources
        .cited(claim)
        .filter(|source| from.is_none_or(|from| from.id != source.id));
    for source in others {
        if unread_reason(source).is_some() {
            source_lines(screen, "unread", source)?;
        } else if full || from.is_none() {
            source_lines(screen, "read", source)?;
        }
    }
    Ok(())
}

/// A source in one line, or two when its address does not fit beside its title.
pub fn source_lines(screen: &mut Screen<'_>, label: &str, source: &SourceRecord) -> io::Result<()> {
    let facts = source_facts(source).join(", ");
    let mut name = fit(source_name(source), screen.room());
    let beside = name.width() + facts.width() + 3 <= screen.room();
    if !facts.is_empty() && beside {
        name = format!("{name} ({facts})");
    }
    screen.row(label, &name)?;
    if !facts.is_empty() && !beside {
        screen.row("", &facts)?;
    }
    match source_place(source).filter(|place| *place != source_name(source)) {
        None => Ok(()),
        Some(place) => screen.whole("", &screen.paint.address(plain(place))),
    }
}

fn source_facts(source: &SourceRecord) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(reason) = unread_reason(source) {
        facts.push(reason);
    }
    if let Some(date) = &source.date {
        facts.push(plain(day(date)));
    }
    if let Some(archived) = &source.archived_at {
        facts.push(format!("archived {}", plain(day(archived))));
    } else if let Some(fetched) = &source.fetched_at {
        // What could not be read was asked for.
        let done = match source.status {
            SourceStatus::Read => "read",
            SourceStatus::Unavailable => "asked",
        };
        facts.push(format!("{done} {}", plain(day(fetched))));
    }
    facts
}
