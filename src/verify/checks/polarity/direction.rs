//! Words that cannot both be true: rose and fell, before and after, husband and wife.

use super::super::context::check;
use super::opposites::{self, Entry};
use super::reading::{Place, Reading, best};
use crate::text::{Lang, Token, TokenKind, key};
use crate::verify::outcome::{Check, Kind, Status};

/// How much of a word's surroundings must stand around its opposite: where the source has the word
/// itself nowhere near, and where it has both.
const SAME_ROLE: f64 = 0.35;
const SURE_ROLE: f64 = 0.5;

/// The same for an opposite right beside the same word.
const BESIDE_ROLE: f64 = 0.2;

/// How much better than the word itself its opposite must fit to count.
const BETTER: f64 = 0.12;

/// How near to a loose word that to which it belongs must stand, in tokens.
const BESIDE: usize = 3;

pub(super) fn checks(reading: &Reading<'_>) -> Vec<Check> {
    (0..reading.tokens().len())
        .filter_map(|at| of_word(reading, at))
        .collect()
}

fn of_word(reading: &Reading<'_>, at: usize) -> Option<Check> {
    let tokens = reading.tokens();
    let entry = opposites::entry(tokens[at].stem, reading.lang())?;
    if !speaks(tokens, at, reading.lang()) || is_measure(reading, at) {
        return None;
    }
    let sides = Sides::new(reading, at, entry);
    let claim = reading.context.in_claim(at, at + 1);
    let shown = |place: Place| reading.found(place.passage, place.token, place.token + 1);
    let made = |status, place: Place| {
        Some(Check {
            closeness: place.fit,
            ..check(Kind::Direction, status, claim.clone(), Some(shown(place)))
        })
    };
    match (sides.agree, sides.differ) {
        (None, Some(differ)) if !sides.both && is_of_the_same(reading, at, differ) => {
            made(Status::Mismatch, differ)
        }
        (Some(agree), Some(differ))
            if differ.fit >= SURE_ROLE
                && differ.fit >= agree.fit + BETTER
                && (!sides.both || agree.passage == differ.passage) =>
        {
            made(Status::Mismatch, differ)
        }
        (None, Some(differ)) if !entry.loose && !sides.both => made(Status::Absent, differ),
        (None, None) if entry.telling => {
            Some(check(Kind::Direction, Status::Absent, claim.clone(), None))
        }
        // Where there is nothing to tell apart, the word is no more than any other that matches.
        (Some(agree), Some(_)) => made(Status::Match, agree),
        _ => None,
    }
}

/// Whether the opposite stands where the claim's word would stand.
fn is_of_the_same(reading: &Reading<'_>, at: usize, place: Place) -> bool {
    place.fit >= SAME_ROLE || place.fit >= BESIDE_ROLE && is_beside(reading, at, place)
}

/// Where the source says the same, and where it says the opposite.
struct Sides {
    agree: Option<Place>,
    differ: Option<Place>,
    /// Whether the claim has the opposite too: the source's may well be that one.
    both: bool,
}

impl Sides {
    fn new(reading: &Reading<'_>, at: usize, entry: &Entry) -> Self {
        let token = &reading.tokens()[at];
        let term = reading.term(at);
        let denied = reading.claim.denies(at);
        let is_same = |other: &Token| {
            let by_key = |term: usize| {
                let keys = &reading.terms()[term].keys;
                keys.iter().any(|(key, _)| *key == other.stem)
            };
            other.stem == token.stem
                || entry.same.contains(&other.stem)
                || !entry.opposite.contains(&other.stem) && term.is_some_and(by_key)
        };
        let (mut agree, mut differ) = (Vec::new(), Vec::new());
        for (index, passage) in reading.passages.iter().enumerate() {
            let hit = term
                .and_then(|term| reading.context.hits(passage.ranked)[term])
                .map(|hit| hit.token);
            for (place, other) in passage.tokens.iter().enumerate() {
                let same = is_same(other);
                let opposite = !same && entry.opposite.contains(&other.stem);
                let like = !same && !opposite && hit == Some(place);
                if !(same || opposite || like) || !speaks(passage.tokens, place, reading.lang()) {
                    continue;
                }
                let found = reading.place(at, index, place);
                let flips = passage.denials.denies(place) != denied;
                if opposite && !flips {
                    if !entry.loose || is_beside(reading, at, found) {
                        differ.push(found);
                    }
                } else if opposite || !flips {
                    agree.push(found);
                } else {
                    // The same word, denied on one side only: a matter of negation.
                    agree.push(found);
                }
            }
        }
        Self {
            agree: best(agree),
            differ: best(differ),
            both: reading
                .tokens()
                .iter()
                .any(|other| entry.opposite.contains(&other.stem)),
        }
    }
}

/// Whether the word is used for what it means: not in a name ("West Ham") nor in "at least".
fn speaks(tokens: &[Token], at: usize, lang: Lang) -> bool {
    let token = &tokens[at];
    let name = lang != Lang::German && token.is_capital() && at > 0 && tokens[at - 1].is_text();
    // "at-large", "low-cost", "open-ended".
    let glued = |at: usize| tokens.get(at).is_some_and(Token::is_glued);
    let compound = token.is_glued() && at > 1 && glued(at - 1) || glued(at + 1) && glued(at + 2);
    !name && !compound && (lang != Lang::English || !is_phrase(tokens, at))
}

/// "at least", "last year", "at first", "right away": fixed phrases whose words are no directions.
fn is_phrase(tokens: &[Token], at: usize) -> bool {
    const AFTER_AT: [&str; 6] = ["least", "most", "first", "last", "best", "worst"];
    const TIMES: [&str; 12] = [
        "last", "past", "next", "week", "month", "year", "night", "weekend", "summer", "winter",
        "century", "decade",
    ];
    let is = |at: usize, words: &[&str]| {
        tokens
            .get(at)
            .is_some_and(|token| words.iter().any(|word| token.form == key(word)))
    };
    let before = at.checked_sub(1);
    AFTER_AT.iter().any(|word| tokens[at].form == key(word))
        && before.is_some_and(|before| is(before, &["at"]))
        || is(at, &TIMES[..3]) && is(at + 1, &TIMES[3..])
        || is(at, &["right"]) && is(at + 1, &["away", "now", "after", "before", "to"])
        || is(at, &["like"])
        || is(at, &["home"]) && is(at + 1, &["to"])
}

/// "ten years old", "a metre high", "two days before": how much, not which.
fn is_measure(reading: &Reading<'_>, at: usize) -> bool {
    let values = &reading.context.query.values;
    values.iter().any(|value| {
        value.end == at
            || value.end + 1 == at && reading.tokens()[at - 1].kind == TokenKind::Symbol
    })
}

/// Whether a word of the claim right beside its loose word stands right beside the place too.
fn is_beside(reading: &Reading<'_>, at: usize, place: Place) -> bool {
    let passage = &reading.passages[place.passage];
    let near = |one: usize, other: usize| one != other && one.abs_diff(other) <= BESIDE;
    reading.terms().iter().enumerate().any(|(index, term)| {
        let hit = reading.context.hits(passage.ranked)[index];
        near(term.token, at)
            && hit.is_some_and(|hit| {
                near(hit.token, place.token) && (hit.token > place.token) == (term.token > at)
            })
    })
}
