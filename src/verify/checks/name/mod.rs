//! Names of people, organisations, places and works.

mod beside;
mod closeness;
mod forms;
mod place;
mod read;
mod roles;
mod short;

use self::closeness::Closeness;
use self::place::{Place, places};
use self::read::{Name, names};
use super::context::{Context, check};
use crate::text::normal_form;
use crate::verify::outcome::{Check, Found, Kind, Status};

/// How much of the rest of the claim must stand around another name for it to be the name of the
/// same thing.
const SAME_SUBJECT: f64 = 0.4;

/// A name that fits the claim's no better than this stands in another matter. Of the supported claims
/// of the development data, one in thirty has such a name; of those with another name of the page in a
/// name's place, six in ten.
const FITS: f64 = 0.15;

/// Two names this alike are one and a slip of it: "Dennis" and "Denise".
const ALIKE: f64 = 0.65;

pub(super) fn checks(context: &Context<'_>) -> Vec<Check> {
    let names = names(context);
    let places: Vec<Vec<Place>> = names.iter().map(|name| places(context, name)).collect();
    let mut checks: Vec<Check> = names
        .iter()
        .zip(&places)
        .map(|(name, places)| of_name(context, name, places))
        .collect();
    if let Some((claim, source)) = roles::swapped(context, &names, &places) {
        checks.push(check(Kind::Name, Status::Mismatch, claim, Some(source)));
    }
    checks
}

fn of_name(context: &Context<'_>, name: &Name, places: &[Place]) -> Check {
    let found = context.in_claim(name.first, name.end);
    let closeness = Closeness::new(context, name, places);
    let closest = |takes: &dyn Fn(&Place) -> bool| {
        let taken = places.iter().filter(|place| takes(place));
        taken
            .map(|place| (closeness.of(place), place))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.passage.cmp(&a.1.passage)))
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
    if let Some((passage, span)) = roles::in_its_place(context, name, places) {
        let source = (passage, context.in_source(passage, span));
        return check(Kind::Name, Status::Mismatch, found, Some(source));
    }
    let known = |best: (f64, &Place)| {
        if best.0 < FITS {
            elsewhere(made(Status::Absent, best))
        } else {
            made(Status::Match, best)
        }
    };
    if let Some(whole) = closest(&Place::is_whole) {
        // Where the page has the whole name, a part of it stands for it too.
        let short = closest(&|place| place.others.is_empty() && name.is_short_form(&place.tokens));
        let best = short.filter(|short| short.0 > whole.0).unwrap_or(whole);
        return known(best);
    }
    // What stands in the place of a word that the page has nowhere.
    let is_nowhere = |word: usize| places.iter().all(|place| place.tokens[word].is_none());
    let rival = closest(&|place| {
        let replaces = |word: usize| place.tokens[word].is_none() && is_nowhere(word);
        !place.others.is_empty() && (0..name.words.len()).any(replaces)
    });
    let short = closest(&|place| name.is_short_form(&place.tokens));
    match (rival, short) {
        (Some(rival), _) => {
            let one_differs = rival.1.count() + 1 == name.words.len() && rival.1.others.len() == 1;
            if one_differs && rival.0 >= SAME_SUBJECT {
                made(Status::Mismatch, rival)
            } else {
                made(Status::Absent, rival)
            }
        }
        (None, Some(short)) => known(short),
        (None, None) => match slip(context, name) {
            Some(slip) => check(Kind::Name, Status::Mismatch, found, Some(slip)),
            None => check(Kind::Name, Status::Absent, found, None),
        },
    }
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

/// A name of one word, in a passage that speaks of the same thing, that differs from the claim's by a
/// letter or two.
fn slip(context: &Context<'_>, name: &Name) -> Option<(usize, Found)> {
    let [word] = &name.words[..] else { return None };
    let terms = &context.query.terms[..context.matches.hits.len()];
    let term = terms.iter().position(|term| term.token == word.token)?;
    let hit = context.matches.hits[term].filter(|hit| hit.strength > 0.5)?;
    let token = context.document.tokens(hit.passage)[hit.token];
    let other = normal_form(token.span.of(context.document.text(hit.passage)));
    let alike = strsim::normalized_damerau_levenshtein(&word.form, &other) >= ALIKE;
    (read::is_capital_word(&token) && alike && !forms::derived(&word.form, &other)).then(|| {
        let span = context.source_span(hit.passage, hit.token, hit.token + 1);
        (hit.passage, context.in_source(hit.passage, span))
    })
}
