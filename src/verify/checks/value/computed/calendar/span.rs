//! How long it is from one date to another, as exactly as the two are given.

use jiff::civil::Date;

use crate::text::{self, Bound, DAY, DateValue, Meaning, Number, Part, Phase, Value};

/// Days in a month and in a year, on average.
const MONTH: f64 = text::MONTH / DAY;
const YEAR: f64 = 12.0 * MONTH;

/// How much shorter or longer something said to last about so long may be, and how much shorter what lasts nearly so long.
const ABOUT: f64 = 0.1;
const NEARLY: f64 = 0.15;

/// A span of time in months or in days.
#[derive(Clone, Copy)]
pub(super) enum Span {
    Months(f64),
    Days(f64),
}

/// How long something lasted: at least and at most so many days.
pub(super) struct Length {
    least: f64,
    most: f64,
    /// From one bare year to another: how many, of which only the difference counts.
    pub years: Option<f64>,
}

impl Length {
    /// From one date to a later one; `whole` where the last day counts too. None where the second is the earlier, or one of
    /// them has no year and the other does not tell it.
    pub fn between(from: &DateValue, to: &DateValue, whole: bool) -> Option<Self> {
        const ANY: i16 = 2001;
        let year = from.year.or(to.year).unwrap_or(ANY);
        let (first, last) = (extent(from, year)?, extent(to, to.year.unwrap_or(year))?);
        let days = |from: Date, to: Date| f64::from((to - from).get_days());
        let shortest = days(first.1, last.0);
        let most = days(first.0, last.1) + f64::from(u8::from(whole));
        let is_year = |date: &DateValue| date.month.is_none() && date.part.is_none();
        let years = (is_year(from) && is_year(to)).then(|| {
            let year_of = |date: &DateValue| date.year.unwrap_or(year);
            f64::from(year_of(to) - year_of(from))
        });
        (most > 0.0).then(|| Self {
            least: shortest.max(0.0),
            most,
            years,
        })
    }

    /// The full years, at least and at most.
    pub fn full_years(&self) -> (f64, f64) {
        // Birthdays come a day early or late of the mean year.
        const SLACK: f64 = 0.75;
        let least = ((self.least + SLACK) / YEAR).floor();
        let most = ((self.most + SLACK) / YEAR).floor();
        (least, most)
    }
}

/// Days of the unit of a claim's span of time, and its number.
fn span_of(claim: &Value) -> Option<(f64, &Number)> {
    let Meaning::Quantity {
        number,
        factor,
        dimension,
    } = &claim.meaning
    else {
        return None;
    };
    let unit = match *dimension {
        "month" => factor * MONTH,
        "time" => factor / DAY,
        _ => return None,
    };
    number.upto.is_none().then_some((unit, number))
}

/// Whether so many years, reckoned from bare ones, are as many as the claim's bound says; of those without one the difference
/// tells it ([`super::steps`]).
fn are_years(number: &Number, years: f64) -> bool {
    let wanted = number.value;
    match number.bound {
        Bound::Exact => false,
        Bound::About => (years - wanted).abs() <= wanted * ABOUT,
        Bound::Nearly => years <= wanted && years >= wanted * (1.0 - NEARLY),
        Bound::JustOver => years >= wanted && years <= wanted * (1.0 + NEARLY),
        Bound::Over => years > wanted,
        Bound::AtLeast => years >= wanted,
        Bound::Under => years < wanted,
        Bound::AtMost => years <= wanted,
    }
}

/// Whether something of that length lasted as long as the claim says.
pub(super) fn lasts(claim: &Value, length: &Length) -> bool {
    let Some((unit, number)) = span_of(claim) else {
        return false;
    };
    let (least, most) = (length.least / unit, length.most / unit);
    let wanted = number.value;
    if let Some(years) = length.years {
        return unit >= YEAR && are_years(number, years * YEAR / unit);
    }
    // A few days or months come about by chance.
    if wanted * unit < 4.0 {
        return false;
    }
    let half = if wanted.fract() == 0.0 { 0.5 } else { 0.26 };
    match number.bound {
        // 22 years and a month are 22 years, 21 and 11 months are 22 too, or 21.
        Bound::Exact => {
            least - half <= wanted && wanted <= most + half && most - least <= wanted.max(1.0)
        }
        Bound::About => least <= wanted * (1.0 + ABOUT) && most >= wanted * (1.0 - ABOUT),
        Bound::Nearly => most < wanted && least >= wanted * (1.0 - NEARLY),
        Bound::JustOver => least > wanted && most <= wanted * (1.0 + NEARLY),
        Bound::Over => least > wanted && most <= wanted * 2.0,
        Bound::AtLeast => least >= wanted && most <= wanted * 2.0,
        Bound::Under => most < wanted && least >= wanted / 2.0,
        Bound::AtMost => most <= wanted && least >= wanted / 2.0,
    }
}

/// The first and last day that a date may mean, in `year` where it has none.
pub(super) fn extent(date: &DateValue, year: i16) -> Option<(Date, Date)> {
    let year = date.year.unwrap_or(year);
    let month_of = |first: i8, count: i8| {
        let last = first + count - 1;
        let start = Date::new(year, first, 1).ok()?;
        let end = Date::new(year, last.min(12), 1).ok()?.last_of_month();
        Some((start, end))
    };
    let (first, last) = match (date.part, date.month, date.day) {
        (None, Some(month), Some(day)) => {
            let day = Date::new(year, month, day).ok()?;
            return Some((day, day));
        }
        (None, Some(month), None) => month_of(month, 1)?,
        (None, None, None) => month_of(1, 12)?,
        (Some(Part::Quarter(quarter)), ..) => month_of(quarter * 3 - 2, 3)?,
        (Some(Part::Half(half)), ..) => month_of(half * 6 - 5, 6)?,
        _ => return None,
    };
    let part = |tenths: i32| {
        let days = (last - first).get_days() * tenths / 10;
        first.checked_add(jiff::Span::new().days(days)).ok()
    };
    Some(match date.phase {
        Some(Phase::Early) => (first, part(4)?),
        Some(Phase::Mid) => (part(3)?, part(7)?),
        Some(Phase::Late) => (part(6)?, last),
        None => (first, last),
    })
}

/// The date so long after another, or before it where `sign` is −1, as exactly as that is given.
pub(super) fn shifted(date: &DateValue, span: Span, sign: f64) -> Option<DateValue> {
    let whole = |size: f64| {
        let size = size * sign;
        (size.fract() == 0.0 && size.abs() < 40_000.0)
            .then(|| format!("{size}").parse::<i32>().ok())?
    };
    let is_plain = date.part.is_none() && date.phase.is_none() && date.upto.is_none();
    let year = date.year.filter(|_| is_plain)?;
    let bare = DateValue {
        year: Some(year),
        month: date.month,
        day: date.day,
        ..DateValue::default()
    };
    let months = match span {
        Span::Months(months) => whole(months)?,
        Span::Days(days) => {
            let day = Date::new(year, date.month?, date.day?).ok()?;
            let day = day.checked_add(jiff::Span::new().days(whole(days)?)).ok()?;
            return Some(DateValue {
                year: Some(day.year()),
                month: Some(day.month()),
                day: Some(day.day()),
                ..bare
            });
        }
    };
    if date.month.is_none() {
        let years = i16::try_from(months / 12)
            .ok()
            .filter(|_| months % 12 == 0)?;
        return Some(DateValue {
            year: year.checked_add(years),
            ..bare
        });
    }
    let start = Date::new(year, date.month?, date.day.unwrap_or(1)).ok()?;
    let end = start.checked_add(jiff::Span::new().months(months)).ok()?;
    Some(DateValue {
        year: Some(end.year()),
        month: Some(end.month()),
        day: date.day.map(|_| end.day()),
        ..bare
    })
}
