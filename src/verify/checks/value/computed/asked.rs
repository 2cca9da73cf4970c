//! Whether a claim, or the source, says that values are put together.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::steps::Operation;
use crate::text::{End, Lang, Meaning, Number, Token, Value, sections, word_key};
use crate::verify::checks::context::Context;

const LISTS: &str = include_str!("../../../data/operations.txt");

/// The words with which a text in `lang` says `what`; none where the language has no list.
fn words(lang: Lang, what: &'static str) -> Option<&'static FxHashSet<u64>> {
    type Lists = FxHashMap<(&'static str, &'static str), FxHashSet<u64>>;
    static READ: OnceLock<Lists> = OnceLock::new();
    let lists = READ.get_or_init(|| {
        let list = |(tag, words): (&'static str, &str)| {
            let words = words.split_whitespace();
            let forms = words.map(word_key).collect();
            Some((tag.split_once('-')?, forms))
        };
        sections(LISTS).filter_map(list).collect()
    });
    let lang = match lang {
        Lang::English => "en",
        Lang::German => "de",
        Lang::French => "fr",
        Lang::Spanish => "es",
        _ => return None,
    };
    lists.get(&(lang, what))
}

/// Whether one of `tokens`, in `lang`, says `what`.
fn say(lang: Lang, what: &'static str, tokens: &[Token]) -> bool {
    let words = words(lang, what);
    words.is_some_and(|words| tokens.iter().any(|token| words.contains(&token.form)))
}

/// Whether the claim asks for what the operation gives, or a passage of `places` leaves it to be reckoned. Where the
/// language has no words for it, any may be meant.
pub(super) fn is_asked(context: &Context<'_>, operation: Operation, places: [usize; 2]) -> bool {
    let (lang, tokens) = (context.query.lang, &context.query.tokens);
    if words(lang, "sum").is_none() {
        return true;
    }
    let says = |what| say(lang, what, tokens);
    let leaves = |passage: usize| leaves_rest(context, passage);
    match operation {
        Operation::Sum => says("sum"),
        Operation::Difference => says("difference") || places.into_iter().any(leaves),
        Operation::Mean => says("mean"),
        _ => true,
    }
}

/// Whether the claim asks for a sum that one of the passages tells itself: "37 combined points" is not 27 and 10 where these were
/// "27 combined points".
pub(super) fn is_sum_told(context: &Context<'_>, places: [usize; 2]) -> bool {
    let says = |tokens| say(context.query.lang, "total", tokens);
    let tells = |passage: usize| says(context.document.tokens(passage));
    says(&context.query.tokens) && places.into_iter().any(tells)
}

/// Whether the claim's value is how much one thing is more or less than another, or what is left of it.
fn is_compared(context: &Context<'_>, claim: &Value) -> bool {
    const BEHIND: usize = 3;
    let query = context.query;
    let behind = &query.tokens[claim.end..(claim.end + BEHIND).min(query.tokens.len())];
    let marks = behind.iter().position(|token| !token.is_text());
    say(
        query.lang,
        "compared",
        &behind[..marks.unwrap_or(behind.len())],
    )
}

/// Whether the claim's words ask for what several values give together.
pub(in crate::verify::checks::value) fn is_asked_for(context: &Context<'_>, claim: &Value) -> bool {
    let says = |what| say(context.query.lang, what, &context.query.tokens);
    ["sum", "difference", "mean"].into_iter().any(says) || changes(context, claim)
}

/// Whether the claim says that its value is a mean, or what each of several has.
pub(super) fn is_mean(context: &Context<'_>) -> bool {
    say(context.query.lang, "mean", &context.query.tokens)
}

/// Whether the claim's value is what is left out of a whole: "all but two".
pub(super) fn is_exception(context: &Context<'_>, claim: &Value) -> bool {
    let query = context.query;
    let back = |steps: usize| {
        let token = &query.tokens[claim.lead.checked_sub(steps)?];
        Some(token.span.of(&query.text))
    };
    match (back(2), back(1)) {
        (Some("all" | "All"), Some("but")) | (Some("bis" | "Bis"), Some("auf")) => true,
        (_, before) => matches!(before, Some("sauf" | "salvo" | "excepto")),
    }
}

/// Whether a passage says so much of each of several.
pub(super) fn is_of_each(context: &Context<'_>, passage: usize) -> bool {
    source_says(context, "each", passage)
}

/// Whether a passage leaves it to be reckoned what the rest of something is.
pub(super) fn leaves_rest(context: &Context<'_>, passage: usize) -> bool {
    source_says(context, "rest", passage)
}

fn source_says(context: &Context<'_>, what: &'static str, passage: usize) -> bool {
    say(
        context.document.lang(),
        what,
        context.document.tokens(passage),
    )
}

/// Whether the claim's value is said to be a change: percentage points, "doubled", "by 10".
pub(super) fn changes(context: &Context<'_>, claim: &Value) -> bool {
    let is_whole = || claim.meaning.number().is_some_and(Number::is_near);
    match &claim.meaning {
        Meaning::Factor(_) => true,
        Meaning::Percent { points: true, .. } => matches!(claim.end_of, End::Whole | End::By),
        _ => is_whole() && (claim.end_of == End::By || is_compared(context, claim)),
    }
}
