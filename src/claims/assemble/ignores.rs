//! Comments to citecheck in an article: `ignore`, `ignore-start`, `ignore-end`, `expect=`.

use crate::claims::error::Warning;
use crate::claims::positions::Positions;
use crate::text::{Span, nearest};
use crate::verdict::Verdict;

/// Words that a comment may begin with.
const WORDS: &[&str] = &["ignore", "ignore-start", "ignore-end", "expect"];

/// Warnings told of one input's comments.
const MAX_WARNINGS: usize = 1_000;

/// What comments say of one statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::claims) struct Orders {
    /// Why it is not to be checked; empty where no reason is given.
    pub(in crate::claims) ignored: Option<String>,
    pub(in crate::claims) expect: Option<Verdict>,
}

/// Reads the comments of `text`; gives the orders for each of the statements, whose spans are in
/// order. `checked` tells of each whether it would be checked.
pub(in crate::claims) fn read(
    comments: &[(Span, String)],
    spans: &[Span],
    checked: &[bool],
    text: &str,
    lines: &Positions,
    warnings: &mut Vec<Warning>,
) -> Vec<Orders> {
    let mut orders = vec![Orders::default(); spans.len()];
    let mut warn = |span: Span, message: String| {
        if warnings.len() >= MAX_WARNINGS {
            return;
        }
        warnings.push(Warning {
            place: lines.place(text, span.start),
            message,
        });
    };
    // Where an open `ignore-start` stands, with its reason.
    let mut open: Option<(Span, String)> = None;
    for (span, comment) in comments {
        let Some(order) = comment.trim().strip_prefix("citecheck:").map(str::trim) else {
            continue;
        };
        let end = order
            .find(|c: char| c.is_whitespace() || matches!(c, ':' | '='))
            .unwrap_or(order.len());
        let (word, rest) = order.split_at(end);
        let rest = rest.trim_start_matches([':', '=', ' ']).trim().to_owned();
        if word.starts_with("ignore") && word != "ignore-end" && rest.is_empty() {
            warn(
                *span,
                format!("`{word}` without a reason: say why, after the word"),
            );
        }
        match word {
            "ignore" => match target(*span, spans, text).filter(|index| checked[*index]) {
                Some(index) => orders[index].ignored = Some(rest),
                None => warn(
                    *span,
                    "`ignore` without effect: no statement that would be checked stands here"
                        .to_owned(),
                ),
            },
            "ignore-start" => {
                if open.replace((*span, rest)).is_some() {
                    warn(*span, "`ignore-start` inside of another".to_owned());
                }
            }
            "ignore-end" => match open.take() {
                Some((start, reason)) => {
                    let between = Span::new(start.end, span.start);
                    if !ignore(between, &reason, spans, checked, &mut orders) {
                        warn(start, "`ignore-start` without effect: no statement that would be checked follows".to_owned());
                    }
                }
                None => warn(*span, "`ignore-end` without `ignore-start`".to_owned()),
            },
            "expect" => {
                let name = rest.split_whitespace().next().unwrap_or_default();
                match (name.parse::<Verdict>(), target(*span, spans, text)) {
                    (Ok(verdict), Some(index)) => orders[index].expect = Some(verdict),
                    (Ok(_), None) => warn(
                        *span,
                        "`expect` without effect: no statement stands here".to_owned(),
                    ),
                    (Err(error), _) => warn(*span, error.to_string()),
                }
            }
            other => {
                let help = nearest(other, WORDS.iter().copied())
                    .map_or_else(String::new, |word| format!(": did you mean `{word}`?"));
                warn(
                    *span,
                    format!("unknown word `{other}` in a comment to citecheck{help}"),
                );
            }
        }
    }
    if let Some((start, reason)) = open {
        warn(
            start,
            "`ignore-start` without `ignore-end`: it holds to the end of the file".to_owned(),
        );
        ignore(
            Span::new(start.end, text.len()),
            &reason,
            spans,
            checked,
            &mut orders,
        );
    }
    orders
}

/// Ignores the statements that lie in `between`; false when there is none.
fn ignore(
    between: Span,
    reason: &str,
    spans: &[Span],
    checked: &[bool],
    orders: &mut [Orders],
) -> bool {
    let first = spans.partition_point(|span| span.start < between.start);
    let mut found = false;
    for index in first..spans.len() {
        if spans[index].start >= between.end {
            break;
        }
        orders[index].ignored = Some(reason.to_owned());
        found |= checked[index];
    }
    found
}

/// The statement that a comment is about: the one that it stands in, or that ends before it on the
/// same line, else the next.
fn target(comment: Span, spans: &[Span], text: &str) -> Option<usize> {
    let next = spans.partition_point(|span| span.start < comment.start);
    if let Some(before) = next.checked_sub(1) {
        let between = Span::new(spans[before].end, comment.start);
        if spans[before].end >= comment.end || !between.of(text).contains('\n') {
            return Some(before);
        }
    }
    (next < spans.len()).then_some(next)
}
