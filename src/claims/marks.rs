//! Citation marks in running text: found, lifted out, and kept with their places.

use super::draft::{Block, Link, Mark, Ref};
use super::prose::Prose;
use crate::text::Span;

/// Digits of a number that is a mark wherever it stands in brackets; longer ones (`[2019]`) are
/// marks only where the article's list of references has them.
const SHORT: usize = 3;

/// Numbers that a range such as `[2-5]` may stand for.
const LONGEST_RANGE: u32 = 50;

/// Words that may stand beside the links of a citation in brackets: "(via X; see also Y)".
const BESIDE: &[&str] = &[
    "source", "sources", "via", "see", "also", "and", "from", "quelle", "quellen", "siehe", "und",
    "出典", "参照",
];

/// Words that, linked, are a mark and no part of the statement.
const MARK_WORDS: &[&str] = &[
    "source",
    "link",
    "ref",
    "cite",
    "citation",
    "quelle",
    "lien",
    "fuente",
    "出典",
    "リンク",
];

/// A block whose marks are lifted out.
#[derive(Debug)]
pub(super) struct Lifted {
    pub(super) prose: Prose,
    /// Links that are part of the statements.
    pub(super) links: Vec<Link>,
    /// The marks, in order; their spans are empty, where they stood.
    pub(super) marks: Vec<Mark>,
}

/// Lifts the marks out of `block`; `known` tells whether the references have a label.
pub(super) fn lift(block: &Block, known: &dyn Fn(&str) -> bool) -> Lifted {
    let text = block.prose.text();
    let mut links = block.links.clone();
    add_bare(text, &mut links);
    let mut marks = block.marks.clone();
    let mut told = block
        .marks
        .iter()
        .filter(|mark| !mark.span.is_empty())
        .peekable();
    links.retain(|link| {
        while told
            .next_if(|mark| mark.span.end <= link.span.start)
            .is_some()
        {}
        let inside = told
            .peek()
            .is_some_and(|mark| mark.span.contains(link.span));
        let words = link.span.of(text);
        if !inside && is_mark_text(words) {
            marks.push(Mark {
                span: with_brackets(text, link.span),
                file: block.prose.in_file(link.span),
                refs: vec![address(link)],
            });
            return false;
        }
        !inside
    });
    scan(block, &links, known, &mut marks);
    marks.sort_by_key(|mark| mark.span);
    bracketed(block, &mut links, &mut marks);
    let cuts = disjoint(&marks);
    let (prose, moves) = block.prose.without(&cuts);
    for mark in &mut marks {
        let at = moves.at(mark.span.start);
        mark.span = Span::new(at, at);
    }
    for link in &mut links {
        link.span = Span::new(moves.at(link.span.start), moves.at(link.span.end));
    }
    marks.retain(|mark| !mark.refs.is_empty());
    Lifted {
        prose,
        links,
        marks,
    }
}

/// The spans of `marks`, in order, overlapping ones joined; empty ones stay.
fn disjoint(marks: &[Mark]) -> Vec<Span> {
    let mut cuts: Vec<Span> = Vec::with_capacity(marks.len());
    for mark in marks {
        match cuts.last_mut() {
            Some(last) if mark.span.start < last.end => last.end = last.end.max(mark.span.end),
            _ => cuts.push(mark.span),
        }
    }
    cuts
}

fn address(link: &Link) -> Ref {
    Ref::Address {
        address: link.address.clone(),
        title: link.title.clone(),
    }
}

/// Whether the words of a link are only a citation mark.
fn is_mark_text(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric() && !is_superscript(c));
    bare.is_empty() || labels(words).is_some() || MARK_WORDS.contains(&bare.to_lowercase().as_str())
}

/// `span` with the brackets that stand directly around it: `([1](…))`.
fn with_brackets(text: &str, span: Span) -> Span {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    match (before, after) {
        (Some('('), Some(')')) | (Some('['), Some(']')) => Span::new(span.start - 1, span.end + 1),
        _ => span,
    }
}

/// The labels that a mark's characters name: `1`, `[1, 3]`, `2–4`, `^5^`, `12†source`, `³`.
pub(super) fn labels(mark: &str) -> Option<Vec<Ref>> {
    let inner = mark
        .trim()
        .trim_matches(|c| matches!(c, '[' | ']' | '(' | ')' | '【' | '】' | '^' | '\\'))
        .trim();
    let inner = inner.split(['†', '‡']).next().unwrap_or_default();
    let plain: String = inner.chars().map(plain_digit).collect();
    let mut refs = Vec::new();
    for part in plain.split([',', ';', '，', '、']) {
        let part = part.trim();
        if let Some((first, last)) = part.split_once(['-', '–', '—']) {
            let first: u32 = number(first.trim())?;
            let last: u32 = number(last.trim())?;
            if first > last || last - first > LONGEST_RANGE {
                return None;
            }
            refs.extend((first..=last).map(|n| Ref::Label(n.to_string())));
        } else {
            refs.push(Ref::Label(number(part)?.to_string()));
        }
    }
    (!refs.is_empty()).then_some(refs)
}

fn number(text: &str) -> Option<u32> {
    let sound = !text.is_empty() && text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit());
    sound
        .then(|| text.parse().ok())
        .flatten()
        .filter(|n| *n > 0)
}

const fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

const fn plain_digit(c: char) -> char {
    match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '˒' | '⸴' | '’' => ',',
        '⁻' => '-',
        other => other,
    }
}

/// Finds marks in the characters of the text.
fn scan(block: &Block, links: &[Link], known: &dyn Fn(&str) -> bool, marks: &mut Vec<Mark>) {
    let text = block.prose.text();
    let mut taken: Vec<Span> = links.iter().map(|link| link.span).collect();
    taken.extend(
        marks
            .iter()
            .map(|mark| mark.span)
            .filter(|span| !span.is_empty()),
    );
    taken.sort_unstable();
    let mut next = 0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        while taken.get(next).is_some_and(|span| span.end <= at) {
            next += 1;
        }
        if let Some(span) = taken.get(next)
            && span.start <= at
        {
            at = span.end;
            continue;
        }
        if let Some((open, close)) = wiki_link(&text[at..]) {
            // The brackets of `[[Page|words]]` go, the words stay; it points to no page.
            for span in [
                Span::new(at, at + open),
                Span::new(at + close, at + close + 2),
            ] {
                let file = block.prose.in_file(span);
                marks.push(Mark {
                    span,
                    file,
                    refs: Vec::new(),
                });
            }
            at += open;
            continue;
        }
        match mark_at(text, at, c, known) {
            Some((len, refs)) => {
                let span = Span::new(at, at + len);
                marks.push(Mark {
                    span,
                    file: block.prose.in_file(span),
                    refs,
                });
                at += len;
            }
            None => at += c.len_utf8(),
        }
    }
}

/// The mark that begins at `at` with `c`: its length and what it points to.
fn mark_at(
    text: &str,
    at: usize,
    c: char,
    known: &dyn Fn(&str) -> bool,
) -> Option<(usize, Vec<Ref>)> {
    let rest = &text[at..];
    match c {
        '[' => bracket_mark(rest, known),
        '【' => {
            let end = rest.char_indices().take(60).find(|(_, c)| *c == '】')?.0 + '】'.len_utf8();
            Some((end, labels(&rest[..end])?))
        }
        '^' => {
            let inner = rest[1..].bytes().take(12).position(|b| b == b'^')?;
            Some((inner + 2, labels(&rest[..inner + 2])?))
        }
        c if is_superscript(c) => superscript_mark(text, at, known),
        '0'..='9' => digit_mark(text, at, known),
        _ => None,
    }
}

/// Length of what opens the wiki link that `rest` begins with, and where what closes it begins.
fn wiki_link(rest: &str) -> Option<(usize, usize)> {
    const LONGEST: usize = 200;
    let inner = rest.strip_prefix("[[")?;
    let bytes = &inner.as_bytes()[..inner.len().min(LONGEST)];
    let close = bytes.windows(2).position(|pair| pair == b"]]")?;
    let words = &inner[..close];
    if words.contains('[') || labels(words).is_some() {
        return None;
    }
    let open = 2 + words.rfind('|').map_or(0, |at| at + 1);
    Some((open, 2 + close))
}

/// `[1]`, `[1, 3]`, `[[1]]`, `[^1]`.
fn bracket_mark(rest: &str, known: &dyn Fn(&str) -> bool) -> Option<(usize, Vec<Ref>)> {
    let end = rest.bytes().take(64).position(|b| b == b']')? + 1;
    let mark = &rest[..end];
    let doubled = mark.starts_with("[[");
    let end = end + usize::from(doubled && rest[end..].starts_with(']'));
    if let Some(refs) = labels(mark) {
        let all_known = || {
            refs.iter()
                .all(|target| matches!(target, Ref::Label(label) if known(label)))
        };
        let short = |target: &Ref| matches!(target, Ref::Label(label) if label.len() <= SHORT);
        return (refs.iter().all(short) || all_known()).then_some((end, refs));
    }
    if let Some(label) = mark
        .strip_prefix("[^")
        .and_then(|mark| mark.strip_suffix(']'))
        && !label.is_empty()
        && !label.contains([' ', '['])
    {
        return Some((end, vec![Ref::Note(label.to_owned())]));
    }
    None
}

/// A run of superscript digits. After a letter it is a mark only if the references have it, since
/// `m²` and `x³` are none.
fn superscript_mark(
    text: &str,
    at: usize,
    known: &dyn Fn(&str) -> bool,
) -> Option<(usize, Vec<Ref>)> {
    let rest = &text[at..];
    let end = rest
        .find(|c: char| !is_superscript(c) && !matches!(c, '˒' | '⸴' | '⁻'))
        .unwrap_or(rest.len());
    let refs = labels(&rest[..end])?;
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let resolved = refs
        .iter()
        .all(|target| matches!(target, Ref::Label(label) if known(label)));
    let unit = matches!(&rest[..end], "²" | "³") && ends_with_unit(&text[..at]);
    let sound = match before {
        '.' | '!' | '?' | ',' | ';' | '”' | '"' | ')' | '»' => true,
        '0'..='9' => false,
        _ => resolved && !unit,
    };
    sound.then_some((end, refs))
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
fn digit_mark(text: &str, at: usize, known: &dyn Fn(&str) -> bool) -> Option<(usize, Vec<Ref>)> {
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
    let decimal = before_stop.ends_with(|c: char| c.is_ascii_digit());
    let mut following = after.chars();
    let ends = match following.next() {
        None => !decimal,
        Some(c) if c.is_whitespace() => following
            .next()
            .is_none_or(|c| !c.is_lowercase() && !decimal),
        Some(_) => false,
    };
    let resolved = refs
        .iter()
        .all(|target| matches!(target, Ref::Label(label) if known(label)));
    (ends && resolved).then_some((digits.len(), refs))
}

/// Makes marks of brackets that hold nothing but links and marks: `([site](url), [2])`.
fn bracketed(block: &Block, links: &mut Vec<Link>, marks: &mut Vec<Mark>) {
    let text = block.prose.text();
    let mut lifted: Vec<(Span, usize, usize)> = Vec::new();
    let mut first = 0;
    for (at, open) in text
        .char_indices()
        .filter(|(_, c)| matches!(c, '(' | '[' | '（' | '【'))
    {
        while links.get(first).is_some_and(|link| link.span.start < at) {
            first += 1;
        }
        if lifted.last().is_some_and(|(span, _, _)| at < span.end) {
            continue;
        }
        if let Some((end, count)) = only_links(text, at, open, &links[first..], marks) {
            lifted.push((Span::new(at, end), first, count));
        }
    }
    for (span, first, count) in &lifted {
        marks.push(Mark {
            span: *span,
            file: block.prose.in_file(*span),
            refs: links[*first..first + count].iter().map(address).collect(),
        });
    }
    marks.sort_by_key(|mark| mark.span);
    let mut lifted = lifted.iter().peekable();
    links.retain(|link| {
        while lifted
            .next_if(|(span, _, _)| span.end <= link.span.start)
            .is_some()
        {}
        !lifted
            .peek()
            .is_some_and(|(span, _, _)| span.contains(link.span))
    });
}

/// The end of the bracket that opens at `at`, and how many of `links`, which come after it, are in
/// it, when it holds nothing else.
fn only_links(
    text: &str,
    at: usize,
    open: char,
    links: &[Link],
    marks: &[Mark],
) -> Option<(usize, usize)> {
    let close = match open {
        '(' => ')',
        '[' => ']',
        '（' => '）',
        _ => '】',
    };
    let mut from = at + open.len_utf8();
    let mut count = 0;
    loop {
        let rest = &text[from..];
        if let Some(link) = links.get(count)
            && link.span.start == from
        {
            from = link.span.end.max(from);
            count += 1;
            continue;
        }
        let mark = marks.partition_point(|mark| mark.span.start < from);
        if let Some(mark) = marks[mark..]
            .iter()
            .take(4)
            .find(|mark| mark.span.start == from && !mark.span.is_empty())
        {
            from = mark.span.end;
            continue;
        }
        let c = rest.chars().next()?;
        if c == close {
            return (count > 0).then_some((from + c.len_utf8(), count));
        }
        if c.is_whitespace()
            || matches!(
                c,
                ',' | ';' | ':' | '|' | '/' | '·' | '+' | '&' | '、' | '；'
            )
        {
            from += c.len_utf8();
            continue;
        }
        let word = &rest[..rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len())];
        if word.is_empty() || word.len() > 20 || !BESIDE.contains(&word.to_lowercase().as_str()) {
            return None;
        }
        from += word.len();
    }
}

/// Whether the part `span` of a text is only links, but for words such as "Source:".
pub(super) fn nothing_beside(lifted: &Lifted, span: Span) -> bool {
    let text = lifted.prose.text();
    let links = &lifted.links;
    let first = links.partition_point(|link| link.span.end <= span.start);
    let mut from = span.start;
    let ends = links[first..]
        .iter()
        .take_while(|link| link.span.start < span.end)
        .map(|link| link.span)
        .chain([Span::new(span.end, span.end)]);
    for link in ends {
        let beside = Span::new(from, link.start).of(text);
        let mut words = beside
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        if !words.all(|word| BESIDE.contains(&word.to_lowercase().as_str())) {
            return false;
        }
        from = link.end;
    }
    true
}

/// Adds the addresses that stand in the text without being linked.
pub(super) fn add_bare(text: &str, links: &mut Vec<Link>) {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_bare(text, at) {
        let end = start + bare_length(&text[start..]);
        at = end.max(start + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        let span = Span::new(start, end);
        let index = links.partition_point(|link| link.span.end <= start);
        let linked = links
            .get(index)
            .is_some_and(|link| link.span.overlaps(span));
        let address = span.of(text);
        if !linked && super::address::loose(address).is_some() {
            found.push(Link {
                span,
                address: address.to_owned(),
                title: None,
            });
        }
    }
    if !found.is_empty() {
        links.extend(found);
        links.sort_by_key(|link| link.span);
    }
}

fn next_bare(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = &text[at..];
        let start = at + memchr::memchr2(b'/', b'w', rest.as_bytes())?;
        let begins_word = |start: usize| !text[..start].ends_with(char::is_alphanumeric);
        if text[start..].starts_with("www.") && begins_word(start) {
            return Some(start);
        }
        if text[start..].starts_with("//") {
            for scheme in ["https:", "http:"] {
                if text[from..start].ends_with(scheme) {
                    return Some(start - scheme.len());
                }
            }
        }
        at = start + 1;
    }
}

/// Length of the address that `text` begins with: to white space or a character that no address
/// has, without punctuation that ends the sentence around it.
fn bare_length(text: &str) -> usize {
    let mut end = text
        .find(|c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(
                    c,
                    '<' | '>'
                        | '"'
                        | '|'
                        | '`'
                        | '「'
                        | '」'
                        | '【'
                        | '】'
                        | '、'
                        | '。'
                        | '，'
                        | '）'
                        | '（'
                )
        })
        .unwrap_or(text.len());
    // Beyond this no server takes an address (RFC 9110, section 4.1, asks for 8000 octets).
    const LONGEST: usize = 8000;
    end = end.min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // Brackets that close without having been opened belong to the sentence around the address.
    let count = |c: u8| memchr::memchr_iter(c, &text.as_bytes()[..end]).count();
    let mut round = count(b')').saturating_sub(count(b'('));
    let mut square = count(b']').saturating_sub(count(b'['));
    while let Some(last) = text[..end].chars().next_back() {
        match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '”' | '*' | '_' => {}
            ')' if round > 0 => round -= 1,
            ']' if square > 0 => square -= 1,
            _ => break,
        }
        end -= last.len_utf8();
    }
    end
}
