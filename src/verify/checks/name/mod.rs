//! Names of people, organisations, places and works.

mod acronym;
mod also;
mod beside;
mod closeness;
mod deed;
mod forms;
mod place;
mod places;
mod read;
mod replaced;
mod short;
mod slip;

use self::closeness::Closeness;
use self::place::Place;
use self::places::places;
use self::read::{Name, names};
use self::short::may_be_short;
use super::context::{Context, check};
use crate::text::{Span, tokens};
use crate::verify::outcome::{Check, Found, Kind, Status};

/// How much of the rest of the claim must stand around another name for it to be the name of the
/// same thing.
const SAME_SUBJECT: f64 = 0.4;

/// A name that fits the claim's no better than this stands in another matter. Chosen on the development
/// data: 4 of 115 supported claims have such a name, and about half of those where another name of the
/// page was put in a name's place.
const FITS: f64 = 0.2;

pub(super) fn checks(context: &Context<'_>) -> Vec<Check> {
    let names = names(context);
    let of_name_and_its_others = |name| {
        let mut found = places(context, name);
        let others = also::places(context, name, &found);
        found.extend(others);
        found
    };
    let places: Vec<Vec<Place>> = names.iter().map(of_name_and_its_others).collect();
    let mut checks: Vec<Check> = names
        .iter()
        .zip(&places)
        .map(|(name, places)| of_name(context, name, places))
        .collect();
    let differs = |claim: &Found| {
        let mut mismatches = checks
            .iter()
            .filter(|check| check.status == Status::Mismatch);
        mismatches.any(|check| check.claim.span == claim.span)
    };
    let otherwise = deed::otherwise(context, &names, &places);
    if let Some((claim, source)) = otherwise.filter(|(claim, _)| !differs(claim)) {
        checks.push(check(Kind::Name, Status::Mismatch, claim, Some(source)));
    }
    checks
}

fn of_name(context: &Context<'_>, name: &Name, places: &[Place]) -> Check {
    let found = context.in_claim(name.first, name.end);
    if let Some(source) = in_twin(context, name) {
        return Check {
            closeness: 1.0,
            ..check(Kind::Name, Status::Match, found, Some(source))
        };
    }
    let subjects = context.subjects(name.first, name.end);
    let closeness = Closeness::new(context, name, places, &subjects);
    let scored: Vec<(f64, &Place)> = places
        .iter()
        .map(|place| (closeness.of(place), place))
        .collect();
    let closest = |takes: &dyn Fn(&Place) -> bool| {
        let taken = scored.iter().copied().filter(|(_, place)| takes(place));
        taken.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.passage.cmp(&a.1.passage)))
    };
    let made = |status: Status, (closeness, place): (f64, &Place)| Check {
        closeness,
        ..check(
            Kind::Name,
            status,
            found.clone(),
            Some(source(context, place)),
        )
    };
    let mismatch = |(passage, span): (usize, Span)| {
        let source = (passage, context.in_source(passage, span));
        check(Kind::Name, Status::Mismatch, found.clone(), Some(source))
    };
    let differs = |other: (usize, Span)| {
        // "EMA" may be short for what stands there, or a name of the same.
        if may_be_short(context, name, other) || is_run_together(context, name, other) {
            check(Kind::Name, Status::Absent, found.clone(), None)
        } else {
            mismatch(other)
        }
    };
    let own = || closest(&Place::is_whole).is_some();
    if let Some(other) = replaced::in_its_place(context, name, places, &subjects)
        && !(may_be_short(context, name, other) && own())
    {
        return differs(other);
    }
    let known = |best: (f64, &Place)| {
        if best.0 < FITS && !closeness.is_head(best.1) {
            elsewhere(made(Status::Absent, best))
        } else {
            made(Status::Match, best)
        }
    };
    let is_short_form = |place: &Place| place.is_capital && name.is_short_form(&place.tokens);
    if let Some(whole) = closest(&Place::is_whole) {
        // Where the page has the whole name, a part of it stands for it too.
        let short = closest(&|place| place.others.is_empty() && is_short_form(place));
        let best = short.filter(|short| short.0 > whole.0).unwrap_or(whole);
        return known(best);
    }
    // What stands in the place of a word that the page has nowhere.
    let is_nowhere = |word: usize| places.iter().all(|place| place.tokens[word].is_none());
    let rival = closest(&|place| {
        let replaces = |word: usize| place.tokens[word].is_none() && is_nowhere(word);
        !place.others.is_empty() && (0..name.words.len()).any(replaces)
    });
    let short = closest(&|place| place.others.is_empty() && is_short_form(place));
    match (rival, short) {
        (Some(rival), _) => {
            let one_differs = rival.1.count() + 1 == name.words.len() && rival.1.others.len() == 1;
            let other = || (rival.1.passage, rival.1.span(context));
            if one_differs && rival.0 >= SAME_SUBJECT && !is_run_together(context, name, other()) {
                made(Status::Mismatch, rival)
            } else {
                made(Status::Absent, rival)
            }
        }
        (None, Some(short)) => match slip::beside(context, name, short.1) {
            Some(slip) => differs(slip),
            None => known(short),
        },
        (None, None) => publisher(context, name).map_or_else(
            || check(Kind::Name, Status::Absent, found.clone(), None),
            |note| Check {
                note,
                closeness: 1.0,
                ..check(Kind::Name, Status::Match, found.clone(), None)
            },
        ),
    }
}

/// Where the name stands in its own place in a passage with the claim's words.
fn in_twin(context: &Context<'_>, name: &Name) -> Option<(usize, Found)> {
    let twin = context.twin.as_ref()?;
    let (from, last) = (
        twin.counterpart(name.first)?,
        twin.counterpart(name.end - 1)?,
    );
    let span = context.source_span(twin.passage, from, last + 1);
    Some((twin.passage, context.in_source(twin.passage, span)))
}

/// Letters of the shortest word that is found in one that is run together.
const TOGETHER: usize = 4;

/// Whether a word of the name stands there run together with the next, as pages lose the space between two elements.
fn is_run_together(context: &Context<'_>, name: &Name, (passage, span): (usize, Span)) -> bool {
    let there = span.of(context.document.text(passage));
    let of_claim = name.words.iter().map(|word| {
        let token = &context.query.tokens[word.token];
        token.span.of(&context.query.text)
    });
    let mut long = of_claim.filter(|word| word.chars().count() >= TOGETHER);
    long.any(|word| {
        there.split_whitespace().any(|other| {
            let begins = other
                .get(..word.len())
                .is_some_and(|begin| begin.eq_ignore_ascii_case(word));
            begins && other[word.len()..].starts_with(char::is_uppercase)
        })
    })
}

/// Where the page's own data says that it is by whom the claim names, and its text does not: how.
fn publisher(context: &Context<'_>, name: &Name) -> Option<String> {
    let document = context.document.document();
    let has_all = |by: &str| {
        let by = tokens(by, context.query.lang);
        name.words
            .iter()
            .all(|word| by.iter().any(|token| token.stem == word.stem))
    };
    let by = document
        .publisher
        .iter()
        .chain(&document.authors)
        .find(|by| has_all(by))?;
    Some(format!("the page is by {by}"))
}

/// The check of a name that the page has in another matter only.
fn elsewhere(check: Check) -> Check {
    let note = format!(
        "the source names {} in another matter only",
        check.claim.text
    );
    Check { note, ..check }
}

fn source(context: &Context<'_>, place: &Place) -> (usize, Found) {
    (
        place.passage,
        context.in_source(place.passage, place.span(context)),
    )
}
