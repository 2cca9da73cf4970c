//! What a date is, as far as a text gives it.

use super::relation::Relation;

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

impl DateValue {
    /// A year, and nothing more of it.
    pub(in crate::text::values) fn of_year(year: i16) -> Self {
        Self {
            year: Some(year),
            ..Self::default()
        }
    }
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
    /// 1, Monday, to 7.
    pub weekday: Option<i8>,
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
