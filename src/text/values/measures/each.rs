//! What each of has so much: "45,000 tonnes of waste a year", "€3 per litre", "1,200 l/min".

use super::units::Unit;
use crate::text::values::Reader;
use crate::text::{Lang, TokenKind};

/// What each of has so much: a unit of time or of measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Each {
    /// Of the unit: "time", "month", "mass", …
    pub dimension: &'static str,
    /// Size of the unit, in the dimension's base unit.
    pub factor: f64,
}

/// Words of what is measured or counted that may stand between a number and what each of has it.
const BETWEEN: usize = 3;

/// Words after a unit of time that tell otherwise than for each: "a year later", "an hour of".
const OTHERWISE: [&str; 12] = [
    "later", "earlier", "ago", "before", "after", "long", "old", "-", "of", "and", "late", "early",
];

/// A day in seconds.
pub(crate) const DAY: f64 = 86_400.0;

/// A month in seconds: a twelfth of the mean year.
pub(crate) const MONTH: f64 = 2_629_746.0;

impl Each {
    /// The time in seconds, where it is one.
    fn seconds(self) -> Option<f64> {
        match self.dimension {
            "time" => Some(self.factor),
            "month" => Some(self.factor * MONTH),
            _ => None,
        }
    }

    /// How many of `other` one of these is; none where they measure different things.
    pub(crate) fn in_terms_of(self, other: Self) -> Option<f64> {
        if self.dimension == other.dimension {
            return Some(self.factor / other.factor);
        }
        Some(self.seconds()? / other.seconds()?)
    }

    /// Whether it is a span of time.
    pub(crate) fn is_time(self) -> bool {
        self.seconds().is_some()
    }
}

impl From<Unit> for Each {
    fn from(unit: Unit) -> Self {
        Self {
            dimension: unit.dimension,
            factor: unit.factor,
        }
    }
}

impl Reader<'_> {
    /// What each of has the amount that ends before token `end`, and the token after it.
    pub(in crate::text::values) fn each_after(&self, end: usize) -> Option<(Each, usize)> {
        let mut at = end;
        loop {
            if let Some(each) = self.each_at(at) {
                return Some(each);
            }
            let token = self.token(at)?;
            let goes_on = token.kind == TokenKind::Word
                && (token.is_content() || matches!(self.word(at), "of" | "de" | "d’" | "d'"));
            if !goes_on || at - end >= BETWEEN {
                return None;
            }
            at += 1;
        }
    }

    fn each_at(&self, at: usize) -> Option<(Each, usize)> {
        if let Some(each) = self.tables.units.each(self.form(at)) {
            return Some((each, at + 1));
        }
        let words: &[&str] = match self.lang {
            Lang::German => &["pro", "je", "im", "am", "in", "/"],
            Lang::French => &["par", "à", "/"],
            Lang::Spanish => &["por", "al", "a", "/"],
            Lang::Italian => &["all'", "al", "per", "/"],
            Lang::Portuguese => &["por", "ao", "/"],
            Lang::English => &["per", "a", "an", "each", "every", "/"],
            Lang::Dutch | Lang::Other => &["per", "/"],
        };
        if !words.contains(&&*self.lower(at)) {
            return None;
        }
        let article = matches!(&*self.lower(at + 1), "l’" | "l'" | "la" | "der");
        let unit_at = at + 1 + usize::from(article);
        let (unit, after) = self.unit_after(unit_at)?;
        let ends = self
            .token(after)
            .is_none_or(|next| next.kind != TokenKind::Number)
            && !OTHERWISE.contains(&&*self.lower(after));
        ends.then(|| (unit.into(), after))
    }
}
