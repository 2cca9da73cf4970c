//! Roles and who holds them: "Anna Wirth is the mayor", "mayor Anna Wirth", "Anna Wirth, the mayor, said".

use std::ops::Range;

use super::context::Context;
use crate::text::{Token, TokenKind, key};

/// Words between a name and the role that it holds, and from a role over the place that it is of to the name.
const BETWEEN: usize = 6;

/// Occurrences of a role that are looked at.
const OCCURRENCES: usize = 24;

/// Words before a role that is known.
const ARTICLES: [u64; 14] = [
    key("the"),
    key("a"),
    key("an"),
    key("its"),
    key("their"),
    key("der"),
    key("die"),
    key("den"),
    key("dem"),
    key("le"),
    key("la"),
    key("el"),
    key("il"),
    key("seine"),
];

/// Words between a name and the role that it is said to hold.
const IS: [u64; 20] = [
    key("is"),
    key("was"),
    key("as"),
    key("been"),
    key("became"),
    key("become"),
    key("elected"),
    key("appointed"),
    key("named"),
    key("remains"),
    key("ist"),
    key("war"),
    key("wurde"),
    key("als"),
    key("est"),
    key("était"),
    key("devient"),
    key("es"),
    key("era"),
    key("fue"),
];

/// Words that join a role with what it is of.
const OF: [u64; 8] = [
    key("of"),
    key("for"),
    key("at"),
    key("von"),
    key("de"),
    key("du"),
    key("des"),
    key("del"),
];

/// Words that stand for a name said before.
const PRONOUNS: [u64; 20] = [
    key("he"),
    key("she"),
    key("it"),
    key("they"),
    key("him"),
    key("her"),
    key("them"),
    key("his"),
    key("its"),
    key("their"),
    key("who"),
    key("er"),
    key("sie"),
    key("il"),
    key("elle"),
    key("ils"),
    key("su"),
    key("sus"),
    key("sein"),
    key("ihr"),
];

/// Whether a word stands for a name said before.
pub(super) fn is_pronoun(token: &Token) -> bool {
    PRONOUNS.contains(&token.form)
}

pub(super) fn is_name(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.is_capital() && !token.is_stop()
}

/// Whether a word may be a role: small, and no word of grammar.
pub(super) fn is_role(token: &Token) -> bool {
    token.kind == TokenKind::Word && !token.is_capital() && token.is_content()
}

pub(super) fn is_article(token: &Token) -> bool {
    ARTICLES.contains(&token.form)
}

/// Whether the word makes what follows a part of what stands before: "the mayor of Gell".
pub(super) fn is_inside(token: &Token) -> bool {
    OF.contains(&token.form) || matches!(token.kind, TokenKind::Symbol)
}

/// The name that stands beside the role at token `at` as the one who holds it.
pub(super) fn holder(tokens: &[Token], text: &str, at: usize) -> Option<Range<usize>> {
    behind(tokens, text, at + 1).or_else(|| before(tokens, text, at))
}

/// "mayor Anna Wirth", "the mayor, Anna Wirth,", "the mayor of Gell, Anna Wirth,".
fn behind(tokens: &[Token], text: &str, from: usize) -> Option<Range<usize>> {
    let word = |at: usize| tokens.get(at).map(|token| token.span.of(text));
    if tokens.get(from).is_some_and(is_name) {
        return Some(from..run_end(tokens, from));
    }
    let mut at = from;
    if OF.contains(&tokens.get(at)?.form) {
        let last = tokens.len().min(at + BETWEEN);
        at = (at + 1..last).find(|at| word(*at) == Some(","))?;
    }
    let first = at + 1;
    if word(at) != Some(",") || !is_name(tokens.get(first)?) {
        return None;
    }
    let end = run_end(tokens, first);
    // And not "the mayor, Ito and two others".
    matches!(word(end), Some("," | "." | ")" | ";") | None).then_some(first..end)
}

/// "Anna Wirth, the mayor", "Anna Wirth has been the mayor".
fn before(tokens: &[Token], text: &str, at: usize) -> Option<Range<usize>> {
    let mut is_said = false;
    for other in (at.saturating_sub(BETWEEN)..at).rev() {
        let token = &tokens[other];
        let word = token.span.of(text);
        if IS.contains(&token.form) {
            is_said = true;
        } else if word == "," && !is_said {
            let last = other.checked_sub(1)?;
            return is_name(&tokens[last]).then(|| run_start(tokens, last)..other);
        } else if is_name(token) {
            return is_said.then(|| run_start(tokens, other)..other + 1);
        } else if !(is_article(token)
            || is_role(token) && !is_said
            || matches!(word, "has" | "had" | "-"))
        {
            return None;
        }
    }
    None
}

/// One past the last token of the name that begins at token `first`.
pub(super) fn run_end(tokens: &[Token], first: usize) -> usize {
    first
        + tokens[first..]
            .iter()
            .take_while(|token| is_name(token))
            .count()
}

/// The first token of the name whose last one is `last`.
pub(super) fn run_start(tokens: &[Token], last: usize) -> usize {
    last + 1
        - tokens[..=last]
            .iter()
            .rev()
            .take_while(|token| is_name(token))
            .count()
}

/// The forms of the words of the names that hold the role `stem` on the page, one list a place where it is told.
pub(super) fn holders(context: &Context<'_>, stem: u64) -> Vec<Vec<u64>> {
    let document = context.document;
    let places = document.occurrences(stem).take(OCCURRENCES);
    let names = places.filter_map(|token| {
        let (passage, at) = (document.passage_of(token), document.within(token));
        let tokens = document.tokens(passage);
        if !is_role(&tokens[at]) {
            return None;
        }
        let name = holder(tokens, document.text(passage), at)?;
        Some(tokens[name].iter().map(|token| token.form).collect())
    });
    names.collect()
}

/// The known role that ends right before token `end`, or is followed only by what it is of: from its article up to its
/// head, "the chief executive" in "the chief executive of Wex said".
pub(super) fn role_before(tokens: &[Token], text: &str, end: usize) -> Option<Range<usize>> {
    let is_mark = |at: &usize| !tokens[*at].is_text() && !joins(tokens, text, *at);
    let low = (end.saturating_sub(BETWEEN + 2)..end)
        .rev()
        .find(is_mark)
        .map_or(end.saturating_sub(BETWEEN + 2), |mark| mark + 1);
    (low..end).find_map(|first| {
        let role = role_at(tokens, text, first, end)?;
        let is_whole = role.end == end || OF.contains(&tokens[role.end].form);
        is_whole.then_some(role)
    })
}

/// The known role whose article stands at token `first`, and whose words go on no farther than `limit`.
pub(super) fn role_at(
    tokens: &[Token],
    text: &str,
    first: usize,
    limit: usize,
) -> Option<Range<usize>> {
    if !is_article(tokens.get(first)?) {
        return None;
    }
    let goes_on = |at: &usize| is_role(&tokens[*at]) || joins(tokens, text, *at);
    let last = limit.min(first + BETWEEN).min(tokens.len());
    let words = (first + 1..last).take_while(goes_on);
    let end = first + 1 + words.count();
    let head = (first + 1..end).rev().find(|at| is_role(&tokens[*at]))?;
    Some(first..head + 1)
}

fn joins(tokens: &[Token], text: &str, at: usize) -> bool {
    matches!(tokens[at].span.of(text), "-" | "'s" | "’s")
}
