//! What differs between two reports, as it is written to JSON; `docs/diff.schema.json` is its schema.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::report::model::Tool;
use crate::report::reading::reason_words;
use crate::source::Reason;
use crate::text::nearest;
use crate::verdict::Verdict;

/// What differs between two reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Diff {
    /// Version of this format: 1.
    pub schema: u32,
    /// The program that made the earlier report.
    pub old_tool: Tool,
    /// The program that made the later one.
    pub new_tool: Tool,
    /// Claims in both whose outcome is the same, and its ground too.
    pub unchanged: usize,
    /// How many changes there are of each kind that occurs.
    pub summary: BTreeMap<Kind, usize>,
    /// Changes of claims, by kind, then by place.
    pub claims: Vec<ClaimChange>,
    /// Changes of sources, by kind, then by id.
    pub sources: Vec<SourceChange>,
}

impl Diff {
    /// How many changes there are of `kind`.
    pub fn count(&self, kind: Kind) -> usize {
        self.summary.get(&kind).copied().unwrap_or_default()
    }

    /// Whether a change of one of `kinds` occurs.
    pub fn has(&self, kinds: &Kinds) -> bool {
        kinds.0.iter().any(|kind| self.count(*kind) > 0)
    }
}

/// A kind of change, in the order in which a person should look at them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// The verdict is worse than it was.
    Regressed,
    /// A claim that was not there, and it is contradicted, not found, or misses its expectation.
    NewFinding,
    /// A page that could be read cannot any more.
    SourceLost,
    /// A passage that a claim rests on has other words now, or is gone from its page.
    SourceChanged,
    /// The verdict is another one, neither better nor worse.
    Changed,
    /// The same verdict, on the ground of another passage.
    EvidenceMoved,
    /// The same verdict for a claim in other words.
    Reworded,
    /// A claim that was not there.
    New,
    /// A claim that is not there any more.
    Gone,
    /// The verdict is better than it was.
    Improved,
    /// A page that could not be read can be now.
    SourceRestored,
    /// The page's bytes are others; no passage that a claim rests on is.
    SourceTouched,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Regressed,
        Self::NewFinding,
        Self::SourceLost,
        Self::SourceChanged,
        Self::Changed,
        Self::EvidenceMoved,
        Self::Reworded,
        Self::New,
        Self::Gone,
        Self::Improved,
        Self::SourceRestored,
        Self::SourceTouched,
    ];

    /// The name used in output and in `--fail-on`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Regressed => "regressed",
            Self::NewFinding => "new-finding",
            Self::SourceLost => "source-lost",
            Self::SourceChanged => "source-changed",
            Self::Changed => "changed",
            Self::EvidenceMoved => "evidence-moved",
            Self::Reworded => "reworded",
            Self::New => "new",
            Self::Gone => "gone",
            Self::Improved => "improved",
            Self::SourceRestored => "source-restored",
            Self::SourceTouched => "source-touched",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Kinds of change that fail a run: `--fail-on` of `diff`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kinds(pub Vec<Kind>);

impl Default for Kinds {
    /// What got worse.
    fn default() -> Self {
        Self(vec![Kind::Regressed])
    }
}

impl FromStr for Kinds {
    type Err = String;

    /// Reads a list separated by commas; `none` alone is the empty one.
    fn from_str(list: &str) -> Result<Self, String> {
        if list.trim() == "none" {
            return Ok(Self(Vec::new()));
        }
        let kind = |name: &str| {
            let name = name.trim();
            let known = Kind::ALL.iter().map(|kind| kind.name());
            Kind::ALL
                .into_iter()
                .find(|kind| kind.name() == name)
                .ok_or_else(|| match nearest(name, known.clone()) {
                    Some(near) => format!("`{name}` is no kind of change; did you mean `{near}`?"),
                    None => format!(
                        "`{name}` is no kind of change; they are {}, or none",
                        known.collect::<Vec<_>>().join(", ")
                    ),
                })
        };
        list.split(',')
            .map(kind)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// Why an outcome is another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Cause {
    /// The claim has other words or other citations.
    Article,
    /// A page that it cites has other bytes.
    Page,
    /// A source that it cites could be read before and cannot be now.
    Lost,
    /// A source that it cites can be read now and could not before.
    Restored,
    /// A source that it cites could be read neither time, now for another reason.
    Unreadable,
    /// Another version of the program judged it.
    Tool,
    /// None of these: the settings, then.
    Settings,
}

impl Cause {
    /// What people read.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Article => "the article changed",
            Self::Page => "the page changed",
            Self::Lost => "a source that could be read cannot be read now",
            Self::Restored => "a source that could not be read can be read now",
            Self::Unreadable => "a source could be read neither time, now for another reason",
            Self::Tool => "the tool changed",
            Self::Settings => "neither article, page nor tool changed: the settings did",
        }
    }
}

/// A claim whose outcome changed, or that came or went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ClaimChange {
    /// What kind of change.
    pub kind: Kind,
    /// The claim's id: in the later report, or in the earlier one when it is gone.
    pub id: String,
    /// Its file, likewise.
    pub file: String,
    /// Its line, likewise.
    pub line: usize,
    /// Its column, likewise.
    pub column: usize,
    /// Its words, likewise.
    pub text: String,
    /// Its id in the earlier report, where that was another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_id: Option<String>,
    /// Its words in the earlier report, where they were others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_text: Option<String>,
    /// The outcome in the earlier report; null when it was not there.
    pub old: Option<Outcome>,
    /// The outcome in the later one; null when it is gone.
    pub new: Option<Outcome>,
    /// Why they differ; empty for a claim that came or went.
    pub causes: Vec<Cause>,
}

/// An outcome, as short as comparing needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// Its score.
    pub score: f64,
    /// Why, in a sentence.
    pub why: String,
    /// Id of the source of the passage that decided.
    pub source: Option<String>,
    /// That passage.
    pub passage: Option<String>,
}

/// A source that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SourceChange {
    /// What kind of change.
    pub kind: Kind,
    /// The source's id in the later report, or in the earlier one when it is not there.
    pub id: String,
    /// Its address or path.
    pub place: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Why it cannot be read, for a source that was lost; why it could not, for one restored.
    pub reason: Option<Reason>,
    /// The HTTP status with it, where a server answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http_status: Option<u16>,
    /// Ids in the later report of the claims that it concerns: of one that changed those that rest on a passage that
    /// did, of any other those that cite it.
    pub claims: Vec<String>,
    /// The passages that changed.
    pub passages: Vec<PassageChange>,
}

impl SourceChange {
    /// Why it cannot or could not be read, in a few words: `http-status 404`.
    pub(super) fn unread(&self) -> Option<String> {
        Some(reason_words(self.reason?, self.http_status))
    }
}

/// A passage that claims rested on, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PassageChange {
    /// Ids of the claims that rest on it, in the later report.
    pub claims: Vec<String>,
    /// Its words before.
    pub old: String,
    /// Its words after; null when nothing like it is left among the evidence.
    pub new: Option<String>,
    /// How the one becomes the other, word by word; empty when it is gone.
    pub edits: Vec<Edit>,
}

/// A run of words that stay, go or come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Which.
    pub op: Op,
    /// The words, with the white space after them.
    pub text: String,
}

/// What happens to a run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Op {
    /// They stay.
    Equal,
    /// They go.
    Delete,
    /// They come.
    Insert,
}
