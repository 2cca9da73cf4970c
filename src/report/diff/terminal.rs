//! The diff for a person at a terminal.

use std::io::{self, Write};

use super::model::{ClaimChange, Diff, Edit, Kind, Op, Outcome, SourceChange};
use crate::report::formats::terminal::{LONGEST_ID, Screen, excerpt, fit, plain, plural};
use crate::report::reading::Mark;
use crate::text::Span;
use crate::verdict::Verdict;

/// Changes that are seen at a glance.
const FEW: usize = 3;
/// Passages shown of one source.
const SHOWN: usize = 5;
/// Lines of one text.
const LINES: usize = 6;

/// Writes `diff` in `width` columns: each change with what was, what is, and why, then the counts in one line, which
/// stands before them too where they are many; one line alone when nothing changed.
pub fn write_terminal(
    diff: &Diff,
    width: usize,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut screen = Screen::new(out, width, colour);
    let listed = diff.claims.len() + diff.sources.len() - diff.count(Kind::SourceTouched);
    if listed > FEW {
        screen.sentence(&summary(diff))?;
        screen.gap()?;
    }
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
    let kind = (change.kind.name().len(), kind);
    screen.heading(kind, &place, &fit(&change.id, LONGEST_ID))?;
    match &change.old_text {
        Some(old) => edited(screen, "claim", &super::likeness::edits(old, &change.text))?,
        None => screen.quoted("claim", &excerpt(&change.text, &[], LINES * screen.room()))?,
    }
    match (&change.old, &change.new) {
        (Some(old), Some(new)) if (old.verdict, &old.why) == (new.verdict, &new.why) => {
            outcome(screen, "still", new)?;
        }
        (old, new) => {
            for (label, side) in [("was", old), ("now", new)] {
                if let Some(side) = side {
                    outcome(screen, label, side)?;
                }
            }
        }
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
    if let Some(reason) = change.unread() {
        let label = if change.kind == Kind::SourceLost {
            "why"
        } else {
            "was"
        };
        screen.row(label, &reason)?;
    }
    if change.claims.is_empty() {
        screen.row("claims", "none cites it")?;
    }
    screen.ids("claims", &change.claims)?;
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
