//! The page's own date, which is none of what it tells.

use jiff::civil::Date;

use crate::text::{DateValue, Meaning, Token, Value};
use crate::verify::checks::context::Context;

/// Passages at a page's top that may hold its date line.
pub(super) const DATE_LINE: usize = 12;

/// The day that the page was written: as its metadata gives it, or the first full date at its top.
pub(in crate::verify::checks::value) fn written_on(context: &Context<'_>) -> Option<Date> {
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

/// The page's date: as its metadata gives it, and as it stands at its top.
pub(in crate::verify::checks::value) fn page_dates(context: &Context<'_>) -> Vec<DateValue> {
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
        if is_cell(context, passage) {
            continue;
        }
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

/// Whether a passage is a row of a table that tells something else than the page's date: "Born; 3 May 1980".
fn is_cell(context: &Context<'_>, passage: usize) -> bool {
    let (tokens, text) = (
        context.document.tokens(passage),
        context.document.text(passage),
    );
    let of_page = |token: &Token| OF_PAGE.contains(&&*token.span.of(text).to_lowercase());
    let row = context.row(passage).filter(|_| text.contains(';'));
    row.is_some_and(|row| context.is_row(passage) && !tokens[row.label.clone()].iter().any(of_page))
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
pub(in crate::verify::checks::value) fn is_of_page(
    context: &Context<'_>,
    passage: usize,
    value: &Value,
) -> bool {
    let document = context.document;
    let (tokens, text) = (document.tokens(passage), document.text(passage));
    let lower = |at: usize| tokens[at].span.of(text).to_lowercase();
    let mut before = (0..value.lead).rev();
    let cue = before.find(|at| !LINKS.contains(&&*lower(*at)));
    let is_said = cue.is_some_and(|at| OF_PAGE.contains(&&*lower(at)));
    is_said || passage < DATE_LINE && is_bracketed(tokens, text, value)
}

/// Whether the claim itself is about when the page was published or changed.
pub(in crate::verify::checks::value) fn is_about_page(context: &Context<'_>) -> bool {
    let query = context.query;
    let mut words = query
        .tokens
        .iter()
        .map(|token| token.span.of(&query.text).to_lowercase());
    words.any(|word| OF_PAGE.contains(&&*word))
}
