//! The six outcomes of a claim.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The outcome of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// A source speaks of the same thing and differs in a value, or says the opposite.
    Contradicted,
    /// Every source was read, and none speaks of it.
    NotFound,
    /// A source bears part of it out.
    Partial,
    /// No source could be read.
    Unavailable,
    /// A question, an opinion, a promise, or a claim without any source.
    NotCheckable,
    /// A source bears the whole claim out.
    Supported,
}

impl Verdict {
    /// Every verdict, in the order in which a person should look at them.
    pub const ALL: [Self; 6] = [
        Self::Contradicted,
        Self::NotFound,
        Self::Partial,
        Self::Unavailable,
        Self::NotCheckable,
        Self::Supported,
    ];

    /// The name used in reports, settings and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contradicted => "contradicted",
            Self::NotFound => "not-found",
            Self::Partial => "partial",
            Self::Unavailable => "unavailable",
            Self::NotCheckable => "not-checkable",
            Self::Supported => "supported",
        }
    }

    /// How good the outcome is, for comparing two reports: higher is better.
    ///
    /// `unavailable` and `not-checkable` say nothing about the claim, and stand between what was
    /// refuted or missed and what was borne out in part.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Contradicted => 0,
            Self::NotFound => 1,
            Self::Unavailable | Self::NotCheckable => 2,
            Self::Partial => 3,
            Self::Supported => 4,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Verdict {
    type Err = UnknownVerdict;

    fn from_str(name: &str) -> Result<Self, UnknownVerdict> {
        Self::ALL
            .into_iter()
            .find(|verdict| verdict.name() == name)
            .ok_or_else(|| UnknownVerdict(name.to_owned()))
    }
}

/// A word that is no verdict.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown verdict `{0}`: it is one of supported, partial, contradicted, not-found, unavailable, not-checkable"
)]
pub struct UnknownVerdict(pub String);
