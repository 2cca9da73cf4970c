//! Which words on both sides carry what a claim and its passage share, and what parts them.

use super::claim::is_at;
use crate::report::model::{ClaimRecord, EvidenceRecord};
use crate::text::{CharOffsets, Span};
use crate::verdict::Verdict;
use crate::verify::Status;

/// What a mark says of the words under it, in order of gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// The other side has it too.
    Same,
    /// Nothing bears it out.
    Bare,
    /// The other side has something else.
    Differs,
}

/// The words of the claim that need a person: of a contradicted one those that differ, of a partly
/// supported one those that nothing bears out too. Byte spans, in order.
pub fn claim_marks(claim: &ClaimRecord) -> Vec<(Span, Mark)> {
    if !matches!(claim.verdict, Verdict::Contradicted | Verdict::Partial) {
        return Vec::new();
    }
    let offsets = CharOffsets::new(&claim.text);
    let differs = claim
        .checks
        .iter()
        .filter(|check| check.status == Status::Mismatch)
        .map(|check| (offsets.to_bytes(check.claim_span), Mark::Differs));
    let bare = claim
        .unsupported
        .iter()
        .map(|span| (offsets.to_bytes(*span), Mark::Bare));
    let differs = sorted(differs.collect());
    if claim.verdict == Verdict::Contradicted && !differs.is_empty() {
        return differs;
    }
    sorted(differs.into_iter().chain(bare).collect())
}

/// The words of `evidence` that match, and those that differ. Byte spans, in order.
pub fn passage_marks(claim: &ClaimRecord, evidence: &EvidenceRecord) -> Vec<(Span, Mark)> {
    let offsets = CharOffsets::new(&evidence.text);
    let differs = claim
        .checks
        .iter()
        .filter(|check| check.status == Status::Mismatch && is_at(check, evidence))
        .filter_map(|check| Some((offsets.to_bytes(check.source_span?), Mark::Differs)));
    let same = evidence.spans.iter().map(|span| offsets.to_bytes(*span));
    let same = bridged(&evidence.text, same.collect())
        .into_iter()
        .map(|span| (span, Mark::Same));
    sorted(differs.chain(same).collect())
}

/// `spans` in order, those joined that nothing but blanks and punctuation parts: `GPT-3 model` is
/// three words and one mark.
fn bridged(text: &str, spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in Span::merge(spans) {
        match joined.last_mut() {
            Some(last)
                if !Span::new(last.end, span.start)
                    .of(text)
                    .contains(char::is_alphanumeric) =>
            {
                *last = last.join(span);
            }
            _ => joined.push(span),
        }
    }
    joined
}

fn sorted(mut marks: Vec<(Span, Mark)>) -> Vec<(Span, Mark)> {
    marks.retain(|(span, _)| !span.is_empty());
    marks.sort_by_key(|(span, mark)| (*span, *mark));
    marks
}
