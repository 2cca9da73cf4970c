//! The trained numbers: logistic regressions over features, read from one file that must be whole.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::features::{Feature, Features};
use super::logistic::{Logistic, probability};
use super::word_features::WordFeature;

/// Made by the `judge` step of `examples/train`.
const DATA: &str = include_str!("data/judge.json");

/// All trained numbers of verification.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Weights {
    /// Of the judge that asks the entailment model.
    pub entailment: JudgeWeights,
    /// Of the one that does not.
    pub lexical: JudgeWeights,
    /// Gives the log odds that nothing bears a word out, by its own features.
    pub word: Logistic<WordFeature>,
    /// The same, by its own features and its neighbours'.
    pub word_in_place: Logistic<WordFeature>,
    /// The least probability of a word that is marked as unsupported.
    pub unsupported_word: f64,
}

/// The trained numbers of one judge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct JudgeWeights {
    /// Gives the log odds that a source supports the whole claim.
    pub supported: Logistic<Feature>,
    /// The least probability of a claim that is called supported.
    pub supported_line: f64,
    /// Gives the log odds that a source contradicts the claim.
    pub contradicted: Logistic<Feature>,
    /// The least probability of a claim that is called contradicted though no check differs.
    pub contradicted_line: f64,
}

impl Weights {
    /// Those that the program was built with.
    ///
    /// # Panics
    /// Where the file is not whole: it is part of the program, and its tests read it.
    pub fn built_in() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| Self::read(DATA).expect("data/judge.json is part of the program"))
    }

    /// Reads the numbers from JSON. An unknown or misspelt feature, a missing one, and a number that is none are
    /// errors: a judge with half of its numbers would support anything.
    pub fn read(json: &str) -> Result<Self, String> {
        let weights: Self = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let judges = [
            ("entailment", &weights.entailment, Feature::OF_ENTAILMENT),
            ("lexical", &weights.lexical, Feature::OF_LEXICAL),
        ];
        for (name, judge, features) in judges {
            judge.supported.check(name, features)?;
            judge.contradicted.check(name, features)?;
        }
        weights.word.check("word", WordFeature::OWN)?;
        weights
            .word_in_place
            .check("word-in-place", &WordFeature::ALL)?;
        Ok(weights)
    }
}

impl Logistic<Feature> {
    /// Probability for `features`, 0..1.
    pub fn probability(&self, features: &Features) -> f64 {
        probability(self.log_odds(|feature| features.get(feature)))
    }
}
