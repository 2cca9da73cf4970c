//! Dates, and the readers of what they are written with: days and months (`calendar`), times of day (`clock`; `spoken`), eras and
//! business years (`era`), seasons and decades (`period`), and what stands around a date (`near`).

mod calendar;
mod clock;
mod era;
pub(in crate::text::values) mod near;
mod period;
mod spoken;

use crate::text::TokenKind;
use crate::text::values::Reader;

/// A date as far as the text gives it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateValue {
    /// Year of the common era; below 0 before it.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31.
    pub day: Option<i8>,
    /// 1, Monday, to 7.
    pub weekday: Option<i8>,
    /// Minute of the day, of a time of day.
    pub minute: Option<i16>,
    /// What the date is a part of, when it is less exact than a year and month.
    pub part: Option<Part>,
    /// "early", "mid", "late": which part of what the rest names.
    pub phase: Option<Phase>,
    /// Last moment, of a stretch that runs over several: "2018–19", "May 3 to 7".
    pub upto: Option<Moment>,
    /// What is said to lie there: "before 2019", "until May".
    pub relation: Relation,
    /// How far from the day of writing: "last year", "last September".
    pub relative: Option<Relative>,
    /// Whether it has another reading: day and month the other way round, "04/05/2026", or a time of
    /// day in the other half of it, "5:30".
    pub swappable: bool,
}

/// The last moment of a stretch of time, as far as the text gives it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Year of the common era.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31.
    pub day: Option<i8>,
}

/// A stretch of time with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A season, by its first month on the northern half.
    Season(i8),
    /// A quarter, 1 to 4.
    Quarter(i8),
    /// A half, 1 or 2.
    Half(i8),
    /// The ten years from `year`.
    Decade,
    /// The hundred years that end with `year`: the 20th century has 2000.
    Century,
}

/// A part of a year, month, decade or century.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// "early", "beginning of"
    Early,
    /// "mid-"
    Mid,
    /// "late", "end of"
    Late,
}

/// How something lies to a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Relation {
    /// "in", "on", or nothing.
    #[default]
    In,
    /// "before"
    Before,
    /// "after"
    After,
    /// "since", "from"
    Since,
    /// "until", "through"
    Until,
    /// "by", "no later than"
    By,
}

/// A date told from the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relative {
    /// The year so many years on: −1 is "last year".
    Year(i8),
    /// The month so many months on.
    Month(i8),
    /// The day so many days on: −1 is "yesterday".
    Day(i8),
    /// The last, this or next one of the month, weekday or season that is named: −1, 0, 1.
    Named(i8),
}

/// Minutes of half a day.
pub(crate) const HALF_DAY: i16 = 12 * 60;

/// Years that a bare number of four digits is read as.
pub(crate) const YEARS: std::ops::RangeInclusive<i16> = 1000..=2199;

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
            TokenKind::Word if crate::text::values::digits::cjk_number(self.word(at)).is_some() => {
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
        let joins = dash && (date.year.is_some() || date.day.is_some())
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
