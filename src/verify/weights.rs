//! The trained numbers: logistic regressions over features, read from one file that must be whole.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::features::{Feature, Features};
use super::words::WordFeature;

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

/// A logistic regression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    into = "Written<F>",
    from = "Written<F>",
    bound(
        serialize = "F: Ord + Copy + Serialize",
        deserialize = "F: Ord + Copy + Deserialize<'de>"
    )
)]
pub struct Logistic<F> {
    /// Log odds when every feature is at its mean.
    pub bias: f64,
    /// One for each feature that counts, in the order of the features.
    pub features: Vec<(F, Coefficient)>,
}

/// The same in the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "F: Ord + Deserialize<'de>"))]
struct Written<F> {
    bias: f64,
    features: BTreeMap<F, Coefficient>,
}

impl<F> From<Written<F>> for Logistic<F> {
    fn from(written: Written<F>) -> Self {
        Self {
            bias: written.bias,
            features: written.features.into_iter().collect(),
        }
    }
}

impl<F: Ord> From<Logistic<F>> for Written<F> {
    fn from(logistic: Logistic<F>) -> Self {
        Self {
            bias: logistic.bias,
            features: logistic.features.into_iter().collect(),
        }
    }
}

/// What one feature adds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coefficient {
    /// Its mean over the data that it was learned from.
    pub mean: f64,
    /// Log odds for each unit above the mean.
    pub weight: f64,
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

impl<F: Copy + PartialEq + std::fmt::Debug> Logistic<F> {
    /// Whether it has a finite number for each of `features`, and for no other.
    fn check(&self, name: &str, features: &[F]) -> Result<(), String> {
        let has = |feature: &F| self.features.iter().any(|(other, _)| other == feature);
        if let Some(missing) = features.iter().find(|feature| !has(feature)) {
            return Err(format!("{name} has no number for {missing:?}"));
        }
        let others = self.features.iter().map(|(feature, _)| feature);
        if let Some(other) = others
            .into_iter()
            .find(|feature| !features.contains(feature))
        {
            return Err(format!(
                "{name} has a number for {other:?}, which it does not weigh"
            ));
        }
        let numbers = self
            .features
            .iter()
            .flat_map(|(_, one)| [one.mean, one.weight]);
        if numbers.chain([self.bias]).all(f64::is_finite) {
            Ok(())
        } else {
            Err(format!("{name} has a number that is none"))
        }
    }

    /// What each feature adds to the log odds, where `value` gives its value.
    pub fn parts<'a>(
        &'a self,
        value: impl Fn(F) -> f64 + 'a,
    ) -> impl Iterator<Item = (F, f64)> + 'a {
        let parts = self.features.iter();
        parts.map(move |(feature, one)| (*feature, one.weight * (value(*feature) - one.mean)))
    }

    /// Log odds, where `value` gives the value of each feature.
    pub fn log_odds(&self, value: impl Fn(F) -> f64) -> f64 {
        self.bias + self.parts(value).map(|(_, part)| part).sum::<f64>()
    }
}

impl Logistic<Feature> {
    /// Probability for `features`, 0..1.
    pub fn probability(&self, features: &Features) -> f64 {
        probability(self.log_odds(|feature| features.get(feature)))
    }
}

/// The probability that has these log odds.
pub fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}
