//! Numbers, dates, amounts and measures in a text, each with its place and its meaning.
//!
//! | file | what |
//! |---|---|
//! | `tables` | the words that values are written with |
//! | `reader` | a text as values are read from it |
//! | `numbers`, `dates`, `measures` | what is read at a token: numbers and ranks, dates, numbers of units |
//! | `amount`, `label` | numbers with what they measure, and those of named things: "Falcon 9" |
//! | `value`, `around` | a value, and what stands around it |
//! | `roles` | which end of a change or a stretch a value is |
//! | `compare` | whether a source's value bears out a claim's |

mod amount;
mod around;
mod compare;
mod dates;
mod label;
mod measures;
mod money;
mod numbers;
mod reader;
mod roles;
pub(crate) mod tables;
mod value;

use numbers::german::is_german_number;
use numbers::sign;
use reader::Reader;

use crate::text::{Lang, Token, TokenKind};

pub use compare::{Agreement, compare};
pub(crate) use compare::{at_end, resolved};
pub(crate) use dates::YEARS;
pub use dates::{DateValue, Moment, Part, Phase, Relation, Relative};
pub(crate) use measures::age::is_age_in_tens;
pub use measures::units::Each;
pub(crate) use measures::units::{DAY, MONTH};
pub use numbers::{Bound, Course, Number};
pub(crate) use roles::end_words;
pub use value::{End, Meaning, Value};

/// The values of `text`, in order and without overlap. `tokens` are the text's tokens.
///
/// ```
/// use citecheck::inner::{Lang, Meaning, tokens, values};
/// let text = "It paid $1 billion in July 2019, nearly 20 % of it at once.";
/// let found = values(text, &tokens(text, Lang::English), Lang::English);
/// let words: Vec<_> = found.iter().map(|value| value.span.of(text)).collect();
/// assert_eq!(words, ["$1 billion", "July 2019", "20 %"]);
/// assert!(matches!(&found[0].meaning, Meaning::Money { number, currency: "dollar-sign" } if number.value == 1e9));
/// ```
pub fn values(text: &str, tokens: &[Token], lang: Lang) -> Vec<Value> {
    let reader = Reader {
        text,
        tokens,
        lang,
        tables: tables::Tables::get(),
    };
    let mut found = Vec::new();
    let mut at = 0;
    // One past what each of has the last value.
    let mut reach = 0;
    while at < tokens.len() {
        // "40 milligrams daily" says how much, and not how often.
        let is_each = |value: &Value| value.is_often() && value.end <= reach;
        if let Some(value) = reader.value_at(at).filter(|value| !is_each(value)) {
            at = value.end.max(at + 1);
            reach = value.reach;
            found.push(value);
            continue;
        }
        at += 1;
        // "20 litres per second": the unit is no rank.
        if at + 1 == reach {
            at = reach;
        }
    }
    reader.give_ends(&mut found);
    reader.give_joined(&mut found);
    reader.give_parallel(&mut found);
    reader.give_units(&mut found);
    reader.give_declared(&mut found);
    reader.give_centuries(&mut found);
    found
}

impl Reader<'_> {
    fn value_at(&self, at: usize) -> Option<Value> {
        if !self.may_begin(at) {
            return None;
        }
        if self.is_in_address(at) {
            return None;
        }
        if let Some(label) = self.kind_label_at(at) {
            return Some(label);
        }
        if let Some((age, end)) = self.tens_of_age_at(at) {
            return Some(self.value(at, end, age));
        }
        if let Some((date, end)) = self.date_at(at) {
            return Some(self.value(at, end, Meaning::Date(date)));
        }
        self.amount_at(at)
    }

    /// Whether a value can begin with token `at`: most words are passed over by their key alone.
    fn may_begin(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        match token.kind {
            TokenKind::Number => true,
            TokenKind::Symbol => {
                self.tables.currencies.is_sign(token.form)
                    || sign::may_sign(token.form) && self.starts_number(at)
                    || sign::may_sign(token.form)
                        && self.tables.currencies.is_sign(self.form(at + 1))
            }
            TokenKind::Word => {
                self.tables.begins(token.form)
                    || token.is_upper()
                    || self.begins_with_code(at)
                    || self.word(at).starts_with(['v', 'V'])
                    || token.is_foreign()
                    || self.word(at + 1) == "$"
                    || self.word(at).starts_with(['I', 'V', 'X'])
                    || (self.lang == Lang::German && is_german_number(self.word(at)))
            }
        }
    }

    /// Whether token `at` is part of an address, whose numbers say nothing of what the text is about; "24/7"
    /// is none.
    fn is_in_address(&self, at: usize) -> bool {
        let slash = |at: usize| self.word(at) == "/" && self.is_glued(at);
        let follows_slash = |at: usize| at > 1 && self.is_glued(at) && slash(at - 1);
        let is_number = |at: usize| self.tokens[at].kind == TokenKind::Number;
        follows_slash(at) && (!is_number(at - 2) || follows_slash(at - 2) || slash(at + 1))
    }
}
