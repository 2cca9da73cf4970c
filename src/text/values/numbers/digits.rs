//! Numbers that begin with digits: groups, fractions, powers of ten and scales.

use super::figures::{LONGEST, decimal, exact_digits, parse_digits, vulgar_fraction};
use super::number::Number;
use crate::text::tokens::superscript;
use crate::text::values::Reader;
use crate::text::values::tables::NumberWord;
use crate::text::{Lang, TokenKind};

/// The largest power of ten that is read.
const LARGEST_POWER: i32 = 30;

impl Reader<'_> {
    pub(in crate::text::values) fn digits_at(&self, at: usize) -> Option<(Number, usize)> {
        let (mut number, mut end) = match self.spaced_groups(at) {
            Some(grouped) => grouped,
            None => (parse_digits(self.word(at), self.lang)?, at + 1),
        };
        if let Some(fraction) = self.fraction_after(&number, end) {
            return Some(fraction);
        }
        if let Some((power, after)) = self.power_after(end) {
            let number = Number {
                rounded: true,
                ..number.times(power)
            };
            return Some((number, after));
        }
        let (mixed, after) = self.with_part(number, end);
        if after > end {
            return Some((mixed, after));
        }
        // "2½", "5 1/2"
        if let Some((part, after)) = self.mixed_part(end) {
            number.value += part.value;
            number.step = part.step;
            number.rounded = true;
            end = after;
        }
        Some(self.with_scales(number, end))
    }

    /// The number with the scales behind it: "5 million", "20万", "3億5000万".
    pub(in crate::text::values) fn with_scales(
        &self,
        mut number: Number,
        mut end: usize,
    ) -> (Number, usize) {
        let at = end;
        loop {
            let glued = self.is_glued(end);
            match self.tables.number(self.lang, self.form(end)) {
                // "50 cents" are money in French, and "cinq cents" 500.
                Some(NumberWord::Scale(_)) if self.is_hundredth(end) => break,
                Some(NumberWord::Scale(scale)) if scale >= 12.0 || glued => {
                    number = number.times(scale);
                    number.rounded = true;
                    end += 1;
                }
                Some(NumberWord::Suffix(scale)) if glued || self.is_abbreviated_scale(end) => {
                    number = number.times(scale);
                    number.rounded = true;
                    end += 1;
                }
                // "5-million-dollar"
                None if self.word(end) == "-" && glued && self.is_scale(end + 1) => {
                    end += 1;
                    continue;
                }
                _ => break,
            }
            // "5,6 Mio. Euro": the abbreviation's stop.
            if self.word(end) == "." && self.is_glued(end) && self.token(end + 1).is_some() {
                end += 1;
            }
            // Two scales at most: "5 hundred million"; "9万8千" adds, which is read below.
            if end > at + 5 {
                break;
            }
        }
        while let Some((part, after)) = self.smaller_cjk_part(end, number.value) {
            number.value += part;
            number.step = 1.0;
            end = after;
        }
        (number, end)
    }

    /// "1 500 000": groups of three digits with plain spaces between them.
    fn spaced_groups(&self, at: usize) -> Option<(Number, usize)> {
        let group = |at: usize, sizes: std::ops::RangeInclusive<usize>| {
            let token = self.token(at)?;
            let word = self.word(at);
            (token.kind == TokenKind::Number
                && sizes.contains(&word.len())
                && word.bytes().all(|byte| byte.is_ascii_digit()))
            .then_some(word)
        };
        let mut digits = group(at, 1..=3)?.to_owned();
        if digits.starts_with('0') {
            return None;
        }
        let mut end = at + 1;
        let follows = |end: usize| {
            let gap = self.tokens[end - 1].span.end..self.tokens[end].span.start;
            self.text.get(gap) == Some(" ")
        };
        while let Some(word) = group(end, 3..=3).filter(|_| follows(end)) {
            if digits.len() > LONGEST {
                break;
            }
            digits.push_str(word);
            end += 1;
        }
        // "1 200,50": the last group may have decimals.
        let last = self.token(end).filter(|_| follows(end));
        let decimals = last.and_then(|_| self.word(end).split_once([',', '.']));
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let decimals = decimals.filter(|(group, part)| {
            group.len() == 3 && is_digits(group) && is_digits(part) && part.len() != 3
        });
        if decimals.is_some() {
            end += 1;
        }
        // In English a space rarely groups: "May 5 300 people" has two numbers.
        let habit = !matches!(self.lang, Lang::English | Lang::Other);
        let lone = |at: usize| !self.token(at).is_some_and(crate::text::Token::is_capital);
        (end > at + 1 && (habit || at.checked_sub(1).is_none_or(lone))).then(|| {
            let number = match decimals {
                Some((group, part)) => decimal(&format!("{digits}{group}.{part}"), '.'),
                None => exact_digits(&digits),
            };
            Some((number?, end))
        })?
    }

    /// "1/2" once its first digit is read.
    fn fraction_after(&self, above: &Number, end: usize) -> Option<(Number, usize)> {
        if self.word(end) != "/" || !self.is_glued(end) || !self.is_glued(end + 1) {
            return None;
        }
        let below = parse_digits(self.word(end + 1), self.lang)?;
        (below.value > 1.0
            && above.value < below.value
            && below.value <= 100.0
            && self.word(end + 2) != "/")
            .then(|| (Number::fraction(above.value, below.value), end + 2))
    }

    fn mixed_part(&self, at: usize) -> Option<(Number, usize)> {
        if let Some(part) = vulgar_fraction(self.word(at)) {
            return Some((part, at + 1));
        }
        let above = self
            .token(at)
            .filter(|token| token.kind == TokenKind::Number)?;
        if above.span.len() != 1 || self.word(at + 1) != "/" {
            return None;
        }
        self.fraction_after(&parse_digits(self.word(at), self.lang)?, at + 1)
    }

    /// "5 Mio", "3 Mrd", "2 bn", "2,5 M€", "7 M": scales that are never a unit, even after a space.
    fn is_abbreviated_scale(&self, at: usize) -> bool {
        let before_sign =
            || self.is_glued(at + 1) && self.tables.currencies.is_sign(self.form(at + 1));
        match &*self.lower(at) {
            "mio" | "mrd" | "mrds" | "md" | "mds" | "bn" | "mn" | "trn" | "tn" | "mill" => true,
            "m" | "k" if before_sign() => true,
            "m" => self.word(at) == "M" && matches!(self.lang, Lang::French | Lang::Spanish),
            "k" => self.lang == Lang::French,
            _ => false,
        }
    }

    /// "cents" behind digits, in French.
    fn is_hundredth(&self, at: usize) -> bool {
        self.lang == Lang::French
            && !self.is_glued(at)
            && matches!(&*self.lower(at), "cent" | "cents")
    }

    /// "5000" after "3億", which together are 3億5000万: East Asian numbers add smaller scales.
    fn smaller_cjk_part(&self, at: usize, above: f64) -> Option<(f64, usize)> {
        if above < 1e3 || !self.is_glued(at) || self.token(at)?.kind != TokenKind::Number {
            return None;
        }
        let before = self.word(at - 1);
        if !before.ends_with(['千', '万', '億', '兆', '萬', '亿']) {
            return None;
        }
        let part = parse_digits(self.word(at), self.lang)?;
        match self.tables.number(Lang::Other, self.form(at + 1)) {
            Some(NumberWord::Scale(scale))
                if self.is_glued(at + 1) && part.value * scale < above =>
            {
                Some((part.value * scale, at + 2))
            }
            _ if part.value < 1e4 => Some((part.value, at + 1)),
            _ => None,
        }
    }

    /// "× 10⁵", "x 10^5", "e5" after a number: the power of ten, and the token after it.
    fn power_after(&self, end: usize) -> Option<(f64, usize)> {
        let power = |exponent: &str| -> Option<f64> {
            let exponent: i32 = exponent.parse().ok()?;
            (exponent.abs() <= LARGEST_POWER).then(|| 10_f64.powi(exponent))
        };
        let word = self.lower(end);
        if let Some(exponent) = word.strip_prefix('e').filter(|_| self.is_glued(end)) {
            return Some((power(exponent)?, end + 1));
        }
        if word == "e" && self.is_glued(end) && self.word(end + 1) == "-" && self.is_glued(end + 1)
        {
            return Some((power(&format!("-{}", self.word(end + 2)))?, end + 3));
        }
        if !matches!(word.as_ref(), "×" | "x" | "·" | "*" | "⋅") || self.word(end + 1) != "10" {
            return None;
        }
        if self.word(end + 2) == "^" {
            let minus = usize::from(matches!(self.word(end + 3), "-" | "−"));
            let sign = if minus == 1 { "-" } else { "" };
            let exponent = format!("{sign}{}", self.word(end + 3 + minus));
            return Some((power(&exponent)?, end + 4 + minus));
        }
        let mut exponent = String::new();
        let mut at = end + 2;
        while self.is_glued(at)
            && let Some(raised) = self
                .word(at)
                .chars()
                .map(superscript)
                .collect::<Option<String>>()
        {
            exponent.push_str(&raised);
            at += 1;
        }
        Some((power(&exponent)?, at))
    }
}
