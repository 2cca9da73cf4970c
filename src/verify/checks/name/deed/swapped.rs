//! Names in each other's place: "A beat B" and "B beat A".

use crate::text::{TokenKind, key};
use crate::verify::checks::context::Context;
use crate::verify::checks::name::place::Place;
use crate::verify::checks::name::read::Name;
use crate::verify::outcome::Found;

/// How many words between a name and what it does: "has also", "was".
pub(super) const TO_VERB: usize = 3;

/// How many words between what is done and whom it is done to.
const TO_OBJECT: usize = 8;

/// A hit this good is the same word in another inflection.
const SAME: f64 = 0.9;

/// Verbs that say the same either way round, or that both do by turns, by stem of the English word.
const MUTUAL: [&str; 20] = [
    "tell", "told", "ask", "say", "meet", "marri", "wed", "divorc", "merg", "tie", "drew", "draw",
    "face", "play", "join", "is", "be", "fought", "fight", "debat",
];

/// Words that make the following name the one who does it.
const BY: [&str; 8] = ["by", "von", "vom", "durch", "par", "por", "da", "door"];

/// Where the source has two names of the claim the other way round: the span of the claim, and the
/// passage with its span.
pub(super) fn swapped(
    context: &Context<'_>,
    names: &[Name],
    places: &[Vec<Place>],
) -> Option<(Found, (usize, Found))> {
    for (index, pair) in names.windows(2).enumerate() {
        let Some(verb) = verb_between(context, &pair[0], &pair[1]) else {
            continue;
        };
        let Some(claim_joints) = joints(context, None, verb.token + 1, pair[1].first) else {
            continue;
        };
        let claim_passive = is_passive(context, None, verb.token + 1, pair[1].first);
        let mut reversed = None;
        for (ranked, found) in context.matches.ranked.iter().enumerate() {
            let hit = context.matches.hit(ranked, verb.term);
            // "Managing Director": a title is no verb.
            let is_verb =
                |token: usize| !context.document.tokens(found.passage)[token].is_capital();
            let Some(hit) = hit.filter(|hit| hit.strength >= SAME && is_verb(hit.token)) else {
                continue;
            };
            let at = |name: usize| {
                let here = places[name]
                    .iter()
                    .filter(|place| place.passage == found.passage);
                here.filter(|place| place.others.is_empty() && place.has_last())
                    .map(Place::range)
            };
            for one in at(index) {
                for other in at(index + 1) {
                    let Some(doer) = doer(context, ranked, hit.token, one, other) else {
                        continue;
                    };
                    let last = one.0.max(other.0);
                    let there = joints(context, Some(found.passage), hit.token + 1, last);
                    if there.as_ref() != Some(&claim_joints) {
                        continue;
                    }
                    let same = (doer == one) != claim_passive;
                    if same {
                        return None;
                    }
                    let (from, to) = (one.0.min(other.0), one.1.max(other.1));
                    reversed = reversed.or(Some((
                        found.passage,
                        context.source_span(found.passage, from, to),
                    )));
                }
            }
        }
        if let Some((passage, span)) = reversed {
            let claim = context.in_claim(pair[0].first, pair[1].end);
            return Some((claim, (passage, context.in_source(passage, span))));
        }
    }
    None
}

struct Verb {
    token: usize,
    term: usize,
}

/// What the first name does to the second: the first word with content between them, where no
/// article makes a noun of it.
fn verb_between(context: &Context<'_>, one: &Name, other: &Name) -> Option<Verb> {
    let terms = &context.query.terms;
    let term = terms.iter().position(|term| term.token >= one.end)?;
    let token = terms[term].token;
    let stem = context.query.tokens[token].stem;
    let is_verb = token < other.first
        && token - one.end <= TO_VERB
        && other.first - token <= TO_OBJECT
        && !terms[term].in_name
        && !terms[term].in_value
        && !MUTUAL.iter().any(|mutual| key(mutual) == stem)
        && is_bare(context, None, one.end, token);
    is_verb.then_some(Verb { token, term })
}

/// Which of two names of a passage, as token ranges, does to the other what the verb at token `verb`
/// says; none where the verb does not stand between them.
fn doer(
    context: &Context<'_>,
    ranked: usize,
    verb: usize,
    one: (usize, usize),
    other: (usize, usize),
) -> Option<(usize, usize)> {
    let passage = context.matches.ranked[ranked].passage;
    let (first, second) = if one.0 < other.0 {
        (one, other)
    } else {
        (other, one)
    };
    let between = first.1 <= verb && verb < second.0;
    if !between
        || verb - first.1 > TO_VERB
        || second.0 - verb > TO_OBJECT
        || !is_bare(context, Some(passage), first.1, verb)
    {
        return None;
    }
    let passive = is_passive(context, Some(passage), verb + 1, second.0);
    Some(if passive { second } else { first })
}

/// Whether only small words that a verb may have before it stand in tokens `from..to` of the claim or
/// of a passage: no article, no comma.
pub(super) fn is_bare(
    context: &Context<'_>,
    passage: Option<usize>,
    from: usize,
    to: usize,
) -> bool {
    const NOUNS: [&str; 26] = [
        "the", "a", "an", "of", "his", "her", "its", "their", "and", "or", "in", "on", "at", "der",
        "die", "das", "ein", "eine", "le", "la", "un", "une", "el", "los", "y", "und",
    ];
    words(context, passage, from, to).all(|(kind, word)| {
        kind == TokenKind::Word && !NOUNS.iter().any(|noun| word.eq_ignore_ascii_case(noun))
    })
}

/// The prepositions between a verb and what it does something to, "lost to", in tokens `from..to` of the claim or of a passage, but
/// for those of [`BY`]; none where another clause or thing begins there. Only behind the same ones two names can have changed places.
fn joints<'a>(
    context: &'a Context<'_>,
    passage: Option<usize>,
    from: usize,
    to: usize,
) -> Option<Vec<&'a str>> {
    const APART: [&str; 4] = ["and", "or", "but", "that"];
    const PREPOSITIONS: [&str; 11] = [
        "of", "in", "on", "at", "to", "from", "for", "with", "against", "among", "than",
    ];
    let mut joints = Vec::new();
    for (_, word) in words(context, passage, from, to) {
        if APART.contains(&word) {
            return None;
        }
        if PREPOSITIONS.contains(&word) {
            joints.push(word);
        }
    }
    Some(joints)
}

fn is_passive(context: &Context<'_>, passage: Option<usize>, from: usize, to: usize) -> bool {
    words(context, passage, from, to).any(|(_, word)| BY.contains(&word))
}

/// The words of tokens `from..to` of the claim, or of a passage.
fn words<'a>(
    context: &'a Context<'_>,
    passage: Option<usize>,
    from: usize,
    to: usize,
) -> impl Iterator<Item = (TokenKind, &'a str)> {
    let (tokens, text) = match passage {
        None => (&context.query.tokens[..], context.query.text.as_str()),
        Some(passage) => (
            context.document.tokens(passage),
            context.document.text(passage),
        ),
    };
    tokens[from.min(to)..to]
        .iter()
        .map(move |token| (token.kind, token.span.of(text)))
}
