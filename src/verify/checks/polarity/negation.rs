//! Whether the claim states what the source denies, or denies what it states.

use super::super::context::check;
use super::denials::Denial;
use super::opposites;
use super::reading::{COMPARED, PLACES, Place, Reading, best};
use crate::matching::Term;
use crate::verify::features::begins_with_pronoun;
use crate::verify::outcome::{Check, Found, Kind, Status};

/// How much of a denied word's surroundings must stand around its stated twin, or how much of the
/// claim its passage must bear out.
const SAME_ROLE: f64 = 0.3;
const SAME_SUBJECT: f64 = 0.5;

/// How much of the surroundings must be there where only words further from the denial are.
const FURTHER_ROLE: f64 = 0.45;

/// How much of the surroundings must stand around a denied word of the source for it to agree.
const AGREEING_ROLE: f64 = 0.2;

/// How much of a stated word's surroundings must stand around its denied twin.
const DENIED_ROLE: f64 = 0.4;

/// How much better than an agreeing place a differing one must fit to count.
const BETTER: f64 = 0.1;

pub(super) fn checks(reading: &Reading<'_>) -> Vec<Check> {
    let mut found: Vec<Check> = reading
        .claim
        .all
        .iter()
        .take(COMPARED)
        .map(|denial| of_denial(reading, denial))
        .collect();
    if !found.iter().any(|check| check.status == Status::Mismatch) {
        found.extend(denied_by_source(reading).or_else(|| only_denied(reading)));
    }
    found
}

/// A denial in the claim: where the source has the denied words, it must deny them too, or say
/// something that amounts to a denial of them.
fn of_denial(reading: &Reading<'_>, denial: &Denial) -> Check {
    let tokens = reading.tokens();
    let head = denial.heads.first().copied().unwrap_or(denial.at);
    let (from, to) = (denial.at.min(head), denial.at.max(head) + 1);
    let shown = if to - from <= SHOWN { to } else { from + 1 };
    let claim = reading.context.in_claim(from, shown.min(tokens.len()));
    let mut sides = Sides::default();
    let mut nearest = true;
    for (place, head) in denial.heads.iter().enumerate() {
        if let Some(term) = reading.term(*head) {
            sides.add(reading, *head, term);
        }
        nearest = place == 0;
        // The first word that the source has decides.
        if sides.agree.is_some() || sides.differ.is_some() {
            break;
        }
    }
    // Where nothing speaks against it, a denial of the very word is enough.
    let denies = |place: &Place| reading.passages[place.passage].denials.denies(place.token);
    let agree = sides
        .agree
        .filter(|agree| agree.fit >= AGREEING_ROLE || sides.differ.is_none() && denies(agree));
    let fit = |place: Option<Place>| place.map_or(0.0, |place| place.fit);
    match (agree, sides.differ) {
        (Some(agree), differ) if agree.fit >= fit(differ) => {
            let source = denial_of(reading, agree);
            Check {
                closeness: agree.fit,
                ..check(Kind::Negation, Status::Match, claim, Some(source))
            }
        }
        (agree, Some(differ))
            if differ.fit >= fit(agree) + BETTER && is_of_the_same(reading, differ, nearest) =>
        {
            let source = reading.found(differ.passage, differ.token, differ.token + 1);
            Check {
                closeness: differ.fit,
                note: format!("claim denies what the source states: “{}”", claim.text),
                ..check(Kind::Negation, Status::Mismatch, claim, Some(source))
            }
        }
        // A source that neither denies nor plainly states it does not bear a denial out.
        _ => Check {
            note: format!("the source does not say “{}”", claim.text),
            ..check(Kind::Negation, Status::Absent, claim, None)
        },
    }
}

/// Words from a denial to what it denies that are shown as one.
const SHOWN: usize = 6;

fn is_of_the_same(reading: &Reading<'_>, place: Place, nearest: bool) -> bool {
    if nearest {
        place.fit >= SAME_ROLE || reading.passages[place.passage].coverage >= SAME_SUBJECT
    } else {
        place.fit >= FURTHER_ROLE
    }
}

/// Where the source agrees with a denial, and where it differs.
#[derive(Default)]
struct Sides {
    agree: Option<Place>,
    differ: Option<Place>,
}

impl Sides {
    fn add(&mut self, reading: &Reading<'_>, head: usize, term: usize) {
        let odd = reading.claim.denies(head);
        let agrees = |place: &Place| {
            let denials = &reading.passages[place.passage].denials;
            if odd {
                denials.near(place.token).is_some()
            } else {
                !denials.denies(place.token)
            }
        };
        let (agree, differ): (Vec<Place>, Vec<Place>) =
            reading.places_of(term).into_iter().partition(agrees);
        self.agree = best(agree.into_iter().chain(opposite(reading, head, odd)));
        self.differ = best(differ);
    }
}

/// "did not rise" is borne out by "fell".
fn opposite(reading: &Reading<'_>, head: usize, odd: bool) -> Vec<Place> {
    let Some(entry) = opposites::entry(reading.tokens()[head].stem, reading.lang()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let tokens = reading.tokens();
    if tokens.iter().any(|token| entry.means_opposite(token.stem)) {
        // The claim has the opposite too: the source's is that one.
        return found;
    }
    for (index, passage) in reading.passages.iter().enumerate() {
        let places = passage.tokens.iter().enumerate().filter(|(place, token)| {
            odd && entry.means_opposite(token.stem) && !passage.denials.denies(*place)
        });
        let places = places.take(PLACES);
        found.extend(places.map(|(place, _)| reading.place(head, index, place)));
    }
    found
}

/// The denial of an agreeing place with the word that it denies.
fn denial_of(reading: &Reading<'_>, place: Place) -> (usize, Found) {
    let denial = reading.passages[place.passage].denials.near(place.token);
    let denial = denial.filter(|at| at.abs_diff(place.token) <= SHOWN);
    let at = denial.unwrap_or(place.token);
    let (from, to) = (at.min(place.token), at.max(place.token) + 1);
    reading.found(place.passage, from, to)
}

/// A plain statement whose words the source denies.
fn denied_by_source(reading: &Reading<'_>) -> Option<Check> {
    let mut candidates = Vec::new();
    for (index, passage) in reading.passages.iter().enumerate() {
        if passage.coverage < SAME_SUBJECT {
            continue;
        }
        for denial in passage.denials.all.iter().take(COMPARED) {
            let Some(head) = denial.heads.first() else {
                continue;
            };
            if passage.denials.is_supposed(denial.at) || !passage.denials.denies(*head) {
                continue;
            }
            if let Some((term, place)) = twin(reading, index, *head) {
                candidates.push((term, denial.at, place));
            }
        }
    }
    let (term, at, place) = candidates
        .into_iter()
        .filter(|(.., place)| place.fit >= DENIED_ROLE)
        .max_by(|a, b| a.2.fit.total_cmp(&b.2.fit))?;
    let stated = reading.places_of(term).into_iter().filter(|other| {
        let denials = &reading.passages[other.passage].denials;
        denials.near(other.token).is_none()
    });
    if best(stated).is_some_and(|stated| stated.fit + BETTER > place.fit) {
        return None;
    }
    let (from, to) = (at.min(place.token), at.max(place.token) + 1);
    let source = reading.found(place.passage, from, to);
    Some(denied(reading, term, Status::Mismatch, place, source))
}

/// The check of term `term`, which the claim states and the source denies at `place`, in the words of
/// `source`.
fn denied(
    reading: &Reading<'_>,
    term: usize,
    status: Status,
    place: Place,
    source: (usize, Found),
) -> Check {
    let at = reading.terms()[term].token;
    let claim = reading.context.in_claim(at, at + 1);
    let note = format!(
        "claim says “{}”, source says “{}”",
        claim.text, source.1.text
    );
    Check {
        note,
        closeness: place.fit,
        ..check(Kind::Negation, status, claim, Some(source))
    }
}

/// Whether the claim states the term, as a plain fact.
fn is_stated(reading: &Reading<'_>, term: &Term) -> bool {
    term.is_plain()
        && reading.claim.near(term.token).is_none()
        && !reading.claim.is_supposed(term.token)
}

/// A word of a plain statement that the source has only where it denies it, wherever that is.
fn only_denied(reading: &Reading<'_>) -> Option<Check> {
    let passages = reading.passages.iter().enumerate();
    let heads = passages.flat_map(|(index, passage)| {
        let first = passage
            .denials
            .all
            .iter()
            .filter_map(|denial| denial.heads.first());
        first.map(move |head| (index, *head))
    });
    // Most pages deny nothing that the claim says.
    let heads: Vec<(usize, usize)> = heads.take(COMPARED).collect();
    let denies = |place: &Place| heads.contains(&(place.passage, place.token));
    let is_denied = |index: usize, term: &Term| {
        heads.iter().any(|(passage, head)| {
            let passage = &reading.passages[*passage];
            let hit = reading.context.matches.hit(passage.ranked, index);
            let stem = passage.tokens[*head].stem;
            hit.is_some_and(|hit| hit.token == *head)
                || term.keys.iter().any(|(key, _)| *key == stem)
        })
    };
    let terms = reading.terms().iter().enumerate();
    let stated = terms.filter(|(index, term)| is_denied(*index, term) && is_stated(reading, term));
    let mut found = stated.filter_map(|(index, _)| {
        let places = reading.places_of(index);
        let place = best(places.iter().copied()).filter(|_| places.iter().all(denies))?;
        Some((index, place))
    });
    let (term, place) = found.find(|(_, place)| {
        let tokens = reading.passages[place.passage].tokens;
        // A pronoun stands for a part of the surroundings.
        let needed = if begins_with_pronoun(tokens) {
            ONLY_ROLE / 2.0
        } else {
            ONLY_ROLE
        };
        place.fit >= needed
    })?;
    let source = denial_of(reading, place);
    Some(denied(reading, term, Status::Absent, place, source))
}

/// How much of a word's surroundings must stand around it where the source has it only denied.
const ONLY_ROLE: f64 = 0.2;

/// The claim's word that is stated where token `token` of a passage is denied.
fn twin(reading: &Reading<'_>, passage: usize, token: usize) -> Option<(usize, Place)> {
    let stem = reading.passages[passage].tokens[token].stem;
    let lang = reading.lang();
    let terms = reading.terms().iter().enumerate();
    terms
        .filter(|(_, term)| {
            let mut keys = term.keys.iter();
            let is_key = keys.any(|(key, strength)| *strength >= SAME && *key == stem);
            let own = reading.tokens()[term.token].stem;
            let means_same = || opposites::entry(own, lang).is_some_and(|own| own.means_same(stem));
            is_key || means_same()
        })
        .filter(|(_, term)| is_stated(reading, term))
        .take(PLACES)
        .map(|(index, term)| (index, reading.place(term.token, passage, token)))
        .max_by(|a, b| a.1.fit.total_cmp(&b.1.fit))
}

/// A key this good is a word for the same.
const SAME: f64 = 0.7;
