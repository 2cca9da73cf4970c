//! What language needs: spans, sentences, tokens.

mod sentences;
mod span;

pub use sentences::sentences;
pub use span::{CharOffsets, Span};
