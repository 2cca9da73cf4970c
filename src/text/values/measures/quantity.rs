//! Measures: numbers of units, with composites such as "6 ft 2 in" and degrees.

use std::borrow::Cow;

use super::units::Unit;
use crate::text::values::numbers::{Bound, Number};
use crate::text::values::{Meaning, Reader};
use crate::text::{Lang, TokenKind};

impl Reader<'_> {
    /// The measure whose number stands at tokens `at..end`.
    pub(in crate::text::values) fn quantity(
        &self,
        number: Number,
        at: usize,
        end: usize,
    ) -> Option<(Meaning, usize)> {
        let hyphen = usize::from(self.word(end) == "-" && self.is_glued(end));
        if let Some(degrees) = self.degrees(number, at, end + hyphen) {
            return Some(degrees);
        }
        let (unit, mut after) = self.unit_after(end + hyphen)?;
        // "at 5 a.m." and "5 m" apart: a capital letter by itself is an initial or a scale.
        let mut number = number;
        while let Some((more, step, next)) = self.smaller_part(unit, after) {
            number.value += more;
            number.step = step;
            after = next;
        }
        // "over three years" is more than they are, or during them.
        let bound = match self.bound(at, after) {
            Bound::Over if matches!(unit.dimension, "time" | "month") && self.is_bare_over(at) => {
                Bound::AtLeast
            }
            bound => bound,
        };
        let meaning = Meaning::Quantity {
            number: Number {
                bound,
                course: self.course(at, after),
                ..number
            },
            factor: unit.factor,
            dimension: unit.dimension,
        };
        Some((meaning, after))
    }

    /// Whether nothing but "over" bounds the number at `at`; "more than" and "well over" say which they mean.
    fn is_bare_over(&self, at: usize) -> bool {
        at - self.bound_start(at) == 1 && matches!(&*self.lower(at - 1), "over" | "über")
    }

    /// The number of `unit`, and its step, and the token behind it: "2 in" after "6 ft", "30 minutes" after "1 hour and": the same dimension, a smaller unit.
    pub(in crate::text::values) fn smaller_part(
        &self,
        unit: Unit,
        at: usize,
    ) -> Option<(f64, f64, usize)> {
        // "1 hr., 45 min."
        let stop = usize::from(self.word(at) == "." && self.is_glued(at));
        let at = at + stop;
        let joiner = matches!(self.word(at), "and" | "und" | "et" | "y" | ",");
        let at = at + usize::from(joiner);
        let (part, end) = match self.token(at)?.kind {
            // "1h 45m": no millions
            TokenKind::Number if unit.dimension == "time" && self.word(at + 1) == "m" => {
                let minutes: f64 = self
                    .word(at)
                    .parse()
                    .ok()
                    .filter(|minutes| *minutes < 60.0)?;
                let size = 60.0 / unit.factor;
                return Some((minutes * size, size, at + 2));
            }
            TokenKind::Number => self.digits_at(at)?,
            TokenKind::Word => self.words_at(at)?,
            TokenKind::Symbol => return None,
        };
        // "6 ft 2 in": the "in" is a preposition elsewhere.
        let smaller = match self.word(end) {
            "in" if unit.dimension == "length" && !joiner => Unit::new("length", 0.0254),
            _ => self.unit_at(end)?,
        };
        (smaller.dimension == unit.dimension
            && smaller.factor < unit.factor
            && part.value * smaller.factor < unit.factor)
            .then(|| {
                let size = smaller.factor / unit.factor;
                (part.value * size, part.step * size, end + 1)
            })
    }

    /// "2:09:52": how long something took.
    pub(in crate::text::values) fn clocked_at(&self, at: usize) -> Option<(Meaning, usize)> {
        let is_colon = |at: usize| self.word(at) == ":" && self.is_glued(at);
        let digits = |at: usize, most: usize| -> Option<f64> {
            let word = self.word(at);
            let is_short =
                (1..=most).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
            is_short.then(|| word.parse().ok())?
        };
        let sixty =
            |at: usize| digits(at, 2).filter(|value| self.word(at).len() == 2 && *value < 60.0);
        if !is_colon(at + 1) || !is_colon(at + 3) || is_colon(at + 5) {
            return None;
        }
        let (hours, minutes, seconds) = (digits(at, 3)?, sixty(at + 2)?, sixty(at + 4)?);
        let meaning = Meaning::Quantity {
            number: Number::exact(hours * 3600.0 + minutes * 60.0 + seconds),
            factor: 1.0,
            dimension: "time",
        };
        Some((meaning, at + 5))
    }

    /// "20 °C", "68 degrees Fahrenheit", in degrees Celsius.
    fn degrees(&self, number: Number, at: usize, end: usize) -> Option<(Meaning, usize)> {
        let word = self.lower(end);
        let sign = matches!(word.as_ref(), "°" | "º" | "℃" | "℉");
        let named = matches!(
            word.as_ref(),
            "degrees" | "degree" | "grad" | "degrés" | "grados"
        );
        let (scale, after) = match word.as_ref() {
            "℃" | "度" | "摂氏" => (Cow::Borrowed("c"), end + 1),
            "℉" => (Cow::Borrowed("f"), end + 1),
            // "24 degrés sous zéro"; in English it may be of Fahrenheit.
            _ if named && self.lang != Lang::English && self.below_zero(end + 1, 1.0) > 0 => {
                (Cow::Borrowed("c"), end + 1)
            }
            _ if sign || named => (self.lower(end + 1), end + 2),
            _ => return None,
        };
        let below = self.below_zero(after, number.value);
        let (number, after) = if below > 0 {
            (number.times(-1.0), after + below)
        } else {
            (number, after)
        };
        let celsius = |value: f64| match scale.as_ref() {
            "c" | "celsius" | "centigrade" => Some(value),
            "f" | "fahrenheit" => Some((value - 32.0) / 1.8),
            _ => None,
        };
        let converted = Number {
            value: celsius(number.value)?,
            upto: number.upto.and_then(celsius),
            other: None,
            bound: self.bound(at, after),
            course: self.course(at, after),
            step: if celsius(1.0)? < 0.0 {
                number.step / 1.8
            } else {
                number.step
            },
            ..number
        };
        let meaning = Meaning::Quantity {
            number: converted,
            factor: 1.0,
            dimension: "temperature",
        };
        Some((meaning, after))
    }

    /// How many tokens at `at` say that the degrees before them, `value` of them, count down from nought: "below zero".
    fn below_zero(&self, at: usize, value: f64) -> usize {
        let is_nought = |at: usize| {
            let word = self.lower(at);
            matches!(word.as_ref(), "zero" | "null" | "zéro" | "cero")
        };
        match self.lower(at).as_ref() {
            _ if value <= 0.0 => 0,
            "below" | "unter" | "sous" | "bajo" if is_nought(at + 1) => 2,
            "au" if self.lower(at + 2) == "dessous" && is_nought(at + 4) => 5,
            _ => 0,
        }
    }
}
