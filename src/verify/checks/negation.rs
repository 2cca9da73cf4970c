//! Whether the claim states what the source denies, or denies what it states.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::context::{Context, check};
use crate::text::{Lang, Token, key, normal_form};
use crate::verify::outcome::{Check, Found, Kind, Status};

const LISTS: &str = include_str!("../data/negations.txt");

/// How many tokens before a word its denial stands.
const BEFORE: usize = 3;

/// A hit this good is the same word.
const SAME: f64 = 0.7;

/// How much of a word's surroundings must stand around its denied twin.
const SAME_ROLE: f64 = 0.4;

/// A cue and whether it denies by its meaning only.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    Plain,
    Weak,
}

fn cue(token: &Token, lang: Lang) -> Option<Cue> {
    static CUES: OnceLock<FxHashMap<(Lang, u64), Cue>> = OnceLock::new();
    let cues = CUES.get_or_init(|| {
        let mut cues = FxHashMap::default();
        for (tag, words) in LISTS
            .lines()
            .filter_map(|line| line.strip_prefix('[')?.split_once(']'))
        {
            let cue = if tag.ends_with("-weak") {
                Cue::Weak
            } else {
                Cue::Plain
            };
            for word in words.split_whitespace() {
                cues.entry((Lang::from_tag(tag), key(&normal_form(word))))
                    .or_insert(cue);
            }
        }
        cues
    });
    cues.get(&(lang, token.form)).copied()
}

/// Whether the word denies by itself: "nobody", "not".
pub(super) fn is_denial(token: &Token, lang: Lang) -> bool {
    cue(token, lang) == Some(Cue::Plain)
}

pub(super) fn checks(context: &Context<'_>) -> Vec<Check> {
    let tokens = &context.query.tokens;
    let lang = context.query.lang;
    let denials: Vec<usize> = (0..tokens.len())
        .filter(|at| cue(&tokens[*at], lang) == Some(Cue::Plain))
        .collect();
    let mut found: Vec<Check> = denials.iter().map(|at| of_denial(context, *at)).collect();
    if denials.is_empty() && !tokens.iter().any(|token| cue(token, lang).is_some()) {
        found.extend(denied_by_source(context));
    }
    found
}

/// A denial in the claim: the source must deny the same, or say its opposite.
fn of_denial(context: &Context<'_>, at: usize) -> Check {
    let tokens = &context.query.tokens;
    let end = (at + 1 + BEFORE).min(tokens.len());
    let claim = context.in_claim(at, (at + 2).min(tokens.len()));
    let terms: Vec<usize> = (0..context.matches.hits.len())
        .filter(|term| (at + 1..end).contains(&context.query.terms[*term].token))
        .collect();
    let lang = context.document.lang();
    let mut stated = None;
    for index in &context.matches.evidence {
        let ranked = &context.matches.ranked[*index];
        let passage = context.document.tokens(ranked.passage);
        if let Some(place) = passage.iter().position(|token| cue(token, lang).is_some()) {
            let span = passage[place].span;
            return check(
                Kind::Negation,
                Status::Match,
                claim,
                Some((ranked.passage, context.in_source(ranked.passage, span))),
            );
        }
        let hit = terms
            .iter()
            .find_map(|term| ranked.hits[*term].filter(|hit| hit.strength >= SAME));
        if let (None, Some(hit)) = (stated, hit) {
            stated = Some((ranked.passage, passage[hit.token].span));
        }
    }
    match stated {
        Some((passage, span)) => {
            let mut check = check(
                Kind::Negation,
                Status::Mismatch,
                claim,
                Some((passage, context.in_source(passage, span))),
            );
            check.note = format!(
                "claim denies what the source states: “{}”",
                check.claim.text
            );
            check
        }
        None => check(Kind::Negation, Status::Absent, claim, None),
    }
}

/// A plain statement whose words the best passage denies: a hit with a denial right before it, and
/// none before the claim's word.
fn denied_by_source(context: &Context<'_>) -> Option<Check> {
    let best = context
        .matches
        .ranked
        .get(*context.matches.evidence.first()?)?;
    let tokens = context.document.tokens(best.passage);
    let text = context.document.text(best.passage);
    let lang = context.document.lang();
    let is_border = |at: usize| {
        matches!(
            tokens[at].span.of(text),
            "," | ";" | "." | ":" | "but" | "only"
        )
    };
    for (term, hit) in context.query.terms.iter().zip(&best.hits) {
        let Some(hit) = hit.filter(|hit| hit.strength >= SAME) else {
            continue;
        };
        if term.in_name
            || term.in_value
            || context.role(term.token, term.token + 1, 0, hit.token, hit.token + 1) < SAME_ROLE
        {
            continue;
        }
        let denial = (hit.token.saturating_sub(BEFORE)..hit.token)
            .rev()
            .take_while(|at| !is_border(*at))
            .find(|at| cue(&tokens[*at], lang) == Some(Cue::Plain));
        // Another word of the claim between the two is what is denied, and comes first.
        let Some(at) = denial else { continue };
        let span = context.source_span(best.passage, at, hit.token + 1);
        let claim = Found {
            text: term.span.of(&context.query.text).to_owned(),
            span: term.span,
        };
        let mut check = check(
            Kind::Negation,
            Status::Mismatch,
            claim,
            Some((best.passage, context.in_source(best.passage, span))),
        );
        check.note = format!(
            "claim says “{}”, source says “{}”",
            check.claim.text,
            span.of(text)
        );
        return Some(check);
    }
    None
}
