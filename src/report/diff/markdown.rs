//! The diff as Markdown, for a comment on a pull request or a job summary.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::model::{ClaimChange, Diff, Edit, Kind, Op, Outcome, SourceChange};
use super::terminal::summary;
use crate::report::formats::markdown::{LONGEST_TEXT, ROOM, safe};
use crate::report::reading::{Guide, Step, with_step};

/// Writes `diff` within GitHub's limit for a comment: the counts, then each change in the order in
/// which a person should look at them, then how many were left out, and what `guide` knows to show these.
pub fn write_markdown(diff: &Diff, guide: &dyn Guide, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "### citecheck: {}\n", summary(diff))?;
    let mut room = ROOM;
    let mut left_out = 0_usize;
    let mut write = |text: String| match room.checked_sub(text.len()) {
        Some(rest) if left_out == 0 => {
            room = rest;
            out.write_all(text.as_bytes())
        }
        _ => {
            left_out += 1;
            Ok(())
        }
    };
    for kind in Kind::ALL {
        for change in diff.claims.iter().filter(|change| change.kind == kind) {
            write(claim(change))?;
        }
        for change in diff.sources.iter().filter(|change| change.kind == kind) {
            if kind != Kind::SourceTouched {
                write(source(change))?;
            }
        }
    }
    if left_out > 0 {
        let more = format!("…and {left_out} more");
        writeln!(out, "{}.", with_step(&more, Step::ShowChanges, guide))?;
    }
    Ok(())
}

fn claim(change: &ClaimChange) -> String {
    let mut text = format!(
        "<details><summary><b>{}</b> {}:{} — {}</summary>\n\n",
        change.kind,
        safe(&change.file, 200),
        change.line,
        safe(&change.text, 160)
    );
    match &change.old_text {
        Some(old) => {
            let edits = super::likeness::edits(old, &change.text);
            let _ = writeln!(text, "> {}\n", edited(&edits));
        }
        None => {
            let _ = writeln!(text, "> {}\n", safe(&change.text, LONGEST_TEXT));
        }
    }
    match (&change.old, &change.new) {
        (Some(old), Some(new)) if (old.verdict, &old.why) == (new.verdict, &new.why) => {
            let _ = writeln!(text, "Still {}\n", words(new));
        }
        (old, new) => {
            for (label, outcome) in [("Was", old), ("Now", new)] {
                if let Some(outcome) = outcome {
                    let _ = writeln!(text, "{label} {}\n", words(outcome));
                }
            }
        }
    }
    if change.kind == Kind::EvidenceMoved {
        for (label, outcome) in [("Before", &change.old), ("After", &change.new)] {
            if let Some(passage) = outcome.as_ref().and_then(|side| side.passage.as_deref()) {
                let _ = writeln!(text, "{label}:\n\n> {}\n", safe(passage, LONGEST_TEXT));
            }
        }
    }
    let causes: Vec<_> = change.causes.iter().map(|cause| cause.sentence()).collect();
    if !causes.is_empty() {
        let _ = writeln!(text, "Because {}.\n", causes.join("; "));
    }
    text.push_str("</details>\n\n");
    text
}

fn words(outcome: &Outcome) -> String {
    if outcome.why.is_empty() {
        format!("**{}**", outcome.verdict)
    } else {
        format!(
            "**{}**: {}",
            outcome.verdict,
            safe(&outcome.why, LONGEST_TEXT)
        )
    }
}

fn source(change: &SourceChange) -> String {
    let place = change.place.as_deref().unwrap_or(&change.id);
    let mut text = format!(
        "<details><summary><b>{}</b> {}</summary>\n\n",
        change.kind,
        safe(change.title.as_deref().unwrap_or(place), 200),
    );
    if change.title.is_some() {
        let _ = writeln!(text, "{}\n", safe(place, 400));
    }
    if let Some(reason) = change.unread() {
        let label = if change.kind == Kind::SourceLost {
            "Cannot"
        } else {
            "Could not"
        };
        let _ = writeln!(text, "{label} be read: {reason}.\n");
    }
    for passage in &change.passages {
        let gone = [Edit {
            op: Op::Delete,
            text: passage.old.clone(),
        }];
        let edits = if passage.new.is_some() {
            &passage.edits[..]
        } else {
            &gone
        };
        let _ = writeln!(text, "> {}\n", edited(edits));
    }
    let shown: Vec<_> = change
        .claims
        .iter()
        .take(10)
        .map(|id| safe(id, 80))
        .collect();
    let more = change.claims.len() - shown.len();
    if !shown.is_empty() {
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        let _ = writeln!(text, "Claims: {}{more}\n", shown.join(", "));
    }
    text.push_str("</details>\n\n");
    text
}

/// What goes is struck out, what comes is bold.
fn edited(edits: &[Edit]) -> String {
    let mut text = String::new();
    for edit in edits {
        let words = safe(&edit.text, LONGEST_TEXT);
        let _ = match edit.op {
            Op::Equal => write!(text, "{words}"),
            Op::Delete => write!(text, "<del>{words}</del>"),
            Op::Insert => write!(text, "<ins>{words}</ins>"),
        };
    }
    text
}
