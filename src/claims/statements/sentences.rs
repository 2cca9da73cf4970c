//! Where the sentences of a block end: as in any text, but for quotations, which stay whole, and citation marks,
//! which say that a sentence is over.

use crate::text::{Span, sentences};

/// Bytes of the longest quotation that stays in one piece; a claim is read to its 400th word.
const LONGEST_QUOTATION: usize = 1_000;

/// Marks that open a quotation, with those that close it. The apostrophe closes one too, and is told from itself by
/// what stands beside it.
const QUOTES: &[(char, &[char])] = &[
    ('“', &['”']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('»', &['«']),
    ('‘', &['’']),
    ('‚', &['‘', '’']),
    ('"', &['"']),
    ('\'', &['\'']),
];

/// The sentences of `text`, out of which citation marks were lifted at `marks`, in order.
pub(in crate::claims) fn split(text: &str, marks: &[usize]) -> Vec<Span> {
    let mut ends: Vec<usize> = sentences(text).into_iter().map(|span| span.end).collect();
    ends.extend(marks.iter().filter_map(|at| end_at_mark(text, *at)));
    ends.retain(|end| !goes_on_in_brackets(&text[*end..]));
    ends.sort_unstable();
    ends.dedup();
    if ends.len() > 1 {
        let quotations = quotations(text);
        ends = ends
            .into_iter()
            .filter_map(|end| outside(text, end, &quotations))
            .collect();
        ends.dedup();
    }
    let mut found = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends.into_iter().chain([text.len()]) {
        let part = Span::new(start, end).of(text);
        let lead = part.len() - part.trim_start().len();
        let trimmed = part.trim();
        if !trimmed.is_empty() {
            found.push(Span::new(start + lead, start + lead + trimmed.len()));
        }
        start = end;
    }
    found
}

/// Where the sentence that ends at `end` ends, if that is inside of a quotation: with the quotation, where nothing of
/// it follows and another sentence begins after it; else not there.
fn outside(text: &str, end: usize, quotations: &[Span]) -> Option<usize> {
    let next = quotations.partition_point(|span| span.end <= end);
    let Some(quotation) = quotations.get(next).filter(|span| span.start < end) else {
        return Some(end);
    };
    let rest = Span::new(end, quotation.end).of(text);
    let after = text[quotation.end..].trim_start().chars().next();
    let begins = text[quotation.end..].starts_with(char::is_whitespace)
        && after.is_some_and(|c| !c.is_lowercase());
    let closed = !rest.contains(char::is_alphanumeric);
    (closed && (begins || after.is_none())).then_some(quotation.end)
}

/// Whether what follows a stop is a remark in brackets, and the same sentence after it: "Lind Inc. (Lind) and …".
fn goes_on_in_brackets(rest: &str) -> bool {
    const LONGEST: usize = 80;
    let Some(inner) = rest.trim_start().strip_prefix('(') else {
        return false;
    };
    let close = inner.bytes().take(LONGEST).position(|byte| byte == b')');
    let after = close.map(|at| &inner[at + 1..]);
    after.is_some_and(|after| {
        after.starts_with([',', ';', '—', '–'])
            || after
                .strip_prefix(' ')
                .is_some_and(|after| after.starts_with(char::is_lowercase))
    })
}

/// The end of the sentence that a mark at `at` ends: it stands right before or after the stop, and another
/// sentence begins after it, whatever abbreviation the stop may belong to.
fn end_at_mark(text: &str, at: usize) -> Option<usize> {
    let stops = ['.', '!', '?', '…', '。', '！', '？'];
    let closers = |c: char| matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '“');
    let (before, after) = text.split_at_checked(at)?;
    let end = if before.trim_end_matches(closers).ends_with(stops) {
        at
    } else if let Some(rest) = after.strip_prefix(stops) {
        text.len() - rest.trim_start_matches(closers).len()
    } else {
        return None;
    };
    let rest = &text[end..];
    let first = rest
        .trim_start()
        .chars()
        .find(|c| c.is_alphanumeric() || c.is_whitespace())?;
    let begins =
        rest.starts_with(char::is_whitespace) && !first.is_lowercase() && !first.is_whitespace();
    begins.then_some(end)
}

/// The quotations in `text` that stay whole.
fn quotations(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open: Option<(usize, &[char])> = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, next)| *next);
        match open {
            Some((start, closers)) if closers.contains(&c) && closes(c, before, after) => {
                found.push(Span::new(start, at + c.len_utf8()));
                open = None;
            }
            Some((start, _)) if at - start > LONGEST_QUOTATION => open = None,
            None if opens(c, before, after) => {
                let quote = QUOTES.iter().find(|(opener, _)| *opener == c);
                open = quote.map(|(_, closers)| (at, *closers));
            }
            _ => {}
        }
        before = c;
    }
    found
}

/// Whether a mark between these characters may open a quotation.
fn opens(c: char, before: char, after: char) -> bool {
    // In French a space stands inside of the marks.
    let spaced = c == '«' && after.is_whitespace();
    (before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | ':'))
        && (spaced || !after.is_whitespace())
}

/// Whether the mark `c` between these characters may close one. An apostrophe stands after a letter as well, so that
/// it closes only after a stop or a comma.
fn closes(c: char, before: char, after: char) -> bool {
    let apostrophe = matches!(c, '\'' | '’');
    let inside_word = after.is_alphanumeric() || (apostrophe && before.is_alphanumeric());
    let opening = before.is_whitespace() && !matches!(c, '»' | '«');
    !inside_word && !opening
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentences of a text in which `|` stands for a mark.
    fn parts(text: &str) -> Vec<String> {
        let mut marks = Vec::new();
        let mut plain = String::new();
        for c in text.chars() {
            if c == '|' {
                marks.push(plain.len());
            } else {
                plain.push(c);
            }
        }
        split(&plain, &marks)
            .into_iter()
            .map(|span| span.of(&plain).to_owned())
            .collect()
    }

    #[test]
    fn marks_end_sentences_after_abbreviations_and_units() {
        let cases: &[(&str, &[&str])] = &[
            (
                "It fell to -30 °C|. The next day it rose.",
                &["It fell to -30 °C.", "The next day it rose."],
            ),
            (
                "It is made in the U.S.| Sales rose.",
                &["It is made in the U.S.", "Sales rose."],
            ),
            (
                "See p. 4|. The rest is known.",
                &["See p. 4.", "The rest is known."],
            ),
            (
                "So said Okafor et al.| in May.",
                &["So said Okafor et al. in May."],
            ),
            (
                "Plan B|. Nobody liked it.",
                &["Plan B.", "Nobody liked it."],
            ),
            ("It rose|, then fell.", &["It rose, then fell."]),
            (
                "It rose by 5 kg|. 30 people came.",
                &["It rose by 5 kg.", "30 people came."],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(parts(text), *expected, "{text}");
        }
    }

    #[test]
    fn a_quotation_of_two_sentences_stays_whole() {
        let cases: &[(&str, &[&str])] = &[
            (
                "He said: “It is over. We won.” Then he left.",
                &["He said: “It is over. We won.”", "Then he left."],
            ),
            (
                "\"It works. We know.\" They went.",
                &["\"It works. We know.\"", "They went."],
            ),
            (
                "Sie sagte: „Es ist aus. Wir gehen.“ Dann ging sie.",
                &["Sie sagte: „Es ist aus. Wir gehen.“", "Dann ging sie."],
            ),
            (
                "« Oui. Nous partons. » Elle partit.",
                &["« Oui. Nous partons. »", "Elle partit."],
            ),
            (
                "The firms' deal ended. It wasn't 'easy. Or fast.' Then came May.",
                &[
                    "The firms' deal ended.",
                    "It wasn't 'easy. Or fast.'",
                    "Then came May.",
                ],
            ),
            (
                "A 5\" disk is small. A 3\" disk is smaller.",
                &["A 5\" disk is small.", "A 3\" disk is smaller."],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(parts(text), *expected, "{text}");
        }
    }
}
