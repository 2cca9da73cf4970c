//! Names before verbs of saying: "X reported that".

use super::candidate::Candidate;
use crate::claims::statements::runs::{Run, run_before, runs_after};
use crate::claims::vocabulary::Words;
use crate::text::Span;

/// Names before verbs of saying.
pub(super) fn by_verb(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        let begin = at;
        at += word.len() + 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !Words::Saying.has(bare) {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let before = text[..begin].trim_end();
        if before.ends_with(['"', '”', '“', '»', '’', ',']) {
            // "…," says the economist Ute Rang.
            let after = runs_after(text, at.min(text.len()));
            let ends = |run: &Run| !text[run.span.end..].contains(char::is_alphanumeric);
            found.extend(after.into_iter().map(|run| {
                Candidate {
                    // "…, writes Civil Works Weekly."
                    words: (before.ends_with(',') && ends(&run))
                        .then(|| Span::new(before.len() - 1, run.span.end)),
                    name: run.name,
                    at: begin,
                    sure: false,
                    clause: None,
                }
            }));
        }
        let Some(run) = run_before(without_adverbs(before)) else {
            continue;
        };
        let that = that_after(rest);
        let reporting = Words::Reporting.has(bare);
        let starts = text[..run.span.start].trim().is_empty();
        let parted = text[..run.span.start].trim_end().ends_with(',');
        let ends = rest.is_empty();
        let words = match that {
            Some(length) if starts => Some(Span::new(0, at + length)),
            _ if parted && ends => {
                let before = text[..run.span.start].trim_end();
                let close = begin + word.trim_end_matches(['.', '!']).len();
                Some(Span::new(before.len() - 1, close))
            }
            _ => None,
        };
        found.push(Candidate {
            name: run.name,
            at: begin,
            words,
            sure: reporting && (that.is_some() || word.ends_with(',')),
            clause: None,
        });
    }
    found
}

/// A text without the adverbs at its end: "Ars Technica also" before "reports".
fn without_adverbs(text: &str) -> &str {
    const MOST: usize = 3;
    let mut rest = text;
    for _ in 0..MOST {
        let last = rest.rsplit(' ').next().unwrap_or_default();
        let kept = rest[..rest.len() - last.len()].trim_end();
        if kept.is_empty() || !Words::BeforeVerbs.has(last) {
            break;
        }
        rest = kept;
    }
    rest
}

/// Length of what stands before what was said: "that ", "on Monday that ".
fn that_after(text: &str) -> Option<usize> {
    const FARTHEST: usize = 6;
    let mut at = 0;
    for word in text.split_inclusive(' ').take(FARTHEST) {
        at += word.len();
        let bare = word.trim_end();
        if Words::That.has(bare) {
            return Some(at);
        }
        if bare.ends_with(['.', ';', ':']) {
            return None;
        }
    }
    None
}
