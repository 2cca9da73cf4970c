//! A claim of a report: its place, its outcome, the checks behind that, and what to write in its place.

use serde::{Deserialize, Serialize};

use super::evidence::EvidenceRecord;
use crate::verdict::Verdict;
use crate::verify::{Kind, Status};

/// A claim and its outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimRecord {
    /// Its name, unique in the report.
    pub id: String,
    /// Its words.
    pub text: String,
    /// The input it stands in.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// Line of its end, from 1. Reports of versions that did not say have neither this nor the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_line: Option<usize>,
    /// Column after its last character, in code points, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_column: Option<usize>,
    /// The outcome.
    pub verdict: Verdict,
    /// Calibrated probability of full support, 0..1, to three decimals.
    pub score: f64,
    /// Why, in a sentence.
    pub why: String,
    /// Ids of the sources that it cites.
    pub citations: Vec<String>,
    /// The name in "according to …".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<String>,
    /// Id of the source that this name means; none where no source is called so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributed_source: Option<String>,
    /// The passages that bear on it, best first.
    pub evidence: Vec<EvidenceRecord>,
    /// The typed comparisons.
    pub checks: Vec<CheckRecord>,
    /// Spans of `text` that nothing bears out.
    pub unsupported: Vec<[usize; 2]>,
    /// What to write so that it says what its source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<SuggestionRecord>,
    /// The outcome for each source by itself.
    #[serde(default)]
    pub pairs: Vec<PairRecord>,
    /// The verdict that the author expects.
    pub expect: Option<Verdict>,
    /// Why a person took it for known, where one did; in a baseline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
}

/// Words in the place of others of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestionRecord {
    /// The words of `text` that go.
    pub span: [usize; 2],
    /// What its source says.
    pub write: String,
    /// The change of the input that this is; none where the file has the words otherwise, or is no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit: Option<EditRecord>,
}

/// A change of an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EditRecord {
    /// Line of the first character that goes, from 1.
    pub line: usize,
    /// Column of it in code points, from 1.
    pub column: usize,
    /// Line of the character after the last that goes.
    pub end_line: usize,
    /// Column of it.
    pub end_column: usize,
    /// What comes, as the input's format writes it.
    pub write: String,
}

/// A typed comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRecord {
    /// What is compared.
    pub kind: Kind,
    /// How it ended.
    pub status: Status,
    /// The value in the claim, as written.
    pub claim: String,
    /// Its place in the claim's text.
    pub claim_span: [usize; 2],
    /// The value in the source, as written; null when absent.
    pub source: Option<String>,
    /// Its place in the passage.
    pub source_span: Option<[usize; 2]>,
    /// Id of the source that has the value. Absent in `stream`, which has one source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_id: Option<String>,
    /// Index of the passage that has the value.
    pub passage: Option<usize>,
    /// The comparison in a sentence.
    pub note: String,
}

/// The outcome of a claim against one of its sources.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairRecord {
    /// Id of the source.
    pub source: String,
    /// The outcome.
    pub verdict: Verdict,
    /// As for the claim.
    pub score: f64,
}
