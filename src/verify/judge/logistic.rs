//! Sets of features, and logistic regressions over them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Declares a set of features, with their names in data files and output.
macro_rules! features {
    ($(#[$of_all:meta])* $set:ident { $($(#[$doc:meta])* $variant:ident $name:literal,)* }) => {
        $(#[$of_all])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        pub enum $set {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl $set {
            /// All of them, in the order in which they are stored.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// The name in data files and output.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}
pub(super) use features;

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

impl<F: Copy + PartialEq + std::fmt::Debug> Logistic<F> {
    /// Whether it has a finite number for each of `features`, and for no other.
    pub fn check(&self, name: &str, features: &[F]) -> Result<(), String> {
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

/// The probability that has these log odds.
pub fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}
