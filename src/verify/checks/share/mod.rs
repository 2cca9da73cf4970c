//! Shares of a kind of things: "most of the shops" beside "all but three", "nine of 24", "none".
//!
//! They are compared only where all that the claim says stands around the source's share too, since a word that it
//! lacks may turn the share over: "most had a plan", "most lacked one".

mod range;
mod read;
mod words;

use std::ops;

use self::range::Range;
use self::read::{How, Share, shares, whole};
use self::words::Told;
use super::context::{self, Context};
use super::denial;
use crate::matching::Query;
use crate::text::{Token, Value};
use crate::verify::outcome::{Check, Kind, Status};

/// How far from a share the rest of what the claim says may stand, in passages, and the whole before it.
const NEAR: usize = 3;

/// Tokens after a share in which what it is of stands.
const WINDOW: usize = 6;

/// Words behind a number in which what it counts stands.
const BEHIND: usize = 4;

/// A hit this good is the same word.
const SAME: f64 = 0.7;

/// Tokens of a passage that are read: a longer one is no prose.
const LONGEST: usize = 200;

/// What a word of the source beside a share takes from it that the claim does not have, and how many of them do.
const OTHER: f64 = 0.1;
const OTHERS: usize = 4;

/// The check of the first share of the claim that the source tells too.
pub(super) fn check(context: &Context<'_>) -> Option<Check> {
    let query = context.query;
    let claimed = shares((&query.tokens, &query.text), query.lang, &query.values);
    let mut told = claimed.iter().filter(|share| share.claimed().is_some());
    told.find_map(|share| Claimed::new(context, share)?.check())
}

/// `checks` of values with that of a share in the place of what it tells better; where both say the same, the value's
/// stays, which may show how it follows.
pub(super) fn instead_of(share: Option<Check>, mut checks: Vec<Check>) -> Vec<Check> {
    let Some(share) = share else { return checks };
    let is_of_it = |check: &Check| share.claim.span.contains(check.claim.span);
    let is_told = |check: &Check| is_of_it(check) && check.status == share.status;
    if !checks.iter().any(is_told) {
        checks.retain(|check| !is_of_it(check));
        checks.push(share);
    }
    checks
}

/// A share of the claim.
struct Claimed<'a> {
    context: &'a Context<'a>,
    share: &'a Share,
    /// The terms that may name what it is of.
    heads: Vec<usize>,
    /// The other terms.
    rest: Vec<usize>,
    /// Whether the claim denies something, by other words than the share's.
    denies: bool,
}

impl<'a> Claimed<'a> {
    fn new(context: &'a Context<'a>, share: &'a Share) -> Option<Self> {
        let query = context.query;
        let run = heads(query, share.end);
        let of = |at: &usize| query.terms.iter().position(|term| term.token == *at);
        let heads: Vec<usize> = run.iter().filter_map(of).take(2).collect();
        let first = *heads.first()?;
        let is_rest = |index: &usize| {
            let token = query.terms[*index].token;
            *index != first && !(share.lead..share.end).contains(&token)
        };
        let rest: Vec<usize> = (0..query.terms.len()).filter(is_rest).collect();
        let cues = denial::cues((&query.tokens, &query.text), query.lang, &query.values);
        (!rest.is_empty()).then(|| Self {
            context,
            share,
            heads,
            rest,
            denies: denies(&cues, &(0..query.tokens.len()), share),
        })
    }

    fn check(&self) -> Option<Check> {
        let ranked = self.context.matches.ranked.iter().enumerate();
        let mut found: Vec<(f64, Status, Check)> = ranked
            .flat_map(|(index, ranked)| self.in_passage(index, ranked.passage))
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let best = found.first()?;
        // Of two that stand there equally well, which is meant cannot be told.
        let is_torn = found
            .iter()
            .any(|other| other.0 >= best.0 - OTHER / 2.0 && other.1 != best.1);
        (!is_torn).then(|| best.2.clone())
    }

    /// The shares of a passage that can be meant, with how much of the claim stands beside each.
    fn in_passage(&self, ranked: usize, passage: usize) -> Vec<(f64, Status, Check)> {
        let document = self.context.document;
        let tokens = document.tokens(passage);
        if tokens.len() > LONGEST || !self.is_all_told(passage) {
            return Vec::new();
        }
        let text = document.text(passage);
        let told = shares((tokens, text), document.lang(), document.values(passage));
        let told = told.into_iter().filter_map(|share| {
            let whole = self.whole(passage, &share);
            let meant = share.meant(whole)?;
            let is_meant = self.is_of_heads(&share, passage);
            is_meant.then_some((share, whole, meant))
        });
        let there: Vec<(Share, Option<f64>, Range)> = told.collect();
        let cues = denial::cues((tokens, text), document.lang(), document.values(passage));
        let mut found = Vec::new();
        for (index, (share, whole, meant)) in there.iter().enumerate() {
            let next = there.get(index + 1);
            let next = next.map_or(tokens.len(), |(next, ..)| next.first);
            let from = if index == 0 { 0 } else { share.first };
            let is_stop = |at: &usize| matches!(tokens[*at].span.of(text), ";" | "；");
            let to = (share.end..next).find(is_stop).unwrap_or(next);
            let from = (from..share.first).rfind(is_stop).map_or(from, |at| at + 1);
            // One side denies what stands beside its share, and the other does not.
            if denies(&cues, &(from..to), share) != self.denies {
                continue;
            }
            let beside = self.beside(ranked, passage, share, (from, to));
            if let Some(claimed) = self.share.claimed()
                && beside > 0.0
            {
                let status = claimed.status(*meant);
                found.push((beside, status, self.made(status, passage, share, *whole)));
            }
        }
        found
    }

    fn made(&self, status: Status, passage: usize, share: &Share, whole: Option<f64>) -> Check {
        let context = self.context;
        let claim = context.in_claim(self.share.lead, self.share.end);
        let span = context.source_span(passage, share.lead, share.end);
        let source = context.in_source(passage, span);
        let of = match (share.how, whole) {
            (How::Count(_) | How::But(_), Some(whole)) => format!(" of {whole}"),
            _ => String::new(),
        };
        let made = context::check(Kind::Number, status, claim, Some((passage, source)));
        let note = match made.source.as_ref() {
            Some(source) if !of.is_empty() => {
                let says = format!(
                    "claim says {}, source says {}{of}",
                    made.claim.text, source.text
                );
                if status == Status::Match {
                    says + ": the same"
                } else {
                    says
                }
            }
            _ => made.note.clone(),
        };
        Check {
            closeness: 1.0,
            note,
            ..made
        }
    }

    /// Whether every word of the claim stands in the passage or near it.
    fn is_all_told(&self, passage: usize) -> bool {
        let matches = self.context.matches;
        let near = |ranked: usize| matches.ranked[ranked].passage.abs_diff(passage) <= NEAR;
        let is_told = |term: &usize| {
            let strengths = matches.table.strengths(*term);
            (0..matches.ranked.len()).any(|ranked| near(ranked) && strengths[ranked] >= SAME)
        };
        self.rest.iter().chain(&self.heads).all(is_told)
    }

    fn is_term(&self, terms: &[usize], token: &Token) -> bool {
        let strength = |term: &usize| self.context.query.terms[*term].borne_out_by(token.stem);
        token.is_content()
            && terms
                .iter()
                .any(|term| strength(term).is_some_and(|strength| strength >= SAME))
    }

    /// Whether a share is of what the claim's is of: it is named behind it, or left out.
    fn is_of_heads(&self, share: &Share, passage: usize) -> bool {
        let document = self.context.document;
        let (tokens, lang) = (document.tokens(passage), document.lang());
        let to = tokens.len();
        let mut at = share.end;
        while words::is_link(tokens, at, lang) {
            at += 1;
        }
        // "No evidence that the shops …" is of no shops.
        let mut is_named = false;
        let goes_on = |at: &usize| {
            let token = &tokens[*at];
            let in_value = || document.values(passage).iter().any(|value| value.has(*at));
            let is_run_on = matches!(token.span.of(document.text(passage)), "-" | "'s" | "’s");
            let before = !is_named && (words::is_link(tokens, *at, lang) || in_value());
            let is_word = token.is_content() && !before;
            is_named |= is_word;
            is_word || is_run_on || before
        };
        let mut named = (share.end..to.min(share.end + WINDOW)).take_while(goes_on);
        if named.any(|at| self.is_term(&self.heads, &tokens[at])) {
            return true;
        }
        // "21 recommend it", "none expects it": what it is of is left out before a verb, and not in "some fruit".
        let stands_alone = !matches!(share.how, How::Word(Told::All | Told::Some | Told::Partly));
        tokens
            .get(at)
            .filter(|_| at < to)
            .is_none_or(|next| !next.is_content() || stands_alone && self.is_term(&self.rest, next))
    }

    /// How much of the claim's other words stands beside the share, less what else does.
    fn beside(
        &self,
        ranked: usize,
        passage: usize,
        share: &Share,
        (from, to): (usize, usize),
    ) -> f64 {
        let matches = self.context.matches;
        let tokens = self.context.document.tokens(passage);
        let own = |at: &usize| !(share.first..share.end).contains(at);
        let here = || (from..to).filter(own);
        let stands = |term: usize| {
            here().any(|at| self.is_term(&[term], &tokens[at]))
                || matches
                    .hit(ranked, term)
                    .is_some_and(|hit| hit.strength >= SAME && (from..to).contains(&hit.token))
        };
        let telling = |term: &usize| matches.telling[*term];
        // Names are what a whole text is about; what holds for a share is told by other words.
        let terms = &self.context.query.terms;
        let plain = || self.rest.iter().filter(|term| terms[**term].is_plain());
        let asked: Vec<usize> = if plain().next().is_some() {
            plain().copied().collect()
        } else {
            self.rest.clone()
        };
        let all: f64 = asked.iter().map(telling).sum();
        let found: f64 = asked
            .iter()
            .filter(|term| stands(**term))
            .map(telling)
            .sum();
        let other = |at: &usize| {
            tokens[*at].is_content()
                && !self.is_term(&self.rest, &tokens[*at])
                && !self.is_term(&self.heads, &tokens[*at])
        };
        let others = here().filter(other).count().min(OTHERS);
        if found > 0.0 {
            (found / all - OTHER * others as f64).max(f64::MIN_POSITIVE)
        } else {
            0.0
        }
    }

    /// How many there are in all, as the passage or one before it says: "46 nursing homes".
    fn whole(&self, passage: usize, share: &Share) -> Option<f64> {
        let (How::Count(part) | How::But(part)) = share.how else {
            return None;
        };
        let document = self.context.document;
        let of_heads = |passage: usize, value: &Value| {
            let tokens = document.tokens(passage);
            let ends = |token: &&Token| token.is_text();
            let after = tokens[value.end..].iter().take(BEHIND).take_while(ends);
            after
                .into_iter()
                .any(|token| self.is_term(&self.heads, token))
        };
        let before = passage.saturating_sub(NEAR)..=passage;
        before.rev().find_map(|passage| {
            let mut values = document.values(passage).iter();
            values.find_map(|value| {
                whole(value).filter(|whole| *whole > part.value && of_heads(passage, value))
            })
        })
    }
}

/// Whether one of the `cues` that deny stands in `range` and is no part of the share.
fn denies(cues: &[ops::Range<usize>], range: &ops::Range<usize>, share: &Share) -> bool {
    let overlaps =
        |cue: &ops::Range<usize>, from: usize, to: usize| cue.start < to && from < cue.end;
    cues.iter()
        .any(|cue| overlaps(cue, range.start, range.end) && !overlaps(cue, share.first, share.end))
}

/// The tokens behind a share that may name what it is of: the content words up to a small one, past numbers and links.
fn heads(query: &Query, end: usize) -> Vec<usize> {
    let tokens = &query.tokens;
    let in_value = |at: usize| query.values.iter().any(|value| value.has(at));
    let mut found = Vec::new();
    for at in end..tokens.len().min(end + WINDOW) {
        let is_possessive = matches!(tokens[at].span.of(&query.text), "'s" | "’s");
        let skipped = words::is_link(tokens, at, query.lang) || in_value(at);
        if tokens[at].is_content() && !in_value(at) {
            found.push(at);
        } else if !(is_possessive || found.is_empty() && skipped) {
            break;
        }
    }
    found
}
