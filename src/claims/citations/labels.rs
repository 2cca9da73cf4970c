//! The characters of citation marks: `[1, 3]`, `【2†source】`, `³`, a number after a stop.

use crate::claims::blocks::draft::Ref;

/// Digits of a number that is a mark wherever it stands in brackets; longer ones (`[2019]`) are
/// marks only where the article's list of references has them.
const SHORT: usize = 3;

/// Numbers that a range such as `[2-5]` may stand for.
const LONGEST_RANGE: u32 = 50;

/// The labels that a mark's characters name: `1`, `[1, 3]`, `2–4`, `^5^`, `12†source`, `³`.
pub(in crate::claims) fn labels(mark: &str) -> Option<Vec<Ref>> {
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

pub(in crate::claims) const fn is_superscript(c: char) -> bool {
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

/// The mark that begins at `at` with `c`: its length and what it points to.
pub(in crate::claims) fn mark_at(
    text: &str,
    at: usize,
    c: char,
    known: &dyn Fn(&Ref) -> bool,
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
        '@' => key_mark(text, at, known),
        '0'..='9' => digit_mark(text, at, known),
        _ => None,
    }
}

/// Length of what opens the wiki link that `rest` begins with, and where what closes it begins.
pub(in crate::claims) fn wiki_link(rest: &str) -> Option<(usize, usize)> {
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
fn bracket_mark(rest: &str, known: &dyn Fn(&Ref) -> bool) -> Option<(usize, Vec<Ref>)> {
    let end = rest.bytes().take(200).position(|b| b == b']')? + 1;
    let mark = &rest[..end];
    if let Some(refs) = keys(mark) {
        return Some((end, refs));
    }
    let doubled = mark.starts_with("[[");
    let end = end + usize::from(doubled && rest[end..].starts_with(']'));
    if let Some(refs) = labels(mark) {
        let all_known = || refs.iter().all(known);
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

/// `[@key]`, `[see @key, p. 3; -@other]`: citations of a bibliography's works, as Pandoc writes them.
fn keys(mark: &str) -> Option<Vec<Ref>> {
    let inner = mark.strip_prefix('[')?.strip_suffix(']')?;
    let mut refs = Vec::new();
    for part in inner.split(';') {
        let at = part.find('@')?;
        let before = part[..at].trim_end_matches('-');
        if before.ends_with(char::is_alphanumeric) {
            return None;
        }
        refs.push(Ref::Key(key(&part[at + 1..])?.to_owned()));
    }
    Some(refs)
}

/// The key that `text` begins with: letters, digits and inner punctuation (Pandoc, "Citation
/// syntax").
fn key(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && !"_:.#$%&-+?~/".contains(c))
        .unwrap_or(text.len());
    let key = text[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
    (!key.is_empty()).then_some(key)
}

/// `@key` in a sentence is a part of it ("@doe2020 found …"): only known keys count, and the words
/// stay.
fn key_mark(text: &str, at: usize, known: &dyn Fn(&Ref) -> bool) -> Option<(usize, Vec<Ref>)> {
    if text[..at].ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let target = Ref::Key(key(&text[at + 1..])?.to_owned());
    known(&target).then(|| (0, vec![target]))
}

/// Characters of the longest superscript that is looked at.
const LONGEST_RUN: usize = 40;

/// A run of superscript digits. After a letter it is a mark only if the references have it, since
/// `m²` and `x³` are none.
fn superscript_mark(
    text: &str,
    at: usize,
    known: &dyn Fn(&Ref) -> bool,
) -> Option<(usize, Vec<Ref>)> {
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
fn digit_mark(text: &str, at: usize, known: &dyn Fn(&Ref) -> bool) -> Option<(usize, Vec<Ref>)> {
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
    (ends && resolved).then_some((digits.len(), refs))
}

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

/// Whether the words of a link are only a citation mark.
pub(in crate::claims) fn is_mark_text(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric() && !is_superscript(c));
    bare.is_empty() || labels(words).is_some() || MARK_WORDS.contains(&bare.to_lowercase().as_str())
}
