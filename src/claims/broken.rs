//! Citations that name nothing: why, and what was probably meant.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::place::Place;
use crate::text::Span;

/// Why a citation names nothing: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Why {
    /// The list of references, or the bibliography, has no entry of that number, name or key.
    NoEntry,
    /// The entry has no address.
    NoAddress,
    /// The link has no address.
    NoTarget,
    /// The address has no scheme, or none that names a page.
    Scheme,
    /// The link leads to a file that is not there.
    NoFile,
    /// The mark belongs to a conversation with an assistant, whose sources were not exported with it.
    NotExported,
}

impl Why {
    /// Every reason, in the order of the documentation.
    pub const ALL: [Self; 6] = [
        Self::NoEntry,
        Self::NoAddress,
        Self::NoTarget,
        Self::Scheme,
        Self::NoFile,
        Self::NotExported,
    ];

    /// The name used in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoEntry => "no-entry",
            Self::NoAddress => "no-address",
            Self::NoTarget => "no-target",
            Self::Scheme => "scheme",
            Self::NoFile => "no-file",
            Self::NotExported => "not-exported",
        }
    }
}

impl FromStr for Why {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let mut all = Self::ALL.into_iter();
        all.find(|why| why.name() == name)
            .ok_or_else(|| format!("no such reason: {name}"))
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A citation of a claim that names nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Unresolved {
    /// What is written there, at most 80 characters.
    pub written: String,
    /// Why it names nothing.
    pub why: Why,
    /// The same in a sentence without a stop.
    pub detail: String,
    /// The nearest right form, where there is one.
    pub meant: Option<String>,
}

/// A broken reference of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Broken {
    /// Where it stands: the entry that has no address, else the mark or link.
    pub place: Place,
    /// The place after its last character.
    pub end: Place,
    /// The same in bytes of the input's text.
    pub span: Span,
    /// What is wrong with it.
    pub fault: Unresolved,
}

/// What is wrong with a reference, before its place is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) why: Why,
    pub(super) detail: String,
    pub(super) meant: Option<String>,
}

impl Fault {
    pub(super) fn new(why: Why, detail: impl Into<String>) -> Self {
        Self {
            why,
            detail: detail.into(),
            meant: None,
        }
    }

    /// The same, with the form that was probably meant.
    pub(super) fn meaning(mut self, meant: impl Into<String>) -> Self {
        self.meant = Some(meant.into());
        self
    }
}
