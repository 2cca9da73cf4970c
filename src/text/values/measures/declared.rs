//! Units, currencies and scales that are said ahead of the numbers that are measured by them: "Results in millions of dollars:
//! revenue 212.4; income 1.9", "Change on the quarter, in %: +0.2; −0.4".

use crate::text::key;
use crate::text::values::numbers::Number;
use crate::text::values::tables::NumberWord;
use crate::text::values::{Meaning, Reader, Value};

/// Words that may stand between a unit and the colon behind it: "millions of US dollars".
const WORDS: usize = 5;

/// Words before a unit that is said ahead.
const IN: [u64; 2] = [key("in"), key("en")];

impl Reader<'_> {
    /// Gives each plain number behind a unit that is said ahead what that measures.
    pub(in crate::text::values) fn give_declared(&self, values: &mut [Value]) {
        let Some((scale, unit, colon)) = (0..self.tokens.len()).find_map(|at| self.declared_at(at))
        else {
            return;
        };
        for value in values.iter_mut().filter(|value| value.first > colon) {
            let Meaning::Number(number) = value.meaning else {
                continue;
            };
            if value.each.is_some()
                || value.left_out.is_some()
                || number.is_share()
                || number.upto.is_some()
            {
                continue;
            }
            let scaled = Number {
                rounded: number.rounded || scale > 1.0,
                ..number.times(scale)
            };
            let measured = match unit {
                Some(unit) => self.measured_as(scaled, value.first, unit),
                None => Some(Meaning::Number(scaled)),
            };
            if let Some(meaning) = measured {
                value.meaning = meaning;
                value.left_out = Some(number);
            }
        }
    }

    /// "in millions of dollars:", "in %:", "in thousands:" at `at`: the scale, where the unit stands if there is one, and the colon.
    fn declared_at(&self, at: usize) -> Option<(f64, Option<usize>, usize)> {
        if !IN.contains(&self.form(at)) {
            return None;
        }
        let mut unit = at + 1;
        let mut scale = 1.0;
        if let Some(NumberWord::Scale(times) | NumberWord::Suffix(times)) = self.number_word(unit) {
            scale = times;
            unit += 1;
            unit += usize::from(self.word(unit) == "." && self.is_glued(unit));
            unit += usize::from(matches!(self.word(unit), "of" | "de" | "d’" | "d'"));
        }
        let is_end = |at: &usize| {
            let behind = usize::from(self.word(*at) == ")");
            self.word(*at + behind) == ":"
        };
        let colon = (unit..unit + WORDS).find(is_end)?;
        if colon == unit {
            return (scale > 1.0).then_some((scale, None, colon));
        }
        let end = self.measured_until(unit)?;
        (end == colon).then_some((scale, Some(unit), colon))
    }
}
