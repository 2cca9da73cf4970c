//! Numbers in digits and words.

use super::Reader;
use super::tables::{NumberWord, Widening};
use crate::text::{Lang, Token, TokenKind};

/// A number with how exactly it is meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// What it is.
    pub value: f64,
    /// Another reading of the same digits, where the separator is ambiguous: "1.234".
    pub other: Option<f64>,
    /// Upper end, for a range: "10 to 15".
    pub upto: Option<f64>,
    /// Unit of its last significant digit: 0.01e12 for "7.95 trillion", 1000 for "8,000".
    pub step: f64,
    /// Whether it is meant as a bound.
    pub bound: Bound,
    /// Whether it counts in millions or another scale word, or has a fraction: such numbers are
    /// usually rounded.
    pub rounded: bool,
}

/// Whether a number is meant exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// "about"
    About,
    /// "more than", "at least"
    Over,
    /// "less than", "up to"
    Under,
}

impl Number {
    /// `value`, meant exactly.
    pub const fn exact(value: f64) -> Self {
        Self {
            value,
            other: None,
            upto: None,
            step: 1.0,
            bound: Bound::Exact,
            rounded: false,
        }
    }

    /// The same number in units `factor` times as small.
    #[must_use]
    pub fn times(mut self, factor: f64) -> Self {
        self.value *= factor;
        self.other = self.other.map(|other| other * factor);
        self.upto = self.upto.map(|upto| upto * factor);
        self.step *= factor;
        self
    }
}

impl Reader<'_> {
    /// The number that starts at token `at`, without range and widening, and the token after it.
    pub(super) fn number_at(&self, at: usize) -> Option<(Number, usize)> {
        let token = self.token(at)?;
        match token.kind {
            TokenKind::Number => self.digits_at(at),
            TokenKind::Word => self.words_at(at),
            TokenKind::Symbol => None,
        }
    }

    fn digits_at(&self, at: usize) -> Option<(Number, usize)> {
        let mut number = parse_digits(self.word(at), self.lang)?;
        let mut end = at + 1;
        // "1/2", "5 1/2"
        if self.word(end) == "/" && self.is_glued(end) && self.is_glued(end + 1) {
            let below = parse_digits(self.word(end + 1), self.lang)?;
            if below.value > 1.0
                && number.value < below.value
                && below.value <= 100.0
                && self.word(end + 2) != "/"
            {
                let value = number.value / below.value;
                return Some((
                    Number {
                        value,
                        step: value / 20.0,
                        rounded: true,
                        ..Number::exact(value)
                    },
                    end + 2,
                ));
            }
        }
        loop {
            let glued = self.is_glued(end);
            match self.tables.number(self.lang, self.form(end)) {
                Some(NumberWord::Scale(scale)) if scale > 12.0 || glued => {
                    number = number.times(scale);
                    number.rounded = true;
                    end += 1;
                }
                Some(NumberWord::Suffix(scale)) if glued => {
                    number = number.times(scale);
                    number.rounded = true;
                    end += 1;
                }
                // "5-million-dollar"
                None if self.word(end) == "-" && glued && self.is_scale(end + 1) => end += 1,
                _ => break,
            }
            // Two scales at most: "5 hundred million"; "9万8千" adds, which is read below.
            if end > at + 4 {
                break;
            }
        }
        if let Some(more) = self.smaller_cjk_part(end, number.value) {
            number.value += more.0;
            number.step = 1.0;
            end = more.1;
        }
        Some((number, end))
    }

    /// "5000" after "3億", which together are 3億5000万: East Asian numbers add smaller scales.
    fn smaller_cjk_part(&self, at: usize, above: f64) -> Option<(f64, usize)> {
        if above < 1e4 || !self.is_glued(at) || self.token(at)?.kind != TokenKind::Number {
            return None;
        }
        let part = parse_digits(self.word(at), self.lang)?;
        match self.tables.number(Lang::Other, self.form(at + 1)) {
            Some(NumberWord::Scale(scale))
                if self.is_glued(at + 1) && part.value * scale < above =>
            {
                Some((part.value * scale, at + 2))
            }
            _ => None,
        }
    }

    fn is_scale(&self, at: usize) -> bool {
        matches!(
            self.tables.number(self.lang, self.form(at)),
            Some(NumberWord::Scale(_))
        )
    }

    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_glued)
    }

    /// "two hundred and fifty thousand", "twenty-five", "half a million", "a dozen", "two thirds".
    fn words_at(&self, at: usize) -> Option<(Number, usize)> {
        if let Some(value) = cjk_number(self.word(at)) {
            let (scaled, end) = self.scales_after(value, at + 1);
            return Some((
                Number {
                    rounded: end > at + 1,
                    ..Number::exact(scaled)
                },
                end,
            ));
        }
        let mut at = at;
        let start = at;
        let mut total = 0.0;
        let mut group = 0.0;
        let mut seen = false;
        let mut step = 1.0;
        let mut scaled = false;
        if self.is_article(at) {
            // "a million", "a hundred", "a third": only with a scale or part after it.
            match self.tables.number(self.lang, self.form(at + 1)) {
                Some(NumberWord::Scale(_)) => {
                    group = 1.0;
                    at += 1;
                }
                Some(NumberWord::Part(parts)) => return Some((fraction(1.0, parts), at + 2)),
                _ => return None,
            }
        }
        loop {
            match self.tables.number(self.lang, self.form(at)) {
                Some(NumberWord::Cardinal(value)) => {
                    // "nineteen ninety" is a year or two numbers, not their sum.
                    if seen
                        && (value >= 10.0 || group % 10.0 != 0.0)
                        && !(value >= 10.0 && group % 100.0 == 0.0 && group > 0.0)
                    {
                        break;
                    }
                    group += value;
                    step = 1.0;
                }
                Some(NumberWord::Scale(scale)) if seen || group > 0.0 => {
                    step = scale;
                    scaled |= scale >= 1e3;
                    if scale < 1e3 {
                        group = group.max(1.0) * scale;
                    } else {
                        total += group.max(1.0) * scale;
                        group = 0.0;
                    }
                }
                Some(NumberWord::Part(parts)) if seen && group >= 1.0 && total == 0.0 => {
                    return Some((fraction(group, parts), at + 1));
                }
                Some(NumberWord::Part(parts)) if !seen && at == start => {
                    return self.half_at(at, parts);
                }
                _ => break,
            }
            seen = true;
            at += 1;
            // Joiners between number words: a hyphen, "and".
            let joined = (self.word(at) == "-" && self.is_glued(at))
                || self.word(at).eq_ignore_ascii_case("and");
            if joined && self.continues(at + 1) {
                at += 1;
            }
        }
        let value = total + group;
        seen.then(|| {
            (
                Number {
                    step,
                    rounded: scaled,
                    ..Number::exact(value)
                },
                at,
            )
        })
    }

    /// "half", "half a million", "a quarter of": the part by itself.
    fn half_at(&self, at: usize, parts: f64) -> Option<(Number, usize)> {
        if parts > 2.0 && !self.is_article(at.wrapping_sub(1)) {
            return None;
        }
        let next = if self.is_article(at + 1) {
            at + 2
        } else {
            at + 1
        };
        match self.tables.number(self.lang, self.form(next)) {
            Some(NumberWord::Scale(scale)) => {
                let mut number = fraction(1.0, parts).times(scale);
                number.rounded = true;
                Some((number, next + 1))
            }
            _ => Some((fraction(1.0, parts), at + 1)),
        }
    }

    fn scales_after(&self, mut value: f64, mut at: usize) -> (f64, usize) {
        while let Some(NumberWord::Scale(scale)) = self.tables.number(Lang::Other, self.form(at)) {
            value *= scale;
            at += 1;
        }
        (value, at)
    }

    fn continues(&self, at: usize) -> bool {
        matches!(
            self.tables.number(self.lang, self.form(at)),
            Some(NumberWord::Cardinal(_) | NumberWord::Scale(_) | NumberWord::Part(_))
        )
    }

    fn is_article(&self, at: usize) -> bool {
        const ARTICLES: [&str; 9] = ["a", "an", "ein", "eine", "einem", "un", "une", "una", "één"];
        let word = self.word(at);
        ARTICLES
            .iter()
            .any(|article| word.eq_ignore_ascii_case(article))
    }

    /// The rank at token `at`: "third", "3rd", "twenty-first", "第3".
    pub(super) fn ordinal_at(&self, at: usize) -> Option<(f64, usize)> {
        let token = self.token(at)?;
        if token.kind == TokenKind::Number {
            let value = parse_digits(self.word(at), self.lang)?.value;
            let suffix = self.word(at + 1).to_lowercase();
            let ranks = matches!(
                suffix.as_str(),
                "st" | "nd" | "rd" | "th" | "er" | "re" | "ème" | "eme" | "º" | "ª" | "位" | "番目"
            );
            return (ranks && self.is_glued(at + 1)).then_some((value, at + 2));
        }
        if token.kind == TokenKind::Word && self.word(at) == "第" {
            let (number, end) = self.number_at(at + 1)?;
            return Some((number.value, end));
        }
        match self.tables.number(self.lang, token.form)? {
            NumberWord::Ordinal(value) => Some((value, at + 1)),
            NumberWord::Cardinal(tens) if tens >= 20.0 && self.word(at + 1) == "-" => {
                match self.tables.number(self.lang, self.form(at + 2))? {
                    NumberWord::Ordinal(ones) if ones < 10.0 => Some((tens + ones, at + 3)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The number at `at` with the end of its range, and the token after it.
    pub(super) fn range_at(&self, at: usize) -> Option<(Number, usize)> {
        let (number, end) = self.number_at(at)?;
        let Some((upto, after)) = self.range_end(end, &number) else {
            return Some((number, end));
        };
        // "10-15 million": the scale after the second holds for both.
        let plain =
            parse_digits(self.word(end + 1), self.lang).map_or(upto.value, |plain| plain.value);
        let from = if upto.rounded && !number.rounded && plain > 0.0 {
            number.times(upto.value / plain)
        } else {
            number
        };
        let range = Number {
            upto: Some(upto.value),
            rounded: upto.rounded,
            ..from
        };
        Some(if upto.value > from.value {
            (range, after)
        } else {
            (number, end)
        })
    }

    /// How exactly the number that stands at tokens `first..end` is meant.
    pub(super) fn bound(&self, first: usize, end: usize) -> Bound {
        let before: Vec<u64> = (first.saturating_sub(4)..first)
            .map(|index| self.form(index))
            .collect();
        let after: Vec<u64> = (end..(end + 3).min(self.tokens.len()))
            .map(|index| self.form(index))
            .collect();
        let widening = self
            .tables
            .widening_before(&before)
            .or_else(|| self.tables.widening_after(&after));
        match widening {
            None => Bound::Exact,
            Some(Widening::About) => Bound::About,
            Some(Widening::Over) => Bound::Over,
            Some(Widening::Under) => Bound::Under,
        }
    }

    fn range_end(&self, at: usize, from: &Number) -> Option<(Number, usize)> {
        let dash = matches!(
            self.word(at),
            "-" | "–" | "—" | "~" | "〜" | "to" | "bis" | "à"
        );
        if !dash || self.token(at + 1)?.kind != TokenKind::Number {
            return None;
        }
        let (upto, end) = self.number_at(at + 1)?;
        // "5-4" is a score, "2019-20" a season: a range rises, and is not of a year's digits.
        (upto.value > from.value && !(from.value >= 1000.0 && upto.value < 100.0))
            .then_some((upto, end))
    }
}

fn fraction(above: f64, below: f64) -> Number {
    let value = above / below;
    Number {
        step: value / 20.0,
        rounded: true,
        ..Number::exact(value)
    }
}

/// Digits with separators. A single separator with three digits after it is read by the language's
/// habit, the other reading kept: "1.234" is 1.234 in English and 1234 in German.
fn parse_digits(word: &str, lang: Lang) -> Option<Number> {
    let digits: String = word
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
            '\'' | '’' | '\u{A0}' | '\u{202F}' | '\u{2009}' => ' ',
            other => other,
        })
        .collect();
    let plain: String = digits.chars().filter(char::is_ascii_digit).collect();
    if plain.is_empty()
        || plain.len() > 24
        || plain.len() < digits.len() - digits.matches(['.', ',', ' ']).count()
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
fn cjk_number(word: &str) -> Option<f64> {
    if !word.starts_with(|c: char| "〇一二三四五六七八九十百千万億兆".contains(c))
        || word.chars().count() > 16
    {
        return None;
    }
    let digit = |c: char| {
        "〇一二三四五六七八九"
            .chars()
            .position(|d| d == c)
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
                '万' => Some(1e4),
                '億' => Some(1e8),
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
