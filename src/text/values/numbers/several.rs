//! Numbers that only tell their size: "thousands", "a few hundred", "tens of millions".

use super::number::Number;
use crate::text::values::Reader;
use crate::text::values::tables::NumberWord;

/// How many of a scale there may be where no other scale tells: "thousands" may be hundreds of thousands, and no million.
const TO_NEXT: f64 = 1e3;

/// The same of few of them, and of what is counted in tens or hundreds itself.
const FEW: f64 = 10.0;

/// From this scale on the next has a word of its own.
const LARGE: f64 = 1e3;

/// The least that is told in tens or dozens.
const TENS: f64 = 20.0;

impl Reader<'_> {
    /// The size that begins at token `at`, from the least to the most that it may be, and the token after it.
    pub(super) fn several_at(&self, at: usize) -> Option<(Number, usize)> {
        let first = at + usize::from(self.is_article(at));
        let is_few = self.tables.is_few(self.lang, self.form(first));
        let mut end = if is_few {
            first + 1 + usize::from(self.is_of_scale(first + 1))
        } else {
            at
        };
        let counted = |at: usize| self.tables.several(self.lang, self.form(at));
        let of_few = || match self.tables.number(self.lang, self.form(end)) {
            Some(NumberWord::Scale(scale)) if is_few => Some(scale),
            _ => None,
        };
        let mut scale = counted(end).or_else(of_few)?;
        end += 1;
        let mut is_narrow = is_few || scale < LARGE;
        // "tens of thousands"
        if let Some(more) = counted(end + 1).filter(|_| self.is_of_scale(end)) {
            scale *= more;
            is_narrow = true;
            end += 2;
        }
        let most = scale * if is_narrow { FEW } else { TO_NEXT };
        let number = Number {
            upto: Some(most),
            step: scale,
            rounded: true,
            is_size: true,
            ..Number::exact(if scale < 1e2 { TENS } else { scale })
        };
        let unit_at = end + usize::from(self.is_of_scale(end));
        // "hundreds of years" are centuries, and nobody has counted them.
        let is_time = self
            .unit_at(unit_at)
            .is_some_and(|unit| matches!(unit.dimension, "time" | "month"));
        // "thousands of euros"
        let is_measured = unit_at > end && self.measured_until(unit_at).is_some();
        // "in millions of euros" tells how a table counts.
        let is_heading = is_measured && at.checked_sub(1).is_some_and(|at| self.lower(at) == "in");
        (!is_time && !is_heading).then_some((number, end + usize::from(is_measured)))
    }

    /// Whether the word at `at` tells a size by itself: none of these is one of a scale.
    pub(super) fn is_size_at(&self, at: usize) -> bool {
        self.tables.several(self.lang, self.form(at)).is_some()
    }

    /// Whether the word at `at` joins a size with what there is so much of.
    fn is_of_scale(&self, at: usize) -> bool {
        self.is_of(at) || self.lower(at) == "von"
    }
}
