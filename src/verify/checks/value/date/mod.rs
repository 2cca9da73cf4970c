//! How a source's date bears on the claim's: with the page's own date (`page`), the order in which it writes dates in figures
//! (`order`).

mod order;
mod page;

use self::page::DATE_LINE;
use crate::text::{
    Agreement, DateValue, Lang, Meaning, Relation, Relative, Value, compare, resolved,
};
use crate::verify::checks::context::Context;

pub(super) use self::page::{is_about_page, is_of_page, page_dates, written_on};

/// Passages before and after that of a date in figures that may show in which order the page writes it.
const NEAR: usize = 6;

/// How a source's value bears on the claim's, with what the page's own date makes of "last year" and
/// "on Tuesday".
pub(super) fn agreement(
    context: &Context<'_>,
    claim: &Value,
    passage: usize,
    source: &Value,
) -> Agreement {
    let settled = settled(context, passage, source);
    let source = settled.as_ref().unwrap_or(source);
    let plain = compare(claim, source);
    let (Meaning::Date(_), Meaning::Date(date)) = (&claim.meaning, &source.meaning) else {
        return plain;
    };
    let told = date.relative.is_some() || (date.weekday.is_some() && date.month.is_none());
    if !told {
        return plain;
    }
    let Some(written) = written_on(context) else {
        // "this year" may be any.
        let year = matches!(date.relative, Some(Relative::Year(_)));
        return if year && plain == Agreement::Unlike {
            Agreement::Less
        } else {
            plain
        };
    };
    let readings: Vec<Agreement> = resolved(date, written)
        .into_iter()
        .map(|reading| {
            let meaning = Meaning::Date(reading);
            compare(
                claim,
                &Value {
                    meaning,
                    ..source.clone()
                },
            )
        })
        .collect();
    let has = |agreement| readings.contains(&agreement);
    match date.relative {
        _ if has(Agreement::Same) => Agreement::Same,
        // In March, "last May" can be none but that of the year before.
        Some(Relative::Named(_)) if date.month.is_some() && !readings.is_empty() => {
            if readings.iter().all(|one| *one == Agreement::Differs) {
                Agreement::Differs
            } else {
                plain
            }
        }
        Some(Relative::Year(_) | Relative::Month(_)) if plain == Agreement::Unlike => {
            readings.last().copied().unwrap_or(plain)
        }
        _ if plain == Agreement::Unlike && has(Agreement::Less) => Agreement::Less,
        _ => plain,
    }
}

/// Whether a date is told from the day of writing: "last year".
pub(super) const fn is_relative(value: &Value) -> bool {
    matches!(
        value.meaning,
        Meaning::Date(DateValue {
            relative: Some(_),
            ..
        })
    )
}

/// A date of `passage` in figures whose order could be either, "04/07/2023", as the page shows it to be written: by another
/// date beside it that has only one reading, or in so many words ("DD/MM").
fn settled(context: &Context<'_>, passage: usize, source: &Value) -> Option<Value> {
    let Meaning::Date(date) = source.meaning else {
        return None;
    };
    if !date.swappable || date.minute.is_some() {
        return None;
    }
    let document = context.document;
    let near = passage.saturating_sub(NEAR)..document.len().min(passage + NEAR + 1);
    let orders: Vec<bool> = near
        .filter_map(|passage| order::is_month_first(document.text(passage)))
        .collect();
    let month_first = *orders.first()?;
    if orders.contains(&!month_first) {
        return None;
    }
    let read_month_first = document.lang() == Lang::English;
    let mut settled = DateValue {
        swappable: false,
        ..date
    };
    if month_first != read_month_first {
        (settled.month, settled.day) = (date.day, date.month);
        if let Some(upto) = &mut settled.upto
            && upto.day.is_some_and(|day| day <= 12)
        {
            (upto.month, upto.day) = (upto.day, upto.month);
        }
    }
    Some(Value {
        meaning: Meaning::Date(settled),
        ..source.clone()
    })
}

/// Equal dates anywhere else on the page, and partial ones in its date line.
pub(super) fn elsewhere<'a>(
    context: &'a Context<'_>,
    claim: &Value,
) -> Vec<(Agreement, usize, &'a Value)> {
    let document = context.document;
    let ranked = |passage: usize| {
        context
            .matches
            .ranked
            .iter()
            .any(|ranked| ranked.passage == passage)
    };
    let mut found = Vec::new();
    for passage in (0..document.len()).filter(|passage| !ranked(*passage)) {
        for value in document.values(passage) {
            let agreement = agreement(context, claim, passage, value);
            let tells = agreement == Agreement::Same
                || (agreement == Agreement::Less && passage < DATE_LINE);
            if tells {
                found.push((agreement, passage, value));
            }
        }
    }
    found
}

/// Whether the source's value can be meant as the claim's: a bare year beside an event is not the event's
/// day, and the day on which something begins not that on which it ends.
pub(super) fn is_comparable(claim: &Value, source: &Value) -> bool {
    let begins = |date: &DateValue| matches!(date.relation, Relation::Since | Relation::After);
    let ends = |date: &DateValue| matches!(date.relation, Relation::Until | Relation::By);
    match (&claim.meaning, &source.meaning) {
        (Meaning::Date(claim), Meaning::Date(source)) => {
            let is_as_exact = claim.month.is_none()
                || source.month.is_some()
                || claim.part.is_some()
                || matches!(source.relative, Some(Relative::Month(_)));
            let day = |date: &DateValue| (date.year, date.month, date.day);
            let is_other_end = begins(claim) && ends(source) || ends(claim) && begins(source);
            is_as_exact && !(is_other_end && day(claim) != day(source))
        }
        _ => true,
    }
}
