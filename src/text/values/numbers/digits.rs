//! Numbers in digits, with the separators of both conventions, and in East Asian numerals.

use super::number::Number;
use crate::text::values::Reader;
use crate::text::values::tables::NumberWord;
use crate::text::{Lang, TokenKind};

/// Longest run of digits that is read as a number; longer ones are identifiers.
const LONGEST: usize = 24;

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
    pub(super) fn with_scales(&self, mut number: Number, mut end: usize) -> (Number, usize) {
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

    pub(in crate::text::values) fn is_scale(&self, at: usize) -> bool {
        matches!(
            self.tables.number(self.lang, self.form(at)),
            Some(NumberWord::Scale(_))
        )
    }
}

/// "½" and its like.
pub(super) fn vulgar_fraction(word: &str) -> Option<Number> {
    let (above, below) = match word {
        "½" => (1.0, 2.0),
        "⅓" => (1.0, 3.0),
        "⅔" => (2.0, 3.0),
        "¼" => (1.0, 4.0),
        "¾" => (3.0, 4.0),
        "⅕" => (1.0, 5.0),
        "⅖" => (2.0, 5.0),
        "⅗" => (3.0, 5.0),
        "⅘" => (4.0, 5.0),
        "⅛" => (1.0, 8.0),
        "⅜" => (3.0, 8.0),
        "⅝" => (5.0, 8.0),
        "⅞" => (7.0, 8.0),
        _ => return None,
    };
    Some(Number::fraction(above, below))
}

/// Digits with separators. A single separator with three digits after it is read by the language's
/// habit, the other reading kept: "1.234" is 1.234 in English and 1234 in German.
pub(in crate::text::values) fn parse_digits(word: &str, lang: Lang) -> Option<Number> {
    // Most numbers are plain digits.
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return (word.len() <= LONGEST).then(|| exact_digits(word))?;
    }
    let digits: String = word
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
            '\'' | '’' | '\u{A0}' | '\u{202F}' | '\u{2009}' => ' ',
            // The raised point is a decimal one: so is a stop with other than three digits after it.
            '·' => '·',
            other => other,
        })
        .collect();
    let plain: String = digits.chars().filter(char::is_ascii_digit).collect();
    if plain.is_empty()
        || plain.len() > LONGEST
        || plain.len() < digits.chars().count() - digits.matches(['.', ',', ' ', '·']).count()
    {
        return None;
    }
    let marks: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit()).collect();
    let whole = || exact_digits(&plain);
    let Some(last) = marks.last() else {
        return whole();
    };
    let after_last = digits.rsplit(*last).next().map_or(0, str::len);
    let comma_decimal = !matches!(lang, Lang::English | Lang::Other);
    let same = marks.iter().all(|mark| mark == last);
    if *last == '·' {
        return decimal(&digits, *last);
    }
    if *last == ' ' || (same && marks.len() > 1) {
        return whole();
    }
    if !same {
        // The last separator is the decimal one when the others differ from it.
        return decimal(&digits, *last);
    }
    if after_last != 3 || digits.starts_with('0') {
        return decimal(&digits, *last);
    }
    let decimal_mark = if comma_decimal { ',' } else { '.' };
    let (read, other) = if *last == decimal_mark {
        (decimal(&digits, *last)?, whole()?)
    } else {
        (whole()?, decimal(&digits, *last)?)
    };
    Some(Number {
        other: Some(other.value),
        ..read
    })
}

fn exact_digits(plain: &str) -> Option<Number> {
    let value: f64 = plain.parse().ok()?;
    let zeros = plain.len() - plain.trim_end_matches('0').len();
    let zeros = i32::try_from(zeros.min(plain.len() - 1)).ok()?;
    Some(Number {
        step: 10_f64.powi(zeros),
        ..Number::exact(value)
    })
}

fn decimal(digits: &str, mark: char) -> Option<Number> {
    let (whole, part) = digits.rsplit_once(mark)?;
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let value: f64 = format!("{whole}.{part}").parse().ok()?;
    let places = i32::try_from(part.len()).ok()?;
    Some(Number {
        step: 10_f64.powi(-places),
        rounded: true,
        ..Number::exact(value)
    })
}

/// A number written in Japanese or Chinese numerals alone: "五十億", "二〇二六", "三".
pub(in crate::text::values) fn cjk_number(word: &str) -> Option<f64> {
    if !word.starts_with(|c: char| "〇一二三四五六七八九十百千万億兆两亿萬".contains(c))
        || word.chars().count() > 16
    {
        return None;
    }
    let digit = |c: char| {
        "〇一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .or((c == '两').then_some(2))
            .map(|d| d as f64)
    };
    if word.chars().count() > 1 && word.chars().all(|c| digit(c).is_some()) {
        return word
            .chars()
            .try_fold(0.0, |value, c| Some(value * 10.0 + digit(c)?));
    }
    let (mut total, mut section, mut current) = (0.0, 0.0, None);
    for c in word.chars() {
        if let Some(value) = digit(c) {
            current = Some(value);
        } else {
            let small = match c {
                '十' => Some(10.0),
                '百' => Some(100.0),
                '千' => Some(1000.0),
                _ => None,
            };
            let large = match c {
                '万' | '萬' => Some(1e4),
                '億' | '亿' => Some(1e8),
                '兆' => Some(1e12),
                _ => None,
            };
            if let Some(scale) = small {
                section += current.take().unwrap_or(1.0) * scale;
            } else if let Some(scale) = large {
                section += current.take().unwrap_or(0.0);
                total += if section == 0.0 { 1.0 } else { section } * scale;
                section = 0.0;
            } else {
                return None;
            }
        }
    }
    Some(total + section + current.unwrap_or(0.0))
}
