//! Numbers, dates, amounts and measures in a text, each with its place and its meaning.

mod amount;
mod compare;
mod dates;
mod digits;
mod label;
mod measures;
mod number;
mod ordinal;
mod roles;
mod sign;
pub(crate) mod tables;
mod words;

use std::borrow::Cow;

use crate::text::{Lang, Span, Token, TokenKind};

pub use compare::{Agreement, compare};
pub(crate) use compare::{at_end, resolved};
pub use dates::{DateValue, Moment, Part, Phase, Relation, Relative};
pub(crate) use dates::{HALF_DAY, YEARS};
pub use measures::each::Each;
pub(crate) use measures::each::{DAY, MONTH};
pub use number::{Bound, Number};
pub(crate) use roles::end_words;

/// A typed value in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Its place in the text.
    pub span: Span,
    /// Index of its first token.
    pub first: usize,
    /// One past the index of its last token.
    pub end: usize,
    /// Index of the first token of the words before it that say how it is meant: "more than",
    /// "before". As `first` without such words.
    pub lead: usize,
    /// Which end of a change or a stretch it is.
    pub end_of: End,
    /// What each of has so much: "a day".
    pub each: Option<Each>,
    /// What it says.
    pub meaning: Meaning,
    /// Its number as it is written, where the unit, currency or scale of what it says is left out and taken from another
    /// value: "9" of "9 and 5 euros".
    pub left_out: Option<Number>,
}

impl Value {
    /// Whether token `at` is one of its own.
    pub(crate) fn has(&self, at: usize) -> bool {
        (self.first..self.end).contains(&at)
    }
}

/// Which end of a change or a stretch a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// Neither, as far as the text says.
    #[default]
    Whole,
    /// "from 20"
    From,
    /// "to 30"
    To,
}

/// What a value says.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A plain number: "three", "1,200", "half".
    Number(Number),
    /// A rank: "third", "3rd"; below 0 it is counted from the end: "last" is -1.
    Ordinal(f64),
    /// How many times as much: "doubled", "threefold".
    Factor(f64),
    /// The number of a named thing: "Falcon 9", "Article 50", "version 3.10".
    Label {
        /// The number; 0 for a version of several.
        number: f64,
        /// Key of how it is written, in digits: 3.10 is not 3.1.
        written: u64,
        /// Key of what stands before its first stop.
        major: u64,
        /// Whether it is a version or an address, with two stops or more.
        is_version: bool,
        /// Stem key of the last word of the name.
        name: u64,
        /// Whether the name is of a kind that takes a number, "room", so that it can be no amount.
        of_kind: bool,
    },
    /// Per cent, or percentage points when `points`.
    Percent {
        /// How many.
        number: Number,
        /// Whether these are percentage points.
        points: bool,
    },
    /// An amount of a currency.
    Money {
        /// How much.
        number: Number,
        /// ISO 4217 code, where the writing tells it; `$` is `USD` unless it says otherwise.
        currency: &'static str,
    },
    /// A number of units.
    Quantity {
        /// How many, as written.
        number: Number,
        /// Size of the unit, in the dimension's base unit.
        factor: f64,
        /// "length", "mass", "time", "month" (months and years), …
        dimension: &'static str,
    },
    /// A date, or a part of one.
    Date(DateValue),
}

impl Meaning {
    /// The number of an amount, a measure, a share or a count; none of another.
    pub const fn number(&self) -> Option<&Number> {
        match self {
            Self::Number(number)
            | Self::Percent { number, .. }
            | Self::Money { number, .. }
            | Self::Quantity { number, .. } => Some(number),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub const fn number_mut(&mut self) -> Option<&mut Number> {
        match self {
            Self::Number(number)
            | Self::Percent { number, .. }
            | Self::Money { number, .. }
            | Self::Quantity { number, .. } => Some(number),
            _ => None,
        }
    }
}

/// The values of `text`, in order and without overlap. `tokens` are the text's tokens.
///
/// ```
/// use citecheck::inner::{Lang, Meaning, tokens, values};
/// let text = "It paid $1 billion in July 2019, nearly 20 % of it at once.";
/// let found = values(text, &tokens(text, Lang::English), Lang::English);
/// let words: Vec<_> = found.iter().map(|value| value.span.of(text)).collect();
/// assert_eq!(words, ["$1 billion", "July 2019", "20 %"]);
/// assert!(matches!(&found[0].meaning, Meaning::Money { number, currency: "USD" } if number.value == 1e9));
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
    let mut each: Option<(Each, usize)> = None;
    while at < tokens.len() {
        if let Some(value) = reader.value_at(at) {
            at = value.end.max(at + 1);
            // "20 litres per second": the unit is no rank.
            each = value.each.and_then(|_| reader.each_after(value.end));
            found.push(value);
            continue;
        }
        at += 1;
        if let Some((_, end)) = each.take_if(|(_, end)| at + 1 == *end) {
            at = end;
        }
    }
    reader.give_ends(&mut found);
    reader.give_joined(&mut found);
    reader.give_parallel(&mut found);
    reader.give_units(&mut found);
    reader.give_centuries(&mut found);
    found
}

/// Reads values at a token.
pub(crate) struct Reader<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub lang: Lang,
    pub tables: &'static tables::Tables,
}

impl<'t> Reader<'t> {
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
                self.tables.signs.contains_key(&token.form)
                    || sign::may_sign(token.form) && self.starts_number(at)
                    || sign::may_sign(token.form)
                        && self.tables.signs.contains_key(&self.form(at + 1))
            }
            TokenKind::Word => {
                self.tables.begins(token.form)
                    || token.is_upper()
                    || self.word(at).starts_with(['v', 'V'])
                    || token.is_foreign()
                    || self.word(at + 1) == "$"
                    || self.word(at).starts_with(['I', 'V', 'X'])
                    || (self.lang == Lang::German && words::is_german_number(self.word(at)))
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

    pub(crate) fn value(&self, first: usize, end: usize, meaning: Meaning) -> Value {
        let span = self.tokens[first].span.join(self.tokens[end - 1].span);
        let lead = match &meaning {
            Meaning::Date(_) => self.relation_before(first, end).1,
            _ => self.bound_start(first),
        };
        let each = match &meaning {
            Meaning::Number(_) | Meaning::Money { .. } | Meaning::Quantity { .. } => {
                self.each_after(end).map(|found| found.0)
            }
            _ => None,
        };
        Value {
            span,
            first,
            end,
            lead,
            end_of: End::Whole,
            each,
            meaning,
            left_out: None,
        }
    }

    pub(crate) fn token(&self, at: usize) -> Option<&'t Token> {
        self.tokens.get(at)
    }

    pub(crate) fn word(&self, at: usize) -> &'t str {
        self.tokens
            .get(at)
            .map_or("", |token| token.span.of(self.text))
    }

    /// As [`Self::word`], in lowercase.
    pub(crate) fn lower(&self, at: usize) -> Cow<'t, str> {
        let word = self.word(at);
        let is_lower = word
            .bytes()
            .all(|b| b.is_ascii() && !b.is_ascii_uppercase());
        if is_lower {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(word.to_lowercase())
        }
    }

    pub(crate) fn form(&self, at: usize) -> u64 {
        self.tokens.get(at).map_or(0, |token| token.form)
    }
}
