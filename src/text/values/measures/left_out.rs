//! Units and currencies that a part leaves to its whole: "1,200 hectares, 450 of them under vines".

use crate::text::TokenKind;
use crate::text::values::{DateValue, Meaning, Part, Reader, Value};

/// Words after a part, and before it, that say that it is one.
const AFTER: [&[&str]; 9] = [
    &["of", "them"],
    &["of", "these"],
    &["of", "which"],
    &["of", "it"],
    &["of", "that"],
    &["davon"],
    &["d’", "entre"],
    &["de", "ellos"],
    &["de", "ellas"],
];
const BEFORE: [&[&str]; 8] = [
    &["of", "which"],
    &["of", "this"],
    &["of", "that"],
    &["davon"],
    &["von", "denen"],
    &["dont"],
    &["de", "los", "cuales"],
    &["de", "las", "cuales"],
];

/// Words between such a word and the part.
const APART: usize = 5;

impl Reader<'_> {
    /// Gives each plain number that is said to be a part of the measure or amount before it that one's unit or currency.
    pub(in crate::text::values) fn give_units(&self, values: &mut [Value]) {
        for index in 1..values.len() {
            let (before, rest) = values.split_at_mut(index);
            let (whole, part) = (&before[index - 1], &mut rest[0]);
            let Meaning::Number(number) = part.meaning else {
                continue;
            };
            if number.value < 1.0
                || !self.is_part(part)
                || self.ends_sentence(whole.end, part.first)
            {
                continue;
            }
            match whole.meaning {
                Meaning::Quantity {
                    number: of,
                    factor,
                    dimension,
                } if !matches!(dimension, "time" | "month" | "temperature")
                    && number.value < of.value =>
                {
                    part.meaning = Meaning::Quantity {
                        number,
                        factor,
                        dimension,
                    };
                }
                Meaning::Money {
                    number: of,
                    currency,
                } if number.value < of.value => {
                    let (number, currency) = (number, currency);
                    part.meaning = Meaning::Money { number, currency };
                }
                _ => {}
            }
        }
    }

    fn is_part(&self, part: &Value) -> bool {
        let stands = |at: usize, words: &[&str]| {
            let mut words = words.iter().enumerate();
            words.all(|(index, word)| self.lower(at + index) == *word)
        };
        AFTER.iter().any(|words| stands(part.end, words))
            || BEFORE.iter().any(|words| {
                let last = part.lead.checked_sub(words.len());
                // "of which the canton paid 11 million"
                last.is_some_and(|last| {
                    let mut starts = (last.saturating_sub(APART)..=last).rev();
                    starts.any(|at| {
                        let between = at + words.len()..part.lead;
                        stands(at, words) && !between.clone().any(|at| self.is_mark(at))
                    })
                })
            })
    }

    /// Reads each rank that leaves out what it is the rank of as a century or quarter where one was named before it: "founded in
    /// the eleventh century and closed in the sixteenth".
    pub(in crate::text::values) fn give_centuries(&self, values: &mut [Value]) {
        for index in 1..values.len() {
            let (before, rest) = values.split_at_mut(index);
            let named = before.iter().rev().find_map(|value| match &value.meaning {
                Meaning::Date(date) => Some((value.end, date, date.part?)),
                _ => None,
            });
            let rank = &mut rest[0];
            let (Some((end, named, part)), Meaning::Ordinal(place)) = (named, &rank.meaning) else {
                continue;
            };
            let Some(place) = (1..=21_i8).find(|whole| (f64::from(*whole) - place).abs() < 0.5)
            else {
                continue;
            };
            let date = match part {
                Part::Century => DateValue {
                    year: Some(i16::from(place) * 100),
                    part: Some(Part::Century),
                    ..DateValue::default()
                },
                Part::Quarter(_) if place <= 4 => DateValue {
                    year: named.year,
                    part: Some(Part::Quarter(place)),
                    ..DateValue::default()
                },
                _ => continue,
            };
            // "in the third one and in the fourth three"
            let is_noun = self.token(rank.end).is_some_and(|next| {
                next.kind == TokenKind::Word
                    && next.is_content()
                    && self.tables.number(self.lang, next.form).is_none()
            });
            if !is_noun && !self.ends_sentence(end, rank.first) {
                rank.meaning = Meaning::Date(date);
            }
        }
    }

    fn is_mark(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| token.kind == TokenKind::Symbol)
    }

    pub(super) fn ends_sentence(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| matches!(self.word(at), "." | "!" | "?" | "。"))
    }
}
