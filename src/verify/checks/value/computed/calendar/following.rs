//! The year, month, week or day beside a date of the source: "He died in 1903. It opened the following year."

use super::placed::{Placed, dates, passage_of};
use super::span::{Span, shifted};
use crate::text::{Agreement, DateValue, End, Lang, Meaning, Value, compare};
use crate::verify::checks::context::Context;
use crate::verify::checks::value::computed::way::Way;

/// The words of one language: what says that the span is the next or the one before, before its noun or behind it, and nouns
/// that say both.
struct Words {
    next: &'static [&'static str],
    last: &'static [&'static str],
    is_behind: bool,
    next_year: &'static [&'static str],
    last_year: &'static [&'static str],
    next_day: &'static [&'static str],
    last_day: &'static [&'static str],
}

const fn words(lang: Lang) -> Option<Words> {
    Some(match lang {
        Lang::English => Words {
            next: &["following", "next"],
            last: &["previous", "preceding"],
            is_behind: false,
            next_year: &[],
            last_year: &[],
            next_day: &[],
            last_day: &[],
        },
        Lang::German => Words {
            next: &["folgenden", "folgende", "nächsten", "darauffolgenden"],
            last: &["vorigen", "vorangegangenen", "vorhergehenden"],
            is_behind: false,
            next_year: &["folgejahr"],
            last_year: &["vorjahr"],
            next_day: &["folgetag"],
            last_day: &["vortag", "vorabend"],
        },
        Lang::French => Words {
            next: &["suivant", "suivante"],
            last: &["précédent", "précédente"],
            is_behind: true,
            next_year: &[],
            last_year: &[],
            next_day: &["lendemain"],
            last_day: &["veille"],
        },
        Lang::Spanish => Words {
            next: &["siguiente"],
            last: &["anterior"],
            is_behind: true,
            next_year: &[],
            last_year: &[],
            next_day: &[],
            last_day: &[],
        },
        _ => return None,
    })
}

/// Tokens between a month and the year beside another that it is of: "en juin de l'année suivante".
const MONTH_BEFORE: usize = 5;

/// How the claim's date is that beside one of the source.
pub(super) fn following(context: &Context<'_>, claim: &Value, passage: usize) -> Option<Way> {
    let words = words(context.document.lang())?;
    let mut near = passage.saturating_sub(1)..context.document.len().min(passage + 2);
    near.find_map(|place| {
        let (tokens, text) = passage_of(context, place);
        (0..tokens.len()).find_map(|at| {
            let (span, sign, from, to) = beside_at(context, &words, place, at)?;
            let first = tokens[from].span;
            let all = dates(context, place);
            let mut before = all.iter().rev().filter(|placed| {
                placed.date.year.is_some()
                    && (placed.passage < place
                        || placed.passage == place && placed.value.span.end <= first.start)
            });
            let base = before.next()?;
            let date = date_beside(base, span, sign, month_before(&all, place, from))?;
            let made = Value {
                meaning: Meaning::Date(date),
                end_of: End::Whole,
                ..claim.clone()
            };
            let meant = Value {
                end_of: End::Whole,
                ..claim.clone()
            };
            (compare(&meant, &made) == Agreement::Same).then(|| {
                let written = base.value.span.of(context.document.text(base.passage));
                let words = first.join(tokens[to - 1].span).of(text);
                Way {
                    steps: format!(
                        "{written}, “{words}” = {}",
                        claim.span.of(&context.query.text)
                    ),
                    places: [place, base.passage],
                    is_certain: true,
                }
            })
        })
    })
}

/// The span of time that is told at token `at` to be the next (1) or the one before (−1), and the tokens that say so.
fn beside_at(
    context: &Context<'_>,
    words: &Words,
    place: usize,
    at: usize,
) -> Option<(Span, f64, usize, usize)> {
    let (tokens, text) = passage_of(context, place);
    let lower = |at: usize| {
        let token = tokens.get(at);
        token.map_or_else(String::new, |token| token.span.of(text).to_lowercase())
    };
    let word = lower(at);
    let has = |list: &[&str]| list.contains(&&*word);
    let whole = [
        (words.next_year, Span::Months(12.0), 1.0),
        (words.last_year, Span::Months(12.0), -1.0),
        (words.next_day, Span::Days(1.0), 1.0),
        (words.last_day, Span::Days(1.0), -1.0),
    ];
    if let Some((_, span, sign)) = whole.into_iter().find(|(list, ..)| has(list)) {
        return Some((span, sign, at, at + 1));
    }
    let sign = match () {
        () if has(words.next) => 1.0,
        () if has(words.last) => -1.0,
        () => return None,
    };
    let noun = if words.is_behind {
        at.checked_sub(1)?
    } else {
        at + 1
    };
    // "next year" is counted from the day of the page.
    let article = || at.checked_sub(1).map(lower).unwrap_or_default();
    if word == "next" && article() != "the" {
        return None;
    }
    let span = match &*lower(noun) {
        "year" | "jahr" | "jahres" | "année" | "an" | "año" => Span::Months(12.0),
        "month" | "monat" | "monats" | "mois" | "mes" => Span::Months(1.0),
        "week" | "woche" | "semaine" | "semana" => Span::Days(7.0),
        "day" | "tag" | "tages" | "jour" | "día" | "morning" | "morgen" => Span::Days(1.0),
        _ => return None,
    };
    Some((span, sign, noun.min(at), noun.max(at) + 1))
}

/// The month that stands just before token `from`, without a year.
fn month_before(all: &[Placed<'_>], place: usize, from: usize) -> Option<i8> {
    let mut here = all.iter().rev().filter(|placed| placed.passage == place);
    let last = here.find(|placed| placed.value.end <= from)?;
    let is_near = from - last.value.end <= MONTH_BEFORE;
    let is_month = last.date.year.is_none() && last.date.day.is_none();
    last.date.month.filter(|_| is_near && is_month)
}

/// The date beside `base`: of a year no more than `month` is known, of a month nothing more.
fn date_beside(base: &Placed<'_>, span: Span, sign: f64, month: Option<i8>) -> Option<DateValue> {
    let date = shifted(base.date, span, sign)?;
    Some(match span {
        Span::Months(12.0) => DateValue {
            month,
            day: None,
            ..date
        },
        Span::Months(_) => DateValue { day: None, ..date },
        Span::Days(_) => date,
    })
}
