//! A small count that a list of as many things bears out: "three towns" where the source has "Arden, Holm and Vessby".

use crate::text::{Bound, Lang, Meaning, Token, TokenKind, Value};
use crate::verify::checks::context::Context;

/// The fewest things of a list that is no chance, and the most that a sentence names.
const FEWEST: usize = 3;
const MANY: usize = 20;

/// Words of one thing of a list.
const ITEM: usize = 9;

/// Share of the rest of the claim that a passage must bear out for its list to be what the claim counts.
const SUBJECT: f64 = 0.4;

/// The list of as many things as the claim counts: its passage, and the tokens from its first comma to the joining word.
pub(super) fn listed(context: &Context<'_>, claim: &Value) -> Option<(usize, usize, usize)> {
    let Meaning::Number(number) = &claim.meaning else {
        return None;
    };
    let query = context.query;
    let counts = query
        .tokens
        .get(claim.end)
        .is_some_and(|next| next.kind == TokenKind::Word && next.is_content());
    let wanted = (FEWEST..=MANY).find(|count| (*count as f64 - number.value).abs() < 1e-9)?;
    if number.bound != Bound::Exact || number.upto.is_some() || !counts {
        return None;
    }
    let subjects = context.subjects(claim.first, claim.end);
    let ranked = context.matches.ranked.iter().zip(subjects);
    let mut near = ranked.filter(|(_, subject)| *subject >= SUBJECT);
    near.find_map(|(ranked, _)| {
        let (tokens, text) = (
            context.document.tokens(ranked.passage),
            context.document.text(ranked.passage),
        );
        let joins = (0..tokens.len()).filter(|at| is_and(tokens, text, *at, query.lang));
        let mut lists = joins.map(|at| (at, commas_before(tokens, text, at)));
        let (join, first) = lists.find_map(|(at, commas)| {
            (commas.len() + 2 == wanted).then(|| (at, commas.last().copied()))
        })?;
        Some((ranked.passage, first?, join))
    })
}

fn is_and(tokens: &[Token], text: &str, at: usize, lang: Lang) -> bool {
    let word = tokens[at].span.of(text);
    match lang {
        Lang::English => word == "and" || word == "&",
        Lang::German => matches!(word, "und" | "sowie"),
        Lang::French => word == "et",
        Lang::Spanish => matches!(word, "y" | "e"),
        Lang::Italian => matches!(word, "e" | "ed"),
        Lang::Portuguese => word == "e",
        Lang::Dutch => word == "en",
        Lang::Other => false,
    }
}

/// The commas that part the things of a list before the word at `join`, the last one first; none where what stands between
/// two of them is longer than a thing is.
fn commas_before(tokens: &[Token], text: &str, join: usize) -> Vec<usize> {
    let is_comma = |at: usize| matches!(tokens[at].span.of(text), "," | ";");
    let ends = |at: usize| matches!(tokens[at].span.of(text), "." | ":" | "!" | "?" | "(" | ")");
    // "A, B, and C"
    let mut to = join;
    if join > 0 && is_comma(join - 1) {
        to = join - 1;
    }
    let mut found = Vec::new();
    let mut at = to;
    while at > 0 {
        at -= 1;
        if ends(at) || to - at > ITEM + 1 {
            break;
        }
        if is_comma(at) {
            found.push(at);
            to = at;
        }
    }
    found
}
