//! What language needs: spans, sentences, tokens and their stems, and typed values.
//!
//! `sentences` and `tokens` cut a text; `lang` and `detect` say in which language, whose `stem`, `irregular` forms and
//! `stopwords` make words the same or leave them out; `key` and `filter` compare words by number; `values` reads what
//! they say exactly. `nearest` and `printable` are for what is told to people.

mod detect;
mod filter;
mod irregular;
mod key;
mod lang;
mod nearest;
mod printable;
mod sections;
mod sentences;
mod span;
mod stem;
mod stopwords;
mod tokens;
mod values;

pub(crate) use filter::Filter;
pub(crate) use irregular::lemma;
pub use key::key;
pub use lang::Lang;
pub use nearest::nearest;
pub use printable::{log_commands, log_safe, must_escape, printable, printable_line};
pub(crate) use sections::sections;
pub use sentences::{LONGEST as LONGEST_SENTENCE, sentences};
pub use span::{CharOffsets, Span};
pub use stem::stem;
pub(crate) use stem::{Stems, stem_key};
pub(crate) use stopwords::is_stop_anywhere;
pub use tokens::{Token, TokenKind, normal_form, tokens};
pub(crate) use tokens::{push_normal_form, superscript, tokenize, word_key};
pub(crate) use values::tables::number_keys;
pub use values::{
    Agreement, Bound, Course, DateValue, End, Meaning, Moment, Number, Part, Phase, Relation,
    Relative, Value, compare, values,
};
pub(crate) use values::{DAY, MONTH, YEARS, at_end, end_words, is_age_in_tens, resolved};

/// Reads the tables of words that reading a text takes, which the first text would wait for.
pub(crate) fn read_tables() {
    values::tables::Tables::get();
    stopwords::languages(0);
    lemma("", Lang::English);
}
