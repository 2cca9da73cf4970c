//! Amounts of a currency: "$5 million", "5 Canadian dollars", "5 dollars canadiens", "four pounds fifty", "50 cents".

mod currencies;

use super::numbers::Number;
use super::numbers::figures::parse_digits;
use super::tables::NumberWord;
use super::{Meaning, Reader};
use crate::text::{Token, TokenKind, word_key};

pub(crate) use currencies::Currencies;

/// Letters of a code.
const CODE: usize = 3;

/// The names of pounds, which are a mass too.
const POUNDS: [&str; 2] = ["pound", "pounds"];

impl Reader<'_> {
    /// "$", "US$", "MX$", "USD", "Rs.": the currency right before a number, and where the number stands.
    pub(super) fn currency_before(&self, at: usize) -> Option<(&'static str, usize)> {
        let token = self.token(at)?;
        let currencies = &self.tables.currencies;
        let number = |at: usize| self.starts_number(at).then_some(at);
        match token.kind {
            TokenKind::Symbol => Some((currencies.by_sign(token.form)?, number(at + 1)?)),
            TokenKind::Word if self.word(at + 1) == "$" && self.is_glued(at + 1) => {
                Some((self.lettered_dollar(at)?, number(at + 2)?))
            }
            TokenKind::Word if token.is_upper() && self.word(at).len() == CODE => {
                Some((currencies.by_code(token.form)?, number(at + 1)?))
            }
            TokenKind::Word if self.word(at) == "Rs" => {
                let stop = usize::from(self.word(at + 1) == ".");
                Some(("rupee", number(at + 1 + stop)?))
            }
            _ => None,
        }
    }

    /// Whether the word at `at` begins as [`Self::glued_money_at`] reads it.
    pub(super) fn begins_with_code(&self, at: usize) -> bool {
        let word = self.word(at).as_bytes();
        word.len() > CODE
            && word[CODE].is_ascii_digit()
            && word[..CODE].iter().all(u8::is_ascii_uppercase)
    }

    /// "EUR45", "SEK1,200.50", "USD5m": a code and its number in one, and the token after them.
    pub(super) fn glued_money_at(&self, at: usize) -> Option<(&'static str, Number, usize)> {
        if !self.begins_with_code(at) {
            return None;
        }
        let (code, digits) = self.word(at).split_at(CODE);
        let currency = self.tables.currencies.by_code(word_key(code))?;
        let scale = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        let mut written = digits[..digits.len() - scale.len()].to_owned();
        let mut end = at + 1;
        let is_mark = |at: usize| matches!(self.word(at), "." | ",") && self.is_glued(at);
        let is_number = |at: usize| {
            let token = self.token(at);
            token.is_some_and(|token| token.is_glued() && token.kind != TokenKind::Symbol)
                && self.word(at).starts_with(|c: char| c.is_ascii_digit())
        };
        if scale.is_empty() && is_mark(end) && is_number(end + 1) {
            written.push_str(self.word(end));
            written.push_str(self.word(end + 1));
            end += 2;
        }
        let number = parse_digits(&written, self.lang)?;
        if scale.is_empty() {
            let (number, end) = self.with_scales(number, end);
            return Some((currency, number, end));
        }
        let of = self.tables.number(self.lang, word_key(scale))?;
        let (NumberWord::Suffix(of) | NumberWord::Scale(of)) = of else {
            return None;
        };
        let number = Number {
            rounded: true,
            ..number.times(of)
        };
        Some((currency, number, end))
    }

    /// "US$", "A$", "MX$": what the letters at `at` make of the sign behind them.
    fn lettered_dollar(&self, at: usize) -> Option<&'static str> {
        let currencies = &self.tables.currencies;
        let letters = self.word(at).replace('.', "");
        let joined = crate::text::key(&format!("{}$", letters.to_lowercase()));
        currencies
            .by_sign(joined)
            .or_else(|| currencies.of_letters("dollar-sign", &letters))
    }

    /// "$5 billion dollars", "$5 USD": the name says the same again.
    pub(super) fn skip_currency_name(
        &self,
        currency: &'static str,
        end: usize,
    ) -> (&'static str, usize) {
        match self.currency_after(end) {
            Some((again, after)) if self.tables.currencies.may_be_one(currency, again) => {
                let code = self.tables.currencies.by_code(word_key(again));
                (code.unwrap_or(currency), after)
            }
            _ => (currency, end),
        }
    }

    /// The amount of money whose number stands at `at..end`, with the token after it.
    pub(super) fn money_after(
        &self,
        number: Number,
        at: usize,
        end: usize,
    ) -> Option<(Meaning, usize)> {
        if self.weighs(at, end) {
            return None;
        }
        let (currency, number, after) = if let Some((currency, after)) = self.currency_after(end) {
            let (number, after) = self.with_hundredths(currency, number, after);
            (currency, number, after)
        } else {
            let token = self.token(end)?;
            let currency = self.tables.currencies.hundredth(token.form)?;
            (currency, number.times(0.01), end + 1)
        };
        let number = self.widened(number, at, after);
        Some((Meaning::Money { number, currency }, after))
    }

    /// "dollars", "US dollars", "dollars canadiens", "-dollar", "円", "€", "$US", "SEK" at `end`, and the token after it.
    fn currency_after(&self, end: usize) -> Option<(&'static str, usize)> {
        let currencies = &self.tables.currencies;
        for skip in 0..=2 {
            let at = end + skip;
            let token = self.token(at)?;
            let code = || {
                let code = currencies.by_code(token.form);
                code.filter(|_| skip == 0 && token.is_upper())
            };
            let named = || {
                currencies
                    .by_name(token.form)
                    .or_else(|| currencies.by_sign(token.form))
            };
            if let Some(code) = code() {
                return Some((code, at + 1));
            }
            if skip == 0
                && self.word(at + 1) == "$"
                && self.is_glued(at + 1)
                && let Some(dollar) = self.lettered_dollar(at)
            {
                return Some((dollar, at + 2));
            }
            if let Some(currency) = named() {
                return Some(self.of_country_beside(currency, end..at));
            }
            // A word or two may stand between: "US", "-", "Hong Kong", "kanadische", "de".
            let linking = matches!(self.word(at), "-" | "de" | "d’" | "d'");
            let is_country = || currencies.is_country(&self.lower(at));
            if !(token.is_capital() || linking || is_country()) {
                return None;
            }
        }
        None
    }

    /// The currency of this name at the end of `before`, of the country that is named there or behind it, and the token after.
    fn of_country_beside(
        &self,
        currency: &'static str,
        before: std::ops::Range<usize>,
    ) -> (&'static str, usize) {
        let currencies = &self.tables.currencies;
        let of = |at: usize| {
            currencies
                .of_country(currency, &self.lower(at))
                .or_else(|| currencies.of_letters(currency, self.word(at)))
        };
        let end = before.end + 1;
        let Some(told) = before.clone().find_map(of) else {
            let link = usize::from(matches!(self.word(end), "des" | "de" | "du" | "d’" | "d'"));
            let behind = of(end + link).filter(|_| !self.starts_number(end + link));
            // "£GB": the sign is that of one already.
            let again = || self.word(end) == "GB" && self.is_glued(end);
            return match behind {
                Some(told) => (told, end + link + 1),
                None if again() => (currency, end + 1),
                None => (currency, end),
            };
        };
        (told, end)
    }

    /// "four pounds fifty", "5 euros 50", "3 dollars and 20 cents": the number with the hundredths behind the currency.
    fn with_hundredths(
        &self,
        currency: &'static str,
        number: Number,
        end: usize,
    ) -> (Number, usize) {
        let alone = (number, end);
        if number.upto.is_some() || number.rounded || number.value.fract() != 0.0 {
            return alone;
        }
        let at = end + usize::from(self.is_and(end));
        let Some((part, after)) = self.number_at(at) else {
            return alone;
        };
        let named = self
            .token(after)
            .and_then(|token| self.tables.currencies.hundredth(token.form))
            .is_some_and(|of| self.tables.currencies.may_be_one(of, currency));
        let is_part = part.value.fract() == 0.0 && part.value < 100.0 && part.upto.is_none();
        // "two pounds eighty", and not "two pounds, eighty times" or "5 dollars 20 people".
        let is_alone = at == end
            && part.value >= 10.0
            && !self.token(after).is_some_and(Token::is_content)
            && !self.tables.currencies.is_sign(self.form(after));
        if !is_part || !(named || is_alone) {
            return alone;
        }
        let number = Number {
            value: number.value + part.value / 100.0,
            step: 0.01,
            ..number
        };
        (number, after + usize::from(named))
    }

    /// Whether pounds are what something weighs: "weighs 310 pounds", "310 pounds of tin".
    fn weighs(&self, at: usize, end: usize) -> bool {
        const NEAR: usize = 4;
        let is_pound = POUNDS.contains(&&*self.lower(end));
        let weighs = |at: usize| {
            let word = self.lower(at);
            word.starts_with("weigh") || word == "heavy"
        };
        is_pound
            && ((at.saturating_sub(NEAR)..at).any(weighs)
                || self.word(end + 1) == "of"
                || weighs(end + 1))
    }
}
