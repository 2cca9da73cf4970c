//! The records of the development data, as its README describes them.

use std::path::Path;

use citecheck::extract::{Document, Hints, extract};
use serde::Deserialize;

/// Any error, for a tool that only prints it.
pub type Error = Box<dyn std::error::Error>;

/// Which set a record is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Set {
    /// Claims of many kinds on pages.
    Pages,
    /// Minimal pairs.
    Probes,
    /// Claims in German, Spanish and French.
    Multi,
    /// Sentences of an encyclopedia against cited pages.
    Wice,
    /// The supported ones of these, and the same with one fact changed.
    Flips,
    /// Statements with a label for each word.
    Words,
}

impl Set {
    pub const ALL: [Self; 6] = [
        Self::Pages,
        Self::Probes,
        Self::Multi,
        Self::Wice,
        Self::Flips,
        Self::Words,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Probes => "probes",
            Self::Multi => "multi",
            Self::Wice => "wice",
            Self::Flips => "flips",
            Self::Words => "words",
        }
    }
}

/// One claim with the passages of its source.
#[derive(Clone, Debug)]
pub struct Record {
    pub set: Set,
    pub claim: Claim,
    pub passages: Vec<String>,
    /// Whether the entailment model did not see it.
    pub is_fit: bool,
}

/// A claim with its labels.
#[derive(Clone, Debug, Deserialize)]
pub struct Claim {
    pub id: String,
    #[serde(rename = "claim")]
    pub text: String,
    pub label: String,
    /// What kind of claim it is, or which fact was changed.
    #[serde(default)]
    pub kind: String,
    /// The claim that an edited one was made from.
    #[serde(default)]
    pub pair: String,
    /// Words of the claim, for the sets that label them.
    #[serde(default)]
    pub words: Vec<String>,
    /// For each of them, whether nothing bears it out.
    #[serde(default)]
    pub unsupported: Vec<bool>,
    /// The passages that bear it out, in groups that do so together.
    #[serde(default)]
    pub support: Option<Vec<Vec<usize>>>,
}

/// A line of a file: a claim with its source, or a page with its claims.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    passages: Vec<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    part: String,
    #[serde(default)]
    claims: Vec<Claim>,
}

impl Record {
    pub fn is_supported(&self) -> bool {
        match self.set {
            Set::Flips => self.claim.kind == "original",
            _ => self.claim.label == "supported",
        }
    }

    pub fn is_contradicted(&self) -> bool {
        self.set != Set::Flips && self.claim.label == "contradicted"
    }

    pub fn document(&self) -> Document {
        Document::from_passages(self.passages.clone())
    }
}

/// Reads all sets in the folder `bench`.
pub fn read(bench: &str) -> Result<Vec<Record>, Error> {
    let mut records = Vec::new();
    let open = |name: &str| {
        let path = Path::new(bench).join(name);
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let unseen: std::collections::BTreeMap<String, Vec<String>> =
        serde_json::from_str(&open("fit.json")?)?;
    let unseen: Vec<&String> = unseen.values().flatten().collect();
    for set in Set::ALL {
        let text = open(&format!("{}-dev.jsonl", set.name()))?;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let page: Line = serde_json::from_str(line)?;
            let passages = if page.passages.is_empty() {
                passages(&page.source)?
            } else {
                page.passages
            };
            let claims = if page.claims.is_empty() {
                vec![serde_json::from_str(line)?]
            } else {
                page.claims
            };
            records.extend(claims.into_iter().map(|claim| Record {
                is_fit: match set {
                    Set::Wice => unseen.contains(&&claim.id),
                    Set::Flips => unseen.contains(&&claim.pair),
                    Set::Words => false,
                    _ => page.part != "train",
                },
                passages: passages.clone(),
                claim,
                set,
            }));
        }
    }
    Ok(records)
}

/// A text as passages, as `stream` reads it.
fn passages(text: &str) -> Result<Vec<String>, Error> {
    let hints = Hints {
        content_type: Some("text/plain; charset=utf-8".to_owned()),
        ..Hints::default()
    };
    let document =
        extract(text.as_bytes(), &hints).map_err(|unavailable| unavailable.to_string())?;
    Ok(document
        .passages
        .into_iter()
        .map(|passage| passage.text)
        .collect())
}
