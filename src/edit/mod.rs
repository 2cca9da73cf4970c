//! What changes in an input file, and nothing else of it.
//!
//! An [`Edit`] is made of what was read ([`crate::claims::Input`]) and of what a person or a source says; it is
//! applied to the very bytes that were read, of which all others stay: line ends, byte order mark, markup.
//!
//! | file | what |
//! |---|---|
//! | `value` | the source's value in the place of the claim's |
//! | `ignore` | that a person looked at a claim, and why it is left alone |
//! | `field` | the same in a claims file, which has fields and no comments |
//! | `apply` | edits to the bytes of a file |

mod apply;
mod field;
mod ignore;
mod value;

use crate::text::Span;

pub use apply::apply;
pub use ignore::{REASON_HELP, comment, ignore};
pub use value::suggested;

/// Words in the place of others of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes, as a span of [`crate::claims::Input::text`]; an empty one for what is put in.
    pub span: Span,
    /// What comes, as the file's format writes it.
    pub write: String,
}

/// Why a file is not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// What was read were no bytes of UTF-8, or came from no file.
    #[error("{path} is no file of UTF-8 text, so that nothing can be written in it")]
    NotPlain {
        /// The input.
        path: String,
    },
    /// The format has no place for it.
    #[error("{path}: {what} has no comments and no field for it")]
    NoPlace {
        /// The input.
        path: String,
        /// What the input is: "article in plain text".
        what: &'static str,
    },
    /// The claim is not checked as it is.
    #[error("{id} is not checked anyway: {why}")]
    NotChecked {
        /// The claim.
        id: String,
        /// Why it is not.
        why: String,
    },
    /// The reason cannot stand in the file.
    #[error("the reason cannot be written: {REASON_HELP}")]
    BadReason,
    /// Other bytes are there now.
    #[error("{path} has changed since it was read: run again")]
    Changed {
        /// The input.
        path: String,
    },
    /// Two edits want the same place.
    #[error("{path}: two changes want the same place")]
    Overlap {
        /// The input.
        path: String,
    },
}
