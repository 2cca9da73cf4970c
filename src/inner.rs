//! What the program, the tests and the training tool use of the inner rooms. It changes from version to version, and is
//! no part of what the library promises.

pub use crate::matching::{Hit, Matches, Query, Ranked, Term};
pub use crate::text::{
    Agreement, Bound, DateValue, End, LONGEST_SENTENCE, Lang, Meaning, Moment, Number, Part, Phase,
    Relation, Relative, Token, TokenKind, Value, compare, key, nearest, normal_form, sentences,
    stem, tokens, values,
};
