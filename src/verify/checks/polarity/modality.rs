//! Whether the claim states as a fact what the source has as a plan, a possibility or an allegation.

use super::super::context::check;
use super::cues;
use super::reading::{COMPARED, PLACES, Passage, Place, Reading, best};
use crate::text::Lang;
use crate::verify::outcome::{Check, Found, Kind, Status};

/// How much of a word's surroundings must stand around the word that is only planned.
const SAME_ROLE: f64 = 0.4;

/// How much of the claim the passage must bear out.
const SAME_SUBJECT: f64 = 0.5;

/// How many tokens from a cue to the word that it governs.
const REACH: usize = 4;

/// How much better than a plain place the planned one must fit to count.
const BETTER: f64 = 0.25;

/// What a source has only as planned, possible or alleged: the claim's word and the cue. The check
/// is absent rather than a mismatch: what was planned may have come true since.
pub(super) fn checks(reading: &Reading<'_>) -> Option<Check> {
    // A claim that speaks of a plan itself states no fact.
    if reading
        .tokens()
        .iter()
        .any(|token| cues::is_open(token.form, reading.lang()))
    {
        return None;
    }
    let governed: Vec<Vec<(usize, usize)>> = reading
        .passages
        .iter()
        .map(|passage| governed(passage, reading.lang()))
        .collect();
    let mut candidates: Vec<(usize, usize, Place)> = Vec::new();
    for (index, passage) in reading.passages.iter().enumerate() {
        if passage.coverage < SAME_SUBJECT {
            continue;
        }
        for (from, head) in &governed[index] {
            let stem = passage.tokens[*head].stem;
            let terms = reading.terms().iter().enumerate();
            let twins = terms.filter(|(_, term)| {
                !term.in_name
                    && !term.in_value
                    && term
                        .keys
                        .iter()
                        .any(|(key, strength)| *key == stem && *strength >= SAME)
            });
            candidates.extend(
                twins
                    .take(PLACES)
                    .map(|(term, claim)| (term, *from, reading.place(claim.token, index, *head))),
            );
        }
    }
    let (term, from, place) = candidates
        .into_iter()
        .filter(|(.., place)| place.fit >= SAME_ROLE)
        .max_by(|a, b| a.2.fit.total_cmp(&b.2.fit))?;
    let plain = reading.places_of(term).into_iter().filter(|other| {
        let mut heads = governed[other.passage].iter();
        !heads.any(|(_, head)| *head == other.token)
    });
    if best(plain).is_some_and(|plain| plain.fit + BETTER > place.fit) {
        return None;
    }
    let span = reading.terms()[term].span;
    let claim = Found {
        text: span.of(&reading.context.query.text).to_owned(),
        span,
    };
    let source = reading.found(
        place.passage,
        from.min(place.token),
        from.max(place.token) + 1,
    );
    let note = format!(
        "claim states “{}” as a fact, source says only “{}”",
        claim.text, source.1.text
    );
    Some(Check {
        note,
        ..check(Kind::Negation, Status::Absent, claim, Some(source))
    })
}

/// A key this good is a word for the same.
const SAME: f64 = 0.7;

/// The cues of a passage, each with the word that it governs: the first with content after it, or
/// the last of the clause where the verb comes last.
fn governed(passage: &Passage<'_>, lang: Lang) -> Vec<(usize, usize)> {
    let tokens = passage.tokens;
    let mut found = Vec::new();
    for from in 0..tokens.len() {
        let Some(end) = cues::modal_end(tokens, from, lang) else {
            continue;
        };
        let reach = if lang == Lang::German {
            3 * REACH
        } else {
            REACH
        };
        let mut words = (end..tokens.len().min(end + reach))
            .take_while(|at| !cues::is_border(&tokens[*at], passage.text, lang))
            .filter(|at| {
                tokens[*at].is_content() && !cues::is_bridge(&tokens[*at], passage.text, lang)
            });
        let head = if lang == Lang::German {
            words.last()
        } else {
            words.next()
        };
        found.extend(head.map(|head| (from, head)));
        if found.len() == COMPARED {
            break;
        }
    }
    found
}
