//! A passage of a report, and what stands around it on its page.

use serde::{Deserialize, Serialize};

use crate::extract::Region;

/// A passage that bears on a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceRecord {
    /// Id of its source.
    pub source: String,
    /// Index of the passage in its document.
    pub passage: usize,
    /// The passage.
    pub text: String,
    /// Where on the page it stands.
    pub region: Region,
    /// How much of the claim it bears out, 0..1, to three decimals.
    pub score: f64,
    /// Spans of `text` that match.
    pub spans: Vec<[usize; 2]>,
    /// Spans of the claim that they match.
    pub claim_spans: Vec<[usize; 2]>,
    /// A link to it; none for local files and given text.
    pub url: Option<String>,
    /// The headings above it, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<String>,
    /// The rest of its paragraph or item, where there is more to it; only for the best passage of each
    /// source and those that a check found to differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<ParagraphRecord>,
    /// The cells of a row of a table, in order; likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<CellRecord>,
    /// The passage before it in the same region; likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The passage after it, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What stands around a passage in its paragraph: `before`, the passage and `after` are the whole of it, but
/// that a long one is cut, with "…", where it is far from the passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParagraphRecord {
    /// What comes before the passage, with what parts the two.
    pub before: String,
    /// What comes after it, likewise.
    pub after: String,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellRecord {
    /// The heading of its column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Its words, in the passage's text.
    pub span: [usize; 2],
}
