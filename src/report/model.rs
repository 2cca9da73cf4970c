//! The report as it is written to and read from JSON; `docs/report.schema.json` is its schema.
//!
//! All spans are code points, half-open `[start, end]`. Lines and columns count from 1.

use serde::{Deserialize, Serialize};

use crate::claims::Why;
use crate::extract::Region;
use crate::source::Reason;
use crate::verdict::Verdict;
use crate::verify::{Judge, Kind, Status};

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
