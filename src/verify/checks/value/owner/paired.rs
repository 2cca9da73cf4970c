//! Values that stand beside the names of what they are of, one beside each: "Oslo has 12 and Bergen 7", "12 in Oslo and 7 in
//! Bergen", "with 12, Oslo is ahead of Bergen, which has 7".

use std::ops::Range;

use super::parts::is_joint;
use crate::text::{Token, Value};
use crate::verify::checks::held;
use crate::verify::checks::row::is_sentence;

/// Values that are paired with names: more of them make a list of another sort.
const MOST: usize = 6;

/// Tokens between two values of a list that stands in the order of the names.
const APART: usize = 3;

/// Words behind one that begins a sentence and is no name.
const OF: [&str; 8] = ["with", "to", "of", "for", "from", "by", "among", "against"];

/// Tokens between a name and the value beside it.
const NEAR: usize = 8;

/// A name or value of a passage, in the order of the text.
#[derive(Clone, Copy)]
enum Mention {
    /// By its place among the names.
    Name(usize),
    /// By its place among the values.
    Value(usize),
}

/// The name that each of the values at `places` of a passage stands beside; `values` are all that the passage has. None where it
/// has not as many names, or they stand otherwise than one by each value.
pub(super) fn owners(
    tokens: &[Token],
    text: &str,
    (values, places): (&[Value], &[(usize, usize)]),
) -> Option<Vec<Range<usize>>> {
    if !(2..=MOST).contains(&places.len()) {
        return None;
    }
    // "24/7" is no two amounts.
    let is_slash = |at: usize| {
        let token = tokens.get(at);
        token.is_some_and(|token| token.is_glued() && token.span.of(text) == "/")
    };
    if places.iter().any(|place| is_slash(place.1)) {
        return None;
    }
    if let Some(labels) = labels(tokens, text, places) {
        return Some(labels);
    }
    let mut names = names(tokens, values);
    // "Compared with Oslo": the first word has a capital letter whatever it is.
    let begins = |name: &Range<usize>| {
        let next = tokens.get(name.end).map(|next| next.span.of(text));
        next.is_some_and(|next| OF.contains(&next))
    };
    if names.len() == places.len() + 1 && begins(&names[0]) {
        names.remove(0);
    }
    if names.len() != places.len() {
        return None;
    }
    let of_names = names.iter().enumerate();
    let of_values = places.iter().enumerate();
    let mut mentions: Vec<(usize, Mention)> = of_names
        .map(|(index, name)| (name.start, Mention::Name(index)))
        .chain(of_values.map(|(index, place)| (place.0, Mention::Value(index))))
        .collect();
    mentions.sort_by_key(|(at, _)| *at);
    let mut owners = vec![0..0; places.len()];
    for two in mentions.chunks(2) {
        let [(_, one), (_, other)] = two else {
            return None;
        };
        match (*one, *other) {
            (Mention::Name(name), Mention::Value(value))
            | (Mention::Value(value), Mention::Name(name)) => owners[value] = names[name].clone(),
            _ => return in_order(tokens, text, names, places),
        }
    }
    let are_near = owners.iter().zip(places).all(|(owner, place)| {
        let between = if owner.start < place.0 {
            owner.end..place.0
        } else {
            place.1..owner.start
        };
        between.len() <= NEAR && !between.clone().any(|at| ends_sentence(tokens, text, at))
    });
    are_near.then_some(owners)
}

/// Words of the longest label of a value in a list.
const LABEL: usize = 4;

/// The labels of a list that has one right behind each value, or one right before each: "90 % Croats, 4 % Serbs and 6 %
/// others". Where either may be meant, what the list begins with tells.
fn labels(tokens: &[Token], text: &str, places: &[(usize, usize)]) -> Option<Vec<Range<usize>>> {
    let word = |at: usize| tokens[at].span.of(text);
    // Only a cell has a list without any mark: "90.4 % Croats 4.4 % Serbs".
    let needs_mark = is_sentence(text);
    let is_mark = |at: &usize| matches!(word(*at), "," | ";") || is_joint(tokens, text, *at);
    // The words between two marks, if there are a few and nothing else.
    let label = |from: usize, to: usize| {
        let words = from..to;
        let is_short = (1..=LABEL).contains(&words.len());
        let are_words = is_short && words.clone().all(|at| tokens[at].is_text());
        (are_words && tokens[from].is_content()).then_some(words)
    };
    let behind = |index: usize| {
        let from = places[index].1;
        let to = places.get(index + 1).map_or(tokens.len(), |next| next.0);
        let end = (from..to).find(is_mark).unwrap_or(to);
        // Behind the last one more may be said.
        let is_last = index + 1 == places.len();
        let end = if is_last { end.min(from + 1) } else { end };
        let is_parted = (end..to).all(|at| is_mark(&at)) && (end < to || !needs_mark);
        (is_last || is_parted).then(|| label(from, end))?
    };
    let before = |index: usize| {
        let to = places[index].0;
        let from = index.checked_sub(1).map_or(0, |before| places[before].1);
        let start = (from..to).rfind(is_mark).map_or(from, |mark| mark + 1);
        let is_parted = (from..start).all(|at| is_mark(&at)) && (from < start || !needs_mark);
        (index == 0 || is_parted).then(|| label(start, to))?
    };
    let all = |find: &dyn Fn(usize) -> Option<Range<usize>>| -> Option<Vec<Range<usize>>> {
        (0..places.len()).map(find).collect()
    };
    let behind = all(&behind);
    // Before the value of a sentence stands its verb too: "Adults pay $9, students $6".
    match all(&before).filter(|_| !needs_mark) {
        Some(before) if behind.is_none() => Some(before),
        None => behind,
        Some(_) => None,
    }
}

/// The names in the order of the values, where all of the one stand before all of the other: "Oslo and Bergen have 12 and 7".
fn in_order(
    tokens: &[Token],
    text: &str,
    names: Vec<Range<usize>>,
    places: &[(usize, usize)],
) -> Option<Vec<Range<usize>>> {
    let are_apart =
        names.last()?.end <= places.first()?.0 || places.last()?.1 <= names.first()?.start;
    let joins = |at: usize| tokens[at].span.of(text) == "," || is_joint(tokens, text, at);
    let are_listed = names
        .windows(2)
        .all(|two| (two[0].end..two[1].start).all(joins))
        && places.windows(2).all(|two| two[1].0 - two[0].1 <= APART);
    (are_apart && are_listed).then_some(names)
}

/// The names of a passage that are no part of a value.
fn names(tokens: &[Token], values: &[Value]) -> Vec<Range<usize>> {
    let is_name =
        |at: usize| held::is_name(&tokens[at]) && !values.iter().any(|value| value.has(at));
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let length = (at..tokens.len()).take_while(|at| is_name(*at)).count();
        if length > 0 {
            found.push(at..at + length);
        }
        at += length.max(1);
    }
    found
}

fn ends_sentence(tokens: &[Token], text: &str, at: usize) -> bool {
    matches!(tokens[at].span.of(text), "." | "!" | "?")
}
