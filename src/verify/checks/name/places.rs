//! Where in a document the words of a name stand together.

use super::beside::Neighbours;
use super::forms;
use super::place::Place;
use super::read::{Name, Word, is_capital_word};
use super::short;
use crate::text::{Lang, Span, Token, normal_form, stem_key, word_key};
use crate::verify::checks::context::Context;

/// Occurrences of each word that are looked at: a name that stands oftener is what the page is about.
const OCCURRENCES: usize = 24;

/// How far apart two neighbouring words of a name may stand: a middle name, "and his wife".
const GAP: usize = 4;

/// What a name is worth that stands there without any capital: "the flag" for "the Flag".
const LOWERCASE: f64 = 0.6;

/// An occurrence of a word of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    passage: usize,
    token: usize,
    /// Index of the word in the name.
    word: usize,
}

/// Every place where words of the name stand together, in the order of the document.
pub(super) fn places(context: &Context<'_>, name: &Name) -> Vec<Place> {
    let spots = spots(context, name);
    let mut found = Vec::new();
    let mut from = 0;
    for at in 1..=spots.len() {
        let ends = spots.get(at).is_none_or(|spot| {
            let before = spots[at - 1];
            spot.passage != before.passage || spot.token - before.token > GAP
        });
        if ends {
            read_cluster(context, name, &spots[from..at], &mut found);
            from = at;
        }
    }
    if !found.iter().any(Place::is_whole) {
        found.extend(short::places(context, name));
        found.sort_by_key(|place| place.passage);
    }
    found
}

fn spots(context: &Context<'_>, name: &Name) -> Vec<Spot> {
    let document = context.document;
    let terms = &context.query.terms;
    let mut spots = Vec::new();
    for (index, word) in name.words.iter().enumerate() {
        let spot = |passage: usize, token: usize| Spot {
            passage,
            token,
            word: index,
        };
        let same = document.occurrences(word.stem).take(OCCURRENCES);
        spots.extend(
            same.filter(|token| {
                is_inflected(context, word, *document.token(*token), || {
                    document.text(document.passage_of(*token))
                })
            })
            .map(|token| spot(document.passage_of(token), document.within(token))),
        );
        // "Wien" for Vienna
        for other in forms::others(&word.form) {
            let stem = stem_key(&normal_form(other), document.lang());
            let written = word_key(other);
            let same = document.occurrences(stem).take(OCCURRENCES);
            let same = same.filter(|token| {
                let token = document.token(*token);
                token.is_capital() && token.form == written
            });
            spots
                .extend(same.map(|token| spot(document.passage_of(token), document.within(token))));
        }
        // Those in the candidates, and other forms of the word, as far as matching found them.
        let Some(term) = terms.iter().position(|term| term.token == word.token) else {
            continue;
        };
        let last = index + 1 == name.words.len();
        let matches = context.matches;
        for hit in (0..matches.ranked.len()).filter_map(|ranked| matches.hit(ranked, term)) {
            let token = document.tokens(hit.passage)[hit.token];
            let text = || document.text(hit.passage);
            let takes = if token.stem == word.stem {
                is_inflected(context, word, token, text)
            } else {
                is_capital_word(&token)
                    && (terms[term].borne_out_by(token.stem).is_some()
                        || is_other_form(word, token.span, text(), last))
            };
            if takes {
                spots.push(spot(hit.passage, hit.token));
            }
        }
    }
    spots.sort_unstable();
    spots.dedup();
    spots
}

/// Whether a word of the same stem is the name's word: as it is written in the claim, or inflected
/// with a capital. "Natural" is not "Nature", nor is "knighted" a "Knight".
fn is_inflected<'t>(
    context: &Context<'_>,
    word: &Word,
    token: Token,
    text: impl FnOnce() -> &'t str,
) -> bool {
    token.form == context.query.tokens[word.token].form
        || token.is_capital() && {
            let other = normal_form(token.span.of(text()));
            forms::derived(&word.form, &other) || forms::are_transliterations(&word.form, &other)
        }
}

/// Whether a word of another stem is a form of the name's word; `last` tells whether it is the name's
/// last, a family name as a rule.
fn is_other_form(word: &Word, span: Span, text: &str, last: bool) -> bool {
    let other = normal_form(span.of(text));
    forms::are_forms(&word.form, &other) || !last && forms::are_given_forms(&word.form, &other)
}

/// Appends the places in a run of spots that stand near one another: one for each occurrence of the name's
/// words in order, and the whole run where they all stand there in any order.
fn read_cluster(context: &Context<'_>, name: &Name, spots: &[Spot], found: &mut Vec<Place>) {
    let Some(first) = spots.first() else {
        return;
    };
    let begin = found.len();
    let size = name.words.len();
    let empty = || Place {
        passage: first.passage,
        tokens: vec![None; size],
        others: Vec::new(),
        share: 0.0,
        is_capital: true,
    };
    let mut current = empty();
    let mut last: Option<Spot> = None;
    for spot in spots {
        let goes_on = last.is_none_or(|last| spot.word > last.word && spot.token > last.token);
        if !goes_on {
            found.push(std::mem::replace(&mut current, empty()));
        }
        current.tokens[spot.word] = Some(spot.token);
        last = Some(*spot);
    }
    found.push(current);
    if !found[begin..].iter().any(Place::is_whole) {
        let any_order = (0..size).map(|word| spots.iter().find(|spot| spot.word == word));
        let tokens: Vec<Option<usize>> =
            any_order.map(|spot| spot.map(|spot| spot.token)).collect();
        let place = Place { tokens, ..empty() };
        if are_distinct(&place.tokens) {
            found.push(place);
        }
    }
    for place in &mut found[begin..] {
        complete(context, name, place);
    }
}

/// Whether there are as many tokens as words, no two the same.
fn are_distinct(tokens: &[Option<usize>]) -> bool {
    let mut rest = tokens;
    while let Some((first, after)) = rest.split_first() {
        if first.is_none() || after.contains(first) {
            return false;
        }
        rest = after;
    }
    true
}

/// Finds what else stands in a place, and how much of the name all of it is.
fn complete(context: &Context<'_>, name: &Name, place: &mut Place) {
    let tokens = context.document.tokens(place.passage);
    add_given_name(context, name, place);
    if !place.is_whole() {
        place.others = others(context, place);
        // A word of the name that was not among the occurrences looked at.
        place.others.retain(|at| {
            let word = name
                .words
                .iter()
                .position(|word| word.stem == tokens[*at].stem);
            let missing = word.filter(|word| place.tokens[*word].is_none());
            missing.map(|word| place.tokens[word] = Some(*at)).is_none()
        });
    }
    place.share = name.share(&place.tokens);
    let capital = |at: &usize| tokens[*at].is_capital();
    place.is_capital = place.tokens.iter().flatten().any(capital);
    if !place.is_capital {
        place.share *= LOWERCASE;
    }
}

/// Takes the word before a family name for the given name that is missing, where it is a form of it:
/// "William" for "Bill", wherever it stands; in German a compound of it, too.
fn add_given_name(context: &Context<'_>, name: &Name, place: &mut Place) {
    let [None, Some(second), ..] = place.tokens[..] else {
        return;
    };
    let tokens = context.document.tokens(place.passage);
    let text = context.document.text(place.passage);
    let Some(before) = second
        .checked_sub(1)
        .filter(|at| is_capital_word(&tokens[*at]))
    else {
        return;
    };
    let (word, span) = (&name.words[0], tokens[before].span);
    let is_german = context.query.lang == Lang::German;
    if is_other_form(word, span, text, false) || is_german && is_head(word, span, text) {
        place.tokens[0] = Some(before);
    }
}

/// Letters of the shortest word that a German compound ends with: "Werk".
const HEAD: usize = 4;

/// Whether a German compound says more exactly what the name's word says: "Kohlekraftwerk" for "Kraftwerk".
fn is_head(word: &Word, span: Span, text: &str) -> bool {
    word.form.chars().count() >= HEAD && normal_form(span.of(text)).ends_with(&word.form)
}

/// The capitalised words that stand where words of the name are missing.
fn others(context: &Context<'_>, place: &Place) -> Vec<usize> {
    let tokens = context.document.tokens(place.passage);
    let text = context.document.text(place.passage);
    let mut found = Vec::new();
    let here: Vec<usize> = place.tokens.iter().flatten().copied().collect();
    let (Some(first), Some(last)) = (here.first(), here.last()) else {
        return found;
    };
    let neighbours = Neighbours { tokens, text };
    for (word, _) in place
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.is_none())
    {
        let before = place.tokens[..word].iter().rev().flatten().next();
        let after = place.tokens[word + 1..].iter().flatten().next();
        match (before, after) {
            (Some(before), Some(after)) => found.extend(
                (before + 1..*after).filter(|at| neighbours.is_name(*at) && !here.contains(at)),
            ),
            (None, Some(_)) => found.extend(neighbours.before(*first)),
            (Some(_), None) => found.extend(neighbours.after(*last)),
            (None, None) => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
