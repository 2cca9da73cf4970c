//! Dates, whose parts a page may leave to its date line: "on May 7", in an article of 2018.

mod order;
mod times;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::compared::Compared;
use crate::text::{
    Agreement, DateValue, Lang, Meaning, Relation, Relative, Token, Value, compare, resolved,
};
use crate::verify::checks::context::Context;

/// Passages at a page's top that may hold its date line.
const DATE_LINE: usize = 12;

/// How far from a partial date the passage that completes it may stand.
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
    let (Meaning::Date(claimed), Meaning::Date(date)) = (&claim.meaning, &source.meaning) else {
        return plain;
    };
    if plain == Agreement::Differs
        && let Some(open) = times::left_open(context, claimed, passage, source)
    {
        return open;
    }
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

/// The day that the page was written: as its metadata gives it, or the first full date at its top.
fn written_on(context: &Context<'_>) -> Option<Date> {
    let document = context.document;
    document.document().published.or_else(|| {
        date_line(context)
            .into_iter()
            .find_map(|value| match &value.meaning {
                Meaning::Date(date) if date.upto.is_none() => {
                    Date::new(date.year?, date.month?, date.day?).ok()
                }
                _ => None,
            })
    })
}

/// Words of the longest passage that may be a date line, and of what may stand before a page's date.
const LINE: usize = 8;
const BEFORE: usize = 5;

/// Words beside a date that say no more than whose it is: "Published on".
const LABEL: usize = 2;

/// The dates at the top of a page that are rather the page's own than those of what it tells: in a short line of their
/// own, or at the head of the text with a dash behind them or in brackets.
fn date_line<'a>(context: &'a Context<'_>) -> Vec<&'a Value> {
    let document = context.document;
    let mut found = Vec::new();
    for passage in 0..document.len().min(DATE_LINE) {
        let (tokens, text) = (document.tokens(passage), document.text(passage));
        let words = tokens.iter().filter(|token| token.is_text()).count();
        let is_sentence = text.trim_end().ends_with(['.', '!', '?', '。']);
        for value in document.values(passage) {
            let next = tokens.get(value.end).map(|next| next.span.of(text));
            let heads = value.first <= BEFORE
                && matches!(next, Some("–" | "—" | "-" | "|" | ":" | "·"))
                || is_bracketed(tokens, text, value);
            let is_alone = words <= value.end - value.first + LABEL;
            if !is_sentence && words <= LINE || heads || is_alone {
                found.push(value);
            }
        }
    }
    found
}

/// Whether a date ends the bracket with which a passage begins: "(Oslo, 2 May 2024)".
fn is_bracketed(tokens: &[Token], text: &str, value: &Value) -> bool {
    let is = |at: usize, marks: [&str; 2]| {
        let token = tokens.get(at);
        token.is_some_and(|token| marks.contains(&token.span.of(text)))
    };
    value.first <= BEFORE && is(value.end, [")", "]"]) && is(0, ["(", "["])
}

/// Words before a date that say that it is the page's own.
const OF_PAGE: [&str; 22] = [
    "published",
    "posted",
    "updated",
    "modified",
    "revised",
    "retrieved",
    "accessed",
    "dated",
    "date",
    "stand",
    "veröffentlicht",
    "aktualisiert",
    "abgerufen",
    "datum",
    "publié",
    "consulté",
    "jour",
    "publicado",
    "actualizado",
    "consultado",
    "更新",
    "公開",
];

/// Words that may stand between such a word and the date.
const LINKS: [&str; 7] = [":", "on", "am", "le", "el", "vom", "日"];

/// Whether a date is that of the page, and not of what it tells: "(document date 14 November 2022)", "Oslo, 2 May 2024 —".
pub(super) fn is_of_page(context: &Context<'_>, passage: usize, value: &Value) -> bool {
    let document = context.document;
    let (tokens, text) = (document.tokens(passage), document.text(passage));
    let lower = |at: usize| tokens[at].span.of(text).to_lowercase();
    let mut before = (0..value.lead).rev();
    let cue = before.find(|at| !LINKS.contains(&&*lower(*at)));
    let is_said = cue.is_some_and(|at| OF_PAGE.contains(&&*lower(at)));
    is_said || passage < DATE_LINE && is_bracketed(tokens, text, value)
}

/// Whether the claim itself is about when the page was published or changed.
pub(super) fn is_about_page(context: &Context<'_>) -> bool {
    let query = context.query;
    let mut words = query
        .tokens
        .iter()
        .map(|token| token.span.of(&query.text).to_lowercase());
    words.any(|word| OF_PAGE.contains(&&*word))
}

/// Equal dates anywhere else on the page, and partial ones in its date line.
pub(super) fn elsewhere<'a>(context: &'a Context<'_>, claim: &Value) -> Vec<Compared<'a>> {
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
                found.push(Compared::alone(agreement, passage, value));
            }
        }
    }
    found
}

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

/// The page's date: as its metadata gives it, and as it stands at its top.
fn page_dates(context: &Context<'_>) -> Vec<DateValue> {
    let published = context.document.document().published.map(|date| DateValue {
        year: Some(date.year()),
        month: Some(date.month()),
        day: Some(date.day()),
        ..DateValue::default()
    });
    let written = date_line(context)
        .into_iter()
        .filter_map(|value| match &value.meaning {
            Meaning::Date(date) if date.year.is_some() && date.month.is_some() => Some(*date),
            _ => None,
        });
    published.into_iter().chain(written).collect()
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
