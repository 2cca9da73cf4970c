//! What stands for the model in a build without the feature `entailment`: there is never one to ask.

use std::path::Path;

use super::error::ModelError;
use super::logits::Logits;

/// A model for pairs of premise and hypothesis. This build can load none.
#[derive(Debug)]
pub enum Model {}

impl Model {
    /// Fails with [`ModelError::Left`].
    pub const fn built_in() -> Result<Self, ModelError> {
        Err(ModelError::Left)
    }

    /// Fails with [`ModelError::Left`].
    pub const fn built_in_sha256() -> Result<&'static str, ModelError> {
        Err(ModelError::Left)
    }

    /// Fails with [`ModelError::Left`].
    pub const fn from_file(_: &Path) -> Result<Self, ModelError> {
        Err(ModelError::Left)
    }

    /// The SHA-256 of its file.
    pub fn sha256(&self) -> &str {
        match *self {}
    }

    /// How far `premise` entails `hypothesis`.
    pub fn score(&self, _: &str, _: &str) -> Logits {
        match *self {}
    }

    /// The numbers of the words of both texts.
    pub fn tokens(&self, _: &str, _: &str) -> Vec<i32> {
        match *self {}
    }
}
