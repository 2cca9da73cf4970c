//! Days, months and weekdays as a calendar writes them.

use super::{DateValue, Moment, YEARS};
use crate::text::Lang;
use crate::text::values::Reader;
use crate::text::values::tables::DateWord;

impl Reader<'_> {
    pub(in crate::text::values) fn small(&self, at: usize, most: i8) -> Option<i8> {
        let word = self.word(at);
        let value: i8 = (word.len() <= 2).then(|| word.parse().ok())??;
        (1..=most).contains(&value).then_some(value)
    }

    pub(in crate::text::values) fn plain_year(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        let year: i16 = (word.len() == 4).then(|| word.parse().ok())??;
        YEARS.contains(&year).then_some(year)
    }

    pub(in crate::text::values) fn month_word(&self, at: usize) -> Option<i8> {
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
    pub(in crate::text::values) fn iso_at(&self, at: usize) -> Option<(DateValue, usize)> {
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
    pub(in crate::text::values) fn east_asian_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let mut date = DateValue::default();
        let mut next = at;
        let digits = |at: usize| -> Option<i16> {
            let word = crate::text::normal_form(self.word(at));
            word.parse()
                .ok()
                .or_else(|| num(crate::text::values::numbers::figures::cjk_number(&word)?))
        };
        for (mark, slot) in [("年", 0), ("月", 1), ("日", 2)] {
            if self.word(next + 1) != mark {
                continue;
            }
            let Some(value) = digits(next) else { break };
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
    pub(in crate::text::values) fn slashed_at(&self, at: usize) -> Option<(DateValue, usize)> {
        // "27.4" may have been read as one number with a decimal point.
        let (first, second, year, end) =
            if let Some((first, second)) = self.word(at).split_once('.') {
                let parse = |text: &str| {
                    text.parse::<i8>()
                        .ok()
                        .filter(|value| (1..=31).contains(value))
                };
                let (second, year, end) = if let Some((second, year)) = second.split_once('.') {
                    (second, self.long_or_short_year(year)?, at + 1)
                } else if self.word(at + 1) == "." && self.is_glued(at + 2) {
                    (second, self.plain_year(at + 2)?, at + 3)
                } else {
                    return None;
                };
                (parse(first)?, parse(second)?, year, end)
            } else {
                let mark = self.word(at + 1);
                if mark == "/" && self.word(at + 3) != mark {
                    return self.short_slashed_at(at);
                }
                if !matches!(mark, "/" | "." | "-")
                    || !self.is_glued(at + 1)
                    || self.word(at + 3) != mark
                {
                    return None;
                }
                (
                    self.small(at, 31)?,
                    self.small(at + 2, 31)?,
                    self.plain_year(at + 4).or_else(|| {
                        short_year(self.word(at + 4))
                            .filter(|_| mark == "/" && self.word(at + 5) != "/")
                    })?,
                    at + 5,
                )
            };
        if !YEARS.contains(&year) {
            return None;
        }
        let dotted = self.word(at).contains('.') || self.word(at + 1) == ".";
        let date = DateValue {
            year: Some(year),
            ..self.day_and_month(first, second, dotted)?
        };
        Some((date, end))
    }

    /// The day and the month of two numbers: in the order of the language, or what is possible.
    fn day_and_month(&self, first: i8, second: i8, dotted: bool) -> Option<DateValue> {
        let month_first = second > 12 || (first <= 12 && !dotted && self.lang == Lang::English);
        let (day, month) = if month_first {
            (second, first)
        } else {
            (first, second)
        };
        (month <= 12).then(|| DateValue {
            month: Some(month),
            day: Some(day),
            swappable: day <= 12 && day != month && !dotted,
            ..DateValue::default()
        })
    }

    /// "30/06": of two digits each, one with a nought before it, which no fraction has.
    fn short_slashed_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let is_two = |at: usize| self.word(at).len() == 2;
        let has_nought = |at: usize| self.word(at).starts_with('0');
        if !is_two(at) || !is_two(at + 2) || !has_nought(at) && !has_nought(at + 2) {
            return None;
        }
        let date = self.day_and_month(self.small(at, 31)?, self.small(at + 2, 31)?, false)?;
        Some((date, at + 3))
    }

    /// "2026", or "26" where dates are written with stops.
    fn long_or_short_year(&self, year: &str) -> Option<i16> {
        if year.len() == 4 {
            return year.parse().ok();
        }
        short_year(year).filter(|_| !matches!(self.lang, Lang::English | Lang::Other))
    }

    /// "27 April 2026", "27th of April", "27. April 2026", "27 de abril de 2026"
    pub(in crate::text::values) fn day_month_at(&self, at: usize) -> Option<(DateValue, usize)> {
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
        // "17-19 October"
        let mut last = None;
        if matches!(
            self.word(next),
            "-" | "–" | "to" | "and" | "bis" | "au" | "al" | "y"
        ) && let Some(until) = self.small(next + 1, 31)
        {
            last = Some(until);
            next += 2;
            next += usize::from(self.word(next) == "." && self.is_glued(next));
        }
        if matches!(self.word(next), "of" | "de" | "di") {
            next += 1;
        }
        let month = self.month_word(next)?;
        next += 1;
        next += usize::from(
            self.word(next) == "." && self.is_glued(next) && self.plain_year(next + 1).is_some(),
        );
        let (year, end) = self.year_after(next);
        let upto = last.map(|day| Moment {
            year,
            month: Some(month),
            day: Some(day),
            weekday: None,
        });
        Some((
            DateValue {
                year,
                month: Some(month),
                day: Some(day),
                upto,
                ..DateValue::default()
            },
            end,
        ))
    }

    /// "the twenty-first of June 2016"
    pub(in crate::text::values) fn spelt_day_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let (rank, next) = self.ordinal_at(at)?;
        let day = (1..=31).find(|day| (f64::from(*day) - rank).abs() < 0.5)?;
        let next = next + usize::from(self.is_of(next));
        let month = self.month_word(next)?;
        let (year, end) = self.year_after(next + 1);
        let date = DateValue {
            year,
            month: Some(month),
            day: Some(day),
            ..DateValue::default()
        };
        Some((date, end))
    }

    /// A year that completes a date: "2026", ", 2026", "de 2026", "of 2026", "’26".
    pub(in crate::text::values) fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let skip = usize::from(matches!(
            self.word(at),
            "," | "." | "de" | "of" | "del" | "do"
        ));
        if let Some(year) = self.plain_year(at + skip) {
            return (Some(year), at + skip + 1);
        }
        let is_short = matches!(self.word(at), "'" | "’") && self.is_glued(at + 1);
        match short_year(self.word(at + 1)).filter(|_| is_short) {
            Some(year) => (Some(year), at + 2),
            None => (None, at),
        }
    }

    /// "Monday", "Monday, April 27, 2026"
    pub(in crate::text::values) fn weekday_at(&self, at: usize) -> Option<(DateValue, usize)> {
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
    pub(in crate::text::values) fn month_at(&self, at: usize) -> Option<(DateValue, usize)> {
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

    pub(in crate::text::values) fn after_time_word(&self, at: usize) -> bool {
        // "in mid-March"
        let hyphen = at.checked_sub(1).filter(|hyphen| self.word(*hyphen) == "-");
        let Some(before) = hyphen.unwrap_or(at).checked_sub(1) else {
            return false;
        };
        matches!(
            &*self.lower(before),
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
}

/// The year of two digits: those up to 40 are of this century.
fn short_year(word: &str) -> Option<i16> {
    const OURS: i16 = 40;
    let year: i16 = (word.len() == 2).then(|| word.parse().ok())??;
    Some(if year <= OURS {
        2000 + year
    } else {
        1900 + year
    })
}

/// A whole number below ten thousand.
fn num(value: f64) -> Option<i16> {
    let whole = value.fract() == 0.0 && (0.0..10_000.0).contains(&value);
    whole.then(|| value.to_string().parse().ok())?
}
