//! What comes of a claim, as Python sees it.

use citecheck::pairs::{Answer, Shown};
use citecheck::report::CheckRecord;
use pyo3::prelude::*;

/// What came of a claim. Spans count code points, as Python's strings do: `claim[start:end]`.
#[pyclass(frozen, module = "citecheck")]
pub struct Result {
    pub answer: Answer,
}

#[pymethods]
impl Result {
    /// `supported`, `partial`, `contradicted`, `not-found`, `unavailable` or `not-checkable`.
    #[getter]
    fn verdict(&self) -> &'static str {
        self.answer.verdict.name()
    }

    /// The calibrated probability that the source bears the whole claim out, 0 to 1.
    #[getter]
    fn score(&self) -> f64 {
        self.answer.score
    }

    /// The reason in a sentence.
    #[getter]
    fn why(&self) -> &str {
        &self.answer.why
    }

    /// The passage that bears most on the claim; None where none does.
    #[getter]
    fn passage(&self) -> Option<&str> {
        let best = self.answer.evidence.first()?;
        Some(&best.text)
    }

    /// The passages that bear on the claim, best first, five at most.
    #[getter]
    fn evidence(&self) -> Vec<Evidence> {
        self.answer.evidence.iter().map(Evidence::from).collect()
    }

    /// What could be compared exactly.
    #[getter]
    fn checks(&self) -> Vec<Check> {
        self.answer.checks.iter().map(Check::from).collect()
    }

    /// Spans of the claim that nothing bears out.
    #[getter]
    fn unsupported(&self) -> Vec<(usize, usize)> {
        let spans = self.answer.unsupported.iter();
        spans.map(|[start, end]| (*start, *end)).collect()
    }

    /// The same as JSON, as `citecheck stream` writes it.
    fn to_json(&self) -> String {
        // Plain structs of strings and finite numbers always serialise.
        serde_json::to_string(&self.answer).unwrap_or_default()
    }

    fn __repr__(&self) -> String {
        let Answer {
            verdict,
            score,
            why,
            ..
        } = &self.answer;
        format!(
            "Result(verdict={:?}, score={score}, why={why:?})",
            verdict.name()
        )
    }
}

/// A passage that bears on a claim.
#[pyclass(frozen, get_all, module = "citecheck")]
pub struct Evidence {
    /// The index of its source among those given.
    source: usize,
    /// Its index in the source.
    passage: usize,
    /// The passage.
    text: String,
    /// How much of the claim it bears out, 0 to 1.
    score: f64,
}

impl From<&Shown> for Evidence {
    fn from(shown: &Shown) -> Self {
        Self {
            source: shown.source,
            passage: shown.passage,
            text: shown.text.clone(),
            score: shown.score,
        }
    }
}

#[pymethods]
impl Evidence {
    fn __repr__(&self) -> String {
        let Self {
            source,
            passage,
            text,
            score,
        } = self;
        format!("Evidence(source={source}, passage={passage}, score={score}, text={text:?})")
    }
}

/// A value of the claim beside that of the source.
#[pyclass(frozen, get_all, module = "citecheck")]
pub struct Check {
    /// `number`, `date`, `money`, `percent`, `quantity`, `name`, `quotation` or `negation`.
    kind: &'static str,
    /// `match`, `mismatch` or `absent`.
    status: &'static str,
    /// The value in the claim, as written.
    claim: String,
    /// Where it stands in the claim.
    claim_span: (usize, usize),
    /// The value in the source, as written; None when absent.
    source: Option<String>,
    /// Where it stands in its passage.
    source_span: Option<(usize, usize)>,
    /// The index of the passage that has it.
    passage: Option<usize>,
    /// The comparison in a sentence.
    note: String,
}

impl From<&CheckRecord> for Check {
    fn from(check: &CheckRecord) -> Self {
        Self {
            kind: check.kind.name(),
            status: check.status.name(),
            claim: check.claim.clone(),
            claim_span: check.claim_span.into(),
            source: check.source.clone(),
            source_span: check.source_span.map(Into::into),
            passage: check.passage,
            note: check.note.clone(),
        }
    }
}

#[pymethods]
impl Check {
    fn __repr__(&self) -> String {
        let Self {
            kind, status, note, ..
        } = self;
        format!("Check(kind={kind:?}, status={status:?}, note={note:?})")
    }
}
