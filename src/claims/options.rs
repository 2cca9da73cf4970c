//! What the caller decides about reading.

use std::path::{Path, PathBuf};

use url::Url;

use super::claim::Scope;
use super::references::bibliography::Bibliography;
use crate::source::Source;

/// How inputs are read. The default is what `citecheck check` does without flags.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Sources that hold for every claim that cites none of its own, besides those that the input
    /// names for all of it.
    pub sources: Vec<Source>,
    /// Takes every sentence as checkable: questions, opinions, promises and instructions too.
    pub all_sentences: bool,
    /// How much of an article every citation stands for. None: told by where it stands: its
    /// sentence; at a paragraph's end, the paragraph; in a list of sources, the article.
    pub scope: Option<Scope>,
    /// Works that articles cite by key.
    pub bibliography: Bibliography,
    /// The folder of the input, where its name doesn't say it exactly: a name of bytes that are no
    /// Unicode, or with a backslash in it.
    pub folder: Option<PathBuf>,
    /// The address that an article was got from: its links lead from there. None: what the article says itself.
    pub address: Option<Url>,
    /// Lets a claims file name local files outside of its own folder.
    pub allow_outside_paths: bool,
    /// Tells whether a local file is there; one that a claims file names and that is not, is an
    /// error then. None: nothing is looked for, and such a source is unavailable.
    pub is_file: Option<fn(&Path) -> bool>,
}
