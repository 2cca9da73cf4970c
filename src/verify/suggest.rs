//! What to write in a claim so that it says what its source says.

use super::analysis::analyse;
use super::judge::Judge;
use super::outcome::{Check, Kind, Status, Suggestion, Verification};
use crate::claims::Claim;
use crate::matching::Prepared;
use crate::source::Unavailable;
use crate::text::{Lang, must_escape};
use crate::verdict::Verdict;

/// Bytes of the longest value that is suggested: a long quotation.
const LONGEST: usize = 1_000;

/// The source's value in the place of the claim's, where that is all that differs: one check does not match, its
/// source has a value in the claim's language, and the claim with that value passes all checks. `sources` are those
/// that the claim was verified against.
///
/// ```
/// use citecheck::claims::Claim;
/// use citecheck::extract::Document;
/// use citecheck::verify::{Judge, Need, Prepared, suggest, verify};
///
/// let page = Document::from_passages(["Microsoft's licence is now non-exclusive and runs through 2032.".to_owned()]);
/// let page = Prepared::new(page);
/// let claim = Claim::of_text("The licence of Microsoft runs through 2030.");
/// let outcome = verify(&claim, &[Ok(&page)], Need::Any, &Judge::lexical());
/// assert_eq!(suggest(&claim, &outcome, &[Ok(&page)]).unwrap().write, "2032");
/// ```
pub fn suggest(
    claim: &Claim,
    outcome: &Verification,
    sources: &[Result<&Prepared, &Unavailable>],
) -> Option<Suggestion> {
    if !matches!(outcome.verdict, Verdict::Contradicted | Verdict::Partial) {
        return None;
    }
    let check = only_mismatch(&outcome.checks)?;
    let (source, passage) = check.at?;
    let document = sources.get(source)?.ok()?;
    let suggestion = Suggestion {
        span: check.claim.span,
        write: written(
            check,
            claim,
            passage_text(document, outcome, source, passage)?,
        )?,
    };
    is_borne_out(claim, &suggestion, document).then_some(suggestion)
}

/// The check that does not match, if it is one alone.
fn only_mismatch(checks: &[Check]) -> Option<&Check> {
    let mut differing = checks
        .iter()
        .filter(|check| check.status == Status::Mismatch);
    let first = differing.next()?;
    (first.kind != Kind::Negation && differing.next().is_none()).then_some(first)
}

fn passage_text<'a>(
    document: &'a Prepared,
    outcome: &'a Verification,
    source: usize,
    passage: usize,
) -> Option<&'a str> {
    let mut evidence = outcome.evidence.iter();
    let shown = evidence.find(|found| (found.source, found.passage) == (source, passage));
    match shown {
        Some(found) => Some(&found.text),
        None => Some(&document.document().passages.get(passage)?.text),
    }
}

/// The source's value as the claim's text would have it; none where it is too long for one, or in another language.
fn written(check: &Check, claim: &Claim, passage: &str) -> Option<String> {
    let value = &check.source.as_ref()?.text;
    if value.is_empty() || value.len() > LONGEST || value.chars().any(must_escape) {
        return None;
    }
    let has_words = value.chars().any(char::is_alphabetic);
    if has_words && Lang::detect(passage) != Lang::detect(&claim.text) {
        return None;
    }
    Some(value.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether the claim with what is suggested has no value that differs, and the source has the suggested one.
fn is_borne_out(claim: &Claim, suggestion: &Suggestion, document: &Prepared) -> bool {
    let span = suggestion.span;
    let mut mended = claim.text.clone();
    if mended.get(span.range()).is_none() {
        return false;
    }
    mended.replace_range(span.range(), &suggestion.write);
    let place = crate::text::Span::new(span.start, span.start + suggestion.write.len());
    let header = claim.header.as_deref();
    let checks = analyse(&mended, header, document, &Judge::lexical()).checks;
    let differs = |check: &Check| check.status == Status::Mismatch;
    let found = |check: &Check| check.status == Status::Match && check.claim.span.overlaps(place);
    !checks.iter().any(differs) && checks.iter().any(found)
}
