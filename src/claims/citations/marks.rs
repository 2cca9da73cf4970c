//! Where citation marks stand in a text: each form with what opens and closes it.

use super::address;
use super::found::{Context, Found, between, clipped};
use super::syntax::{
    is_locator, is_name, is_same, is_superscript, key, key_list, key_target, keys, labels,
    without_lead,
};
use crate::claims::blocks::draft::Ref;
use crate::claims::broken::{Fault, Why};
use crate::claims::citations::forms::assistants::{
    PRIVATE_OPEN, chip, chips, content_reference, not_exported, private, session, session_word,
};
use crate::claims::citations::forms::braces::{brace, formula};
use crate::claims::citations::forms::numbers::{digits, superscript};
use crate::claims::citations::forms::tex;
use crate::claims::citations::forms::works::{names_before, works, years};
use crate::claims::vocabulary::Words;

/// Digits of a number that is a mark wherever it stands in brackets; longer ones (`[2019]`) are
/// marks only where the article's list of references has them.
const SHORT: usize = 3;

/// The mark that begins at `at` with `c`.
pub(super) fn mark_at(text: &str, at: usize, c: char, context: Context<'_>) -> Option<Found> {
    let rest = &text[at..];
    let known = context.known;
    match c {
        '[' => bracket(rest, known).filter(|found| !holds_link(at, found.length, context)),
        '【' => lenticular(rest),
        '^' => caret(text, at, known),
        '(' | '（' => parenthesis(text, at, context),
        '{' => brace(text, at, context),
        '\\' => command(rest, context),
        ':' => content_reference(rest),
        '$' => formula(rest),
        '%' => between(rest, "%%", "%%").map(|length| Found::new(length, Vec::new())),
        PRIVATE_OPEN => private(rest),
        c if is_superscript(c) => superscript(text, at, known),
        '@' => narrative_key(text, at, context),
        '0'..='9' => digits(text, at, known),
        'c' | 't' => session_word(text, at),
        _ if c.is_uppercase() => chips(text, at),
        _ => None,
    }
}

/// `[1]`, `[1, p. 4]`, `[[1]]`, `[^1]`, `[@key]`, `[Okafor 2019]`, `[citation needed]`, `[cite_start]`.
fn bracket(rest: &str, known: &dyn Fn(&Ref) -> bool) -> Option<Found> {
    let close = clipped(rest).find(']')?;
    let mut end = close + 1;
    let inner = rest[1..close].trim_start_matches('[');
    let bare = inner.trim_end_matches('\\').trim();
    if close - inner.len() > 1 {
        // The brackets of `[[1]]` close twice.
        end += usize::from(rest[end..].starts_with(']'));
    }
    if matches!(bare, "cite_start" | "cite_end") || bare.starts_with("span_") {
        return Some(Found::new(end, Vec::new()));
    }
    if let Some(refs) = keys(inner) {
        return Some(Found::new(end, refs));
    }
    if let Some(refs) = labels(inner) {
        let short = |target: &Ref| matches!(target, Ref::Label(label) if label.len() <= SHORT);
        let marked = refs.iter().all(short) || refs.iter().all(known);
        return marked.then_some(Found::new(end, refs));
    }
    if let Some(label) = bare.strip_prefix('^').filter(|label| is_name(label)) {
        return Some(Found::new(end, vec![Ref::Note(label.to_owned())]));
    }
    if let Some(refs) = session(bare) {
        return Some(Found::new(end, refs));
    }
    if bare.starts_with("cite:") {
        return Some(Found::new(end, vec![not_exported(bare)]));
    }
    if is_same(bare) {
        return Some(Found::new(end, vec![Ref::Same]));
    }
    let lower = bare.to_lowercase();
    if Words::Lacking.has(lower.trim_end_matches('.')) {
        return Some(Found::new(end, vec![Ref::Lacking]));
    }
    if Words::Linked.has(&lower) && !rest[end..].starts_with(['(', '[', ':']) {
        // "[source]": the link was lost.
        return Some(Found::new(end, vec![no_target()]));
    }
    if let Some(refs) = works(inner).filter(|refs| refs.iter().any(known)) {
        return Some(Found::new(end, refs));
    }
    let label = Ref::Label(bare.to_owned());
    (is_name(bare) && known(&label)).then(|| Found::new(end, vec![label]))
}

/// Whether a mark in brackets holds a link: then it is what the link makes of it.
fn holds_link(at: usize, length: usize, context: Context<'_>) -> bool {
    let next = context.taken.partition_point(|span| span.start < at);
    let first = context.taken.get(next);
    first.is_some_and(|span| span.start < at + length)
}

/// A link whose address was lost.
fn no_target() -> Ref {
    Ref::Faulty(Fault::new(Why::NoTarget, "the link has no address"))
}

/// `【1†source】`, `【turn0search3】`.
fn lenticular(rest: &str) -> Option<Found> {
    let end = clipped(rest).find('】')?;
    let inner = &rest['【'.len_utf8()..end];
    let refs = labels(inner).or_else(|| session(inner)).or_else(|| {
        let from_tool = inner.contains(['†', '‡']);
        from_tool.then(|| vec![not_exported(inner)])
    })?;
    Some(Found::new(end + '】'.len_utf8(), refs))
}

/// `^1^`; `^[…]` is found before, since it may hold links; an identifier of the block at its end, as note apps
/// write it.
fn caret(text: &str, at: usize, known: &dyn Fn(&Ref) -> bool) -> Option<Found> {
    let rest = &text[at..];
    if let Some(inner) = rest[1..].bytes().take(12).position(|b| b == b'^')
        && let Some(refs) = labels(&rest[..inner + 2])
    {
        return Some(Found::new(inner + 2, refs));
    }
    let name = &rest[1..];
    if text[..at].ends_with(' ')
        && name.len() >= 4
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    {
        return Some(Found::new(rest.len(), Vec::new()));
    }
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let refs = labels(&name[..digits])?;
    let ends = !name[digits..].starts_with(char::is_alphanumeric);
    (ends && refs.iter().all(known)).then_some(Found::new(1 + digits, refs))
}

/// `(Okafor et al., 2019)`, `Okafor (2019)`, `(reuters.com+2)`, `(example.org/page)`.
fn parenthesis(text: &str, at: usize, context: Context<'_>) -> Option<Found> {
    let known = context.known;
    let rest = &text[at..];
    let open = rest.chars().next().map_or(1, char::len_utf8);
    let close = clipped(rest).find([')', '）'])?;
    let inner = &rest[open..close];
    let length = close + rest[close..].chars().next().map_or(1, char::len_utf8);
    if holds_link(at, length, context) {
        return None;
    }
    if let Some(name) = chip(inner) {
        return Some(Found::new(length, vec![Ref::Site(name)]));
    }
    if is_same(inner) {
        return Some(Found::new(length, vec![Ref::Same]));
    }
    // "(1)" counts up things too: as a mark it stands where a sentence or a clause ends.
    let led = without_lead(inner).len() < inner.len();
    let ends = rest[length..].is_empty() || rest[length..].starts_with(['.', ',', ';', ':', '。']);
    if (led || (ends && text[..at].ends_with([' ', '.'])))
        && let Some(refs) = labels(inner).filter(|refs| refs.iter().all(known))
    {
        return Some(Found::new(length, refs));
    }
    if !inner.contains(' ') && inner.contains('/') && address::is_host_and_path(inner) {
        let target = Ref::Address {
            address: inner.to_owned(),
            title: None,
        };
        return Some(Found::new(length, vec![target]));
    }
    if let Some(refs) = works(inner) {
        return refs.iter().any(known).then_some(Found::new(length, refs));
    }
    let years = years(inner)?;
    let known_names = names_before(&text[..at]).into_iter().find_map(|names| {
        let refs: Vec<Ref> = years
            .iter()
            .map(|year| names.told_in_text(year.clone()))
            .collect();
        refs.iter().any(known).then_some(refs)
    });
    known_names.map(|refs| Found::new(length, refs))
}

/// `\cite{key}` and its relatives, with what they take in brackets: `\citep[see][p. 3]{one,two}`.
fn command(rest: &str, context: Context<'_>) -> Option<Found> {
    let cite = tex::cite(rest)?;
    let refs = key_list(cite.keys)?;
    let found = Found::new(cite.length, refs);
    let in_sentence = cite.command.ends_with('t')
        || cite.command.starts_with("text")
        || cite.command.contains("author");
    Some(if in_sentence {
        found.in_sentence(context)
    } else {
        found
    })
}

/// `@key` in a sentence is a part of it ("@doe2020 [p. 8] found …"): only known keys count, and their authors'
/// names stand in their place.
fn narrative_key(text: &str, at: usize, context: Context<'_>) -> Option<Found> {
    if text[..at].ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let name = key(&text[at + 1..])?;
    let target = key_target(name);
    let mut length = 1 + name.len();
    let rest = &text[at + length..];
    if let Some(place) = between(rest, " [", "]").filter(|place| is_locator(&rest[2..place - 1])) {
        length += place;
    }
    (context.known)(&target).then(|| Found::new(length, vec![target]).in_sentence(context))
}

/// Whether the words of a link are only a citation mark.
pub(in crate::claims) fn is_mark_text(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric() && !is_superscript(c));
    bare.is_empty()
        || labels(words).is_some()
        || Words::Linked.has(&bare.to_lowercase())
        || (bare.starts_with("span_") && bare.len() <= 10)
        || bare.starts_with("oai_citation")
}

/// Length of what opens the wiki link that `rest` begins with, and where what closes it begins.
pub(super) fn wiki_link(rest: &str) -> Option<(usize, usize)> {
    let inner = clipped(rest.strip_prefix("[[")?);
    let close = inner.find("]]")?;
    let words = &inner[..close];
    if words.contains('[') || labels(words).is_some() {
        return None;
    }
    let open = 2 + words.rfind('|').map_or(0, |at| at + 1);
    Some((open, 2 + close))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Length of the mark that `text` has at `at`, and how many references it names.
    fn mark(text: &str, known: bool) -> Option<(&str, usize)> {
        let at = text.find('|').unwrap();
        let whole = text.replace('|', "");
        let c = whole[at..].chars().next().unwrap();
        let known = |_: &Ref| known;
        let context = Context {
            known: &known,
            code: &[],
            taken: &[],
            authors: &|_| None,
        };
        let found = mark_at(&whole, at, c, context)?;
        Some((&text[at + 1..at + 1 + found.length], found.refs.len()))
    }

    #[test]
    fn each_form_is_found_whole() {
        let cases = [
            ("It rose |[1, p. 4].", "[1, p. 4]", 1),
            ("It rose |[[1]] then", "[[1]]", 1),
            ("It rose |[^note].", "[^note]", 1),
            ("|[cite_start]It rose", "[cite_start]", 0),
            ("It rose |[cite: 1, 2].", "[cite: 1, 2]", 2),
            ("It rose |[citation needed].", "[citation needed]", 1),
            ("It rose |【turn0search3】.", "【turn0search3】", 1),
            (
                "It rose.|citeturn0search3turn1news2 Then",
                "citeturn0search3turn1news2",
                1,
            ),
            (
                "It rose |\u{E200}cite\u{E202}turn0search3\u{E202}turn0news1\u{E201}.",
                "\u{E200}cite\u{E202}turn0search3\u{E202}turn0news1\u{E201}",
                2,
            ),
            (
                "It rose |:contentReference[oaicite:0]{index=0}.",
                ":contentReference[oaicite:0]{index=0}",
                1,
            ),
            ("It rose |(reuters.com+2).", "(reuters.com+2)", 1),
            ("It rose.|Reuters+2AP News+1 Then", "Reuters+2AP News+1", 2),
            (
                "It rose |\\citep[see][p. 3]{one,two}.",
                "\\citep[see][p. 3]{one,two}",
                2,
            ),
            ("It rose |{cite:p}`one`.", "{cite:p}`one`", 1),
            ("It rose |(a.example/page).", "(a.example/page)", 1),
            ("It rose |[source].", "[source]", 1),
        ];
        for (text, expected, refs) in cases {
            assert_eq!(mark(text, false), Some((expected, refs)), "{text}");
        }
        let known = [
            (
                "It rose |(Okafor et al., 2019).",
                "(Okafor et al., 2019)",
                1,
            ),
            ("As Okafor and Lind |(2019, p. 4) found", "(2019, p. 4)", 1),
            ("It rose |[OKA19].", "[OKA19]", 1),
            (
                "It rose |[Okafor 2019; Lind 2020].",
                "[Okafor 2019; Lind 2020]",
                2,
            ),
        ];
        for (text, expected, refs) in known {
            assert_eq!(mark(text, true), Some((expected, refs)), "{text}");
            assert_eq!(mark(text, false), None, "{text}");
        }
    }
}
