//! The trained numbers: small logistic models, two for a claim and two for its words.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::features::Feature;

/// Made by the `judge` step of `examples/train`.
const DATA: &str = include_str!("data/model.json");

/// The trained numbers of the judge.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Gives the odds that a source supports the whole claim, if it speaks of it.
    pub claim: Logistic,
    /// Gives the probability that a source supports any of the claim, were half of the sources to.
    pub any_support: Logistic,
    /// The power of that probability by which the odds of `claim` are multiplied.
    pub any_support_power: f64,
    /// Gives the probability that nothing bears a word out, by its own figures.
    pub word: Logistic,
    /// The same, by its own figures and its neighbours'.
    pub word_in_place: Logistic,
    /// The least score of a supported claim.
    pub supported: f64,
    /// What the probability counts for when a rule forbids `supported`: such claims are supported
    /// that much more seldom.
    pub refused: f64,
    /// The least probability of a word that is marked as unsupported.
    pub unsupported_word: f64,
}

/// What the rules leave for the score to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Whether the claim is supported.
    Open,
    /// How near it comes to that: its words are there, and too little tells that it is said of them.
    Doubted,
    /// How far from it the claim is: something of it is not there, or otherwise.
    Refused,
}

/// A logistic regression over named figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logistic {
    /// Log odds when every figure is at its mean.
    pub bias: f64,
    /// One for each figure.
    pub coefficients: Vec<Coefficient>,
}

/// What one figure adds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coefficient {
    /// Name of the figure.
    pub name: String,
    /// Its mean over the development data.
    pub mean: f64,
    /// Log odds for each unit above the mean.
    pub weight: f64,
}

impl Model {
    /// The model that the program was built with.
    pub fn built_in() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        // The data file is part of the program, and tests fail without it.
        MODEL.get_or_init(|| serde_json::from_str(DATA).unwrap_or_default())
    }

    /// Probability that a source supports a claim with `figures`, if no rule forbids it.
    pub fn probability(&self, figures: &[Feature]) -> f64 {
        chance(self.claim.log_odds(figures) + self.little_support(figures))
    }

    /// What it takes from the log odds of a claim with `figures` that the source may support none of it:
    /// 0 or less.
    pub fn little_support(&self, figures: &[Feature]) -> f64 {
        self.any_support_power * self.any_support.probability(figures).ln()
    }

    /// The score of a claim with `figures`, 0..1: its probability, or where a rule forbids `supported`,
    /// what is left of that, which keeps its rank below the line.
    pub fn score(&self, figures: &[Feature], standing: Standing) -> f64 {
        let probability = self.probability(figures);
        let last = self.supported * 0.99;
        let near = self.supported * 0.9;
        match standing {
            // About half of these are supported: they come right below the line, in their order.
            Standing::Doubted if probability > near => {
                near + (last - near) * (probability - near) / (1.0 - near)
            }
            Standing::Open | Standing::Doubted => probability,
            Standing::Refused => (probability * self.refused).min(last),
        }
    }
}

impl Logistic {
    /// The same over figures that stand in the order of `names`: for many words of one claim, they are
    /// found once.
    pub(super) fn over<'n>(&self, names: impl Iterator<Item = &'n str>) -> InOrder {
        let part = |(index, name): (usize, &str)| {
            let found = self.coefficient(index, name);
            found.map_or((0.0, 0.0), |found| (found.mean, found.weight))
        };
        InOrder {
            bias: self.bias,
            parts: names.enumerate().map(part).collect(),
        }
    }

    /// The coefficient of the figure `name`, which stands at `index`: figures and coefficients stand in the
    /// same order, as a rule.
    fn coefficient(&self, index: usize, name: &str) -> Option<&Coefficient> {
        match self.coefficients.get(index) {
            Some(same) if same.name == name => Some(same),
            _ => self.coefficients.iter().find(|other| other.name == name),
        }
    }

    /// Probability for `figures`; those without coefficient count for nothing.
    pub fn probability<'a>(&'a self, figures: impl IntoIterator<Item = &'a Feature>) -> f64 {
        chance(self.log_odds(figures))
    }

    /// Log odds for `figures`.
    pub fn log_odds<'a>(&'a self, figures: impl IntoIterator<Item = &'a Feature>) -> f64 {
        self.bias + self.parts(figures).map(|(_, part)| part).sum::<f64>()
    }

    /// What each figure adds to the log odds.
    pub fn parts<'a>(
        &'a self,
        figures: impl IntoIterator<Item = &'a Feature>,
    ) -> impl Iterator<Item = (&'static str, f64)> {
        figures
            .into_iter()
            .enumerate()
            .filter_map(move |(index, (name, value))| {
                let coefficient = self.coefficient(index, name)?;
                Some((*name, coefficient.weight * (value - coefficient.mean)))
            })
    }
}

/// A logistic regression over figures in a known order, as [`Logistic::over`] gives it.
pub(super) struct InOrder {
    bias: f64,
    /// For each figure, its mean and what each unit above it adds; 0 for those without coefficient.
    parts: Vec<(f64, f64)>,
}

impl InOrder {
    /// As [`Logistic::log_odds`] for `figures` in that order.
    pub fn log_odds<'a>(&self, figures: impl Iterator<Item = &'a Feature>) -> f64 {
        let parts = figures.zip(&self.parts);
        let parts = parts.map(|((_, value), (mean, weight))| weight * (value - mean));
        self.bias + parts.sum::<f64>()
    }

    /// As [`Logistic::probability`] for `figures` in that order.
    pub fn probability<'a>(&self, figures: impl Iterator<Item = &'a Feature>) -> f64 {
        chance(self.log_odds(figures))
    }
}

/// The probability that has these log odds.
fn chance(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}
