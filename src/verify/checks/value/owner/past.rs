//! Values that a text tells to be those of before: "45 euros (previously 40)", "3.25 per cent, up from 2.5".

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use crate::matching::Query;
use crate::text::{Lang, Meaning, Token, lemma, normal_form, sections, word_key};

const LISTS: &str = include_str!("../../../data/past.txt");

/// Tokens of the longest bracket that tells what was before.
const BRACKET: usize = 12;

#[derive(Default)]
struct Lists {
    was: FxHashSet<u64>,
    before: FxHashSet<u64>,
    after: FxHashSet<u64>,
    change: FxHashSet<u64>,
    former: FxHashSet<u64>,
    then: FxHashSet<u64>,
    now: FxHashSet<u64>,
}

fn lists() -> &'static Lists {
    static LISTS_READ: OnceLock<Lists> = OnceLock::new();
    LISTS_READ.get_or_init(|| {
        let mut lists = Lists::default();
        for (tag, words) in sections(LISTS) {
            let list = match tag {
                "was" => &mut lists.was,
                "before" => &mut lists.before,
                "after" => &mut lists.after,
                "change" => &mut lists.change,
                "former" => &mut lists.former,
                "then" => &mut lists.then,
                "now" => &mut lists.now,
                other => panic!("past.txt has no section [{other}]"),
            };
            list.extend(words.split_whitespace().map(word_key));
        }
        lists
    })
}

/// Of when a claim speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Now,
    Before,
    Unknown,
}

/// Of when the tokens `clause` of a claim speak, by their words; a verb in the past or a date leaves it open.
pub(super) fn when(query: &Query, clause: Range<usize>) -> When {
    let lists = lists();
    let word = |at: usize| query.tokens.get(at).map(|token| token.span.of(&query.text));
    let is_former = |at: usize| match word(at) {
        Some("used") => word(at + 1) == Some("to"),
        // "It was 40 before", and not "before noon".
        Some("before") => word(at + 1).is_none_or(|next| matches!(next, "." | "," | ";")),
        _ => lists.former.contains(&query.tokens[at].form),
    };
    let is_past = |token: &Token| {
        let word = normal_form(token.span.of(&query.text));
        query.lang == Lang::English
            && !token.is_capital()
            && (word.ends_with("ed") || lemma(&word, query.lang).is_some_and(|base| base != word))
            && !matches!(word.as_str(), "is" | "are" | "has" | "does")
    };
    let is_open = |token: &Token| {
        lists.then.contains(&token.form) || lists.former.contains(&token.form) || is_past(token)
    };
    let is_date = |meaning: &Meaning| matches!(meaning, Meaning::Date(_));
    if clause.clone().any(is_former) {
        When::Before
    } else if query.tokens.iter().any(is_open)
        || query.values.iter().any(|value| is_date(&value.meaning))
    {
        When::Unknown
    } else {
        When::Now
    }
}

/// Whether the value at tokens `from..to` is told to be one that was before.
pub(super) fn is_former(tokens: &[Token], text: &str, from: usize, to: usize) -> bool {
    let lists = lists();
    let word = |at: usize| tokens[at].span.of(text);
    let is_in = |list: &FxHashSet<u64>, at: usize| list.contains(&tokens[at].form);
    let low = from.saturating_sub(BRACKET);
    let open = (low..from)
        .rev()
        .take_while(|at| !matches!(word(*at), ")" | "）" | "]"))
        .find(|at| matches!(word(*at), "(" | "（" | "["));
    if let Some(open) = open.filter(|open| *open > 0) {
        let close =
            (to..tokens.len().min(to + BRACKET)).find(|at| matches!(word(*at), ")" | "）" | "]"));
        let close = close.unwrap_or(to);
        return (open + 1..from).any(|at| is_in(&lists.was, at) || is_in(&lists.before, at))
            || (to..close).any(|at| is_in(&lists.after, at));
    }
    let Some(before) = from.checked_sub(1) else {
        return false;
    };
    if matches!(word(before), "from" | "von" | "de") {
        let is_now = to < tokens.len() && is_in(&lists.now, to);
        return !is_now
            && before
                .checked_sub(1)
                .is_some_and(|at| is_in(&lists.change, at));
    }
    let is_parted = |at: usize| {
        at.checked_sub(1)
            .is_some_and(|at| matches!(word(at), "," | ";" | "–" | "—"))
    };
    is_in(&lists.before, before) && is_parted(before)
}
