//! Dates, and the readers of what they are written with: days and months (`calendar`), times of day (`clock`; `spoken`), eras and
//! business years (`era`), seasons and decades (`period`), and what stands around a date (`near`).

mod calendar;
mod clock;
mod date;
mod era;
mod near;
mod period;
pub(in crate::text::values) mod relation;
mod spoken;

use crate::text::TokenKind;
use crate::text::values::Reader;

pub use date::{DateValue, Moment, Part, Phase, Relative};
pub(crate) use date::{HALF_DAY, YEARS};
pub use relation::Relation;

impl Reader<'_> {
    /// The date that starts at token `at`, with its range, and the token after it.
    pub(in crate::text::values) fn date_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let (date, end) = self.moment_at(at)?;
        let (date, end) = self.stretch(date, at, end);
        let (date, end) = self.year_told_after(date, end);
        let relation = if date.minute.is_none() {
            self.relation_before(at, end).0
        } else {
            Relation::In
        };
        Some((DateValue { relation, ..date }, end))
    }

    fn moment_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let token = self.token(at)?;
        match token.kind {
            TokenKind::Number => self
                .iso_at(at)
                .or_else(|| self.era_at(at))
                .or_else(|| self.time_at(at))
                .or_else(|| self.east_asian_at(at))
                .or_else(|| self.slashed_at(at))
                .or_else(|| self.day_month_at(at))
                .or_else(|| self.century_at(at))
                .or_else(|| self.year_at(at)),
            TokenKind::Word
                if crate::text::values::numbers::figures::cjk_number(self.word(at)).is_some() =>
            {
                self.east_asian_at(at).or_else(|| self.century_at(at))
            }
            TokenKind::Word => self
                .relative_at(at)
                .or_else(|| self.era_at(at))
                .or_else(|| self.fiscal_at(at))
                .or_else(|| self.named_decade_at(at))
                .or_else(|| self.phase_at(at))
                .or_else(|| self.time_at(at))
                .or_else(|| self.weekday_at(at))
                .or_else(|| self.month_at(at))
                .or_else(|| self.spelt_day_at(at))
                .or_else(|| self.season_at(at))
                .or_else(|| self.quarter_at(at))
                .or_else(|| self.century_at(at))
                .or_else(|| self.roman_year_at(at)),
            // "’90s"
            TokenKind::Symbol => None,
        }
    }

    /// The same with the other end of its stretch: "2014–2018", "May 3 to June 5", "between 2010 and
    /// 2015".
    fn stretch(&self, date: DateValue, at: usize, end: usize) -> (DateValue, usize) {
        let alone = (date, end);
        if date.relative.is_some() || date.minute.is_some() || date.upto.is_some() {
            return alone;
        }
        let mark = self.lower(end);
        let before = |word: &[&str]| {
            at.checked_sub(1)
                .is_some_and(|before| word.contains(&&*self.lower(before)))
        };
        let dash = matches!(mark.as_ref(), "-" | "–" | "—" | "~" | "〜" | "～");
        let to = matches!(
            mark.as_ref(),
            "to" | "until"
                | "through"
                | "till"
                | "bis"
                | "à"
                | "hasta"
                | "から"
                | "au"
                | "a"
                | "al"
        );
        let and = matches!(mark.as_ref(), "and" | "und" | "et" | "y" | "e");
        let joins = dash && (date.year.is_some() || date.day.is_some() || date.weekday.is_some())
            || dash && date.month.is_some() && self.month_word(end + 1).is_some()
            || (to && mark != "a" && mark != "au" && mark != "al")
            || (to && before(&["de", "du", "del", "dal"]))
            || (and && before(&["between", "zwischen", "entre"]));
        if !joins {
            return alone;
        }
        // "May 3–7, 2019": only the day is said again.
        if let (Some(month), Some(_), Some(day)) = (date.month, date.day, self.small(end + 1, 31))
            && date.year.is_none()
            && self.month_word(end + 2).is_none()
            && self.plain_year(end + 1).is_none()
            && (dash
                || self
                    .tables
                    .units
                    .named(self.form(end + 2), 0, self.lang)
                    .is_none())
        {
            let (year, after) = self.year_after(end + 2);
            let upto = Moment {
                year,
                month: Some(month),
                day: Some(day),
                weekday: None,
            };
            return (
                DateValue {
                    year,
                    upto: Some(upto),
                    ..date
                },
                after,
            );
        }
        let Some((last, after)) = self.moment_at(end + 1) else {
            return alone;
        };
        let like = last.relative.is_none()
            && last.minute.is_none()
            && last.upto.is_none()
            && last.part == date.part
            && last.day.is_some() == date.day.is_some()
            && last.weekday.is_some() == date.weekday.is_some()
            && (last.month.is_some() == date.month.is_some());
        let rises = match (date.year, last.year) {
            (Some(first), Some(last)) => first <= last,
            (Some(_), None) => last.month.is_some(),
            _ => true,
        };
        if !like || !rises {
            return alone;
        }
        let upto = Moment {
            year: last.year.or(date.year),
            month: last.month,
            day: last.day,
            weekday: last.weekday,
        };
        let year = date.year.or(last.year);
        (
            DateValue {
                year,
                upto: Some(upto),
                ..date
            },
            after,
        )
    }
}
