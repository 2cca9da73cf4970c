//! How a record of the report is to be read, the same in every format: which passage decides, and
//! which words on both sides carry the difference.

use rustc_hash::FxHashMap;

use super::guide::{Guide, Words};
use super::model::{CheckRecord, ClaimRecord, EvidenceRecord, Report, SourceRecord, SourceStatus};
use crate::extract::Region;
use crate::source::Reason;
use crate::text::{CharOffsets, Span};
use crate::verdict::Verdict;
use crate::verify::{Kind, Status};

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

/// The sources of a report by id, and who says what to do about those that were not read.
pub struct SourceIndex<'r> {
    by_id: FxHashMap<&'r str, &'r SourceRecord>,
    pub guide: &'static dyn Guide,
}

impl<'r> SourceIndex<'r> {
    pub fn new(report: &'r Report) -> Self {
        Self::guided(report, &Words)
    }

    pub fn guided(report: &'r Report, guide: &'static dyn Guide) -> Self {
        let by_id = report
            .sources
            .iter()
            .map(|source| (source.id.as_str(), source));
        Self {
            by_id: by_id.collect(),
            guide,
        }
    }

    pub fn get(&self, id: &str) -> Option<&'r SourceRecord> {
        self.by_id.get(id).copied()
    }

    /// The sources that `claim` cites, in its order.
    pub fn cited<'s>(
        &'s self,
        claim: &'s ClaimRecord,
    ) -> impl Iterator<Item = &'r SourceRecord> + 's {
        claim.citations.iter().filter_map(|id| self.get(id))
    }

    /// The cited sources of `claim` that could not be read.
    pub fn unread<'s>(
        &'s self,
        claim: &'s ClaimRecord,
    ) -> impl Iterator<Item = &'r SourceRecord> + 's {
        self.cited(claim)
            .filter(|source| source.status == SourceStatus::Unavailable)
    }
}

/// The passage that decides on `claim`: the one that has another value, else the best. A claim
/// without any, none.
pub fn deciding(claim: &ClaimRecord) -> Option<&EvidenceRecord> {
    let mut differing = claim
        .checks
        .iter()
        .filter(|check| check.status == Status::Mismatch);
    differing
        .find_map(|check| {
            claim
                .evidence
                .iter()
                .find(|evidence| is_at(check, evidence))
        })
        .or_else(|| claim.evidence.first())
}

fn is_at(check: &CheckRecord, evidence: &EvidenceRecord) -> bool {
    check.passage == Some(evidence.passage)
        && check
            .source_id
            .as_ref()
            .is_none_or(|id| *id == evidence.source)
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

/// What is different between the claim and its source, in a few words: of a value that the source has otherwise, else of
/// one that it lacks. None where no value tells it.
pub fn difference(claim: &ClaimRecord) -> Option<&str> {
    if !matches!(claim.verdict, Verdict::Contradicted | Verdict::Partial) {
        return None;
    }
    let with = |status| {
        let mut checks = claim.checks.iter();
        checks.find(|check| check.status == status && check.kind != Kind::Negation)
    };
    let check = with(Status::Mismatch).or_else(|| with(Status::Absent))?;
    Some(&check.note)
}

/// Whether the claim names a source ("according to …") that bears out less than another one does.
pub fn is_misattributed(claim: &ClaimRecord) -> bool {
    let named = claim.attributed_source.as_ref();
    let pair = named.and_then(|id| claim.pairs.iter().find(|pair| pair.source == *id));
    pair.is_some_and(|pair| pair.verdict.rank() < claim.verdict.rank())
}

/// A passage this weak is not worth a look by itself: it shares a word or two with the claim.
const FAINT: f64 = 0.3;

/// Whether a passage tells something of `claim`: any that decides, and for a claim that was not
/// found one that is near.
pub fn is_telling(claim: &ClaimRecord, evidence: &EvidenceRecord) -> bool {
    claim.verdict != Verdict::NotFound || evidence.score >= FAINT
}

/// Where a passage outside of the body stands, as people call it; none for the body.
pub const fn outside_body(region: Region) -> Option<&'static str> {
    Some(match region {
        Region::Caption => "a caption",
        Region::Footnote => "a footnote or a list of references",
        Region::Metadata => "the page's metadata",
        Region::Comment => "a reader's comment",
        Region::Related => "a teaser of another page",
        Region::Navigation => "the page's navigation",
        Region::Boilerplate => "a part that every page of the site has",
        Region::Consent => "a consent notice",
        Region::Hidden => "text that readers do not see",
        _ => return None,
    })
}

/// The day of a time or date as reports write them: `2026-04-27` of `2026-04-27T10:00:00Z`.
pub fn day(time: &str) -> &str {
    time.split(['T', ' ']).next().unwrap_or(time)
}

/// What a source is called when there is little room: its title, else its address or path, else
/// its id.
pub fn source_name(source: &SourceRecord) -> &str {
    let title = source
        .title
        .as_deref()
        .filter(|title| !title.trim().is_empty());
    title
        .or(source.url.as_deref())
        .or(source.path.as_deref())
        .unwrap_or(&source.id)
}

/// Where a source is: its address or path; none for given text.
pub fn source_place(source: &SourceRecord) -> Option<&str> {
    source.url.as_deref().or(source.path.as_deref())
}

/// Why a source could not be read, in a few words: `http-status 404`.
pub fn unread_reason(source: &SourceRecord) -> Option<String> {
    Some(reason_words(source.reason?, source.http_status))
}

/// A reason with the HTTP status that says more.
pub fn reason_words(reason: Reason, http_status: Option<u16>) -> String {
    match http_status {
        Some(status) if status != 200 => format!("{reason} {status}"),
        _ => reason.to_string(),
    }
}
