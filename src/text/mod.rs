//! What language needs: spans, sentences, tokens.

mod nearest;
mod printable;
mod sentences;
mod span;

pub use nearest::nearest;
pub use printable::{must_escape, printable, printable_line};
pub use sentences::sentences;
pub use span::{CharOffsets, Span};
