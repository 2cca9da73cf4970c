//! One outcome from those of several sources.

use std::cmp::Ordering;

use super::analysis::{analyse, as_claim};
use super::evidence::evidence;
use super::judge::Judge;
use super::judge::weights::Weights;
use super::outcome::{Check, Evidence, Pair, Verification};
use super::words;
use crate::claims::{Checkable, Claim, statement_parts};
use crate::extract::Region;
use crate::matching::Prepared;
use crate::source::Unavailable;
use crate::text::{Lang, Span, Token, is_stop_anywhere, tokens};
use crate::verdict::Verdict;

/// What several sources must do for a claim to be supported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Need {
    /// One of them bears it out.
    #[default]
    Any,
    /// Each of them does.
    All,
}

/// Verifies `claim` against its sources: for each of its citations, in order, the prepared document
/// or why there is none. `judge` decides how far each bears the claim out.
///
/// ```
/// use citecheck::claims::Claim;
/// use citecheck::extract::Document;
/// use citecheck::verify::Prepared;
/// use citecheck::verdict::Verdict;
/// use citecheck::verify::{Judge, Need, verify};
///
/// let page = Document::from_passages(["Microsoft's licence is now non-exclusive and runs through 2032.".to_owned()]);
/// let page = Prepared::new(page);
/// let outcome = verify(&Claim::of_text("The licence of Microsoft runs through 2030."), &[Ok(&page)], Need::Any, &Judge::lexical());
/// assert_eq!(outcome.verdict, Verdict::Contradicted);
/// assert_eq!(outcome.why, "claim says 2030, source says 2032");
/// ```
pub fn verify(
    claim: &Claim,
    sources: &[Result<&Prepared, &Unavailable>],
    need: Need,
    judge: &Judge,
) -> Verification {
    if let Checkable::No(why) = &claim.checkable {
        return without_evidence(Verdict::NotCheckable, why.clone(), sources.len());
    }
    if sources.is_empty() {
        return without_evidence(Verdict::NotCheckable, "cites no source".to_owned(), 0);
    }
    if !has_content(&claim.text) {
        let why = "no word of it says anything that a source could bear out".to_owned();
        return without_evidence(Verdict::NotCheckable, why, sources.len());
    }
    let mut judged: Vec<Option<Judged>> = sources
        .iter()
        .map(|source| source.ok().map(|document| judge_by(claim, document, judge)))
        .collect();
    if need == Need::Any {
        hold_to_closest(&mut judged);
    }
    let pairs: Vec<Pair> = judged
        .iter()
        .enumerate()
        .map(|(source, judged)| Pair {
            source,
            verdict: judged
                .as_ref()
                .map_or(Verdict::Unavailable, |judged| judged.verdict),
            score: judged.as_ref().map_or(0.0, |judged| judged.score),
        })
        .collect();
    let read = || {
        judged
            .iter()
            .enumerate()
            .filter_map(|(source, judged)| Some((source, judged.as_ref()?)))
    };
    let unread: Vec<&Unavailable> = sources.iter().filter_map(|source| source.err()).collect();
    let chosen = match need {
        Need::Any => read().max_by(|a, b| better(a.1, b.1).then(b.0.cmp(&a.0))),
        Need::All => read().min_by(|a, b| better(a.1, b.1).then(a.0.cmp(&b.0))),
    };
    let chosen = chosen.map(|(source, _)| source);
    let Some((source, best)) = chosen.and_then(|source| Some((source, judged[source].take()?)))
    else {
        let why = unread
            .first()
            .map_or_else(String::new, |unread| unread.detail.clone());
        return Verification {
            pairs,
            ..without_evidence(Verdict::Unavailable, why, 0)
        };
    };
    let verdict = best.verdict;
    let is_open = matches!(verdict, Verdict::Partial | Verdict::NotFound);
    if need == Need::Any
        && is_open
        && let Some(together) = together(claim, sources, judge)
    {
        return Verification { pairs, ..together };
    }
    let mut outcome = from_judged(best, source, pairs);
    match (unread.first(), need, verdict) {
        // What could not be read may well speak of it.
        (Some(first), Need::Any, Verdict::NotFound)
        | (Some(first), Need::All, Verdict::Supported | Verdict::NotFound) => {
            outcome.verdict = Verdict::Unavailable;
            outcome.why = why_open(first, unread.len(), sources.len(), verdict);
            outcome.score = 0.0;
        }
        _ => {}
    }
    append_others(&mut outcome, &judged);
    outcome
}

/// The outcome of a claim of several statements, each of which one of the sources bears out, and no source all of them;
/// none for another claim. A statement is held to what any claim is: that is the only way in which parts were measured
/// to be safe.
fn together(
    claim: &Claim,
    sources: &[Result<&Prepared, &Unavailable>],
    judge: &Judge,
) -> Option<Verification> {
    let statements = statement_parts(&claim.text);
    if statements.len() < 2 || sources.iter().filter(|source| source.is_ok()).count() < 2 {
        return None;
    }
    let mut outcome = Verification::new(
        Verdict::Supported,
        "its sources bear it out together, a statement each",
    );
    outcome.score = 1.0;
    for statement in statements {
        let alone = Claim::of_text(&as_claim(&claim.text, statement));
        let told = verify(&alone, sources, Need::Any, judge);
        if told.verdict != Verdict::Supported {
            return None;
        }
        let moved =
            |span: Span| Span::new(span.start + statement.start, span.end + statement.start);
        let bearing = told.evidence.first()?.source;
        outcome.score = outcome.score.min(told.score);
        outcome.evidence.extend(
            told.evidence
                .into_iter()
                .filter(|evidence| evidence.source == bearing)
                .map(|mut evidence| {
                    evidence.claim_spans = evidence.claim_spans.into_iter().map(moved).collect();
                    evidence
                }),
        );
        outcome
            .checks
            .extend(told.checks.into_iter().map(|mut check| {
                check.claim.span = moved(check.claim.span);
                check
            }));
        outcome
            .unsupported
            .extend(told.unsupported.into_iter().map(moved));
    }
    Some(outcome)
}

/// The outcome of a claim against one document.
#[derive(Clone, Debug)]
struct Judged {
    verdict: Verdict,
    score: f64,
    why: String,
    evidence: Vec<Evidence>,
    checks: Vec<Check>,
    unsupported: Vec<Span>,
    /// Share of the claim that the evidence bears out, by weight.
    coverage: f64,
    /// The same of the page's body alone.
    by_body: f64,
    /// From which score on a claim is supported.
    line: f64,
}

impl Judged {
    /// How much of the claim its best passage bears out by itself.
    fn best(&self) -> f64 {
        let scores = self.evidence.iter().map(|evidence| evidence.score);
        scores.fold(0.0, f64::max)
    }
}

/// How much less of the claim than the source that speaks of it most another may bear out, and still support it. Measured on
/// claims on pages beside two pages of like matter, and on sentences of articles on two or three pages.
const AS_CLOSE: f64 = 0.1;

/// What one source says of a claim is not outvoted by one that hardly speaks of it: beside a page on another matter a claim is
/// taken to follow more often than beside its own, and of several chances to be wrong the best is no evidence.
fn hold_to_closest(judged: &mut [Option<Judged>]) {
    let read = || judged.iter().flatten();
    let most = read().map(|one| one.by_body).fold(0.0, f64::max);
    let is_close = |one: &Judged| one.by_body >= most - AS_CLOSE;
    let mut supporting = read()
        .filter(|one| one.verdict == Verdict::Supported)
        .peekable();
    if supporting.peek().is_none() || supporting.any(is_close) {
        return;
    }
    for one in judged.iter_mut().flatten() {
        let why = match one.verdict {
            Verdict::Supported => {
                one.score = one.score.min(one.line.next_down());
                "another source speaks of it more closely and does not bear it out"
            }
            // Where one bears it out and no value, name or quotation differs, the other does not say the contrary.
            Verdict::Contradicted if !one.checks.iter().any(Check::differs) => {
                "a source that speaks of it less closely bears it out, this one does not"
            }
            _ => continue,
        };
        one.verdict = Verdict::Partial;
        why.clone_into(&mut one.why);
    }
}

/// How much more of the claim a passage outside of the body must bear out to be told of.
const MUCH_MORE: f64 = 0.2;

/// Judges `claim` by `document` alone: by its body, then, where no passage of that bears most of the
/// claim out, by what stands around the body, which never supports one.
fn judge_by(claim: &Claim, document: &Prepared, judge: &Judge) -> Judged {
    let body = judged(claim, document, judge);
    if body.verdict == Verdict::Supported {
        return body;
    }
    let outside = document.outside();
    match outside.map(|outside| judged(claim, outside, &Judge::lexical())) {
        Some(outside) if outside.best() > body.best() + MUCH_MORE => {
            told_of_outside(outside, &body)
        }
        _ => body,
    }
}

/// The outcome for a claim that is borne out outside of the body only.
fn told_of_outside(outside: Judged, body: &Judged) -> Judged {
    let place = match outside.evidence.first().map(|evidence| evidence.region) {
        Some(Region::Caption) => "in a caption",
        Some(Region::Comment) => "in a reader's comment",
        Some(Region::Related) => "in a teaser of another page",
        _ => "in the page's by-line or tags",
    };
    Judged {
        verdict: Verdict::Partial,
        score: body.score,
        why: format!("found only {place}"),
        by_body: body.by_body,
        ..outside
    }
}

fn judged(claim: &Claim, document: &Prepared, judge: &Judge) -> Judged {
    let mut analysis = analyse(&claim.text, claim.header.as_deref(), document, judge);
    let (verdict, score) = analysis.decide();
    let mut unsupported = words::unsupported(&analysis.words, Weights::built_in());
    unsupported.extend(analysis.query.unread);
    let coverage = analysis.matches.covered(&analysis.query);
    Judged {
        line: analysis.weights().supported_line,
        verdict,
        score,
        why: analysis.why(verdict, &unsupported),
        evidence: evidence(&analysis),
        coverage,
        by_body: coverage,
        checks: analysis.checks,
        unsupported,
    }
}

/// Whether a word or number of `text` carries content, in the language that it seems to be in.
/// Without one there is nothing to look for, and nothing that could be missing.
fn has_content(text: &str) -> bool {
    // Most claims have a plain word that is without content in no language.
    let mut words = text.split_ascii_whitespace();
    words.any(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()) && !is_stop_anywhere(word))
        || tokens(text, Lang::detect(text))
            .iter()
            .any(Token::is_content)
}

/// Why a claim stays open though some of its `all` sources were read: `unread` were not, `first`
/// among them, and those that were, gave `read`.
fn why_open(first: &Unavailable, unread: usize, all: usize, read: Verdict) -> String {
    let detail = &first.detail;
    let unread_told = match unread {
        1 => format!("one source could not be read ({detail})"),
        _ => format!("{unread} sources could not be read ({detail}, and others)"),
    };
    let read_told = match (all - unread, read) {
        (1, Verdict::Supported) => "the one that was read bears it out".to_owned(),
        (1, _) => "the one that was read does not speak of it".to_owned(),
        (read, Verdict::Supported) => format!("the {read} that were read bear it out"),
        (read, _) => format!("none of the {read} that were read speaks of it"),
    };
    format!("{unread_told}; {read_told}")
}

fn without_evidence(verdict: Verdict, why: String, sources: usize) -> Verification {
    let pairs = (0..sources)
        .map(|source| Pair {
            source,
            verdict,
            score: 0.0,
        })
        .collect();
    Verification {
        pairs,
        ..Verification::new(verdict, why)
    }
}

fn from_judged(mut judged: Judged, source: usize, pairs: Vec<Pair>) -> Verification {
    for evidence in &mut judged.evidence {
        evidence.source = source;
    }
    for check in &mut judged.checks {
        check.at = check.at.map(|(_, passage)| (source, passage));
    }
    Verification {
        verdict: judged.verdict,
        score: judged.score,
        why: judged.why,
        evidence: judged.evidence,
        checks: judged.checks,
        unsupported: judged.unsupported,
        pairs,
        suggestion: None,
    }
}

/// Which of two outcomes tells more. A source that supports wins; one that speaks of the same thing
/// and differs wins over one that bears out less of the claim.
fn better(a: &Judged, b: &Judged) -> Ordering {
    let supported = |judged: &Judged| judged.verdict == Verdict::Supported;
    let found = |judged: &Judged| judged.verdict != Verdict::NotFound;
    supported(a)
        .cmp(&supported(b))
        .then_with(|| {
            if supported(a) {
                a.score.total_cmp(&b.score)
            } else {
                Ordering::Equal
            }
        })
        .then(found(a).cmp(&found(b)))
        .then(a.coverage.total_cmp(&b.coverage))
        .then(a.score.total_cmp(&b.score))
}

/// Adds the best passage of each other source that speaks of the claim.
fn append_others(outcome: &mut Verification, others: &[Option<Judged>]) {
    for (source, judged) in others.iter().enumerate() {
        let Some(judged) = judged
            .as_ref()
            .filter(|judged| judged.verdict != Verdict::NotFound)
        else {
            continue;
        };
        if let Some(best) = judged.evidence.first() {
            let mut best = best.clone();
            best.source = source;
            outcome.evidence.push(best);
        }
    }
}
