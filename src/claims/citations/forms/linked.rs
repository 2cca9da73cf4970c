//! Links whose words are nothing but a mark or an address: `([1](https://…))`, "…, see https://…".

use crate::claims::blocks::draft::{Block, Link, Mark, Ref};
use crate::claims::citations::found::STOPS;
use crate::claims::citations::marks::is_mark_text;
use crate::claims::citations::syntax::labels;
use crate::claims::vocabulary::Words;
use crate::text::Span;

/// Words that lead to an address at a sentence's end.
const LEADS: &[&str] = &[
    "see", "at", "via", "from", "source", "siehe", "quelle", "voir", "cf.",
];

/// Makes marks of the links whose words are nothing but a mark or an address.
pub(in crate::claims::citations) fn take(
    block: &Block,
    links: &mut Vec<Link>,
    marks: &mut Vec<Mark>,
) {
    let text = block.prose.text();
    let told: Vec<Span> = marks
        .iter()
        .map(|mark| mark.span)
        .filter(|span| !span.is_empty())
        .collect();
    let mut told = told.iter().peekable();
    links.retain(|link| {
        while told.next_if(|span| span.end <= link.span.start).is_some() {}
        if told.peek().is_some_and(|span| span.contains(link.span)) {
            return false;
        }
        let words = link.span.of(text);
        let (span, refs) = if let Some(span) = trailing(text, link.span) {
            (span, vec![link.target()])
        } else if is_mark_text(words) && !goes_on(text, link.span) {
            (with_brackets(text, link.span), link_refs(link, words))
        } else {
            return true;
        };
        let file = block
            .prose
            .in_file(if span.is_empty() { link.span } else { span });
        marks.push(Mark {
            span,
            file,
            refs,
            shown: None,
        });
        false
    });
    marks.sort_by_key(|mark| mark.span);
}

/// Whether the words of a link are a part of its sentence, though they could be a mark: "see the [source] of the tool".
fn goes_on(text: &str, link: Span) -> bool {
    let word = link.of(text).trim().chars().all(char::is_alphabetic);
    let before = text[..link.start]
        .trim_end()
        .rsplit(' ')
        .next()
        .unwrap_or_default();
    let after = text[link.end..].strip_prefix(' ').unwrap_or_default();
    word && after.starts_with(char::is_lowercase) && Words::Articles.has(&before.to_lowercase())
}

/// What a link whose words are a mark points to: its page; an entry of the article's list, where it leads to a
/// place in the article.
fn link_refs(link: &Link, words: &str) -> Vec<Ref> {
    let Some(fragment) = link.address.strip_prefix('#').filter(|f| !f.is_empty()) else {
        // Some assistants wrap what they cite in links to "start_span" and "end_span".
        let wraps = words.starts_with("span_") && link.address.ends_with("_span");
        return if wraps {
            Vec::new()
        } else {
            vec![link.target()]
        };
    };
    labels(words).unwrap_or_else(|| vec![Ref::Note(fragment.to_owned())])
}

/// What of a text is only the address of its source: a link whose words are an address or a host,
/// after a sentence's stop or at its end, with what leads to it ("…, see https://…").
fn trailing(text: &str, link: Span) -> Option<Span> {
    let words = link.of(text);
    if words.contains(' ') || !words.contains('.') {
        return None;
    }
    // LaTeX's command around an address is cut with it.
    let (before, after) = (&text[..link.start], &text[link.end..]);
    let command = before.strip_suffix("\\url{").zip(after.strip_prefix('}'));
    let (before, after) = command.unwrap_or((before, after));
    let before = before.trim_end();
    let follows = |rest: &str| {
        rest.is_empty() || (rest.starts_with(' ') && !rest[1..].starts_with(char::is_lowercase))
    };
    if before.trim_end_matches(['"', '”', ')']).ends_with(STOPS) {
        return follows(after).then_some(link);
    }
    let address = words.contains("://") || words.starts_with("www.") || words.contains(':');
    if !address || before.is_empty() || !follows(after.trim_start_matches(STOPS)) {
        return None;
    }
    let mut start = before.len();
    let last = before.rsplit(' ').next().unwrap_or_default();
    if LEADS.contains(&last.trim_end_matches(':').to_lowercase().as_str()) {
        start -= last.len();
    }
    let kept = text[..start].trim_end_matches([' ', ',', ';', '–', '—', '-']);
    // "Its address is https://…" says something about the address.
    let says = kept.ends_with(':') || kept.ends_with(" is");
    (!says && !kept.is_empty()).then(|| Span::new(kept.len(), link.end))
}

/// `span` with the brackets that stand directly around it: `([1](…))`.
fn with_brackets(text: &str, span: Span) -> Span {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    match (before, after) {
        (Some('('), Some(')')) | (Some('['), Some(']')) | (Some('^'), Some('^')) => {
            Span::new(span.start - 1, span.end + 1)
        }
        _ => span,
    }
}
