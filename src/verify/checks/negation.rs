//! Whether the claim states what the source denies, or denies what it states.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::context::{Context, check};
use crate::text::{Lang, Token, key, normal_form};
use crate::verify::outcome::{Check, Found, Kind, Status};

const LISTS: &str = include_str!("../data/negations.txt");

/// How many tokens before a word its denial stands.
const BEFORE: usize = 3;

/// How many tokens before a word of the source a denial of it may stand.
const REACH: usize = 6;

/// How much of the claim a passage must bear out to state what the claim denies.
const SAME_SUBJECT: f64 = 0.5;

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

/// A denial in the claim: where the source has the denied words, it must deny them too, or say
/// something that amounts to a denial near them.
fn of_denial(context: &Context<'_>, at: usize) -> Check {
    let tokens = &context.query.tokens;
    let claim = context.in_claim(at, (at + 2).min(tokens.len()));
    let denied: Vec<usize> = (0..context.matches.hits.len())
        .filter(|term| (at + 1..=at + BEFORE + 1).contains(&context.query.terms[*term].token))
        .take(2)
        .collect();
    let mut stated = None;
    for index in &context.matches.evidence {
        let ranked = &context.matches.ranked[*index];
        for hit in denied.iter().filter_map(|term| ranked.hits[*term]) {
            if let Some(place) = denial_near(context, ranked.passage, hit.token) {
                let span = context.source_span(ranked.passage, place, place + 1);
                let source = (ranked.passage, context.in_source(ranked.passage, span));
                return check(Kind::Negation, Status::Match, claim, Some(source));
            }
            if hit.strength >= SAME && stated.is_none() && ranked.coverage >= SAME_SUBJECT {
                stated = Some((
                    ranked.passage,
                    context.source_span(ranked.passage, hit.token, hit.token + 1),
                ));
            }
        }
    }
    match stated {
        Some((passage, span)) => {
            let source = (passage, context.in_source(passage, span));
            let note = format!("claim denies what the source states: “{}”", claim.text);
            Check {
                note,
                ..check(Kind::Negation, Status::Mismatch, claim, Some(source))
            }
        }
        None => check(Kind::Negation, Status::Absent, claim, None),
    }
}

/// A cue within reach of a word of a passage: some words before it, or right after.
fn denial_near(context: &Context<'_>, passage: usize, token: usize) -> Option<usize> {
    let tokens = context.document.tokens(passage);
    let lang = context.document.lang();
    let from = token.saturating_sub(REACH);
    let to = (token + BEFORE).min(tokens.len());
    (from..to).find(|at| cue(&tokens[*at], lang).is_some())
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
