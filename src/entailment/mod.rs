//! Does one text follow from another? A trained model reads a premise and a hypothesis together and tells
//! how far the first entails, leaves open or contradicts the second. It knows no claim and no page.
//!
//! In the order in which a pair passes them: `answers` looks whether it was asked before, `tokens` cuts both
//! texts into the words that the model knows, `model` runs it. `models/README.md` says where the model comes from
//! and what it can do.

#[cfg(not(feature = "entailment"))]
mod absent;
mod answers;
mod error;
#[cfg(feature = "entailment")]
mod model;
#[cfg(feature = "entailment")]
mod tokens;

#[cfg(not(feature = "entailment"))]
use absent as model;

pub use answers::{Entailment, PairKey};
pub use error::ModelError;
pub use model::Model;

/// What the model makes of a pair: the logarithms of three shares that it gives to "the premise entails the
/// hypothesis", "it leaves it open" and "it contradicts it", up to a constant that is common to them.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Logits {
    /// The premise entails the hypothesis.
    pub entailed: f32,
    /// It leaves it open.
    pub neutral: f32,
    /// It contradicts it.
    pub contradicted: f32,
}

impl Logits {
    /// Whether all three are numbers.
    pub fn is_finite(self) -> bool {
        [self.entailed, self.neutral, self.contradicted]
            .into_iter()
            .all(f32::is_finite)
    }

    /// The shares themselves, each 0..1, 1 in all (softmax): entailed, neutral, contradicted.
    pub fn probabilities(self) -> [f64; 3] {
        let logits = [self.entailed, self.neutral, self.contradicted].map(f64::from);
        let most = logits.iter().copied().fold(f64::MIN, f64::max);
        let powers = logits.map(|logit| (logit - most).exp());
        let all: f64 = powers.iter().sum();
        powers.map(|power| power / all)
    }
}
