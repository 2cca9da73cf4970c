//! From the figures and checks of a claim and one document to an outcome.

use super::checks::{self, Context};
use super::doubts;
use super::features::{self, Feature};
use super::linked;
use super::model::{Model, Standing};
use super::outcome::{Check, Evidence, Kind, Status};
use super::words;
use crate::extract::Region;
use crate::matching::{Matches, Prepared, Query, Ranked};
use crate::text::{Meaning, Span, Token};
use crate::verdict::Verdict;

/// How many passages an outcome shows.
const SHOWN: usize = 5;

/// Share of the claim that one passage must bear out for a differing value in it to contradict the
/// claim: below that it speaks of something else.
const SAME_SUBJECT: f64 = 0.45;

/// Share of the claim, by weight, that the evidence must bear out for it to bear on the claim.
const FOUND: f64 = 0.3;

/// Share of the least borne out clause that the evidence must bear out for the claim to be supported.
/// Of the supported claims of the development data, one in twenty has less; so has every other claim
/// with a detail added to what a page says.
const CLAUSE_NEEDED: f64 = 0.25;

/// A hit that is shown as matching.
const SHOWN_STRENGTH: f64 = 0.5;

/// The outcome of a claim against one document.
#[derive(Clone, Debug)]
pub(crate) struct Judged {
    pub verdict: Verdict,
    pub score: f64,
    pub why: String,
    pub evidence: Vec<Evidence>,
    pub checks: Vec<Check>,
    pub unsupported: Vec<Span>,
    /// Share of the claim that the evidence bears out, by weight.
    pub coverage: f64,
}

impl Judged {
    /// How much of the claim its best passage bears out by itself.
    fn best(&self) -> f64 {
        let scores = self.evidence.iter().map(|evidence| evidence.score);
        scores.fold(0.0, f64::max)
    }
}

/// Judges `claim` by `document` alone: by its body, then, where no passage of that bears most of the
/// claim out, by what stands around the body, which never supports one.
pub(crate) fn judge(claim: &str, document: &Prepared, model: &Model) -> Judged {
    let body = judge_by(claim, document, model);
    if body.verdict == Verdict::Supported && body.best() > 1.0 - MUCH_MORE {
        return body;
    }
    match document
        .outside()
        .map(|outside| judge_by(claim, outside, model))
    {
        Some(outside) if outside.best() > body.best() + MUCH_MORE => {
            told_of_outside(outside, body.score, model)
        }
        _ => body,
    }
}

/// The outcome for a claim that is borne out outside of the body only.
fn told_of_outside(outside: Judged, body_score: f64, model: &Model) -> Judged {
    let place = match outside.evidence.first().map(|evidence| evidence.region) {
        Some(Region::Caption) => "in a caption",
        Some(Region::Comment) => "in a reader's comment",
        Some(Region::Related) => "in a teaser of another page",
        _ => "in the page's by-line or tags",
    };
    Judged {
        verdict: Verdict::Partial,
        score: body_score.min(model.supported * 0.5),
        why: format!("found only {place}"),
        ..outside
    }
}

/// How much more of the claim a passage outside of the body must bear out to be told of.
const MUCH_MORE: f64 = 0.2;

fn judge_by(claim: &str, document: &Prepared, model: &Model) -> Judged {
    let query = Query::new(claim, document.lang());
    let matches = Matches::find(&query, document);
    let context = Context {
        query: &query,
        document,
        matches: &matches,
    };
    let checks = checks::all(&context);
    let figures = features::of_claim(&context, &checks);
    let mut unsupported = words::unsupported(&words::figures(&context, &checks), model);
    unsupported.extend(query.unread);
    let coverage = figure(&figures, "covered");
    let ruling = ruling(&context, &checks, &figures);
    let score = model.score(&figures, ruling.standing());
    let score = match ruling {
        Ruling::Verbatim => score.max(VERBATIM),
        Ruling::Refused(_) | Ruling::Doubted(_) | Ruling::Open => score,
    };
    let mismatch = decisive(&context, &checks);
    let verdict = if score >= model.supported {
        Verdict::Supported
    } else if mismatch.is_some() {
        Verdict::Contradicted
    } else if coverage >= FOUND && !matches.evidence.is_empty() {
        Verdict::Partial
    } else {
        Verdict::NotFound
    };
    let why = match ruling {
        Ruling::Refused(refusal @ Refusal::Length)
        | Ruling::Doubted(refusal @ (Refusal::Another | Refusal::Cause))
            if verdict == Verdict::Partial =>
        {
            refusal.told().to_owned()
        }
        _ => why(verdict, mismatch, &checks, &unsupported, claim),
    };
    let evidence = evidence(&context);
    Judged {
        verdict,
        score,
        why,
        evidence,
        checks,
        unsupported,
        coverage,
    }
}

/// The least score of a claim that is a passage of the source word for word. None of those of the
/// development data is unsupported; the rest is for what the words around may take back.
const VERBATIM: f64 = 0.97;

/// Whether the claim is a whole passage, word for word: nothing around it within its sentence can take
/// it back, and no check of its parts can tell more.
fn is_verbatim(context: &Context<'_>) -> bool {
    fn words(tokens: &[Token]) -> impl Iterator<Item = u64> {
        let words = tokens.iter().filter(|token| token.is_text());
        words.map(|token| token.form)
    }
    let is_same = |ranked: &Ranked| {
        let passage = context.document.tokens(ranked.passage);
        ranked.coverage > 0.999 && words(passage).eq(words(&context.query.tokens))
    };
    context.matches.ranked.iter().any(is_same)
}

/// What the rules say before the score does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ruling {
    /// The claim is a passage word for word.
    Verbatim,
    /// It must not be supported.
    Refused(Refusal),
    /// It must not be supported either, though it may well be borne out.
    Doubted(Refusal),
    /// The score decides.
    Open,
}

impl Ruling {
    pub const fn standing(self) -> Standing {
        match self {
            Self::Verbatim | Self::Open => Standing::Open,
            Self::Doubted(_) => Standing::Doubted,
            Self::Refused(_) => Standing::Refused,
        }
    }

    /// Why the claim must not be supported, if so.
    pub const fn refusal(self) -> Option<Refusal> {
        match self {
            Self::Refused(refusal) | Self::Doubted(refusal) => Some(refusal),
            Self::Verbatim | Self::Open => None,
        }
    }
}

/// Why the claim must not be supported, whatever its score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A check mismatches, or the source lacks a value, a name, a denial or a quotation.
    Check,
    /// One clause of it is not there.
    Clause,
    /// Its words and names stand in as many passages.
    Scattered,
    /// It is too long to be read to its end.
    Length,
    /// The page has its names, and little of what it says of them.
    Little,
    /// What one clause of it says stands in several places.
    Apart,
    /// What it says of someone is said of another.
    Another,
    /// It tells the cause of something, and the page has the two apart.
    Cause,
}

impl Refusal {
    /// In words, for a person.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Check => "a check does not match",
            Self::Clause => "one clause of the claim is not there",
            Self::Scattered => "no passage links two of the claim's words or names",
            Self::Length => "the claim is too long to be checked to its end; split it",
            Self::Little => "beside its names, little of the claim is there",
            Self::Apart => "no place on the page has enough of one clause of the claim",
            Self::Another => "the page says it of another",
            Self::Cause => "no place on the page has both what happened and its cause",
        }
    }
}

/// The rules for what is, and what must never be, called supported (`docs/matching.md`).
pub(crate) fn ruling(context: &Context<'_>, checks: &[Check], figures: &[Feature]) -> Ruling {
    let forbids = |check: &Check| match (check.status, check.kind) {
        (Status::Match, _) | (Status::Absent, Kind::Direction) => false,
        (Status::Absent, Kind::Number) => !is_countable(context, check),
        (Status::Mismatch | Status::Absent, _) => true,
    };
    if context.query.unread.is_some() {
        Ruling::Refused(Refusal::Length)
    } else if is_verbatim(context) {
        Ruling::Verbatim
    } else if checks.iter().any(forbids) {
        Ruling::Refused(Refusal::Check)
    } else if figure(figures, "least_clause") < CLAUSE_NEEDED {
        Ruling::Refused(Refusal::Clause)
    } else if features::are_scattered(context) {
        Ruling::Refused(Refusal::Scattered)
    } else if doubts::says_little(context) {
        Ruling::Doubted(Refusal::Little)
    } else if doubts::has_clause_apart(context) {
        Ruling::Doubted(Refusal::Apart)
    } else if linked::is_said_of_another(context) {
        Ruling::Doubted(Refusal::Another)
    } else if doubts::is_cause_apart(context) {
        Ruling::Doubted(Refusal::Cause)
    } else {
        Ruling::Open
    }
}

/// Whether a number is one in words that a reader counts up from the page: "three applicants", "the
/// first of them".
fn is_countable(context: &Context<'_>, check: &Check) -> bool {
    let span = check.claim.span;
    let tokens = &context.query.tokens;
    let mut of_check = context
        .query
        .values
        .iter()
        .filter(|value| tokens[value.first].span.overlaps(span));
    let is_small = of_check.any(|value| match &value.meaning {
        Meaning::Number(number) => number.value <= 3.0,
        Meaning::Ordinal(rank) => *rank <= 1.0,
        _ => false,
    });
    is_small && !check.claim.text.contains(char::is_numeric)
}

/// The mismatch that contradicts the claim: one in a passage that speaks of the same thing.
fn decisive<'c>(context: &Context<'_>, checks: &'c [Check]) -> Option<&'c Check> {
    checks
        .iter()
        .filter(|check| check.status == Status::Mismatch)
        .find(|check| {
            check.at.is_some_and(|(_, passage)| {
                context
                    .matches
                    .ranked
                    .iter()
                    .any(|ranked| ranked.passage == passage && ranked.coverage >= SAME_SUBJECT)
            })
        })
}

fn figure(figures: &[Feature], name: &str) -> f64 {
    figures
        .iter()
        .find(|(other, _)| *other == name)
        .map_or(0.0, |(_, value)| *value)
}

fn why(
    verdict: Verdict,
    mismatch: Option<&Check>,
    checks: &[Check],
    unsupported: &[Span],
    claim: &str,
) -> String {
    let of = |status: Status| checks.iter().find(|check| check.status == status);
    match verdict {
        Verdict::Contradicted => mismatch.map_or_else(String::new, |check| check.note.clone()),
        Verdict::Supported => "the source bears it out".to_owned(),
        Verdict::NotFound => "no passage of the source speaks of it".to_owned(),
        _ => of(Status::Mismatch)
            .or_else(|| of(Status::Absent).filter(|check| check.kind != Kind::Direction))
            .map(|check| check.note.clone())
            .or_else(|| {
                unsupported
                    .first()
                    .map(|span| format!("nothing bears out “{}”", span.of(claim)))
            })
            .unwrap_or_else(|| "the source bears it out only in part".to_owned()),
    }
}

/// The passages to show: those that together bear the claim out, then the next best.
fn evidence(context: &Context<'_>) -> Vec<Evidence> {
    let matches = context.matches;
    let rest = (0..matches.ranked.len()).filter(|index| !matches.evidence.contains(index));
    matches
        .evidence
        .iter()
        .copied()
        .chain(rest)
        .take(SHOWN)
        .map(|index| shown(context, index))
        .collect()
}

fn shown(context: &Context<'_>, index: usize) -> Evidence {
    let ranked = &context.matches.ranked[index];
    let passage = &context.document.document().passages[ranked.passage];
    let tokens = context.document.tokens(ranked.passage);
    let terms = &context.query.terms;
    let mut spans = Vec::with_capacity(terms.len());
    let mut claim_spans = Vec::with_capacity(terms.len());
    for (term, of_claim) in terms.iter().enumerate() {
        let hit = context.matches.hit(index, term);
        if let Some(hit) = hit.filter(|hit| hit.strength >= SHOWN_STRENGTH) {
            spans.push(tokens[hit.token].span);
            claim_spans.push(of_claim.span);
        }
    }
    Evidence {
        source: 0,
        passage: ranked.passage,
        text: passage.text.clone(),
        region: passage.region,
        score: ranked.coverage,
        spans: Span::merge(spans),
        claim_spans: Span::merge(claim_spans),
    }
}
