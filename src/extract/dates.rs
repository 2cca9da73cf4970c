//! Dates as pages write them: in their metadata, and in date lines of several languages.

use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::words::MONTHS;

/// The date that `text` begins with: ISO 8601 with or without time, `20260427`, or else one that
/// stands in it as people write dates.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits >= 8 {
        let number = |range: std::ops::Range<usize>| text.get(range)?.parse().ok();
        return date(number(0..4)?, number(4..6)?, number(6..8)?);
    }
    find_date(text)
}

/// The first date in `text` that has a year, a month and a day.
pub fn find_date(text: &str) -> Option<Date> {
    let pieces = pieces(text);
    (0..pieces.len()).find_map(|at| date_at(&pieces[at..]))
}

/// A number with its digits, a word, or a separator between numbers.
enum Piece<'t> {
    Number(i32, usize),
    Word(&'t str),
    Sign(char),
}

/// Letters of a text that may hold a date line.
const LINE: usize = 300;

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if pieces.len() > LINE {
            break;
        }
        let run = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
        if c.is_ascii_digit() {
            let end = run(|c| c.is_ascii_digit());
            pieces.push(Piece::Number(rest[..end].parse().unwrap_or(-1), end));
            rest = &rest[end..];
        } else if matches!(c, '年' | '月' | '日' | '년' | '월' | '일') {
            pieces.push(Piece::Sign(c));
            rest = &rest[c.len_utf8()..];
        } else if c.is_alphabetic() {
            let end = run(char::is_alphabetic);
            pieces.push(Piece::Word(&rest[..end]));
            rest = &rest[end..];
        } else {
            if matches!(c, '-' | '/' | '.') {
                pieces.push(Piece::Sign(c));
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    pieces
}

fn date_at(pieces: &[Piece<'_>]) -> Option<Date> {
    use Piece::{Number, Sign, Word};
    match pieces {
        // 2026-04-27, 2026/04/27, 2026年4月27日, 2026. 4. 27.
        [
            Number(year, 4),
            Sign(a),
            Number(month, ..),
            Sign(b),
            Number(day, ..),
            ..,
        ] if a == b || (matches!(a, '年' | '년') && matches!(b, '月' | '월')) => {
            date(*year, *month, *day)
        }
        // 27.04.2026 and 27/04/2026; 04/27/2026 where the second cannot be a month.
        [
            Number(day, 1 | 2),
            Sign(a),
            Number(month, 1 | 2),
            Sign(b),
            Number(year, 4),
            ..,
        ] if a == b => {
            if *month > 12 && *a == '/' {
                date(*year, *day, *month)
            } else if *a == '/' && *day <= 12 && day != month {
                // 04/05/2026 is April in America and May elsewhere: no date is better than a wrong one.
                None
            } else {
                date(*year, *month, *day)
            }
        }
        // 27 April 2026, 27. April 2026, 27 de abril de 2026, 27th April 2026.
        [Number(day, 1 | 2), rest @ ..] => {
            let rest = skip(rest, &["de", "of", "th", "st", "nd", "rd"]);
            let [Word(name), rest @ ..] = rest else {
                return None;
            };
            let [Number(year, 4), ..] = skip(rest, &["de", "del"]) else {
                return None;
            };
            date(*year, month(name)?, *day)
        }
        // April 27, 2026; Apr. 27th, 2026.
        [Word(name), rest @ ..] => {
            let month = month(name)?;
            let [Number(day, 1 | 2), rest @ ..] = skip(rest, &[]) else {
                return None;
            };
            let [Number(year, 4), ..] = skip(rest, &["th", "st", "nd", "rd"]) else {
                return None;
            };
            date(*year, month, *day)
        }
        _ => None,
    }
}

/// Past signs and the given little words.
fn skip<'p, 't>(mut pieces: &'p [Piece<'t>], words: &[&str]) -> &'p [Piece<'t>] {
    loop {
        match pieces {
            [Piece::Sign('.' | '/' | '-'), rest @ ..] => pieces = rest,
            [Piece::Word(word), rest @ ..] if words.contains(&word.to_lowercase().as_str()) => {
                pieces = rest;
            }
            _ => return pieces,
        }
    }
}

/// Names of months with their numbers.
static NUMBERS: LazyLock<FxHashMap<&str, i32>> = LazyLock::new(|| {
    let lists = MONTHS.iter().zip(1..);
    lists
        .flat_map(|((_, names), number)| names.iter().map(move |name| (*name, number)))
        .collect()
});

fn month(name: &str) -> Option<i32> {
    NUMBERS.get(name.to_lowercase().as_str()).copied()
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    if !(1_400..=2_999).contains(&year) {
        return None;
    }
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2026-04-27T10:15:00+02:00", Some("2026-04-27")),
            ("20260427", Some("2026-04-27")),
            ("Monday, April 27, 2026 at 9:00", Some("2026-04-27")),
            ("27. April 2026", Some("2026-04-27")),
            ("27 de abril de 2026", Some("2026-04-27")),
            ("公開日：2026年4月27日", Some("2026-04-27")),
            ("27.04.2026, 10:15 Uhr", Some("2026-04-27")),
            ("04/27/2026", Some("2026-04-27")),
            ("04/05/2026", None),
            ("27-Apr-2026", Some("2026-04-27")),
            ("27/abr/2026", Some("2026-04-27")),
            ("Warszawa, 27 kwietnia 2026 r.", Some("2026-04-27")),
            ("입력 2026. 4. 27. 10:15", Some("2026-04-27")),
            ("2026년 4월 27일", Some("2026-04-27")),
            (
                "São Paulo, 27 de abril de 2026 às 10h15",
                Some("2026-04-27"),
            ),
            ("27 апреля 2026, 10:15", Some("2026-04-27")),
            ("May 2026", None),
            ("24 out of 2026", None),
            ("2026-13-01", None),
        ] {
            let found = parse_date(text).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
