//! Where a text has words in quotation marks, and what each stretch of them asks of a source.

use super::fold;
use crate::text::{Span, Token};

/// The insides of pairs of quotation marks, outermost only: what stands in marks inside of a
/// quotation is a part of it.
pub(super) fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    // Most claims quote nothing; all other marks are beyond ASCII.
    if text
        .bytes()
        .all(|byte| byte.is_ascii() && !matches!(byte, b'"' | b'\''))
    {
        return found;
    }
    let mut open: Option<(usize, char)> = None;
    // Whether the mark that opens stands at the end of a word: then it rather closes what began before the text.
    let mut ends_word = false;
    let mut previous = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        match open {
            Some((start, close)) if closes(c, close, next) => {
                found.push(Span::new(start, at));
                open = None;
            }
            Some(_) => {}
            None if matches!(c, '”' | '»' | '」' | '』')
                && found.is_empty()
                && !next.is_alphanumeric() =>
            {
                found.push(Span::new(0, at));
            }
            None => {
                open = closing(c, previous, next).map(|close| (at + c.len_utf8(), close));
                ends_word = !previous.is_whitespace() && at > 0 && !next.is_alphanumeric();
            }
        }
        previous = c;
    }
    // A quotation of several sentences is cut where the claim ends or begins.
    match open {
        Some((_, '\'' | '’')) | None => {}
        Some((start, _)) if !ends_word => found.push(Span::new(start, text.len())),
        Some((start, _)) if found.is_empty() => found.push(Span::new(0, start - 1)),
        Some(_) => {}
    }
    found
}

fn closes(c: char, close: char, next: char) -> bool {
    let same = c == close || (close == '”' && c == '"') || (close == '“' && c == '”');
    // A single mark before a letter is an apostrophe.
    same && !(matches!(close, '’' | '\'') && next.is_alphanumeric())
}

/// The mark that closes what `c` opens.
fn closing(c: char, previous: char, next: char) -> Option<char> {
    let begins = !previous.is_alphanumeric() && next.is_alphanumeric();
    match c {
        '"' => Some('"'),
        '“' => Some('”'),
        '„' => Some('“'),
        '«' => Some('»'),
        '»' if begins => Some('«'),
        '‹' => Some('›'),
        '「' => Some('」'),
        '『' => Some('』'),
        '‘' => Some('’'),
        '\'' if begins => Some('\''),
        _ => None,
    }
}

/// A word of a quotation, as a source must have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// The word with this folded form.
    Form(String),
    /// Any one word: the quotation changed it in brackets ("[T]he", "manage[d]").
    Any,
}

/// The quotation cut at ellipses and at bracketed changes: each part must stand in the source, in
/// order.
pub(super) fn parts(
    text: &str,
    quotation: Span,
    tokens: &[Token],
    words: &[usize],
) -> Vec<Vec<Word>> {
    let mut parts: Vec<Vec<Word>> = vec![Vec::new()];
    let mut bracket = false;
    let mut last_end = quotation.start;
    for &at in words {
        let token = &tokens[at];
        let between = Span::new(last_end, token.span.start).of(text);
        let glued = last_end < token.span.start && !between.contains(char::is_whitespace);
        last_end = token.span.end;
        let cut = between.contains('…') || between.contains("..");
        // "the [1997] treaty": what stands in the brackets was left out.
        if between.contains('[') && between.contains(']') && between.find('[') < between.find(']') {
            parts.push(Vec::new());
            bracket = false;
            if let Some(part) = parts.last_mut() {
                part.push(Word::Form(fold::form(tokens, text, at)));
            }
            continue;
        }
        if between.contains('[') {
            bracket = true;
            // "manage[d]": the word before was changed at its end.
            if glued
                && !between.contains(']')
                && let Some(last) = parts.last_mut().and_then(|part| part.last_mut())
            {
                *last = Word::Any;
                continue;
            }
        }
        if between.contains(']') && !between.contains('[') {
            bracket = false;
            // "[T]he": the word after was changed at its beginning.
            if glued && between == "]" {
                parts.push(vec![Word::Any]);
                continue;
            }
            parts.push(Vec::new());
        } else if cut {
            parts.push(Vec::new());
        }
        if !bracket && let Some(part) = parts.last_mut() {
            part.push(Word::Form(fold::form(tokens, text, at)));
        }
    }
    // A changed word at either end of a part tells nothing.
    for part in &mut parts {
        while part.first() == Some(&Word::Any) {
            part.remove(0);
        }
        while part.last() == Some(&Word::Any) {
            part.pop();
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}
