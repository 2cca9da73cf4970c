//! The Language Server Protocol, version 3.17: findings while an article is written.
//!
//! [`serve`] speaks with an editor; what it knows of an article, a [`Check`] tells it, which reads, fetches and
//! judges on a thread of its own. The files, in the order in which data passes them:
//!
//! | file | what |
//! |---|---|
//! | `transport` | messages from bytes, whoever sent them, and to bytes |
//! | `agreed` | what both sides can do, and where |
//! | `server` | which message is answered by what |
//! | `checking` | the thread that checks, the last version of each document alone |
//! | `documents` | what is open, and what is known of it |
//! | `positions` | bytes of a text to the protocol's lines and characters, and back |
//! | `diagnostics` | findings, broken references, errors of claims files |
//! | `hover` | a claim's verdict and the passage that decides |
//! | `actions` | the source's value, an ignore, the passage in a browser |

mod actions;
mod agreed;
mod checking;
mod diagnostics;
mod documents;
mod hover;
mod markdown;
mod positions;
mod server;
mod transport;

use std::path::{Path, PathBuf};

use crate::claims::{Errors, Input};
use crate::report::{BrokenStanding, Guide, Report, Standing};

pub use server::{Ended, serve};

/// Who checks articles for an editor.
pub trait Check: Send {
    /// Begins, with the editor's folder where it has one.
    ///
    /// # Errors
    ///
    /// Why nothing can be checked there, in a sentence.
    fn begin(&mut self, folder: Option<&Path>) -> Result<(), String>;

    /// Checks an article. `ask` tells whether pages may be asked for: not while someone types.
    fn check(&mut self, article: &Article, ask: bool) -> Outcome;
}

/// An article as it stands in the editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The file that it is, or will be: its ending tells the format.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// What checking an article gave.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It was checked.
    Checked(Box<Checked>),
    /// It is a claims file with errors.
    Wrong(Errors),
    /// There is nothing in it to check: data that is no claims file, a format that is not read.
    Nothing,
    /// It could not be checked; why, in a sentence.
    Failed(String),
}

/// An article that was checked.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The article as read.
    pub input: Input,
    /// The report on it alone.
    pub report: Report,
    /// How its claims stand, in the report's order.
    pub standings: Vec<Standing>,
    /// How its broken references stand, in the report's order.
    pub broken: Vec<BrokenStanding>,
    /// Who puts advice into words.
    pub guide: &'static dyn Guide,
}
