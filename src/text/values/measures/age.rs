//! Ages that are told in tens: "in his thirties", "in her late 30s", "in their teens".

use std::borrow::Cow;

use crate::text::values::numbers::Number;
use crate::text::values::tables::NumberWord;
use crate::text::values::{Meaning, Reader, Value};
use crate::text::{Lang, TokenKind, word_key};

/// Whose an age is.
const WHOSE: [&str; 6] = ["his", "her", "their", "my", "our", "your"];

/// Months of a year.
const YEAR: f64 = 12.0;

/// Whether `value`, of `text`, is an age in tens: "30s", "thirties", "teens".
pub(crate) fn is_age_in_tens(value: &Value, text: &str) -> bool {
    let is_range = value
        .meaning
        .number()
        .is_some_and(|number| number.upto.is_some());
    let words = value.span.of(text);
    let is_plural = words.ends_with("ies")
        || words.ends_with('s') && words.starts_with(|c: char| c.is_ascii_digit());
    let is_one = !words.contains(char::is_whitespace);
    matches!(
        value.meaning,
        Meaning::Quantity {
            dimension: "month",
            ..
        }
    ) && is_range
        && is_one
        && (is_plural || words.eq_ignore_ascii_case("teens"))
}

impl Reader<'_> {
    /// The age in tens that begins at token `at`, with the token behind it.
    pub(in crate::text::values) fn tens_of_age_at(&self, at: usize) -> Option<(Meaning, usize)> {
        if self.lang != Lang::English {
            return None;
        }
        let (from, to) = self.years_of_tens(at)?;
        let (tens, most, end) = self.tens_at(at)?;
        let (first, last) = (tens + from, (tens + to).min(most));
        let meaning = Meaning::Quantity {
            number: Number {
                upto: Some(last),
                ..Number::exact(first)
            },
            factor: YEAR,
            dimension: "month",
        };
        Some((meaning, end))
    }

    /// The first and the last of the ten years that an age at token `at` is told to be in; none where no "his" stands before it.
    pub(in crate::text::values) fn years_of_tens(&self, at: usize) -> Option<(f64, f64)> {
        let back = |steps: usize| {
            at.checked_sub(steps)
                .map_or(Cow::Borrowed(""), |at| self.lower(at))
        };
        let (years, whose) = match back(1).as_ref() {
            "early" => ((0.0, 4.0), back(2)),
            "mid" => ((3.0, 7.0), back(2)),
            "late" => ((6.0, 9.0), back(2)),
            "-" if back(2) == "mid" => ((3.0, 7.0), back(3)),
            _ => ((0.0, 9.0), back(1)),
        };
        WHOSE.contains(&whose.as_ref()).then_some(years)
    }

    /// The first and the last age of "thirties", "30s" or "teens".
    fn tens_at(&self, at: usize) -> Option<(f64, f64, usize)> {
        if self.tokens[at].kind == TokenKind::Number {
            let tens: f64 = self.word(at).parse().ok()?;
            let is_plural = matches!(self.word(at + 1), "s" | "'s" | "’s") && self.is_glued(at + 1);
            let is_tens = tens % 10.0 == 0.0 && (20.0..100.0).contains(&tens);
            return (is_plural && is_tens).then_some((tens, tens + 9.0, at + 2));
        }
        let word = self.lower(at);
        if word == "teens" {
            return Some((13.0, 19.0, at + 1));
        }
        let one = format!("{}y", word.strip_suffix("ies")?);
        match self.tables.number(self.lang, word_key(&one))? {
            NumberWord::Cardinal(tens) => Some((tens, tens + 9.0, at + 1)),
            _ => None,
        }
    }
}
