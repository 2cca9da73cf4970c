//! A value with what stands around it: the words before it that say how it is meant, and what each of has it.

use super::numbers::Bound;
use super::{End, Meaning, Reader, Value};

impl Reader<'_> {
    /// The value that tokens `first..end` say.
    pub(crate) fn value(&self, first: usize, end: usize, meaning: Meaning) -> Value {
        let span = self.tokens[first].span.join(self.tokens[end - 1].span);
        let lead = match &meaning {
            Meaning::Date(_) => self.relation_before(first, end).1,
            _ => self.bound_start(first),
        };
        let each = match &meaning {
            Meaning::Number(_) | Meaning::Money { .. } | Meaning::Quantity { .. } => {
                self.each_after(end)
            }
            _ => None,
        };
        let is_widened = meaning
            .number()
            .is_some_and(|number| number.bound != Bound::Exact);
        let reach = match each {
            Some((_, reach)) => reach,
            None if is_widened => self.widening_after(end).map_or(end, |found| found.1),
            None => end,
        };
        Value {
            span,
            first,
            end,
            lead,
            end_of: End::Whole,
            each: each.map(|found| found.0),
            reach,
            meaning,
            left_out: None,
        }
    }
}
