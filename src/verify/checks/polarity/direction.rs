//! Words that cannot both be true: rose and fell, before and after, husband and wife.

use super::super::context::check;
use super::opposites::{self, Entry};
use super::reading::{COMPARED, PLACES, Place, Reading, best};
use crate::text::{Agreement, Filter, Lang, Token, Value, compare, key};
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
    let lang = reading.lang();
    (0..reading.tokens().len())
        .filter_map(|at| {
            let meaning = opposites::meaning(reading.tokens(), at, lang);
            Some((at, opposites::entry(meaning, lang)?))
        })
        .take(COMPARED)
        .filter_map(|(at, entry)| of_word(reading, at, entry))
        .collect()
}

fn of_word(reading: &Reading<'_>, at: usize, entry: &Entry) -> Option<Check> {
    let tokens = reading.tokens();
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
    // Another word for the same that fits worse says nothing here.
    let agree = sides.agree.or(sides.alike.filter(|alike| {
        sides
            .differ
            .is_none_or(|differ| differ.fit < alike.fit + BETTER)
    }));
    match (agree, sides.differ) {
        (None, Some(differ)) if is_of_the_same(reading, at, differ) => {
            made(Status::Mismatch, differ)
        }
        (Some(agree), Some(differ))
            if differ.fit >= SURE_ROLE && differ.fit >= agree.fit + BETTER =>
        {
            made(Status::Mismatch, differ)
        }
        (None, Some(differ)) if !entry.loose => made(Status::Absent, differ),
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

/// Whether the word in the source belongs to another word of the claim than that at `at`: the claim has
/// it too.
fn is_of_another(reading: &Reading<'_>, at: usize, place: Place) -> bool {
    let stem = reading.passages[place.passage].tokens[place.token].stem;
    let mut same = (0..reading.tokens().len())
        .filter(|other| *other != at && reading.tokens()[*other].stem == stem)
        .take(PLACES);
    same.any(|other| reading.place(other, place.passage, place.token).fit + BETTER >= place.fit)
}

/// Where the source says the same, and where it says the opposite.
struct Sides {
    agree: Option<Place>,
    /// Where it has another word for the same.
    alike: Option<Place>,
    differ: Option<Place>,
}

impl Sides {
    fn new(reading: &Reading<'_>, at: usize, entry: &Entry) -> Self {
        let lang = reading.lang();
        let meaning = opposites::meaning(reading.tokens(), at, lang);
        let term = reading.term(at);
        let denied = reading.claim.denies(at);
        let keys = term.map_or(&[][..], |term| &reading.terms()[term].keys);
        let has_key = |stem: u64| keys.iter().any(|(key, _)| *key == stem);
        let is_same = |stem: u64| {
            stem == meaning
                || entry.means_same(stem)
                || !entry.means_opposite(stem) && has_key(stem)
        };
        let own: Filter<4> = Filter::of(keys.iter().map(|(key, _)| *key).chain([meaning]));
        let (mut agree, mut alike, mut differ) = (Vec::new(), Vec::new(), Vec::new());
        for (index, passage) in reading.passages.iter().enumerate() {
            let hit = term
                .and_then(|term| reading.context.matches.hit(passage.ranked, term))
                .map(|hit| hit.token);
            let mut left = PLACES;
            for place in 0..passage.tokens.len() {
                let stem = opposites::meaning(passage.tokens, place, lang);
                if !(own.may_have(stem) || entry.stems.may_have(stem) || hit == Some(place)) {
                    continue;
                }
                let same = is_same(stem);
                let opposite = !same && entry.means_opposite(stem);
                let like = !same && !opposite && hit == Some(place);
                if !(same || opposite || like) || !speaks(passage.tokens, place, lang) {
                    continue;
                }
                if left == 0 {
                    break;
                }
                left -= 1;
                let found = reading.place(at, index, place);
                let flips = passage.denials.denies(place) != denied;
                if stem != meaning && is_of_another(reading, at, found) {
                    continue;
                }
                // The same word, denied on one side only, is a matter of negation.
                if stem != meaning && !has_key(stem) && entry.means_same(stem) && !flips {
                    alike.push(found);
                } else if !opposite || flips || entry.converse && is_converse(reading, at, found) {
                    agree.push(found);
                } else if (!entry.loose || is_beside(reading, at, found))
                    && !counts_others(reading, at, found)
                {
                    differ.push(found);
                }
            }
        }
        Self {
            agree: best(agree),
            alike: best(alike),
            differ: best(differ),
        }
    }
}

/// Whether the word is used for what it means: not in a name ("West Ham") nor in "at least".
fn speaks(tokens: &[Token], at: usize, lang: Lang) -> bool {
    let token = &tokens[at];
    let name = lang != Lang::German && token.is_capital() && at > 0 && tokens[at - 1].is_text();
    // "at-large", "low-cost", "open-ended".
    let dash = |at: usize| {
        let is_dash = |token: &Token| ["-", "‐"].iter().any(|dash| token.form == key(dash));
        tokens
            .get(at)
            .is_some_and(|token| token.is_glued() && is_dash(token))
    };
    let glued = |at: usize| tokens.get(at).is_some_and(Token::is_glued);
    let compound = token.is_glued() && at > 1 && dash(at - 1) || dash(at + 1) && glued(at + 2);
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

/// Words that tell how much where they follow a measure: "ten years old", "a metre high".
const MEASURES: [&str; 10] = [
    "old", "high", "tall", "long", "wide", "deep", "thick", "strong", "heavy", "short",
];

/// Whether the word tells how much, not which.
fn is_measure(reading: &Reading<'_>, at: usize) -> bool {
    let values = &reading.context.query.values;
    MEASURES
        .iter()
        .any(|word| reading.tokens()[at].form == key(word))
        && values
            .iter()
            .any(|value| (value.end..=value.end + 1).contains(&at))
}

/// Whether a different value stands beside the claim's word than beside the place, or the rest of
/// it: "lost only one of 13 games" and "won 12 of 13".
fn counts_others(reading: &Reading<'_>, at: usize, place: Place) -> bool {
    let beside = |values: &[Value], at: usize| {
        let apart = |value: &Value| at.abs_diff(value.first).min(at.abs_diff(value.end - 1));
        // "First" and "last" count by themselves.
        let is_other = |value: &&Value| !(value.first..value.end).contains(&at);
        let others = values.iter().filter(is_other);
        let near = others.filter(|value| apart(value) <= BESIDE);
        near.min_by_key(|value| apart(value)).cloned()
    };
    let passage = reading.passages[place.passage].index;
    let ours = beside(&reading.context.query.values, at);
    let theirs = beside(reading.context.document.values(passage), place.token);
    let only = |tokens: &[Token], at: usize| {
        let near = tokens[at..].iter().take(BESIDE);
        near.into_iter()
            .any(|token| token.form == key("only") || token.form == key("just"))
    };
    only(reading.tokens(), at) != only(reading.passages[place.passage].tokens, place.token)
        || ours
            .zip(theirs)
            .is_some_and(|(ours, theirs)| compare(&ours, &theirs) == Agreement::Differs)
}

/// Whether what stands on either side of the claim's word stands on the other side of the place:
/// "Ashby beat Elm" and "Elm lost to Ashby" say the same.
fn is_converse(reading: &Reading<'_>, at: usize, place: Place) -> bool {
    let passage = &reading.passages[place.passage];
    let by = tokens_after(passage.tokens, place.token).any(|token| token.form == key("by"));
    let terms = || reading.terms().iter().enumerate();
    let hit = |term: usize| {
        let hit = reading.context.matches.hit(passage.ranked, term);
        hit.map(|hit| hit.token).filter(|hit| *hit != place.token)
    };
    let left = terms()
        .filter(|(_, term)| term.token < at)
        .filter_map(|(term, _)| hit(term))
        .next_back();
    let right = terms()
        .filter(|(_, term)| term.token > at)
        .find_map(|(term, _)| hit(term));
    // "Elm was bought by Ashby" and "the sale of Elm to Ashby".
    let bought_by = tokens_after(reading.tokens(), at).any(|token| token.form == key("by"));
    let sold_to = right.is_some_and(|right| {
        right > place.token
            && (place.token..right)
                .rev()
                .take(2)
                .any(|at| passage.tokens[at].form == key("to"))
    });
    !by && left.is_some_and(|left| left > place.token)
        && right.is_some_and(|right| right < place.token)
        || bought_by && sold_to
}

/// The few tokens right after the one at `at`.
fn tokens_after(tokens: &[Token], at: usize) -> impl Iterator<Item = &Token> {
    tokens[at + 1..].iter().take(BESIDE)
}

/// Whether a word of the claim right beside its loose word stands right beside the place too.
fn is_beside(reading: &Reading<'_>, at: usize, place: Place) -> bool {
    let passage = &reading.passages[place.passage];
    let near = |one: usize, other: usize| one != other && one.abs_diff(other) <= BESIDE;
    reading.terms().iter().enumerate().any(|(index, term)| {
        let hit = reading.context.matches.hit(passage.ranked, index);
        near(term.token, at)
            && hit.is_some_and(|hit| {
                near(hit.token, place.token) && (hit.token > place.token) == (term.token > at)
            })
    })
}
