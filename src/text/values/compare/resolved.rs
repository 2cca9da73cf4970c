//! What "last year" and "on Tuesday" are on a page of some day.

use jiff::civil::Date;

use crate::text::values::dates::{DateValue, Relative};

/// The readings of a date that is told from the day of writing, `written`; none for one that is
/// not. "last September" in a text of November is of this year or the last.
pub(crate) fn resolved(date: &DateValue, written: Date) -> Vec<DateValue> {
    let base = DateValue {
        relative: None,
        ..*date
    };
    let of_day = |day: Date| DateValue {
        year: Some(day.year()),
        month: Some(day.month()),
        day: Some(day.day()),
        ..base
    };
    let shifted = |days: i32| {
        let span = jiff::Span::new().days(days);
        written.checked_add(span).ok().map(of_day)
    };
    match (date.relative, date.month, date.weekday) {
        (Some(Relative::Year(on)), ..) => vec![DateValue {
            year: Some(written.year() + i16::from(on)),
            ..base
        }],
        (Some(Relative::Month(on)), ..) => {
            let months =
                i32::from(written.year()) * 12 + i32::from(written.month()) - 1 + i32::from(on);
            let year = i16::try_from(months.div_euclid(12)).ok();
            let month = i8::try_from(months.rem_euclid(12) + 1).ok();
            vec![DateValue {
                year,
                month,
                ..base
            }]
        }
        (Some(Relative::Day(on)), ..) => shifted(i32::from(on)).into_iter().collect(),
        (Some(Relative::Named(on)), Some(month), _) => {
            let year = written.year();
            let of = |year: i16| DateValue {
                year: Some(year),
                ..base
            };
            match on {
                0 => vec![of(year)],
                on if on > 0 && month > written.month() => vec![of(year), of(year + 1)],
                on if on > 0 => vec![of(year + 1)],
                _ if month < written.month() => vec![of(year), of(year - 1)],
                _ => vec![of(year - 1)],
            }
        }
        (relative, None, Some(weekday)) if date.day.is_none() => {
            let today = i32::from(written.weekday().to_monday_one_offset());
            let back = (today - i32::from(weekday)).rem_euclid(7);
            let days = match relative {
                Some(Relative::Named(1)) => vec![7 - back, 14 - back],
                Some(Relative::Named(-1)) => vec![-back, -back - 7],
                // The last such day, or the next: "will meet on Tuesday".
                _ => vec![-back, 7 - back],
            };
            days.into_iter().filter_map(shifted).collect()
        }
        _ => Vec::new(),
    }
}
