//! Readers of claims files and articles: a file in, claims with their places and citations out.
//!
//! [`read`] takes a file's bytes and its [`Format`] and gives an [`Input`]; it opens no file.
//! The rooms, in the order in which data passes them:
//!
//! | room | its question |
//! |---|---|
//! | `vocabulary` | which words and phrases are articles read by? |
//! | `file` | which claims does a claims file list, and what do they cite? |
//! | `formats` | how does each format write an article? |
//! | `blocks` | what do all readers of articles give? |
//! | `citations` | how is a citation written in running text? |
//! | `references` | what do an article's lists of sources say? |
//! | `statements` | what does a sentence state, and who says so? |
//! | `assemble` | which sentence cites what? |

mod assemble;
mod blocks;
mod broken;
mod citations;
mod claim;
mod error;
mod file;
mod format;
mod formats;
mod input;
mod options;
mod place;
mod positions;
mod read;
mod references;
mod statements;
mod vocabulary;
mod written;

pub use blocks::article::{Article, LeftOut};
pub use broken::{Broken, Unresolved, Why};
pub(crate) use claim::BETWEEN_CELLS;
pub use claim::{Checkable, Citation, Claim, Scope};
pub use error::{Error, Errors, Permission, Warning};
pub use file::sniff::holds_claims;
pub use file::write::{to_csv, to_toml};
pub use format::{Format, UnknownFormat};
pub use input::Input;
pub use options::Options;
pub use place::Place;
pub use positions::Positions;
pub(crate) use read::BYTE_ORDER_MARK;
pub use read::read;
pub use references::bibliography::Bibliography;
pub use references::named::named_bibliographies;
pub(crate) use statements::splitting::parts as statement_parts;
pub use written::Written;
