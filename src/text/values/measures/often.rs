//! How often something is done: "twice a day", "every two weeks", "fortnightly".

use super::units::Each;
use crate::text::Lang;
use crate::text::values::tables::NumberWord;
use crate::text::values::{Meaning, Reader, Value};

/// What is done more often in a span of time is counted: "2.4 billion times a year".
const OFTEN: f64 = 100.0;

impl Reader<'_> {
    /// How often, for each time of a length: "twice a day", "once a week", "trois fois par an", "every two weeks".
    pub(in crate::text::values) fn often_at(&self, at: usize) -> Option<Value> {
        let word = self.lower(at);
        let value = |times, end, each| Value {
            each: Some(each),
            ..self.value(at, end, Meaning::Factor(times))
        };
        let (times, end) = match self.tables.number(self.lang, self.form(at)) {
            // "doubled yearly" says how much.
            Some(NumberWord::Times(times)) if word.ends_with("ice") || word.ends_with("mal") => {
                (times, at + 1)
            }
            _ if matches!(&*word, "once" | "einmal") => (1.0, at + 1),
            _ if matches!(
                (&*word, &*self.lower(at + 1)),
                ("una" | "uma", "vez") | ("une", "fois")
            ) =>
            {
                (1.0, at + 2)
            }
            _ => {
                if let Some((each, end)) = self.every_at(at) {
                    return Some(value(1.0, end, each));
                }
                let (number, end) = self.number_at(at)?;
                let is_count = matches!(
                    &*self.lower(end),
                    "times" | "time" | "mal" | "fois" | "veces" | "vez"
                );
                (is_count && number.upto.is_none() && number.value <= OFTEN)
                    .then_some((number.value, end + 1))?
            }
        };
        if let Some((each, end)) = self.each_time_at(end) {
            return Some(value(times, end, each));
        }
        // "once every two years"
        let (each, end) = self.every_at(end)?;
        Some(value(times, end, each))
    }

    /// The span of time of "every day", "every two weeks", "alle zwei Jahre" or "fortnightly", and the token after it.
    fn every_at(&self, at: usize) -> Option<(Each, usize)> {
        // "the Daily Mirror"
        let is_name = at > 0 && self.word(at).starts_with(char::is_uppercase);
        if let Some(each) = self.tables.units.often(self.form(at))
            && !is_name
        {
            return Some((each, at + 1));
        }
        let word = self.lower(at);
        let next = |words: &[&str]| words.contains(&&*self.lower(at + 1));
        let from = match (self.lang, &*word) {
            (Lang::English, "every" | "each")
            | (Lang::German, "alle" | "jeden" | "jede" | "jedes" | "jeder")
            | (Lang::French, "chaque")
            | (Lang::Spanish | Lang::Portuguese, "cada")
            | (Lang::Italian, "ogni")
            | (Lang::Dutch, "elke" | "iedere") => at + 1,
            (Lang::French, "tous" | "toutes") if next(&["les"]) => at + 2,
            (Lang::Spanish, "todos" | "todas") if next(&["los", "las"]) => at + 2,
            _ => return None,
        };
        let is_other = matches!(
            &*self.lower(from),
            "other" | "second" | "zweite" | "zweiten" | "zweites"
        );
        let (many, unit_at) = if is_other {
            (2.0, from + 1)
        } else {
            let number = self
                .number_at(from)
                .filter(|(number, _)| number.upto.is_none());
            number.map_or((1.0, from), |(number, end)| (number.value, end))
        };
        let (unit, end) = self.unit_after(unit_at)?;
        let each = Each {
            dimension: unit.dimension,
            factor: unit.factor * many,
        };
        (many > 0.0 && each.is_time()).then_some((each, end))
    }
}
