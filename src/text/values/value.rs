//! What a value of a text is.

use super::dates::DateValue;
use super::measures::units::Each;
use super::numbers::{Bound, Number};
use crate::text::Span;

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
    /// One past the last token that says so, or how it is meant ("or more"); as `end` where none does.
    pub reach: usize,
    /// What it says.
    pub meaning: Meaning,
    /// Its number as it is written, where the unit, currency or scale of what it says is left out and taken from another
    /// value: "9" of "9 and 5 euros".
    pub left_out: Option<Number>,
}

impl Value {
    /// Whether it says how often something is done, "twice a day", and not how many times as much something is.
    pub(crate) const fn is_often(&self) -> bool {
        self.each.is_some() && matches!(self.meaning, Meaning::Factor(_))
    }

    /// Whether it says that something is done once in a span of time: "once a week", "weekly".
    pub(crate) fn is_once(&self) -> bool {
        self.each.is_some() && matches!(self.meaning, Meaning::Factor(times) if times < 2.0)
    }

    /// Whether it is said to be a rise, where `other` is said to be a fall, or (false) a fall where that is a rise: "rose by 9 %"
    /// is not "fell by 9 %". None where they are not told so, and of the ends of a change.
    pub(crate) fn turns(&self, other: &Self) -> Option<bool> {
        let way = |value: &Self| {
            let number = value.meaning.number()?;
            let is_told = matches!(value.end_of, End::Whole | End::By)
                && number.value > 0.0
                && number.course.rises != number.course.falls
                && matches!(number.bound, Bound::Exact | Bound::About);
            is_told.then_some(number.course.rises)
        };
        let rises = way(self)?;
        (way(other)? != rises).then_some(rises)
    }

    /// Whether token `at` is one of its own.
    pub(crate) fn has(&self, at: usize) -> bool {
        (self.first..self.end).contains(&at)
    }
}

/// Which end of a change or a stretch a value is, or its length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// Neither, as far as the text says.
    #[default]
    Whole,
    /// "from 20"
    From,
    /// "to 30"
    To,
    /// "by 10": neither, but how far it went.
    By,
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
        /// ISO 4217 code, where the writing tells it, or else the name that several share: `$` is `dollar-sign`.
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
