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
mod logits;
#[cfg(feature = "entailment")]
mod model;
#[cfg(feature = "entailment")]
mod tokens;

#[cfg(not(feature = "entailment"))]
use absent as model;

pub use answers::{Entailment, PairKey};
pub use error::ModelError;
pub use logits::Logits;
pub use model::Model;
