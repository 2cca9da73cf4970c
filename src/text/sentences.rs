//! Sentence boundaries by rule, for scripts with and without spaces between words.

use super::Span;

/// Words that end in a full stop without ending a sentence when more follows, lowercase and without
/// the stop. General English, German, French and Spanish usage.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "hon", "gov", "sen", "rep", "gen", "col", "lt",
    "capt", "sgt", "maj", "cmdr", "adm", "pres", "supt", "insp", "fr", "sr", "jr", "st", "ste",
    "mt", "ft", "no", "nos", "vol", "vols", "fig", "figs", "ch", "sec", "sect", "art", "eq", "pp",
    "pg", "vs", "v", "cf", "al", "ca", "approx", "est", "dept", "univ", "inc", "ltd", "co", "corp",
    "bros", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "e.g", "i.e", "viz", "bzw", "z.b",
    "d.h", "u.a", "usw", "evtl", "ggf", "hr", "frau", "nr", "str", "bd", "vgl", "inkl", "mme",
    "mlle", "env", "éd", "sra", "srta", "ee", "uu", "núm", "pág", "tel", "ext", "min", "max", "op",
    "mio", "mrd", "tsd", "ed", "eds", "trans", "rd", "ave", "blvd", "sq", "bc", "ad",
];

/// Abbreviations that end a sentence as often as not: before a capital letter they do.
const MAY_END: &[&str] = &[
    "inc", "ltd", "co", "corp", "bros", "jr", "sr", "al", "usw", "min", "max", "st", "ave", "rd",
    "blvd", "bc", "ad", "ext", "etc",
];

/// Bytes of the longest sentence. Long ones of laws have some two thousand; a text without stops is cut
/// here, so that nothing that holds a sentence holds a whole page.
pub const LONGEST: usize = 4_000;

/// The sentences of `text` in order: spans without surrounding white space, together covering all
/// of it. A line break followed by another is a boundary; a single one is white space. What has none
/// for [`LONGEST`] bytes is cut at a blank.
///
/// ```
/// use citecheck::inner::sentences;
/// let text = "Mr. Altman paid $1.5 million. “Really?” she asked.";
/// let found: Vec<_> = sentences(text).iter().map(|s| s.of(text)).collect();
/// assert_eq!(found, ["Mr. Altman paid $1.5 million.", "“Really?” she asked."]);
/// ```
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = at + c.len_utf8();
        match c {
            '「' | '『' | '（' => depth += 1,
            '」' | '』' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let end = match c {
            '.' | '!' | '?' | '…' | '‽' => spaced_end(text, start, at, after, c),
            // A Japanese or Chinese stop inside brackets belongs to the sentence around them.
            '。' | '！' | '？' | '｡' if depth == 0 => Some(after_closers(text, after)),
            '\n' if text[after..]
                .trim_start_matches([' ', '\t', '\r'])
                .starts_with('\n') =>
            {
                depth = 0;
                Some(at)
            }
            _ => None,
        };
        if let Some(end) = end {
            push(&mut found, text, Span::new(start, end));
            start = end;
            while chars.peek().is_some_and(|(next, _)| *next < end) {
                chars.next();
            }
        }
    }
    push(&mut found, text, Span::new(start, text.len()));
    found
}

/// Where to cut a text without a boundary, so that a part has `most` bytes at most: before a blank, if
/// there is one in its second half.
fn cut(text: &str, most: usize) -> usize {
    if text.len() <= most {
        return text.len();
    }
    let end = text.floor_char_boundary(most);
    let blank = text[..end].rfind(char::is_whitespace);
    blank.filter(|at| *at > most / 2).unwrap_or(end)
}

fn push(found: &mut Vec<Span>, text: &str, span: Span) {
    let mut rest = span.of(text);
    let mut start = span.start;
    while !rest.trim_start().is_empty() {
        let lead = rest.len() - rest.trim_start().len();
        let (part, after) = rest[lead..].split_at(cut(&rest[lead..], LONGEST));
        let from = start + lead;
        found.push(Span::new(from, from + part.trim_end().len()));
        start = from + part.len();
        rest = after;
    }
}

/// The end of a sentence whose stop stands at `at`, in scripts that put a space after it.
fn spaced_end(text: &str, start: usize, at: usize, after: usize, stop: char) -> Option<usize> {
    // A run of stops ("...", "?!") ends at its last.
    if text[after..].starts_with(['.', '!', '?', '…', '‽']) {
        return None;
    }
    let end = after_closers(text, after);
    let rest = &text[end..];
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let next = rest.trim_start();
    let first = next.chars().find(|c| !is_opener(*c));
    let Some(first) = first else {
        return Some(end);
    };
    if first.is_lowercase() && !is_product_name(next) {
        // "‘Really?’ she asked", "approx. 5", "the site example. com"
        return None;
    }
    if stop != '.' {
        return Some(end);
    }
    let before = &text[start..at];
    let word = before
        .rsplit(|c: char| c.is_whitespace() || is_opener(c))
        .next()
        .unwrap_or_default();
    let lead = before[..before.len() - word.len()].trim_end();
    if ends_with_abbreviation(lead, word, first) || (word == "Sr" && ends_with_article(lead)) {
        return None;
    }
    // A number that begins an item ("1. First"), or an ordinal ("am 3. Oktober").
    let small = (1..=2).contains(&word.len()) && word.chars().all(|c| c.is_ascii_digit());
    if small && (lead.is_empty() || german_month(next) || ends_with_article(lead)) {
        return None;
    }
    Some(end)
}

/// Past closing quotation marks and brackets, and footnote marks such as `[3]`.
fn after_closers(text: &str, mut at: usize) -> usize {
    loop {
        let rest = &text[at..];
        let Some(c) = rest.chars().next() else {
            return at;
        };
        if is_closer(c) {
            at += c.len_utf8();
        } else if let Some(mark) = footnote_mark(rest) {
            at += mark;
        } else {
            return at;
        }
    }
}

fn footnote_mark(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    let close = inner.bytes().take(8).position(|b| b == b']')?;
    let mark = &inner[..close];
    let digits = |part: &str| part.trim().bytes().all(|b| b.is_ascii_digit());
    (!mark.is_empty() && mark.split([',', '-']).all(digits)).then_some(close + 2)
}

const fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | ')'
            | ']'
            | '」'
            | '』'
            | '）'
            | '›'
            | '“'
            | '】'
            | '*'
            | '_'
    )
}

const fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '«'
            | '('
            | '['
            | '「'
            | '『'
            | '（'
            | '„'
            | '‚'
            | '‹'
            | '—'
            | '–'
            | '-'
            | '*'
            | '_'
    )
}

/// "iPhone", "eMOTIVe": a lowercase letter followed by an uppercase one begins a name, and may
/// begin a sentence.
fn is_product_name(next: &str) -> bool {
    let mut chars = next.chars();
    chars.next();
    chars.next().is_some_and(char::is_uppercase)
}

fn ends_with_abbreviation(lead: &str, word: &str, first: char) -> bool {
    // "-30 °C."
    let degrees = word.starts_with('°');
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut letters = word.chars();
    if let (Some(initial), None) = (letters.next(), letters.next()) {
        // "J. Smith", "z. B.", "Ode v. Ruiz"; "plan B." and "Vitamin C." are rarer. "I." ends, and so
        // does a unit: "30 g."
        let unit = initial.is_lowercase() && lead.ends_with(|c: char| c.is_ascii_digit());
        return initial.is_alphabetic() && initial != 'I' && !unit && !degrees;
    }
    let lower = word.to_lowercase();
    if ABBREVIATIONS.contains(&lower.as_str()) {
        return !(MAY_END.contains(&lower.as_str()) && first.is_uppercase()) || lower == "st";
    }
    // "U.S", "p.m", "Ph.D": inner stops and single letters between them.
    let dotted = word.contains('.')
        && word
            .split('.')
            .all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic));
    if dotted {
        // "at 5 p.m. The", "in the U.S. The": a capital after time marks begins a sentence;
        // after other initials it may as well be "U.S. Senate", which is commoner.
        let time = matches!(lower.as_str(), "a.m" | "p.m" | "b.c" | "a.d");
        return !(time && first.is_uppercase());
    }
    false
}

/// "den 3. Platz", "im 19. Jahrhundert", "El Sr. García": an article says that more follows.
fn ends_with_article(lead: &str) -> bool {
    const ARTICLES: [&str; 17] = [
        "den", "dem", "des", "der", "das", "im", "zum", "zur", "vom", "beim", "el", "El", "al",
        "del", "un", "Un", "ins",
    ];
    let word = lead.rsplit(char::is_whitespace).next().unwrap_or_default();
    ARTICLES.contains(&word)
}

fn german_month(next: &str) -> bool {
    const MONTHS: &[&str] = &[
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
        "Jänner",
    ];
    MONTHS.iter().any(|month| next.starts_with(month))
}
