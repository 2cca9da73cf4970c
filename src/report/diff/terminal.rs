//! The diff for a person at a terminal.

use std::io::{self, Write};

use super::model::{ClaimChange, Diff, Edit, Kind, Op, Outcome, SourceChange};
use crate::report::reading::Mark;
use crate::report::terminal::{Screen, excerpt, fit, plain, plural};
use crate::text::Span;
use crate::verdict::Verdict;

/// Passages shown of one source, and ids named on one line.
const SHOWN: usize = 5;
/// Lines of one text.
const LINES: usize = 6;

/// Writes `diff` in `width` columns: each change with what was, what is, and why, then the counts
/// in one line; one line alone when nothing changed.
pub fn write_terminal(
    diff: &Diff,
    width: usize,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut screen = Screen::new(out, width, colour);
    for kind in Kind::ALL {
        for change in diff.claims.iter().filter(|change| change.kind == kind) {
            claim(&mut screen, change)?;
        }
        for change in diff.sources.iter().filter(|change| change.kind == kind) {
            if kind != Kind::SourceTouched {
                source(&mut screen, change)?;
            }
        }
    }
    screen.sentence(&summary(diff))
}

/// `1 regressed, 2 new; 90 claims unchanged`.
pub fn summary(diff: &Diff) -> String {
    let counts: Vec<_> = diff
        .summary
        .iter()
        .map(|(kind, count)| format!("{count} {kind}"))
        .collect();
    let unchanged = format!("{} unchanged", plural(diff.unchanged, "claim"));
    if counts.is_empty() {
        format!("no change: {unchanged}")
    } else {
        format!("{}; {unchanged}", counts.join(", "))
    }
}

fn claim(screen: &mut Screen<'_>, change: &ClaimChange) -> io::Result<()> {
    let kind = styled(screen, change.kind);
    let place = plain(&format!(
        "{}:{}:{}",
        change.file, change.line, change.column
    ));
    let (place, id) = (
        screen.paint.bold(place),
        screen.paint.dim(fit(&change.id, screen.width())),
    );
    screen.line(&format!("{kind}  {place}  {id}"))?;
    match &change.old_text {
        Some(old) => edited(screen, "claim", &super::likeness::edits(old, &change.text))?,
        None => screen.quoted("claim", &excerpt(&change.text, &[], LINES * screen.room()))?,
    }
    if let Some(old) = &change.old {
        outcome(screen, "was", old)?;
    }
    if let Some(new) = &change.new {
        outcome(screen, "now", new)?;
    }
    if change.kind == Kind::EvidenceMoved {
        for (label, side) in [("before", &change.old), ("after", &change.new)] {
            if let Some(passage) = side.as_ref().and_then(|side| side.passage.as_deref()) {
                screen.quoted(label, &excerpt(passage, &[], LINES * screen.room()))?;
            }
        }
    }
    let causes: Vec<_> = change.causes.iter().map(|cause| cause.sentence()).collect();
    if !causes.is_empty() {
        screen.row("because", &causes.join("; "))?;
    }
    screen.gap()
}

fn outcome(screen: &mut Screen<'_>, label: &str, outcome: &Outcome) -> io::Result<()> {
    if outcome.why.is_empty() {
        screen.row(label, outcome.verdict.name())
    } else {
        screen.row(label, &format!("{}: {}", outcome.verdict, outcome.why))
    }
}

fn source(screen: &mut Screen<'_>, change: &SourceChange) -> io::Result<()> {
    let kind = styled(screen, change.kind);
    let name = change
        .title
        .as_deref()
        .or(change.place.as_deref())
        .unwrap_or(&change.id);
    let name = screen.paint.bold(fit(name, screen.room()));
    screen.line(&format!("{kind}  {name}"))?;
    if let Some(place) = change.place.as_ref().filter(|_| change.title.is_some()) {
        screen.whole("from", &screen.paint.address(plain(place)))?;
    }
    if let Some(reason) = change.reason {
        let label = if change.kind == Kind::SourceLost {
            "why"
        } else {
            "was"
        };
        screen.row(label, reason.name())?;
    }
    screen.row("claims", &listed(&change.claims))?;
    for passage in change.passages.iter().take(SHOWN) {
        if passage.new.is_some() {
            edited(screen, "passage", &passage.edits)?;
        } else {
            let gone = [Edit {
                op: Op::Delete,
                text: passage.old.clone(),
            }];
            edited(screen, "passage", &gone)?;
        }
    }
    if change.passages.len() > SHOWN {
        screen.row(
            "",
            &format!(
                "and {} more",
                plural(change.passages.len() - SHOWN, "passage")
            ),
        )?;
    }
    screen.gap()
}

fn listed(ids: &[String]) -> String {
    let shown: Vec<_> = ids.iter().take(SHOWN).map(String::as_str).collect();
    match ids.len().saturating_sub(SHOWN) {
        0 if ids.is_empty() => "none cites it".to_owned(),
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Text with what goes as `[-…-]` and what comes as `{+…+}`, as wdiff and git write it.
fn edited(screen: &mut Screen<'_>, label: &str, edits: &[Edit]) -> io::Result<()> {
    let mut text = String::new();
    let mut marks = Vec::new();
    for edit in edits {
        let start = text.len();
        let mark = match edit.op {
            Op::Equal => {
                text.push_str(&edit.text);
                continue;
            }
            Op::Delete => {
                text.extend(["[-", &edit.text, "-]"]);
                Mark::Differs
            }
            Op::Insert => {
                text.extend(["{+", &edit.text, "+}"]);
                Mark::Same
            }
        };
        marks.push((Span::new(start, text.len()), mark));
    }
    let lines = if edits.len() > 1 { LINES } else { 2 };
    screen.coloured(label, &excerpt(&text, &marks, lines * screen.room()))
}

fn styled(screen: &Screen<'_>, kind: Kind) -> String {
    let like = match kind {
        Kind::Regressed | Kind::NewFinding => Verdict::Contradicted,
        Kind::SourceLost => Verdict::Unavailable,
        Kind::Improved | Kind::SourceRestored => Verdict::Supported,
        Kind::New | Kind::Gone | Kind::SourceTouched => Verdict::NotCheckable,
        Kind::SourceChanged | Kind::Changed | Kind::EvidenceMoved | Kind::Reworded => {
            Verdict::Partial
        }
    };
    screen.paint.verdict(like, kind)
}
