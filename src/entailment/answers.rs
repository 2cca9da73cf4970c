//! The model with its memory: a pair that was asked before is answered without it.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::Path;
use std::str::FromStr;
use std::sync::{Mutex, OnceLock, PoisonError};

use sha2::{Digest, Sha256};

use super::{Logits, Model, ModelError};

/// What a pair is remembered by: the first half of a SHA-256 over model, premise and hypothesis. Written as 32
/// hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PairKey(u128);

impl PairKey {
    fn new(model: &str, premise: &str, hypothesis: &str) -> Self {
        let mut hasher = Sha256::new();
        for text in [model, premise, hypothesis] {
            hasher.update(text.len().to_le_bytes());
            hasher.update(text);
        }
        let first = hasher.finalize().into_iter().take(16);
        Self(first.fold(0, |key, byte| key << 8 | u128::from(byte)))
    }
}

impl fmt::Display for PairKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.0)
    }
}

impl FromStr for PairKey {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(text, 16).map(Self)
    }
}

/// A model that remembers its answers. It is loaded when it is first asked for one that it does not remember.
///
/// ```
/// # fn main() -> Result<(), citecheck::entailment::ModelError> {
/// use citecheck::entailment::Entailment;
/// let entailment = Entailment::built_in()?;
/// let told = entailment.score("Sales fell by a tenth.", "Sales rose.");
/// assert!(told.contradicted > told.entailed);
/// assert_eq!(entailment.new_answers().len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Entailment {
    model: OnceLock<Model>,
    sha256: String,
    known: HashMap<PairKey, Logits>,
    new: Mutex<BTreeMap<PairKey, Logits>>,
    /// Whether new answers are remembered too.
    remembers: bool,
}

impl Entailment {
    /// With the model that the program was built with.
    pub fn built_in() -> Result<Self, ModelError> {
        let sha256 = Model::built_in_sha256()?.to_owned();
        Ok(Self::of(OnceLock::new(), sha256))
    }

    /// With the model in `file`, which is loaded at once.
    pub fn from_file(file: &Path) -> Result<Self, ModelError> {
        let model = Model::from_file(file)?;
        let sha256 = model.sha256().to_owned();
        Ok(Self::of(OnceLock::from(model), sha256))
    }

    fn of(model: OnceLock<Model>, sha256: String) -> Self {
        Self {
            model,
            sha256,
            known: HashMap::new(),
            new: Mutex::default(),
            remembers: true,
        }
    }

    /// The same, remembering `answers` of the same model.
    #[must_use]
    pub fn remembering(mut self, answers: impl IntoIterator<Item = (PairKey, Logits)>) -> Self {
        self.known.extend(answers);
        self
    }

    /// The same, remembering no new answer: for more pairs than memory holds.
    #[must_use]
    pub const fn forgetting(mut self) -> Self {
        self.remembers = false;
        self
    }

    /// The SHA-256 of the model's file, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// As [`Model::score`], from memory where the pair was asked before.
    ///
    /// # Panics
    /// Where the built-in model does not load: it is part of the program, and its tests load it.
    pub fn score(&self, premise: &str, hypothesis: &str) -> Logits {
        let key = PairKey::new(&self.sha256, premise, hypothesis);
        let new = || self.new.lock().unwrap_or_else(PoisonError::into_inner);
        let remembered = self.known.get(&key).copied();
        if let Some(told) = remembered.or_else(|| new().get(&key).copied()) {
            return told;
        }
        let told = self.model().score(premise, hypothesis);
        if self.remembers {
            new().insert(key, told);
        }
        told
    }

    /// The answers that were not remembered when it began, by key.
    pub fn new_answers(&self) -> BTreeMap<PairKey, Logits> {
        let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        new.clone()
    }

    fn model(&self) -> &Model {
        self.model
            .get_or_init(|| Model::built_in().expect("the built-in model is part of the program"))
    }
}
