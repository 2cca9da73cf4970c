//! Words, numbers and symbols of a text: where each begins and ends, and its normal form.

mod ends;
mod form;
mod plain;
pub(super) mod segment;
mod token;

pub(crate) use ends::superscript;
pub(super) use form::is_ignorable;
pub use form::normal_form;
pub(crate) use form::{push_normal_form, word_key};
pub(crate) use token::tokenize;
pub use token::{Token, TokenKind, tokens};
