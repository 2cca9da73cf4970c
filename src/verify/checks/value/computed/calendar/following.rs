//! The year, month, week or day beside a date of the source: "He died in 1903. It opened the following year."

use super::moved::is_claims;
use super::placed::{Placed, dates, last_before, passage_of};
use super::span::{Span, shifted};
use super::words::{Beside, beside};
use crate::text::{DateValue, Token, Value, key};
use crate::verify::checks::context::Context;
use crate::verify::checks::value::computed::way::Way;

/// How the claim's date is that beside one of the source.
pub(super) fn following(context: &Context<'_>, claim: &Value, passage: usize) -> Option<Way> {
    let words = beside(context.document.lang())?;
    let mut near = passage.saturating_sub(1)..context.document.len().min(passage + 2);
    near.find_map(|place| {
        let (tokens, text) = passage_of(context, place);
        (0..tokens.len()).find_map(|at| {
            let (span, sign, from, to) = beside_at(context, &words, place, at)?;
            let all = dates(context, place);
            let mut dated = all.clone();
            dated.retain(|placed| placed.date.year.is_some());
            let base = last_before(&dated, place, from)?;
            let month = month_before(context, &all, place, from);
            let date = date_beside(&base, span, sign, month)?;
            is_claims(claim, date).then(|| {
                let written = base.written(context);
                let words = tokens[from].span.join(tokens[to - 1].span).of(text);
                let told = claim.span.of(&context.query.text);
                Way {
                    steps: format!("{written}, “{words}” = {told}"),
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
    words: &Beside,
    place: usize,
    at: usize,
) -> Option<(Span, f64, usize, usize)> {
    let (tokens, text) = passage_of(context, place);
    let form = tokens[at].form;
    if let Some((_, span, sign)) = words.whole.iter().find(|(whole, ..)| *whole == form) {
        return Some((*span, *sign, at, at + 1));
    }
    let sign = match () {
        () if words.next.contains(&form) => 1.0,
        () if words.last.contains(&form) => -1.0,
        () => return None,
    };
    // "next year" is counted from the day of the page.
    let article = at.checked_sub(1).map(|before| tokens[before].form);
    if form == key("next") && article != Some(key("the")) {
        return None;
    }
    let noun = if words.is_behind {
        at.checked_sub(1)?
    } else {
        at + 1
    };
    let span = match &*tokens.get(noun)?.span.of(text).to_lowercase() {
        "year" | "jahr" | "jahres" | "année" | "an" | "año" => Span::Months(12.0),
        "month" | "monat" | "monats" | "mois" | "mes" => Span::Months(1.0),
        "week" | "woche" | "semaine" | "semana" => Span::Days(7.0),
        "day" | "tag" | "tages" | "jour" | "día" | "morning" | "morgen" => Span::Days(1.0),
        _ => return None,
    };
    Some((span, sign, noun.min(at), noun.max(at) + 1))
}

/// The month of no year right before token `from`, but for small words: "en juin de l'année suivante".
fn month_before(
    context: &Context<'_>,
    all: &[Placed<'_>],
    place: usize,
    from: usize,
) -> Option<i8> {
    let last = last_before(all, place, from).filter(|last| last.passage == place)?;
    let between = &passage_of(context, place).0[last.value.end..from];
    let is_month = last.date.year.is_none() && last.date.day.is_none();
    let is_near = !between.iter().any(Token::is_content);
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
