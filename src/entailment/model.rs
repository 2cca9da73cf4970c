//! The model: a file, loaded once, that scores one pair at a time.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rten::{NodeId, RunOptions, ThreadPool};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use sha2::{Digest, Sha256};

use super::error::ModelError;
use super::tokens::Tokenizer;
use super::{Logits, tokens};

#[cfg(has_model)]
const BUILT_IN: Option<&[u8]> = Some(include_bytes!("../../models/entail.onnx"));
#[cfg(not(has_model))]
const BUILT_IN: Option<&[u8]> = None;

/// The SHA-256 of the model's file: the first word of `models/SHA256SUMS`, which a test compares with the file.
const BUILT_IN_SHA256: &str = include_str!("../../models/SHA256SUMS").split_at(64).0;

/// The words of the model; another model of the same form has the same.
const TOKENIZER: &str = include_str!("../../models/tokenizer.json");

/// A model for pairs of premise and hypothesis. `models/README.md` describes its form.
pub struct Model {
    network: rten::Model,
    tokenizer: Tokenizer,
    inputs: [NodeId; 2],
    output: NodeId,
    sha256: String,
    /// Threads that are free to run it, one each.
    idle: Mutex<Vec<Arc<ThreadPool>>>,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Model").field(&self.sha256).finish()
    }
}

impl Model {
    /// Loads the model that the program was built with. Takes some 40 ms.
    ///
    /// ```
    /// # fn main() -> Result<(), citecheck::entailment::ModelError> {
    /// let model = citecheck::entailment::Model::built_in()?;
    /// let told = model.score("The bridge over the Elm was closed on Monday.", "The Elm bridge is open.");
    /// assert!(told.contradicted > told.entailed);
    /// # Ok(())
    /// # }
    /// ```
    pub fn built_in() -> Result<Self, ModelError> {
        let bytes = BUILT_IN.ok_or(ModelError::Missing)?;
        let load = || rten::Model::load_static_slice(bytes);
        Self::new("the built-in model", load, BUILT_IN_SHA256.to_owned())
    }

    /// The SHA-256 of the model that the program was built with, in hexadecimal, without loading it.
    pub fn built_in_sha256() -> Result<&'static str, ModelError> {
        BUILT_IN.map(|_| BUILT_IN_SHA256).ok_or(ModelError::Missing)
    }

    /// Loads the model in `file`, of the same form and words as the built-in one.
    pub fn from_file(file: &Path) -> Result<Self, ModelError> {
        let bytes = std::fs::read(file).map_err(|cause| ModelError::Read {
            path: file.to_owned(),
            cause,
        })?;
        let sha256 = hex(&bytes);
        Self::new(
            &file.display().to_string(),
            || rten::Model::load(bytes),
            sha256,
        )
    }

    fn new(
        name: &str,
        load: impl FnOnce() -> Result<rten::Model, rten::LoadError> + Send,
        sha256: String,
    ) -> Result<Self, ModelError> {
        let form = |why: String| ModelError::Form {
            name: name.to_owned(),
            why,
        };
        let network = match apart(load) {
            Some(loaded) => loaded.map_err(|error| form(error.to_string()))?,
            None => return Err(form("the runtime stopped".to_owned())),
        };
        let node = |id: &str| network.node_id(id).map_err(|error| form(error.to_string()));
        let model = Self {
            inputs: [node("input_ids")?, node("attention_mask")?],
            output: node("logits")?,
            tokenizer: Tokenizer::new(TOKENIZER).map_err(|error| form(error.to_string()))?,
            sha256,
            idle: Mutex::new(Vec::new()),
            network,
        };
        // A model of another shape is told when it is loaded, not at the first claim.
        model.run(vec![0, 2, 2, 2]).map_err(form)?;
        Ok(model)
    }

    /// The SHA-256 of the model's file, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// What the model makes of one pair. Takes some 60 to 160 ms of one core: by the number of tokens, of which at
    /// most 272 are read; a longer premise is cut. The answer depends on nothing but the two texts. May be called
    /// from many threads at once.
    pub fn score(&self, premise: &str, hypothesis: &str) -> Logits {
        let tokens = self.tokenizer.pair(premise, hypothesis);
        // A model that ran when it was loaded runs for any tokens of its words.
        self.run(tokens).unwrap_or(Logits {
            entailed: 0.0,
            neutral: 0.0,
            contradicted: 0.0,
        })
    }

    /// The tokens of a pair, as the model reads them.
    pub fn tokens(&self, premise: &str, hypothesis: &str) -> Vec<i32> {
        self.tokenizer.pair(premise, hypothesis)
    }

    fn run(&self, tokens: Vec<i32>) -> Result<Logits, String> {
        debug_assert!(tokens.len() <= tokens::LONGEST);
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = idle().pop();
        let pool = taken.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)));
        let told = apart(|| self.run_on(&pool, tokens));
        idle().push(pool);
        told.unwrap_or_else(|| Err("the runtime stopped".to_owned()))
    }

    fn run_on(&self, pool: &Arc<ThreadPool>, tokens: Vec<i32>) -> Result<Logits, String> {
        let length = tokens.len();
        let mask = NdTensor::<i32, 2>::full([1, length], 1);
        let tokens = NdTensor::from_data([1, length], tokens);
        let inputs = vec![
            (self.inputs[0], tokens.view().into()),
            (self.inputs[1], mask.view().into()),
        ];
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(pool)));
        let told = self.network.run_n(inputs, [self.output], Some(options));
        let [logits] = told.map_err(|error| error.to_string())?;
        let logits: NdTensor<f32, 2> = logits.try_into().map_err(|error| format!("{error:?}"))?;
        match logits.to_vec()[..] {
            [entailed, neutral, contradicted] => Ok(Logits {
                entailed,
                neutral,
                contradicted,
            }),
            _ => Err("it does not give three numbers for a pair".to_owned()),
        }
    }
}

/// Runs the runtime on a thread of nobody's pool; none where it panics. Where a thread of one of rayon's pools waits for
/// another pool, as the runtime's is, it takes up other work of its own: it would begin the next claim before it ends
/// this one, and so on, or wait for itself to load the model.
fn apart<T: Send>(run: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| scope.spawn(run).join().ok())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
