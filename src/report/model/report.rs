//! A report and what a run has besides its claims: inputs, sources, broken references, warnings.

use serde::{Deserialize, Serialize};

use super::claim::ClaimRecord;
use crate::claims::Why;
use crate::source::Reason;
use crate::verdict::Verdict;
use crate::verify::Judge;

/// Version of the format that this program writes, and the only one that it reads.
pub const SCHEMA: u32 = 1;

/// The outcome of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Version of this format: 1.
    pub schema: u32,
    /// What made it.
    pub tool: Tool,
    /// The files read, in the order given.
    pub inputs: Vec<InputRecord>,
    /// Counts by verdict.
    pub summary: Summary,
    /// The sources cited, by id.
    pub sources: Vec<SourceRecord>,
    /// The claims, by input and place.
    pub claims: Vec<ClaimRecord>,
    /// Citations that name nothing, by input and place.
    #[serde(default)]
    pub broken_references: Vec<BrokenRecord>,
    /// What the readers of the inputs had to say.
    #[serde(default)]
    pub warnings: Vec<WarningRecord>,
}

/// The program that made a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tool {
    /// `citecheck`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The judge: `entailment` or `lexical`. Reports of versions without a model do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<String>,
    /// Lowercase hexadecimal SHA-256 of the entailment model that it asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}

impl Report {
    /// A report of nothing by `tool`.
    pub fn empty(tool: Tool) -> Self {
        Self {
            schema: SCHEMA,
            tool,
            inputs: Vec::new(),
            summary: Summary::default(),
            sources: Vec::new(),
            claims: Vec::new(),
            broken_references: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

impl Tool {
    /// This program, with `judge`.
    pub fn this(judge: &Judge) -> Self {
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            judge: Some(judge.kind().name().to_owned()),
            model: judge
                .entailment()
                .map(|entailment| entailment.sha256().to_owned()),
        }
    }
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputRecord {
    /// Its path, as given.
    pub path: String,
    /// Lowercase hexadecimal SHA-256 of its bytes.
    pub sha256: String,
    /// The title of the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The article's own address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Counts of claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Summary {
    /// All of them.
    pub claims: usize,
    /// Of these, by verdict.
    pub supported: usize,
    /// As the name says.
    pub partial: usize,
    /// As the name says.
    pub contradicted: usize,
    /// As the name says.
    pub not_found: usize,
    /// As the name says.
    pub unavailable: usize,
    /// As the name says.
    pub not_checkable: usize,
    /// Citations that name nothing; they are counted beside the claims.
    #[serde(default)]
    pub broken_references: usize,
}

impl Summary {
    /// Counts `verdicts`.
    pub fn count(verdicts: impl IntoIterator<Item = Verdict>) -> Self {
        let mut summary = Self::default();
        for verdict in verdicts {
            summary.add(verdict);
        }
        summary
    }

    /// Counts one more claim.
    pub fn add(&mut self, verdict: Verdict) {
        self.claims += 1;
        *self.of_mut(verdict) += 1;
    }

    /// How many claims have `verdict`.
    pub fn of(mut self, verdict: Verdict) -> usize {
        *self.of_mut(verdict)
    }

    fn of_mut(&mut self, verdict: Verdict) -> &mut usize {
        match verdict {
            Verdict::Supported => &mut self.supported,
            Verdict::Partial => &mut self.partial,
            Verdict::Contradicted => &mut self.contradicted,
            Verdict::NotFound => &mut self.not_found,
            Verdict::Unavailable => &mut self.unavailable,
            Verdict::NotCheckable => &mut self.not_checkable,
        }
    }
}

/// Whether a source could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceStatus {
    /// It was read.
    Read,
    /// It was not; the record has the reason.
    Unavailable,
}

/// A source, with its provenance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// Name that claims and evidence use; unique in the report.
    pub id: String,
    /// Its address; none for a local file or given text.
    pub url: Option<String>,
    /// Its path, for a local file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Whether it could be read.
    pub status: SourceStatus,
    /// Why it could not.
    pub reason: Option<Reason>,
    /// The same in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The HTTP status, where a server answered.
    pub http_status: Option<u16>,
    /// The address that answered, after redirects.
    pub final_url: Option<String>,
    /// SHA-256 of the body.
    pub sha256: Option<String>,
    /// When it was got; RFC 3339. A time: it differs between runs that fetch.
    pub fetched_at: Option<String>,
    /// When an archive took it, for a snapshot that came from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<String>,
    /// Its title: the page's own, else the input's.
    pub title: Option<String>,
    /// Its date of publication.
    pub date: Option<String>,
}

/// A citation that names nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokenRecord {
    /// The input that it stands in.
    pub file: String,
    /// Line, from 1: of the entry that has no address, else of the mark or link.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// Line of its end, from 1. Reports of versions that did not say have neither this nor the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_line: Option<usize>,
    /// Column after its last character, in code points, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_column: Option<usize>,
    /// What is written there, at most 80 characters.
    pub written: String,
    /// Why it names nothing: one of a closed list.
    pub reason: Why,
    /// The same in a sentence.
    pub detail: String,
    /// The nearest right form, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meant: Option<String>,
    /// Ids of the claims that cite it.
    pub claims: Vec<String>,
}

/// What a reader of an input had to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WarningRecord {
    /// The input.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// What, in a sentence.
    pub message: String,
}
