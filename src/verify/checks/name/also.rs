//! What else the page calls a name: "Ashfall, formerly The Tin Kings".

use std::ops::Range;

use super::place::Place;
use super::read::Name;
use crate::text::{Token, key};
use crate::verify::checks::context::Context;
use crate::verify::checks::held::{is_name, run_end, run_start};

/// Places of a name, and of each other name, that are looked at.
const PLACES: usize = 8;

/// Words between two names of one thing.
const BETWEEN: usize = 5;

/// Words that say that what follows is another name.
const CUES: [u64; 26] = [
    key("formerly"),
    key("previously"),
    key("originally"),
    key("born"),
    key("née"),
    key("né"),
    key("alias"),
    key("aka"),
    key("a.k.a"),
    key("known"),
    key("nicknamed"),
    key("dubbed"),
    key("renamed"),
    key("rechristened"),
    key("geborene"),
    key("geborener"),
    key("ehemals"),
    key("vormals"),
    key("früher"),
    key("genannt"),
    key("dit"),
    key("dite"),
    key("anciennement"),
    key("conocido"),
    key("conocida"),
    key("rebautizada"),
];

/// Words that may stand beside them.
const FILLERS: [u64; 20] = [
    key("as"),
    key("the"),
    key("a"),
    key("also"),
    key("is"),
    key("was"),
    key("were"),
    key("been"),
    key("has"),
    key("better"),
    key("once"),
    key("now"),
    key("called"),
    key("to"),
    key("all"),
    key("als"),
    key("die"),
    key("der"),
    key("como"),
    key("who"),
];

/// Where the page speaks of the name by another one. `own` are its places.
pub(super) fn places(context: &Context<'_>, name: &Name, own: &[Place]) -> Vec<Place> {
    let mut others: Vec<Vec<u64>> = Vec::new();
    let whole = own
        .iter()
        .filter(|place| place.is_whole() && place.is_capital);
    for place in whole.take(PLACES) {
        let tokens = context.document.tokens(place.passage);
        let text = context.document.text(place.passage);
        let (from, to) = place.range();
        for other in [behind(tokens, text, to), before(tokens, text, from)] {
            let stems = other.map(|other| tokens[other].iter().map(|token| token.stem).collect());
            others.extend(stems);
        }
    }
    others.sort_unstable();
    others.dedup();
    let places = others.iter().flat_map(|other| called(context, name, other));
    places.collect()
}

/// Another name behind the one that ends at `to`: ", formerly known as The Tin Kings", "(MSF)".
fn behind(tokens: &[Token], text: &str, to: usize) -> Option<Range<usize>> {
    let word = |at: usize| tokens.get(at).map(|token| token.span.of(text));
    if let (Some("("), Some(")")) = (word(to), word(to + 2))
        && tokens[to + 1].is_upper()
    {
        return Some(to + 1..to + 2);
    }
    let opens = matches!(word(to), Some("," | "(" | "–" | "—"));
    let from = to + usize::from(opens);
    let cues = tokens.get(from..tokens.len().min(from + BETWEEN))?;
    let first = from + cues.iter().take_while(|token| is_between(token)).count();
    let is_told = tokens[from..first]
        .iter()
        .any(|token| CUES.contains(&token.form));
    let end = run_end(tokens, first);
    (is_told && end > first).then_some(first..end)
}

/// Another name before the one that begins at `from`.
fn before(tokens: &[Token], text: &str, from: usize) -> Option<Range<usize>> {
    let word = |at: usize| tokens.get(at).map(|token| token.span.of(text));
    let run = |end: usize| {
        let last = end.checked_sub(1).filter(|last| is_name(&tokens[*last]))?;
        Some(run_start(tokens, last)..end)
    };
    if from > 0
        && word(from - 1) == Some("(")
        && word(from + 1) == Some(")")
        && tokens[from].is_upper()
    {
        return run(from - 1).filter(|run| run.len() > 1);
    }
    let cues = tokens[..from].iter().rev().take(BETWEEN);
    let first = from - cues.take_while(|token| is_between(token)).count();
    let is_told = tokens[first..from]
        .iter()
        .any(|token| CUES.contains(&token.form));
    let mark = first.checked_sub(1)?;
    let opens = matches!(word(mark), Some("," | "(" | "–" | "—"));
    is_told.then(|| run(first - usize::from(opens)))?
}

fn is_between(token: &Token) -> bool {
    CUES.contains(&token.form) && !token.is_capital() || FILLERS.contains(&token.form)
}

/// Where the page has the name whose words have these stems.
fn called(context: &Context<'_>, name: &Name, stems: &[u64]) -> Vec<Place> {
    let document = context.document;
    let Some((last, before)) = stems.split_last() else {
        return Vec::new();
    };
    let places = document.occurrences(*last).take(PLACES);
    let places = places.filter_map(|token| {
        let (passage, at) = (document.passage_of(token), document.within(token));
        let tokens = document.tokens(passage);
        let first = at.checked_sub(before.len())?;
        let run = tokens[first..at].iter().map(|token| token.stem);
        (tokens[at].is_capital() && run.eq(before.iter().copied()))
            .then(|| place(name, passage, first..at + 1))
    });
    places.collect()
}

fn place(name: &Name, passage: usize, tokens: Range<usize>) -> Place {
    Place {
        passage,
        tokens: vec![Some(tokens.end - 1); name.words.len()],
        others: (tokens.start..tokens.end - 1).collect(),
        share: 1.0,
        is_capital: true,
    }
}
