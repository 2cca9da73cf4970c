//! What came of a claim, as a model reads it.

use citecheck::printable::printable;
use citecheck::report::{
    ClaimRecord, EvidenceRecord, Guide as _, Report, SourceRecord, SourceStatus,
};
use citecheck::verify::Status;
use rmcp::schemars::{self, JsonSchema};
use serde::Serialize;

use crate::cli::guide::Flags;

/// Passages that an answer shows of each claim.
const SHOWN: usize = 3;

/// What came of a claim.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(crate = "schemars")]
pub struct Outcome {
    /// Whether the sources bear it out.
    #[schemars(extend("enum" = ["contradicted", "not-found", "partial", "unavailable", "not-checkable", "supported"]))]
    pub verdict: &'static str,
    /// Probability that the sources bear the whole claim out, 0 to 1.
    pub score: f64,
    /// Why, in a sentence.
    pub why: String,
    /// What the sources say otherwise: the value of the claim, that of the source, and the two in a sentence.
    pub differs: Vec<Difference>,
    /// The claim as its source would have it; null where that is more than one value's change.
    pub suggestion: Option<Suggestion>,
    /// Words of the claim that no source bears out.
    pub not_borne_out: Vec<String>,
    /// The passages that bear on the claim, best first.
    pub passages: Vec<Passage>,
    /// Sources that could not be read, and what to do about it.
    pub unread: Vec<Unread>,
}

/// A value that the source has otherwise.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(crate = "schemars")]
pub struct Difference {
    /// What is compared: number, date, money, percent, quantity, name, quotation, negation, direction.
    pub kind: String,
    /// The claim's value, as written.
    pub claim: String,
    /// The source's, as written; null where it says the opposite without one.
    pub source: Option<String>,
    /// The comparison in a sentence.
    pub note: String,
}

/// A value in the place of another.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(crate = "schemars")]
pub struct Suggestion {
    /// The claim's words that go.
    pub replace: String,
    /// What the source says in their place.
    pub with: String,
    /// The whole claim with that.
    pub claim: String,
}

/// A passage of a source.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(crate = "schemars")]
pub struct Passage {
    /// Its source: an address, or the place of a given text in the call ("source-2").
    pub source: String,
    /// The passage, as it stands on the page.
    pub text: String,
    /// A link that opens the page at the passage; null for given text.
    pub link: Option<String>,
    /// How much of the claim it bears out, 0 to 1.
    pub score: f64,
    /// The headings above it, outermost first.
    pub headings: Vec<String>,
}

/// A source that could not be read.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(crate = "schemars")]
pub struct Unread {
    /// Its address.
    pub source: String,
    /// Why: one of a closed list.
    pub reason: String,
    /// The same in a sentence.
    pub detail: String,
    /// What to do about it.
    pub hint: String,
}

impl Outcome {
    /// What `report` says of `claim`.
    pub fn of(report: &Report, claim: &ClaimRecord) -> Self {
        let chars: Vec<char> = claim.text.chars().collect();
        let words = |&[start, end]: &[usize; 2]| -> Option<String> {
            Some(chars.get(start..end)?.iter().collect())
        };
        let mismatches = claim
            .checks
            .iter()
            .filter(|check| check.status == Status::Mismatch);
        Self {
            verdict: claim.verdict.name(),
            score: claim.score,
            why: printable(&claim.why),
            differs: mismatches
                .map(|check| Difference {
                    kind: check.kind.name().to_owned(),
                    claim: check.claim.clone(),
                    source: check.source.as_deref().map(printable),
                    note: printable(&check.note),
                })
                .collect(),
            suggestion: claim.mended().map(|mended| Suggestion {
                replace: printable(mended.goes),
                with: printable(mended.comes),
                claim: printable(&mended.text()),
            }),
            not_borne_out: claim.unsupported.iter().filter_map(words).collect(),
            passages: passages(report, claim),
            unread: claim
                .citations
                .iter()
                .filter_map(|id| source(report, id))
                .filter_map(Unread::of)
                .collect(),
        }
    }
}

impl Unread {
    /// Why `source` could not be read, if it could not.
    pub fn of(source: &SourceRecord) -> Option<Self> {
        let reason = source
            .reason
            .filter(|_| source.status == SourceStatus::Unavailable)?;
        Some(Self {
            source: name(source),
            reason: reason.name().to_owned(),
            detail: printable(source.detail.as_deref().unwrap_or_default()),
            hint: Flags.unread(reason, source.http_status).to_owned(),
        })
    }
}

/// The passages that bear on `claim`, best first.
pub fn passages(report: &Report, claim: &ClaimRecord) -> Vec<Passage> {
    let evidence = claim.evidence.iter().take(SHOWN);
    evidence.map(|evidence| passage(report, evidence)).collect()
}

fn passage(report: &Report, evidence: &EvidenceRecord) -> Passage {
    Passage {
        source: source(report, &evidence.source).map_or_else(|| evidence.source.clone(), name),
        text: printable(&evidence.text),
        link: evidence.url.clone(),
        score: evidence.score,
        headings: evidence
            .headings
            .iter()
            .map(|text| printable(text))
            .collect(),
    }
}

fn source<'r>(report: &'r Report, id: &str) -> Option<&'r SourceRecord> {
    report.sources.iter().find(|source| source.id == id)
}

fn name(source: &SourceRecord) -> String {
    source
        .url
        .clone()
        .or_else(|| source.path.clone())
        .unwrap_or_else(|| source.id.clone())
}
