//! What is written in digits or East Asian numerals, as a number: the separators of both conventions, fractions of one sign.

use super::number::Number;
use crate::text::Lang;

/// Longest run of digits that is read as a number; longer ones are identifiers.
pub(super) const LONGEST: usize = 24;

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
    // The raised point is a decimal one.
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

pub(super) fn exact_digits(plain: &str) -> Option<Number> {
    let value: f64 = plain.parse().ok()?;
    let zeros = plain.len() - plain.trim_end_matches('0').len();
    let zeros = i32::try_from(zeros.min(plain.len() - 1)).ok()?;
    Some(Number {
        step: 10_f64.powi(zeros),
        ..Number::exact(value)
    })
}

pub(super) fn decimal(digits: &str, mark: char) -> Option<Number> {
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
