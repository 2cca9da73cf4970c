//! The marks that assistants leave in what they export: their own names of their sources, which lead to no page.

use crate::claims::blocks::draft::Ref;
use crate::claims::broken::{Fault, Why};
use crate::claims::citations::found::{Found, between, clipped};

/// `:contentReference[oaicite:0]{index=0}`.
pub(in crate::claims::citations) fn content_reference(rest: &str) -> Option<Found> {
    const OPEN: &str = ":contentReference[";
    let mut length = between(rest, OPEN, "]")?;
    let written = &rest[OPEN.len()..length - 1];
    length += between(&rest[length..], "{", "}").unwrap_or(0);
    Some(Found::new(length, vec![not_exported(written)]))
}

/// The private-use characters that some assistants' exports put around their marks.
pub(in crate::claims::citations) const PRIVATE_OPEN: char = '\u{E200}';
const PRIVATE_CLOSE: char = '\u{E201}';
const PRIVATE_PART: char = '\u{E202}';

pub(in crate::claims::citations) fn private(rest: &str) -> Option<Found> {
    let inner = clipped(&rest[PRIVATE_OPEN.len_utf8()..]);
    // Where the closing character was lost, the mark ends with the word.
    let close = inner.find(PRIVATE_CLOSE);
    let end = close.unwrap_or_else(|| {
        let ends = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | PRIVATE_OPEN);
        inner.find(ends).unwrap_or(inner.len())
    });
    let length = PRIVATE_OPEN.len_utf8() + end + close.map_or(0, |_| PRIVATE_CLOSE.len_utf8());
    let mut parts = inner[..end].split(PRIVATE_PART);
    if !parts.next()?.ends_with("cite") {
        return Some(Found::new(length, Vec::new()));
    }
    let refs: Vec<Ref> = parts
        .filter(|part| !part.is_empty())
        .map(not_exported)
        .collect();
    Some(Found::new(length, refs))
}

/// What some assistants call kinds of sources, before a number: `web:12`, `attached_file:1`.
const KINDS: &[&str] = &[
    "oaicite",
    "web",
    "file",
    "attached_file",
    "memory",
    "page",
    "image",
    "doc",
];

/// What an assistant's own names of its sources are: `turn0search3`, `oaicite:0`.
pub(in crate::claims::citations) fn session(inner: &str) -> Option<Vec<Ref>> {
    let words = inner
        .trim_start_matches("cite")
        .trim_start_matches([':', ' ']);
    let parts: Vec<&str> = words
        .split([',', ';', ' ', PRIVATE_PART])
        .filter(|part| !part.is_empty())
        .collect();
    let numbered = |part: &str| {
        let (kind, number) = part.split_once(':')?;
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        (digits && KINDS.contains(&kind)).then_some(())
    };
    let own = |part: &&str| turns(part) == part.len() || numbered(part).is_some();
    (!parts.is_empty() && parts.iter().all(own))
        .then(|| parts.into_iter().map(not_exported).collect())
}

/// Whether a text is nothing but an assistant's own names of its sources.
pub(in crate::claims) fn is_session(text: &str) -> bool {
    session(text).is_some()
}

pub(in crate::claims::citations) fn not_exported(written: &str) -> Ref {
    Ref::Faulty(Fault::new(
        Why::NotExported,
        format!(
            "`{}` is an assistant's own name for a source; which page it was, the text does not say",
            written.trim()
        ),
    ))
}

/// Length of the `turn0search3` and their like that `text` begins with, one after the other.
fn turns(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut at = 0;
    while let Some(rest) = text[at..].strip_prefix("turn") {
        let turn = digits(rest);
        let kind = rest[turn..]
            .bytes()
            .take_while(u8::is_ascii_lowercase)
            .count();
        let number = digits(&rest[turn + kind..]);
        // The next name may follow at once: "turn0search3turn1news2".
        let kind_is_name = kind > 0 && number > 0 && turn > 0;
        if !kind_is_name {
            break;
        }
        at += 4 + turn + kind + number;
    }
    at
}

/// `citeturn0search3`, where the private-use characters were lost.
pub(in crate::claims::citations) fn session_word(text: &str, at: usize) -> Option<Found> {
    if text[..at].ends_with(char::is_alphanumeric) {
        return None;
    }
    let rest = &text[at..];
    let lead = ["filecite", "cite", ""]
        .into_iter()
        .find(|lead| rest.strip_prefix(lead).is_some_and(|rest| turns(rest) > 0))?;
    let length = lead.len() + turns(&rest[lead.len()..]);
    let ends = !rest[length..].starts_with(char::is_alphanumeric);
    ends.then(|| Found::new(length, vec![not_exported(&rest[..length])]))
}

/// The name of a site with a number of others: `reuters.com+2`.
pub(in crate::claims::citations) fn chip(text: &str) -> Option<String> {
    let (name, more) = text.trim().rsplit_once('+')?;
    let name = name.trim();
    // "C++17" is no site with seventeen others.
    let sound = !more.is_empty()
        && !name.ends_with('+')
        && more.len() <= 2
        && more.bytes().all(|b| b.is_ascii_digit())
        && name.contains(char::is_alphabetic)
        && name.chars().count() <= 40
        && !name.contains(['(', '[', '=']);
    sound.then(|| name.to_owned())
}

/// Names of sites right after a sentence's stop, as an assistant's buttons come out when copied:
/// `… in 2032.Reuters+2AP News+1`.
pub(in crate::claims::citations) fn chips(text: &str, at: usize) -> Option<Found> {
    let before = text[..at].trim_end_matches(['”', '"', ')', '’']);
    if !before.ends_with(['.', '!', '?', '。']) {
        return None;
    }
    let line = clipped(&text[at..]);
    let mut refs = Vec::new();
    let mut end = 0;
    while let Some(plus) = line[end..].find('+').map(|plus| end + plus) {
        let digits = line[plus + 1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let name = &line[end..plus];
        let words = !name.contains(['.', '!', '?', ',', '(', '[']);
        if !(1..=2).contains(&digits) || !words {
            break;
        }
        refs.push(Ref::Site(chip(&line[end..=plus + digits])?));
        end = plus + 1 + digits;
    }
    let ends = line[end..].is_empty() || line[end..].starts_with(char::is_whitespace);
    (end > 0 && ends).then_some(Found::new(end, refs))
}
