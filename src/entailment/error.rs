//! What can go wrong with a model.

use std::path::PathBuf;

/// Why there is no model to ask, or no answer from it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The program was built without the file of the model.
    #[error("this build has no entailment model")]
    Missing,
    /// The program was built without what runs a model.
    #[error(
        "this build runs no entailment model: it was made without the cargo feature `entailment`"
    )]
    Left,
    /// A file could not be read.
    #[error("cannot read the model {path}: {cause}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: std::io::Error,
    },
    /// A file is no model that the runtime can run.
    #[error("{name} is no model of the form that models/README.md describes: {why}")]
    Form {
        /// The file, or what stands for it.
        name: String,
        /// What is wrong with it.
        why: String,
    },
}
