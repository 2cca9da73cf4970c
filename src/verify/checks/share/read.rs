//! The shares that a text tells: "most of the shops", "29 of the 46", "all but three".

use super::range::Range;
use super::words::{self, Told};
use crate::text::{Bound, Lang, Meaning, Number, Token, Value};

/// What tells a share in a text.
#[derive(Clone, Copy, Debug)]
pub(super) enum How {
    /// A word.
    Word(Told),
    /// A fraction.
    Fraction(Number),
    /// A count, which is a share where the whole is told.
    Count(Number),
    /// All but a count.
    But(Number),
}

/// A share in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Share {
    pub first: usize,
    pub end: usize,
    /// The first token of the words that say how it is meant.
    pub lead: usize,
    pub how: How,
}

impl Share {
    /// What it allows as a claim's; none of a count, which is compared as a number.
    pub fn claimed(&self) -> Option<Range> {
        match self.how {
            How::Word(told) => Some(Range::claimed(told)),
            How::Fraction(number) => Some(Range::of_fraction(&number)),
            How::Count(_) | How::But(_) => None,
        }
    }

    /// What it means as a source's, of so many where that is told.
    pub fn meant(&self, whole: Option<f64>) -> Option<Range> {
        match (self.how, whole) {
            (How::Word(told), _) => Some(Range::meant(told)),
            (How::Fraction(number), _) => Some(Range::of_fraction(&number)),
            (How::Count(number), Some(whole)) => Some(Range::of_count(&number, whole)),
            (How::But(but), Some(whole)) => {
                Some(Range::of_count(&Number::exact(whole - but.value), whole))
            }
            (How::But(_), None) => Some(Range::meant(Told::But)),
            (How::Count(_), None) => None,
        }
    }
}

/// The shares and counts of a text that has these values, in its order.
pub(super) fn shares((tokens, text): (&[Token], &str), lang: Lang, values: &[Value]) -> Vec<Share> {
    // "the band's most played song"
    let is_possessed =
        |at: usize| at > 0 && matches!(tokens[at - 1].span.of(text), "'s" | "’s" | "'" | "’");
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let value = values.iter().find(|value| value.first == at);
        let read = match words::told_at(tokens, at, lang) {
            Some((Told::Most, end)) if end == at + 1 && is_possessed(at) => None,
            Some((Told::But, end)) => number_at(values, end).map(|(number, after)| Share {
                first: at,
                end: after,
                lead: at,
                how: How::But(number),
            }),
            Some((told, end)) => Some(Share {
                first: at,
                end,
                lead: at,
                how: How::Word(told),
            }),
            None => value.and_then(of_value),
        };
        at = read.map_or(at + 1, |share| share.end.max(at + 1));
        found.extend(read);
    }
    found
}

fn number_at(values: &[Value], at: usize) -> Option<(Number, usize)> {
    let value = values.iter().find(|value| value.first == at)?;
    match value.meaning {
        Meaning::Number(number) if is_count(&number) => Some((number, value.end)),
        _ => None,
    }
}

fn of_value(value: &Value) -> Option<Share> {
    let Meaning::Number(number) = value.meaning else {
        return None;
    };
    let how = if is_count(&number) {
        How::Count(number)
    } else if number.is_share() {
        How::Fraction(number)
    } else {
        return None;
    };
    Some(Share {
        first: value.first,
        end: value.end,
        lead: value.lead,
        how,
    })
}

fn is_count(number: &Number) -> bool {
    number.value >= 1.0 && number.value.fract() == 0.0 && number.upto.is_none()
}

/// Whether a number is the whole that others are parts of: as it stands, and more than one.
pub(super) fn whole(value: &Value) -> Option<f64> {
    match value.meaning {
        Meaning::Number(number) if is_count(&number) && number.bound == Bound::Exact => {
            (number.value > 1.0).then_some(number.value)
        }
        _ => None,
    }
}
