//! What verifying a claim gives.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::judge::rival::Rival;
use crate::extract::Region;
use crate::text::Span;
use crate::verdict::Verdict;

/// The outcome for one claim: the verdict and everything that it rests on.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Verification {
    /// The outcome.
    pub verdict: Verdict,
    /// Calibrated probability, 0..1, that the sources support the whole claim.
    pub score: f64,
    /// Why, in one sentence for a person: "claim says 2032, source says 2030".
    pub why: String,
    /// Passages that bear on the claim, best first.
    pub evidence: Vec<Evidence>,
    /// The typed comparisons, in the order of the claim.
    pub checks: Vec<Check>,
    /// The words of the claim that nothing bears out, as spans of its text, in order. A supported claim
    /// may have some too: words that the source puts otherwise, or leaves to be understood.
    pub unsupported: Vec<Span>,
    /// The outcome for each source by itself, in the order of the claim's citations.
    pub pairs: Vec<Pair>,
    /// What to write in the claim so that it says what its source says; none until [`super::suggest`] was asked.
    pub suggestion: Option<Suggestion>,
}

/// Words in the place of others of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The words of the claim that go, as a span of its text.
    pub span: Span,
    /// What its source says.
    pub write: String,
}

impl Verification {
    /// An outcome that rests on nothing: no score, no evidence, no checks, no pairs.
    pub fn new(verdict: Verdict, why: impl Into<String>) -> Self {
        Self {
            verdict,
            score: 0.0,
            why: why.into(),
            evidence: Vec::new(),
            checks: Vec::new(),
            unsupported: Vec::new(),
            pairs: Vec::new(),
            suggestion: None,
        }
    }
}

/// The outcome of a claim against one of its sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Index of the source among those given.
    pub source: usize,
    /// The outcome.
    pub verdict: Verdict,
    /// As [`Verification::score`].
    pub score: f64,
}

/// A passage that bears on a claim.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Evidence {
    /// Index of the source among those given.
    pub source: usize,
    /// Index of the passage in its document.
    pub passage: usize,
    /// The passage's text.
    pub text: String,
    /// Where on the page it stands.
    pub region: Region,
    /// How much of the claim the passage bears out, 0..1.
    pub score: f64,
    /// What matched, as spans of the passage's text, in order.
    pub spans: Vec<Span>,
    /// What it matched, as spans of the claim's text, in order.
    pub claim_spans: Vec<Span>,
}

impl Evidence {
    /// Passage `passage` of source `source`, both by their index, of the body, with nothing that matched.
    pub fn new(source: usize, passage: usize, text: impl Into<String>) -> Self {
        Self {
            source,
            passage,
            text: text.into(),
            region: Region::Body,
            score: 0.0,
            spans: Vec::new(),
            claim_spans: Vec::new(),
        }
    }
}

/// One typed comparison inside a claim.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Check {
    /// What is compared.
    pub kind: Kind,
    /// How the comparison ended.
    pub status: Status,
    /// The value in the claim.
    pub claim: Found,
    /// The value in the source; none when absent.
    pub source: Option<Found>,
    /// Index of the source, and of the passage in its document, where there is a value.
    pub at: Option<(usize, usize)>,
    /// How closely the source's value stands in the surroundings of the claim's, 0..1; 0 without one.
    pub closeness: f64,
    /// How the claim's value follows from values of the source that does not say it itself: "30 − 20 = 10".
    pub steps: Option<String>,
    /// The comparison in one sentence: "claim says 2032, source says 2030".
    pub note: String,
    /// What the source has instead of a value that it lacks.
    #[doc(hidden)]
    pub rival: Option<Rival>,
    /// Whether the source says something of a value that it lacks: less than the claim does, or what it may be computed from.
    #[doc(hidden)]
    pub is_partial: bool,
    /// Whether the source takes back, or leaves open, so much of the claim that it is not supported.
    #[doc(hidden)]
    pub refuses: bool,
}

impl Check {
    /// A comparison of the claim's value `claim` that the source has nothing for yet; `note` tells it in one sentence.
    pub fn new(kind: Kind, status: Status, claim: Found, note: impl Into<String>) -> Self {
        Self {
            kind,
            status,
            claim,
            source: None,
            at: None,
            closeness: 0.0,
            steps: None,
            note: note.into(),
            rival: None,
            is_partial: false,
            refuses: false,
        }
    }

    /// Whether a value, name or quotation differs; a denial on one side only is weighed, and is no difference by itself.
    pub(super) fn differs(&self) -> bool {
        self.kind != Kind::Negation && self.status == Status::Mismatch
    }
}

/// A value where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The words as written.
    pub text: String,
    /// Their place in the claim or the passage.
    pub span: Span,
}

/// What a check compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// A count, rank, ratio or other plain number.
    Number,
    /// A date, time, year or month.
    Date,
    /// An amount of a currency.
    Money,
    /// A percentage or percentage points.
    Percent,
    /// A number with a unit of measure.
    Quantity,
    /// A person, organisation, place or work.
    Name,
    /// Words in quotation marks.
    Quotation,
    /// Whether something is stated or denied.
    Negation,
}

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Number,
        Self::Date,
        Self::Money,
        Self::Percent,
        Self::Quantity,
        Self::Name,
        Self::Quotation,
        Self::Negation,
    ];

    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Quantity => "quantity",
            Self::Name => "name",
            Self::Quotation => "quotation",
            Self::Negation => "negation",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The source has the same value in the same role.
    Match,
    /// The source has another value in the same role.
    Mismatch,
    /// The source has no value in that role.
    Absent,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Match, Self::Mismatch, Self::Absent];

    /// The name used in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Mismatch => "mismatch",
            Self::Absent => "absent",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
