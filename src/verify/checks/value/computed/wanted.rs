//! A claim's value, as it is looked for among what values of the source give.

use super::steps::{ABOUT, Operation};
use super::{amount, asked};
use crate::text::{Agreement, Bound, Course, End, Meaning, Value, compare};
use crate::verify::checks::context::Context;

/// The claim's value, as it is looked for.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Wanted {
    exact: Value,
    /// The same as a number that is rounded to its last digit.
    rounded: Value,
    /// Whether it is said to be a change: "by a fifth".
    is_change: bool,
    /// Whether it is what is left out of a whole.
    pub is_exception: bool,
    /// Whether it is said to be a mean, or what each of several has.
    pub is_mean: bool,
    /// Whether it is so much for each of something: "30 tonnes a hectare".
    pub is_rate: bool,
}

/// How far off a quotient may be that the claim gives in whole numbers, as a share of it: "3 %" for 2.9 %.
const ROUNDED: f64 = 0.05;

/// Words between an amount and what each of has it.
const EACH: [&str; 10] = [
    "a", "an", "per", "each", "pro", "je", "par", "por", "/", "every",
];

impl Wanted {
    pub fn new(context: &Context<'_>, claim: &Value) -> Option<Self> {
        let meant = |is_rounded: bool| {
            let mut meaning = claim.meaning.clone();
            if let Some(number) = meaning.number_mut() {
                // What "more than 18 %" might be is more than what follows.
                let about = number.bound == Bound::About;
                number.bound = if about { Bound::About } else { Bound::Exact };
                number.course = Course::default();
                number.other = None;
                number.rounded |= is_rounded;
            } else {
                let is_computed = match &meaning {
                    Meaning::Factor(_) => true,
                    Meaning::Date(date) => date.minute.is_some() && date.upto.is_none(),
                    _ => false,
                };
                if !is_computed {
                    return None;
                }
            }
            Some(Value {
                meaning,
                end_of: End::Whole,
                ..claim.clone()
            })
        };
        let next = context.query.tokens.get(claim.end);
        let next = next.map(|next| next.span.of(&context.query.text));
        Some(Self {
            exact: meant(false)?,
            rounded: meant(true)?,
            is_change: asked::changes(context, claim),
            is_exception: asked::is_exception(context, claim),
            is_mean: asked::is_mean(context),
            is_rate: next.is_some_and(|next| EACH.contains(&next)),
        })
    }

    /// Whether what an operation gives is no answer: a fifth is no growth, unless something grew by it.
    pub fn is_by_chance(&self, operation: Operation) -> bool {
        let is_growth = match &self.exact.meaning {
            Meaning::Percent { points, .. } => !points,
            meaning => self.is_change && amount::is_share(meaning),
        };
        operation == Operation::Change && !is_growth
    }

    /// Whether `meaning` is the wanted value of another kind, as far as that can be told: a unit may be left out.
    pub fn is_perhaps(&self, operation: Operation, meaning: &Meaning) -> bool {
        let made = Value {
            meaning: meaning.clone(),
            left_out: None,
            ..self.exact.clone()
        };
        let is_plain = |meaning: &Meaning| matches!(meaning, Meaning::Number(_));
        matches!(operation, Operation::Sum | Operation::Difference)
            && is_plain(&self.exact.meaning) != is_plain(meaning)
            && compare(&self.exact, &made) == Agreement::Same
    }

    /// Whether `meaning` is the wanted value.
    pub fn is(&self, meaning: &Meaning, is_quotient: bool) -> bool {
        let is_part = matches!(
            (&self.exact.meaning, meaning),
            (Meaning::Number(_), Meaning::Percent { .. })
        ) && amount::is_share(&self.exact.meaning);
        let is_of_kind =
            std::mem::discriminant(&self.exact.meaning) == std::mem::discriminant(meaning);
        if !is_part && !is_of_kind {
            return false;
        }
        if let (Meaning::Factor(wanted), Meaning::Factor(made)) = (&self.exact.meaning, meaning) {
            return (wanted - made).abs() <= wanted * ROUNDED;
        }
        let made = Value {
            meaning: meaning.clone(),
            end_of: End::Whole,
            left_out: None,
            ..self.exact.clone()
        };
        let ratio = amount::ratio(&self.exact.meaning, meaning);
        let apart = ratio.map_or(0.0, |ratio| (ratio - 1.0).abs());
        if is_part || is_quotient && apart <= ROUNDED {
            compare(&self.rounded, &made) == Agreement::Same
        } else {
            apart <= ABOUT && compare(&self.exact, &made) == Agreement::Same
        }
    }
}
