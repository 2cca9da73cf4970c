//! Dates and parts of dates.

use super::Reader;
use super::tables::{DateWord, NumberWord};
use crate::text::{Lang, TokenKind};

/// A date as far as the text gives it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateValue {
    /// Year of the common era.
    pub year: Option<i16>,
    /// Last year, of a season or term that runs over several: "2018–19".
    pub until: Option<i16>,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31.
    pub day: Option<i8>,
    /// 1, Monday, to 7.
    pub weekday: Option<i8>,
    /// What the date is a part of, when it is less exact than a year and month.
    pub part: Option<Part>,
    /// Whether day and month could be the other way round: "04/05/2026".
    pub swappable: bool,
}

/// A stretch of time with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A season, by its first month on the northern half.
    Season(i8),
    /// A quarter, 1 to 4.
    Quarter(i8),
    /// The ten years from `year`.
    Decade,
    /// The hundred years that end with `year`: the 20th century has 2000.
    Century,
}

/// Years that a bare number of four digits is read as.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2199;

impl Reader<'_> {
    /// The date that starts at token `at`, and the token after it.
    pub(super) fn date_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let token = self.token(at)?;
        match token.kind {
            TokenKind::Number => self
                .iso_at(at)
                .or_else(|| self.east_asian_at(at))
                .or_else(|| self.slashed_at(at))
                .or_else(|| self.day_month_at(at))
                .or_else(|| self.century_at(at))
                .or_else(|| self.year_at(at)),
            TokenKind::Word => self
                .weekday_at(at)
                .or_else(|| self.month_at(at))
                .or_else(|| self.season_at(at))
                .or_else(|| self.quarter_at(at))
                .or_else(|| self.century_at(at)),
            TokenKind::Symbol => None,
        }
    }

    fn small(&self, at: usize, most: i8) -> Option<i8> {
        let word = self.word(at);
        let value: i8 = (word.len() <= 2).then(|| word.parse().ok())??;
        (1..=most).contains(&value).then_some(value)
    }

    fn plain_year(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        let year: i16 = (word.len() == 4).then(|| word.parse().ok())??;
        YEARS.contains(&year).then_some(year)
    }

    fn month_word(&self, at: usize) -> Option<i8> {
        let token = self.token(at)?;
        match self.tables.date(self.lang, token.form)? {
            // "may" and "march" are months only with a capital letter, in English.
            DateWord::Month(month) if token.is_capital() || self.lang != Lang::English => {
                Some(month)
            }
            _ => None,
        }
    }

    /// "2026-04-27", "2026/04/27"
    fn iso_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let year = self.plain_year(at)?;
        let mark = self.word(at + 1);
        if !matches!(mark, "-" | "/") || !self.is_glued(at + 1) || self.word(at + 3) != mark {
            return None;
        }
        let (month, day) = (self.small(at + 2, 12)?, self.small(at + 4, 31)?);
        Some((
            DateValue {
                year: Some(year),
                month: Some(month),
                day: Some(day),
                ..DateValue::default()
            },
            at + 5,
        ))
    }

    /// "2026年4月27日", "4月27日", "2026年"
    fn east_asian_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let mut date = DateValue::default();
        let mut next = at;
        let digits = |at: usize| -> Option<i16> {
            let word = crate::text::normal_form(self.word(at));
            word.parse().ok()
        };
        for (mark, slot) in [("年", 0), ("月", 1), ("日", 2)] {
            if self
                .token(next)
                .is_none_or(|token| token.kind != TokenKind::Number)
            {
                break;
            }
            if self.word(next + 1) != mark {
                continue;
            }
            let value = digits(next)?;
            let within = |most: i8| {
                i8::try_from(value)
                    .ok()
                    .filter(|value| (1..=most).contains(value))
            };
            match slot {
                0 => date.year = Some(value),
                1 => date.month = within(12),
                _ => date.day = within(31),
            }
            next += 2;
        }
        (next > at && (date.year.is_some_and(|year| year >= 1000) || date.month.is_some()))
            .then_some((date, next))
    }

    /// "04/27/2026", "27.4.2026": the order of day and month is the language's, or what is possible.
    fn slashed_at(&self, at: usize) -> Option<(DateValue, usize)> {
        // "27.4" may have been read as one number with a decimal point.
        let (first, second, year, end) =
            if let Some((first, second)) = self.word(at).split_once('.') {
                let parse = |text: &str| {
                    text.parse::<i8>()
                        .ok()
                        .filter(|value| (1..=31).contains(value))
                };
                let (second, year, end) = if let Some((second, year)) = second.split_once('.') {
                    (second, year.parse::<i16>().ok()?, at + 1)
                } else if self.word(at + 1) == "." && self.is_glued(at + 2) {
                    (second, self.plain_year(at + 2)?, at + 3)
                } else {
                    return None;
                };
                (parse(first)?, parse(second)?, year, end)
            } else {
                let mark = self.word(at + 1);
                if !matches!(mark, "/" | "." | "-")
                    || !self.is_glued(at + 1)
                    || self.word(at + 3) != mark
                {
                    return None;
                }
                (
                    self.small(at, 31)?,
                    self.small(at + 2, 31)?,
                    self.plain_year(at + 4)?,
                    at + 5,
                )
            };
        if !YEARS.contains(&year) || (first > 12 && second > 12) {
            return None;
        }
        let dotted = self.word(at).contains('.') || self.word(at + 1) == ".";
        let month_first = second > 12 || (first <= 12 && !dotted && self.lang == Lang::English);
        let (day, month) = if month_first {
            (second, first)
        } else {
            (first, second)
        };
        let swappable = first <= 12 && second <= 12 && first != second && !dotted;
        Some((
            DateValue {
                year: Some(year),
                month: Some(month),
                day: Some(day),
                swappable,
                ..DateValue::default()
            },
            end,
        ))
    }

    /// "27 April 2026", "27th of April", "27. April 2026", "27 de abril de 2026"
    fn day_month_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let day = self.small(at, 31)?;
        let mut next = at + 1;
        if self.is_glued(next)
            && matches!(
                self.word(next),
                "st" | "nd" | "rd" | "th" | "er" | "." | "º"
            )
        {
            next += 1;
        }
        // "17-19 October": the range's first day stands for it.
        if matches!(self.word(next), "-" | "–" | "to" | "and") && self.small(next + 1, 31).is_some()
        {
            next += 2;
        }
        if matches!(self.word(next), "of" | "de" | "di") {
            next += 1;
        }
        let month = self.month_word(next)?;
        let (year, end) = self.year_after(next + 1);
        Some((
            DateValue {
                year,
                month: Some(month),
                day: Some(day),
                ..DateValue::default()
            },
            end,
        ))
    }

    /// A year that completes a date: "2026", ", 2026", "de 2026", "of 2026".
    fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let skip = usize::from(matches!(
            self.word(at),
            "," | "." | "de" | "of" | "del" | "do"
        ));
        match self.plain_year(at + skip) {
            Some(year) => (Some(year), at + skip + 1),
            None => (None, at),
        }
    }

    /// "Monday", "Monday, April 27, 2026"
    fn weekday_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let token = self.token(at)?;
        let DateWord::Weekday(weekday) = self.tables.date(self.lang, token.form)? else {
            return None;
        };
        if !token.is_capital() && self.lang == Lang::English {
            return None;
        }
        let skip = usize::from(matches!(
            self.word(at + 1),
            "," | "." | "the" | "der" | "den" | "le" | "el"
        ));
        let rest = self
            .day_month_at(at + 1 + skip)
            .or_else(|| self.month_at(at + 1 + skip));
        Some(match rest {
            Some((date, end)) if date.day.is_some() => (
                DateValue {
                    weekday: Some(weekday),
                    ..date
                },
                end,
            ),
            _ => (
                DateValue {
                    weekday: Some(weekday),
                    ..DateValue::default()
                },
                at + 1,
            ),
        })
    }

    /// "April 2026", "April 27, 2026", "April 27", "April"
    fn month_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let month = self.month_word(at)?;
        let mut next = at + 1;
        if self.word(next) == "." && self.is_glued(next) {
            next += 1;
        }
        let day = self
            .small(next, 31)
            .filter(|_| self.plain_year(next).is_none());
        if day.is_some() {
            next += 1;
            if self.is_glued(next) && matches!(self.word(next), "st" | "nd" | "rd" | "th") {
                next += 1;
            }
            if matches!(self.word(next), "-" | "–") && self.small(next + 1, 31).is_some() {
                next += 2;
            }
        }
        let (year, end) = self.year_after(next);
        let bare = day.is_none() && year.is_none();
        // "May" and "March" begin sentences and are names; by themselves they are months only after
        // a word that takes a time.
        if bare && matches!(month, 3 | 5) && !self.after_time_word(at) {
            return None;
        }
        let end = if bare { at + 1 } else { end };
        Some((
            DateValue {
                year,
                month: Some(month),
                day,
                ..DateValue::default()
            },
            end,
        ))
    }

    fn after_time_word(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        matches!(
            self.word(before).to_lowercase().as_str(),
            "in" | "last"
                | "next"
                | "this"
                | "early"
                | "late"
                | "mid"
                | "since"
                | "until"
                | "by"
                | "of"
                | "during"
                | "and"
                | "to"
                | "from"
                | "through"
                | "before"
                | "after"
                | "im"
                | "seit"
                | "bis"
                | "en"
                | "de"
                | "depuis"
        )
    }

    /// "fall 2016", "summer of 1998"; a season without a year is a word.
    fn season_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let DateWord::Season(month) = self.tables.date(self.lang, self.form(at))? else {
            return None;
        };
        let (year, end) = self.year_after(at + 1);
        year.map(|year| {
            (
                DateValue {
                    year: Some(year),
                    part: Some(Part::Season(month)),
                    ..DateValue::default()
                },
                end,
            )
        })
    }

    /// "Q3 2025", "third quarter of 2025"
    fn quarter_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let word = self.word(at);
        let short = word
            .strip_prefix(['Q', 'q'])
            .and_then(|digit| digit.parse::<i8>().ok());
        let (quarter, next) = match short {
            Some(quarter) => (quarter, at + 1),
            None => match self.tables.number(self.lang, self.form(at))? {
                NumberWord::Ordinal(rank) if self.word(at + 1).eq_ignore_ascii_case("quarter") => {
                    (rank.clamp(0.0, 9.0).to_string().parse().ok()?, at + 2)
                }
                _ => return None,
            },
        };
        if !(1..=4).contains(&quarter) {
            return None;
        }
        let (year, end) = self.year_after(next);
        // "the third quarter" may be of a game: without a year only "Q3" is a date.
        (year.is_some() || short.is_some()).then_some((
            DateValue {
                year,
                part: Some(Part::Quarter(quarter)),
                ..DateValue::default()
            },
            end,
        ))
    }

    /// "19th century", "nineteenth-century"
    fn century_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let (rank, next) = self.ordinal_at(at)?;
        let skip = usize::from(self.word(next) == "-");
        let century = self.word(next + skip).to_lowercase();
        if !matches!(
            century.as_str(),
            "century" | "centuries" | "jahrhundert" | "siècle" | "siglo"
        ) || !(1.0..=21.0).contains(&rank)
        {
            return None;
        }
        let year: i16 = (rank * 100.0).to_string().parse().ok()?;
        Some((
            DateValue {
                year: Some(year),
                part: Some(Part::Century),
                ..DateValue::default()
            },
            next + skip + 1,
        ))
    }

    /// "2026", "the 1990s", "’90s"
    fn year_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let decade = self.word(at + 1) == "s" && self.is_glued(at + 1);
        if decade && self.word(at).len() == 2 && self.word(at).ends_with('0') {
            let year: i16 = self.word(at).parse().ok()?;
            let year = if year < 30 { 2000 + year } else { 1900 + year };
            return Some((
                DateValue {
                    year: Some(year),
                    part: Some(Part::Decade),
                    ..DateValue::default()
                },
                at + 2,
            ));
        }
        let year = self.plain_year(at)?;
        if decade && year % 10 == 0 {
            return Some((
                DateValue {
                    year: Some(year),
                    part: Some(Part::Decade),
                    ..DateValue::default()
                },
                at + 2,
            ));
        }
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        if matches!(before, "$" | "€" | "£" | "¥" | "#" | "." | "+") && self.is_glued(at)
            || self.is_measured(at + 1)
        {
            return None;
        }
        let (until, end) = match self.until_at(at + 1, year) {
            Some(until) => (Some(until), at + 3),
            None => (None, at + 1),
        };
        let date = DateValue {
            year: Some(year),
            until,
            ..DateValue::default()
        };
        Some((date, end))
    }

    /// The second year of "2018–19" and "2018-2019": one of the next ten.
    fn until_at(&self, at: usize, year: i16) -> Option<i16> {
        if !matches!(self.word(at), "-" | "–" | "/") || !self.is_glued(at) || !self.is_glued(at + 1)
        {
            return None;
        }
        let word = self.word(at + 1);
        let last: i16 = word.parse().ok()?;
        let last = match word.len() {
            2 => year - year % 100 + last,
            4 => last,
            _ => return None,
        };
        // "2026-04-27" is a day and was read before; "1998-2012" are two years.
        (last > year && last - year <= 10 && self.word(at + 2) != "-").then_some(last)
    }

    /// Whether what follows makes a number an amount: a scale, unit, currency or percent sign.
    fn is_measured(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else {
            return false;
        };
        matches!(
            self.tables.number(self.lang, token.form),
            Some(NumberWord::Scale(_))
        ) || self.tables.currencies.contains_key(&token.form)
            || matches!(
                self.word(at),
                "%" | "％" | "percent" | "prozent" | "Prozent" | "人"
            )
            || (token.kind == TokenKind::Word
                && self
                    .tables
                    .unit(token.stem)
                    .or_else(|| self.tables.unit(token.form))
                    .is_some()
                && !matches!(
                    self.word(at).to_lowercase().as_str(),
                    "day" | "week" | "month" | "year" | "second" | "an" | "l" | "m" | "g"
                ))
    }
}
