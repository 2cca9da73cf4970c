//! Where citation marks stand in a text: each form with what opens and closes it.

use super::address;
use super::syntax::{
    is_locator, is_same, is_superscript, key, key_list, keys, labels, without_lead,
};
use super::works::{names_before, works, years};
use crate::claims::blocks::draft::Ref;
use crate::claims::broken::{Fault, Why};
use crate::claims::vocabulary::Words;
use crate::text::Span;

/// Digits of a number that is a mark wherever it stands in brackets; longer ones (`[2019]`) are
/// marks only where the article's list of references has them.
const SHORT: usize = 3;

/// Bytes of the longest mark.
const LONGEST: usize = 300;

/// A mark: its length, and what it points to. One that points to nothing is only taken out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) length: usize,
    pub(super) refs: Vec<Ref>,
    /// What the sentence says in its place: the authors' names, where they are a part of it.
    pub(super) shown: Option<String>,
}

impl Found {
    const fn new(length: usize, refs: Vec<Ref>) -> Self {
        Self {
            length,
            refs,
            shown: None,
        }
    }

    /// The same, as a part of its sentence: "as @doe2020 found".
    fn in_sentence(mut self, context: Context<'_>) -> Self {
        self.shown = match self.refs.first() {
            Some(Ref::Key(key)) => (context.authors)(key).or_else(|| Some(format!("@{key}"))),
            _ => None,
        };
        self
    }
}

/// What a text's marks are told with.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// Whether the article's references have what a mark names.
    pub(super) known: &'a dyn Fn(&Ref) -> bool,
    /// Pieces of code, in order.
    pub(super) code: &'a [Span],
    /// What is read already: links, code, other marks; in order.
    pub(super) taken: &'a [Span],
    /// The names of the authors of a bibliography's work.
    pub(super) authors: &'a dyn Fn(&str) -> Option<String>,
}

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

/// Length of what `open` begins and the next `close` ends, if `text` begins so.
fn between(text: &str, open: &str, close: &str) -> Option<usize> {
    let inner = text.strip_prefix(open)?;
    let within = clipped(inner);
    Some(open.len() + within.find(close)? + close.len())
}

/// The first bytes of `text` in which a mark must end.
fn clipped(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
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

/// Whether a text may be the name of a reference: short, without blanks and brackets.
fn is_name(text: &str) -> bool {
    const LONGEST: usize = 60;
    !text.is_empty()
        && text.len() <= LONGEST
        && !text.contains(|c: char| c.is_whitespace() || "[](){}\"“”|".contains(c))
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

/// `{cite}` with its keys, and what themes write in braces for themselves: `{.class}`, `{{< shortcode >}}`.
fn brace(text: &str, at: usize, context: Context<'_>) -> Option<Found> {
    let rest = &text[at..];
    for (open, close) in [("{{<", ">}}"), ("{{%", "%}}")] {
        if let Some(length) = between(rest, open, close) {
            return Some(Found::new(length, Vec::new()));
        }
    }
    let close = clipped(rest).find('}')?;
    let inner = &rest[1..close];
    let after = at + close + 1;
    let role = inner.split(':').next().unwrap_or_default();
    if role.trim_start_matches("foot").starts_with("cite") {
        let in_sentence = inner.ends_with(":t") || inner.ends_with("citet");
        let told = |found: Found| {
            if in_sentence {
                found.in_sentence(context)
            } else {
                found
            }
        };
        // Markdown has taken the keys' backticks already; plain text has them.
        let code = context.code.partition_point(|span| span.start < after);
        let code = context.code.get(code).filter(|span| span.start == after);
        if let Some(span) = code {
            let refs = key_list(span.of(text))?;
            return Some(told(Found::new(span.end - at, refs)));
        }
        let end = between(&text[after..], "`", "`")?;
        let refs = key_list(&text[after + 1..after + end - 1])?;
        return Some(told(Found::new(close + 1 + end, refs)));
    }
    let name = inner
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(inner.len());
    let attributes = inner.starts_with(['.', '#'])
        || inner.starts_with(':') && inner.len() > 1
        || (name > 0 && inner[name..].starts_with(['=']));
    attributes.then_some(Found::new(close + 1, Vec::new()))
}

/// `\cite{key}` and its relatives, with what they take in brackets: `\citep[see][p. 3]{one,two}`.
fn command(rest: &str, context: Context<'_>) -> Option<Found> {
    let name = &rest[1..];
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let command = &name[..letters];
    if !command.to_ascii_lowercase().contains("cite") || command.starts_with("no") {
        return None;
    }
    let mut at = 1 + letters + usize::from(name[letters..].starts_with('*'));
    while let Some(length) = between(&rest[at..], "[", "]") {
        at += length;
    }
    let length = between(&rest[at..], "{", "}")?;
    let refs = key_list(&rest[at + 1..at + length - 1])?;
    let found = Found::new(at + length, refs);
    let in_sentence =
        command.ends_with('t') || command.starts_with("text") || command.contains("author");
    Some(if in_sentence {
        found.in_sentence(context)
    } else {
        found
    })
}

/// `:contentReference[oaicite:0]{index=0}`.
fn content_reference(rest: &str) -> Option<Found> {
    const OPEN: &str = ":contentReference[";
    let mut length = between(rest, OPEN, "]")?;
    let written = &rest[OPEN.len()..length - 1];
    length += between(&rest[length..], "{", "}").unwrap_or(0);
    Some(Found::new(length, vec![not_exported(written)]))
}

/// The private-use characters that some assistants' exports put around their marks.
const PRIVATE_OPEN: char = '\u{E200}';
const PRIVATE_CLOSE: char = '\u{E201}';
const PRIVATE_PART: char = '\u{E202}';

fn private(rest: &str) -> Option<Found> {
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
fn session(inner: &str) -> Option<Vec<Ref>> {
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

fn not_exported(written: &str) -> Ref {
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
fn session_word(text: &str, at: usize) -> Option<Found> {
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
fn chip(text: &str) -> Option<String> {
    let (name, more) = text.trim().rsplit_once('+')?;
    let name = name.trim();
    let sound = !more.is_empty()
        && more.len() <= 2
        && more.bytes().all(|b| b.is_ascii_digit())
        && name.contains(char::is_alphabetic)
        && name.chars().count() <= 40
        && !name.contains(['(', '[', '=']);
    sound.then(|| name.to_owned())
}

/// Names of sites right after a sentence's stop, as an assistant's buttons come out when copied:
/// `… in 2032.Reuters+2AP News+1`.
fn chips(text: &str, at: usize) -> Option<Found> {
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

/// `@key` in a sentence is a part of it ("@doe2020 [p. 8] found …"): only known keys count, and their authors'
/// names stand in their place.
fn narrative_key(text: &str, at: usize, context: Context<'_>) -> Option<Found> {
    if text[..at].ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let name = key(&text[at + 1..])?;
    let target = Ref::Key(name.to_owned());
    let mut length = 1 + name.len();
    let rest = &text[at + length..];
    if let Some(place) = between(rest, " [", "]").filter(|place| is_locator(&rest[2..place - 1])) {
        length += place;
    }
    (context.known)(&target).then(|| Found::new(length, vec![target]).in_sentence(context))
}

/// Characters of the longest superscript that is looked at.
const LONGEST_RUN: usize = 40;

/// A run of superscript digits. After a letter it is a mark only if the references have it, since
/// `m²` and `x³` are none.
fn superscript(text: &str, at: usize, known: &dyn Fn(&Ref) -> bool) -> Option<Found> {
    let rest = &text[at..];
    let is_part = |c: char| is_superscript(c) || matches!(c, '˒' | '⸴' | '⁻');
    let mut run = rest
        .char_indices()
        .take(LONGEST_RUN)
        .skip_while(|(_, c)| is_part(*c));
    let end = match run.next() {
        Some((end, _)) => end,
        None if rest.chars().take(LONGEST_RUN).count() < LONGEST_RUN => rest.len(),
        None => return None,
    };
    let refs = labels(&rest[..end])?;
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let resolved = refs.iter().all(known);
    let unit = matches!(&rest[..end], "²" | "³") && ends_with_unit(&text[..at]);
    let sound = match before {
        '.' | '!' | '?' | ',' | ';' | '”' | '"' | ')' | '»' => true,
        // "10⁻⁴" has an exponent.
        '0'..='9' | '⁻' | '⁺' => false,
        _ => resolved && !unit,
    };
    sound.then_some(Found::new(end, refs))
}

fn ends_with_unit(before: &str) -> bool {
    const UNITS: &[&str] = &[
        "m", "km", "cm", "mm", "ft", "in", "mi", "yd", "dm", "kpc", "Mpc",
    ];
    let word = before
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    UNITS.contains(&word)
}

/// A bare number right after a sentence's stop, as superscripts come out of word processors:
/// `… in 2019.4 The next`. Only if the references have it.
fn digits(text: &str, at: usize, known: &dyn Fn(&Ref) -> bool) -> Option<Found> {
    let mut before = text[..at].chars().rev();
    let mut stop = before.next()?;
    if matches!(stop, '”' | '"' | ')' | '’') {
        stop = before.next()?;
    }
    if !matches!(stop, '.' | '!' | '?') || !before.next()?.is_alphanumeric() {
        return None;
    }
    let rest = &text[at..];
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && c != ',')
        .unwrap_or(rest.len());
    let digits = rest[..end].trim_end_matches(',');
    let refs = labels(digits)?;
    let after = &rest[digits.len()..];
    let before_stop = text[..at].trim_end_matches(['”', '"', ')', '’', '.', '!', '?']);
    // "version 2.1": a number before the stop is a decimal unless a space and a capital follow.
    let digits_before = before_stop.len()
        - before_stop
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .len();
    // A year is no version and no amount.
    let decimal = digits_before > 0 && digits_before != 4;
    let mut following = after.chars();
    let ends = match following.next() {
        None => !decimal,
        Some(c) if c.is_whitespace() => following
            .next()
            .is_none_or(|c| !c.is_lowercase() && !decimal),
        Some(_) => false,
    };
    let resolved = refs.iter().all(known);
    (ends && resolved).then_some(Found::new(digits.len(), refs))
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
