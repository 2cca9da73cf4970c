//! What stands before or around digits and turns them into another number: a minus sign or its word, the brackets of
//! accounting, a leading decimal point; and whether a number is said to be a fall or a rise.

use super::figures::parse_digits;
use super::number::{Course, Number};
use crate::text::values::Reader;
use crate::text::values::tables::Tables;
use crate::text::{TokenKind, key};

/// Words that stand for a minus sign.
const MINUS: [&str; 6] = ["minus", "negative", "moins", "menos", "マイナス", "负"];

/// How far from a number a word stands that calls it a fall or a rise, in tokens.
const COURSE_BEFORE: usize = 5;
const COURSE_AFTER: usize = 2;

impl Reader<'_> {
    /// Whether a number can begin with token `at`: digits, or a sign right before them.
    pub(in crate::text::values) fn starts_number(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| match token.kind {
            TokenKind::Number => true,
            TokenKind::Word => false,
            TokenKind::Symbol => self.signed_at(at).is_some(),
        })
    }

    /// "−14", "-14", ".05", "(12)": digits with a sign, a decimal point or the brackets of accounting before them.
    pub(super) fn signed_at(&self, at: usize) -> Option<(Number, usize)> {
        let is_digits = |at: usize| {
            self.is_glued(at)
                && self
                    .token(at)
                    .is_some_and(|token| token.kind == TokenKind::Number)
        };
        match self.word(at) {
            "." if is_digits(at + 1) && self.is_free(at) => {
                let number = parse_digits(
                    &format!("0.{}", self.word(at + 1)),
                    crate::text::Lang::English,
                )?;
                Some((
                    Number {
                        other: None,
                        ..number
                    },
                    at + 2,
                ))
            }
            "-" | "−" | "–" | "﹣" | "－" if self.may_be_minus(at) => {
                let rest = if is_digits(at + 1) {
                    self.digits_at(at + 1)
                } else if self.word(at + 1) == "." {
                    self.signed_at(at + 1)
                } else {
                    None
                };
                rest.map(|(number, end)| (number.times(-1.0), end))
            }
            "(" if self.is_accounting(at) => {
                let (number, end) = self.digits_at(at + 1)?;
                (self.word(end) == ")").then(|| self.with_scales(number.times(-1.0), end + 1))
            }
            _ => None,
        }
    }

    /// Whether neither a word nor a number stands right before token `at`.
    fn is_free(&self, at: usize) -> bool {
        let is_mark = |before: usize| {
            self.token(before)
                .is_some_and(|token| token.kind == TokenKind::Symbol)
                && self.word(before) != "."
        };
        !self.is_glued(at) || at.checked_sub(1).is_some_and(is_mark)
    }

    /// Whether a dash at `at` is a minus sign: something other than a word or number stands before it.
    fn may_be_minus(&self, at: usize) -> bool {
        let opens = |before: usize| {
            let word = self.word(before);
            matches!(word, "(" | "[" | "=" | "<" | ">" | ":" | "≈" | "~")
                || self.tables.currencies.is_sign(self.form(before))
        };
        !self.is_glued(at) || at.checked_sub(1).is_some_and(opens)
    }

    /// "Net income: (1,204)", "$(3.4) million": a number in brackets that stands in a cell of its own or after a
    /// currency, and is no remark.
    fn is_accounting(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        let after_currency =
            before.is_some_and(|before| self.tables.currencies.is_sign(self.form(before)));
        let begins_cell = before.is_none_or(|before| matches!(self.word(before), ":" | ";" | "|"));
        let Some((_, end)) = self.digits_at(at + 1) else {
            return false;
        };
        let next = end + 1;
        let ends_cell = || {
            self.token(next).is_none()
                || matches!(self.word(next), ";" | "|" | "%")
                || self.is_scale(next)
                || self.tables.currencies.is_name(self.form(next))
                || self.tables.currencies.is_sign(self.form(next))
        };
        self.word(end) == ")" && (after_currency || begins_cell && ends_cell())
    }

    /// "minus 20", "negative five": the number's own first token. "Au moins dix" is a bound.
    pub(super) fn after_minus_word(&self, at: usize) -> Option<usize> {
        const BOUND: [&str; 7] = ["au", "du", "ou", "al", "lo", "más", "or"];
        if !self.is_minus_word(at) {
            return None;
        }
        let before = at.checked_sub(1).map(|before| self.lower(before));
        let is_bound = before.is_some_and(|before| BOUND.contains(&&*before));
        let next = self.token(at + 1)?;
        let is_number = next.kind == TokenKind::Number
            || next.kind == TokenKind::Word && self.words_at(at + 1).is_some();
        (is_number && !is_bound).then_some(at + 1)
    }

    pub(in crate::text::values) fn is_minus_word(&self, at: usize) -> bool {
        MINUS.contains(&&*self.lower(at))
    }

    /// Whether the number at tokens `first..end` is said to be a fall or a rise: "fell 3 %", "a loss of 5 million", "3 % more". What
    /// something falls or rises to is neither.
    pub(in crate::text::values) fn course(&self, first: usize, end: usize) -> Course {
        let Tables {
            falls, rises, more, ..
        } = self.tables;
        let before = first.checked_sub(1);
        let is_more = |at: usize| {
            self.token(at)
                .is_some_and(|token| more.contains(&token.form))
        };
        let mut course = Course {
            falls: false,
            rises: before.is_some_and(is_more) || is_more(end),
        };
        let is_end = before.is_some_and(|before| {
            let word = self.lower(before);
            matches!(word.as_ref(), "to" | "auf" | "à" | "a" | "at" | "bei")
        });
        if is_end {
            return course;
        }
        let stops = |at: &usize| !matches!(self.word(*at), "." | ";" | "!" | "?");
        let left = (first.saturating_sub(COURSE_BEFORE)..first)
            .rev()
            .take_while(stops);
        let right = (end..(end + COURSE_AFTER).min(self.tokens.len())).take_while(stops);
        for at in left.chain(right) {
            course.falls |= falls.contains(&self.form(at));
            course.rises |= rises.contains(&self.form(at));
        }
        course
    }
}

/// Whether the symbol with key `form` may begin a number.
pub(in crate::text::values) fn may_sign(form: u64) -> bool {
    const SIGNS: [u64; 7] = [
        key("-"),
        key("−"),
        key("–"),
        key("."),
        key("("),
        key("﹣"),
        key("－"),
    ];
    SIGNS.contains(&form)
}
