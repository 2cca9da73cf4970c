//! Ranks: "third", "3rd", "twenty-first", "第3", "XIX".

use super::Reader;
use super::digits::parse_digits;
use super::tables::NumberWord;
use crate::text::{Lang, TokenKind};

impl Reader<'_> {
    /// The rank at token `at`, and the token after it.
    pub(super) fn ordinal_at(&self, at: usize) -> Option<(f64, usize)> {
        let token = self.token(at)?;
        if token.kind == TokenKind::Number {
            return self.digit_ordinal_at(at);
        }
        if token.kind != TokenKind::Word {
            return None;
        }
        if self.word(at) == "第" {
            let (number, end) = self.number_at(at + 1)?;
            return Some((number.value, end));
        }
        match self.tables.number(self.lang, token.form)? {
            NumberWord::Ordinal(value) => Some((value, at + 1)),
            NumberWord::Cardinal(tens)
                if tens >= 20.0 && self.word(at + 1) == "-" && self.is_glued(at + 1) =>
            {
                match self.tables.number(self.lang, self.form(at + 2))? {
                    NumberWord::Ordinal(ones) if ones < 10.0 => Some((tens + ones, at + 3)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn digit_ordinal_at(&self, at: usize) -> Option<(f64, usize)> {
        if !self.is_glued(at + 1) {
            return None;
        }
        let value = parse_digits(self.word(at), self.lang)?.value;
        let suffix = self.lower(at + 1);
        let ranks = match suffix.as_ref() {
            "st" | "nd" | "rd" | "th" | "er" | "re" | "ème" | "eme" | "ième" | "º" | "ª" | "°"
            | "位" | "番目" => true,
            "e" => matches!(self.lang, Lang::French | Lang::Dutch),
            "." => return self.dotted_ordinal(value, at),
            _ => false,
        };
        // "3º" may be followed by a stop: "3.º".
        (ranks && !(suffix == "°" && matches!(self.word(at + 2), "C" | "F")))
            .then_some((value, at + 2))
    }

    /// "der 3. Platz": a German number with a stop after an article or a preposition.
    fn dotted_ordinal(&self, value: f64, at: usize) -> Option<(f64, usize)> {
        const BEFORE: [&str; 18] = [
            "der", "die", "das", "den", "dem", "des", "zum", "zur", "im", "am", "vom", "beim",
            "als", "ihr", "sein", "seinen", "ihren", "jeder",
        ];
        let before = self.lower(at.checked_sub(1)?);
        let rank = self.lang == Lang::German
            && value.fract() == 0.0
            && value <= 200.0
            && BEFORE.contains(&before.as_ref())
            && self
                .token(at + 2)
                .is_some_and(|next| next.kind == TokenKind::Word);
        rank.then_some((value, at + 2))
    }
}

/// The number of a Roman numeral of capital letters, 1 to 39: centuries, and rulers.
///
/// `None` for "I" alone, which is a word.
pub(super) fn roman(word: &str) -> Option<f64> {
    if !(1..=7).contains(&word.len()) || word == "I" {
        return None;
    }
    let mut total = 0.0;
    let mut before = 0.0;
    for letter in word.bytes().rev() {
        let value = match letter {
            b'I' => 1.0,
            b'V' => 5.0,
            b'X' => 10.0,
            _ => return None,
        };
        if value < before {
            total -= value;
        } else {
            total += value;
            before = value;
        }
    }
    (total < 40.0).then_some(total)
}
