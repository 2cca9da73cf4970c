//! Words that cannot both be true: rose and fell, before and after, husband and wife.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::context::{Context, check};
use crate::text::{Lang, TokenKind, key, normal_form, stem};
use crate::verify::outcome::{Check, Found, Kind, Status};

const TABLE: &str = include_str!("../data/opposites.txt");

/// How much of a word's surroundings must stand around its opposite.
const SAME_ROLE: f64 = 0.4;

fn opposites(stem: u64) -> &'static [u64] {
    static OPPOSITES: OnceLock<FxHashMap<u64, Vec<u64>>> = OnceLock::new();
    let table = OPPOSITES.get_or_init(|| {
        let mut table: FxHashMap<u64, Vec<u64>> = FxHashMap::default();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let Some((one, other)) = line.split_once('|') else {
                continue;
            };
            let stems =
                |side: &str| -> Vec<u64> { side.split_whitespace().map(stem_key).collect() };
            let (one, other) = (stems(one), stems(other));
            for stem in &one {
                table.entry(*stem).or_default().extend(&other);
            }
            for stem in &other {
                table.entry(*stem).or_default().extend(&one);
            }
        }
        table
    });
    table.get(&stem).map_or(&[], Vec::as_slice)
}

fn stem_key(word: &str) -> u64 {
    key(&stem(&normal_form(word), Lang::English))
}

pub(super) fn checks(context: &Context<'_>) -> Vec<Check> {
    if context.query.lang != Lang::English {
        return Vec::new();
    }
    (0..context.query.tokens.len())
        .filter_map(|at| of_word(context, at))
        .collect()
}

fn of_word(context: &Context<'_>, at: usize) -> Option<Check> {
    let token = &context.query.tokens[at];
    let against = opposites(token.stem);
    if against.is_empty() || token.is_capital() && at > 0 || is_measure(context, at) {
        return None;
    }
    let claim = Found {
        text: token.span.of(&context.query.text).to_owned(),
        span: token.span,
    };
    let mut opposite: Option<(f64, usize, usize)> = None;
    for index in &context.matches.evidence {
        let ranked = &context.matches.ranked[*index];
        let passage = context.document.tokens(ranked.passage);
        if passage.iter().any(|other| other.stem == token.stem) {
            return None;
        }
        for (place, other) in passage.iter().enumerate() {
            if against.contains(&other.stem) && !(other.is_capital() && place > 0) {
                let role = context.role(at, at + 1, *index, place, place + 1);
                if opposite.is_none_or(|(most, ..)| role > most) {
                    opposite = Some((role, ranked.passage, place));
                }
            }
        }
    }
    let (role, passage, place) = opposite?;
    let status = if role >= SAME_ROLE {
        Status::Mismatch
    } else {
        Status::Absent
    };
    let span = context.source_span(passage, place, place + 1);
    Some(check(
        Kind::Direction,
        status,
        claim,
        Some((passage, context.in_source(passage, span))),
    ))
}

/// "ten years old", "a metre high", "two days before": how much, not which.
fn is_measure(context: &Context<'_>, at: usize) -> bool {
    let values = &context.query.values;
    values.iter().any(|value| {
        value.end == at
            || value.end + 1 == at && context.query.tokens[at - 1].kind == TokenKind::Symbol
    })
}
