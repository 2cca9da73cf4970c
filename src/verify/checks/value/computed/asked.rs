//! Whether a claim, or the source, says that values are put together.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::steps::Operation;
use crate::text::{Lang, Value, key, normal_form, sections};
use crate::verify::checks::context::Context;

const LISTS: &str = include_str!("../../../data/operations.txt");

/// The words of a table, by their tag and form.
fn has(lang: Lang, what: &str, form: u64) -> bool {
    static TABLE: OnceLock<FxHashSet<(String, u64)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let words = sections(LISTS).flat_map(|(tag, words)| {
            let words = words.split_whitespace();
            words.map(move |word| (tag.to_owned(), key(&normal_form(word))))
        });
        words.collect()
    });
    let tag = match lang {
        Lang::English => "en",
        Lang::German => "de",
        Lang::French => "fr",
        Lang::Spanish => "es",
        _ => return false,
    };
    table.contains(&(format!("{tag}-{what}"), form))
}

/// Whether the claim asks for what the operation gives, or a passage of `places` leaves it to be reckoned. Where the
/// language has no words for it, any may be meant.
pub(super) fn is_asked(context: &Context<'_>, operation: Operation, places: [usize; 2]) -> bool {
    let lang = context.query.lang;
    if !matches!(
        lang,
        Lang::English | Lang::German | Lang::French | Lang::Spanish
    ) {
        return true;
    }
    let says = |what: &str| {
        let mut tokens = context.query.tokens.iter();
        tokens.any(|token| has(lang, what, token.form))
    };
    match operation {
        Operation::Sum => says("sum"),
        Operation::Difference => says("difference") || source_says(context, "rest", places),
        Operation::Mean => says("mean"),
        _ => true,
    }
}

/// Whether the claim's value is how much one thing is more or less than another, or what is left of it.
pub(super) fn is_compared(context: &Context<'_>, claim: &Value) -> bool {
    const BEHIND: usize = 3;
    let query = context.query;
    let behind = &query.tokens[claim.end..(claim.end + BEHIND).min(query.tokens.len())];
    behind
        .iter()
        .take_while(|token| token.is_text())
        .any(|token| has(query.lang, "compared", token.form))
}

/// Whether a passage says so much of each of several.
pub(super) fn is_of_each(context: &Context<'_>, places: [usize; 2]) -> bool {
    source_says(context, "each", places)
}

fn source_says(context: &Context<'_>, what: &str, places: [usize; 2]) -> bool {
    let lang = context.document.lang();
    places.into_iter().any(|passage| {
        let mut tokens = context.document.tokens(passage).iter();
        tokens.any(|token| has(lang, what, token.form))
    })
}
