//! What a page leaves out of a date, as its own date or another date near it says: "on May 7", in an article of 2018.

use rustc_hash::FxHashSet;

use super::compared::Compared;
use super::date::{is_relative, page_dates};
use crate::text::{Agreement, DateValue, Meaning, Relation, Value, compare};
use crate::verify::checks::context::Context;

/// How far from a partial date the passage that completes it may stand.
const NEAR: usize = 6;

/// Whether what the page leaves out of a date stands in its date, or in another date near it; then
/// the note that says so.
pub(super) fn completed(
    context: &Context<'_>,
    claim: &Value,
    compared: &[Compared<'_>],
) -> Option<String> {
    let Meaning::Date(wanted) = &claim.meaning else {
        return None;
    };
    let simple = wanted.part.is_none()
        && wanted.phase.is_none()
        && wanted.upto.is_none()
        && wanted.relative.is_none()
        && !matches!(wanted.relation, Relation::Before | Relation::After);
    if !simple || (wanted.year.is_none() && wanted.month.is_none()) {
        return None;
    }
    // "It takes delivery next month" says that it is not the page's own.
    if compared
        .iter()
        .any(|other| other.agreement == Agreement::Differs && is_relative(other.value))
    {
        return None;
    }
    let of_page = page_dates(context);
    if let Some(date) = of_page
        .iter()
        .find(|date| has(wanted, date).iter().all(|has| *has) && !differs(claim, date))
    {
        return Some(format!("the page is of {}", written(date)));
    }
    // What only counts is where a date stands and what it has; a page may have thousands.
    let mut partial: Vec<(usize, [bool; 3])> = compared
        .iter()
        .filter(|other| other.agreement == Agreement::Less)
        .filter_map(|other| match &other.value.meaning {
            // The year of "last March" is not left out: "last" tells it.
            Meaning::Date(date) if date.relative.is_none() => {
                Some((other.passage, has(wanted, date)))
            }
            _ => None,
        })
        .collect();
    let mut known = FxHashSet::default();
    partial.retain(|one| known.insert(*one));
    for &(passage, first) in &partial {
        let lacks_year_only = wanted.year.is_some() && first == [false, true, true];
        if lacks_year_only
            && let Some(date) = of_page.iter().find(|date| is_of_that_time(wanted, date))
        {
            return Some(format!(
                "the page, which is of {}, leaves the year out",
                written(date)
            ));
        }
        let apart = partial.iter().any(|(other, second)| {
            other.abs_diff(passage) <= NEAR
                && second
                    .iter()
                    .zip(first)
                    .all(|(second, first)| *second || first)
        });
        if apart {
            return Some("the page says the parts of the date apart".to_owned());
        }
    }
    None
}

/// Months before or after a page's date in which it would leave out the year.
const MONTHS: i32 = 8;

/// Whether a page of `date` means the wanted date when it leaves out the year: it is of the same
/// year, or not far from it.
fn is_of_that_time(wanted: &DateValue, date: &DateValue) -> bool {
    let months = |date: &DateValue| {
        i32::from(date.year.unwrap_or(0)) * 12 + i32::from(date.month.unwrap_or(0))
    };
    wanted.year == date.year
        || (wanted.month.is_some() && (months(wanted) - months(date)).abs() <= MONTHS)
}

/// Whether the two cannot be the same day: the claim's weekday may be another.
fn differs(claim: &Value, date: &DateValue) -> bool {
    let date = Value {
        meaning: Meaning::Date(*date),
        ..claim.clone()
    };
    compare(claim, &date) == Agreement::Differs
}

fn written(date: &DateValue) -> String {
    let day = date
        .day
        .map_or_else(String::new, |day| format!("-{day:02}"));
    format!(
        "{:04}-{:02}{day}",
        date.year.unwrap_or(0),
        date.month.unwrap_or(0)
    )
}

/// Which parts of the wanted date `date` has: year, month, day. What is not wanted counts as there.
fn has(wanted: &DateValue, date: &DateValue) -> [bool; 3] {
    [
        wanted.year.is_none() || wanted.year == date.year,
        wanted.month.is_none() || wanted.month == date.month,
        wanted.day.is_none() || wanted.day == date.day,
    ]
}
