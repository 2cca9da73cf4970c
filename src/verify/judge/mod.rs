//! Who judges: with the entailment model or without.
//!
//! | file | what |
//! |---|---|
//! | `features` | makes numbers of what was found of a claim, `word_features` of a word |
//! | `rival` | how likely another value of the source is the one that the claim means |
//! | `logistic` | a regression over such numbers |
//! | `weights` | what was learned from labelled claims, read from `data/` |

pub(in crate::verify) mod features;
pub(in crate::verify) mod logistic;
pub(in crate::verify) mod rival;
pub(in crate::verify) mod weights;
pub(in crate::verify) mod word_features;

use std::fmt;
use std::str::FromStr;

use crate::entailment::Entailment;
use crate::text::Lang;
use features::Feature;

/// The two judges, by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum JudgeKind {
    /// Asks the entailment model, which reads claim and passages together.
    #[default]
    Entailment,
    /// Judges by words and values alone: fast, and without a model.
    Lexical,
}

impl JudgeKind {
    /// The name in settings and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entailment => "entailment",
            Self::Lexical => "lexical",
        }
    }
}

impl fmt::Display for JudgeKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for JudgeKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let kinds = [Self::Entailment, Self::Lexical];
        let known = kinds.into_iter().find(|kind| kind.name() == name);
        known.ok_or_else(|| format!("unknown judge `{name}`; there are entailment and lexical"))
    }
}

/// What weighs the features of a claim into a score.
#[derive(Debug)]
pub struct Judge {
    entailment: Option<Entailment>,
}

impl Judge {
    /// Judges by words and values alone.
    pub const fn lexical() -> Self {
        Self { entailment: None }
    }

    /// Asks `entailment` too.
    pub const fn with(entailment: Entailment) -> Self {
        Self {
            entailment: Some(entailment),
        }
    }

    /// The judge that the program is built for: with the model that is part of it, or else by words and values alone.
    pub fn built_in() -> Self {
        Self {
            entailment: Entailment::built_in().ok(),
        }
    }

    /// Which of the two it is.
    pub const fn kind(&self) -> JudgeKind {
        match self.entailment {
            Some(_) => JudgeKind::Entailment,
            None => JudgeKind::Lexical,
        }
    }

    /// The model that it asks, if any.
    pub const fn entailment(&self) -> Option<&Entailment> {
        self.entailment.as_ref()
    }

    /// The model, for a claim in `lang`, if it has learned that language: elsewhere words and values know more.
    pub(super) fn reader(&self, lang: Lang) -> Option<&Entailment> {
        let is_known = matches!(
            lang,
            Lang::English | Lang::German | Lang::French | Lang::Spanish
        );
        self.entailment().filter(|_| is_known)
    }
}

impl Feature {
    /// What the lexical judge weighs.
    pub const OF_LEXICAL: &'static [Self] = Self::ALL.split_at(Self::Entailed as usize).0;

    /// What the judge that asks the entailment model weighs.
    pub const OF_ENTAILMENT: &'static [Self] = &Self::ALL;
}
