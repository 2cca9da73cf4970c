//! Words, numbers and symbols of a text, each with its place and the keys that matching uses.

use super::ends::{char_at, is_digit, number_end, possessive_end, word_end};
use super::form::{is_ignorable, normal_form};
use super::plain::{self, Plain};
use super::segment;
use crate::text::Span;
use crate::text::key::{key, key_of_ascii, key_of_bytes};
use crate::text::lang::Lang;
use crate::text::stem::Stems;

/// A word, number or symbol of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its place in the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Key of its written form: equal for forms that differ only in case, Unicode form, quotation
    /// marks, soft hyphens and ligatures.
    pub form: u64,
    /// Key of its stem in the text's language: equal for inflections of one word.
    pub stem: u64,
    flags: u8,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with digits, apostrophes or inner stops among them.
    Word,
    /// Digits, with their separators.
    Number,
    /// Any other visible character by itself, or a possessive ending.
    Symbol,
}

const CAPITAL: u8 = 1;

const UPPER: u8 = 2;

const GLUED: u8 = 4;

const STOP: u8 = 8;

const FOREIGN: u8 = 16;

impl Token {
    /// Whether it begins with a capital letter.
    pub const fn is_capital(&self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Whether it is two or more letters, all of them capital.
    pub const fn is_upper(&self) -> bool {
        self.flags & UPPER != 0
    }

    /// Whether it has characters other than those of ASCII.
    pub(crate) const fn is_foreign(&self) -> bool {
        self.flags & FOREIGN != 0
    }

    /// Whether no white space stands before it and something else does: "3" in "GPT-3".
    pub const fn is_glued(&self) -> bool {
        self.flags & GLUED != 0
    }

    /// Whether it is a word that carries grammar and no content: "the", "of", "was".
    pub const fn is_stop(&self) -> bool {
        self.flags & STOP != 0
    }

    /// Whether it is a word or number: what a claim's coverage is measured over.
    pub const fn is_text(&self) -> bool {
        !matches!(self.kind, TokenKind::Symbol)
    }

    /// Whether it is a word or number that carries content.
    pub const fn is_content(&self) -> bool {
        self.is_text() && !self.is_stop()
    }
}

/// The tokens of `text`, in order. `lang` chooses the stemmer and the words without content; the
/// tokens themselves do not depend on it. Takes time linear in the text.
///
/// ```
/// use citecheck::inner::{Lang, tokens};
/// let text = "OpenAI’s GPT-3 cost $4.6m in 2020.";
/// let words: Vec<_> = tokens(text, Lang::English).iter().map(|t| t.span.of(text)).collect();
/// assert_eq!(words, ["OpenAI", "’s", "GPT", "-", "3", "cost", "$", "4.6", "m", "in", "2020", "."]);
/// ```
pub fn tokens(text: &str, lang: Lang) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5 + 1);
    tokenize(text, Stems::for_lang(lang), &mut found);
    found
}

/// As [`tokens`], appending to `found`.
pub(crate) fn tokenize(text: &str, stems: Stems, found: &mut Vec<Token>) {
    let first = found.len();
    cut(text, found);
    // Only now, many at once, so that the look-ups do not wait for one another.
    for tokens in found[first..].chunks_mut(AT_ONCE) {
        let mut forms = [0; AT_ONCE];
        for (form, token) in forms.iter_mut().zip(&*tokens) {
            *form = token.form;
        }
        for (token, known) in tokens.iter_mut().zip(stems.peek(forms)) {
            if token.kind != TokenKind::Word {
                continue;
            }
            let known = known.unwrap_or_else(|| stems.of(token.form, token.span.of(text)));
            token.stem = known.stem;
            if known.is_stop && token.flags & UPPER == 0 {
                token.flags |= STOP;
            }
        }
    }
}

/// Words that are looked up at once.
const AT_ONCE: usize = 16;

/// Cuts `text` into tokens that are their own stems.
fn cut(text: &str, found: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut previous_end = usize::MAX;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() || byte.is_ascii_control() {
            at += 1;
            continue;
        }
        let start = at;
        if byte.is_ascii_alphabetic()
            && let Some(word) = plain::word(bytes, at)
        {
            at = word.end;
            found.push(make_plain(byte, start, &word, previous_end == start));
            previous_end = at;
            continue;
        }
        let c = char_at(text, at);
        if !byte.is_ascii() {
            if c.is_whitespace() || is_ignorable(c) {
                at += c.len_utf8();
                continue;
            }
            if segment::is_unspaced(c) {
                at = segment::run_end(text, at);
                let numbered = previous_end == start
                    && found
                        .last()
                        .is_some_and(|token| token.kind == TokenKind::Number);
                let mut rest = start;
                // "20万人": the scale belongs to the number, whatever word it begins.
                while numbered && rest < at && is_scale(char_at(text, rest)) {
                    let end = rest + char_at(text, rest).len_utf8();
                    let span = Span::new(rest, end);
                    found.push(make(text, span, TokenKind::Word, true));
                    rest = end;
                }
                if rest > start {
                    previous_end = rest;
                }
                if rest == at {
                    continue;
                }
                for span in segment::words(Span::new(rest, at), text) {
                    let glued = previous_end == span.start;
                    found.push(make(text, span, TokenKind::Word, glued));
                    previous_end = span.end;
                }
                continue;
            }
        }
        let kind = if byte.is_ascii_alphabetic() {
            at = word_end(text, at);
            TokenKind::Word
        } else if is_digit(c) {
            at = number_end(text, at);
            TokenKind::Number
        } else if c.is_alphanumeric() {
            at = word_end(text, at);
            TokenKind::Word
        } else if let Some(end) = possessive_end(text, at, previous_end) {
            at = end;
            TokenKind::Symbol
        } else {
            at += c.len_utf8();
            TokenKind::Symbol
        };
        let glued = previous_end == start;
        found.push(make(text, Span::new(start, at), kind, glued));
        previous_end = at;
    }
}

/// East Asian scales, which follow a number's digits.
const fn is_scale(c: char) -> bool {
    matches!(c, '十' | '百' | '千' | '万' | '萬' | '億' | '亿' | '兆')
}

fn make_plain(first: u8, start: usize, word: &Plain, glued: bool) -> Token {
    let mut flags = if glued { GLUED } else { 0 };
    if first.is_ascii_uppercase() {
        flags |= CAPITAL;
    }
    if word.capitals >= 2 && word.capitals as usize == word.end - start {
        flags |= UPPER;
    }
    Token {
        span: Span::new(start, word.end),
        kind: TokenKind::Word,
        form: word.form,
        stem: word.form,
        flags,
    }
}

fn make(text: &str, span: Span, kind: TokenKind, glued: bool) -> Token {
    let part = span.of(text);
    let mut flags = if glued { GLUED } else { 0 };
    let form = if part.is_ascii() {
        ascii_form(part, kind, &mut flags)
    } else {
        flags |= FOREIGN;
        unicode_form(part, kind, &mut flags)
    };
    Token {
        span,
        kind,
        form,
        stem: form,
        flags,
    }
}

fn ascii_form(part: &str, kind: TokenKind, flags: &mut u8) -> u64 {
    let bytes = part.as_bytes();
    if kind == TokenKind::Word && bytes[0].is_ascii_uppercase() {
        *flags |= CAPITAL;
        let upper = bytes
            .iter()
            .filter(|byte| byte.is_ascii_uppercase())
            .count();
        if upper >= 2 && !bytes.iter().any(u8::is_ascii_lowercase) {
            *flags |= UPPER;
        }
    }
    if kind == TokenKind::Word && bytes.contains(&b'.') {
        // The stops of "U.S." make no difference to what it is.
        let letters = bytes.iter().filter(|byte| **byte != b'.');
        key_of_bytes(letters.map(u8::to_ascii_lowercase))
    } else {
        key_of_ascii(bytes)
    }
}

fn unicode_form(part: &str, kind: TokenKind, flags: &mut u8) -> u64 {
    let form = key(&normal_form(part));
    if kind != TokenKind::Word {
        return form;
    }
    let mut letters = part.chars().filter(|c| c.is_alphabetic());
    if letters.next().is_some_and(char::is_uppercase) {
        *flags |= CAPITAL;
        let mut rest = letters.peekable();
        if rest.peek().is_some() && rest.all(char::is_uppercase) {
            *flags |= UPPER;
        }
    }
    form
}
