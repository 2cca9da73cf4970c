//! What each of has so much: "45,000 tonnes of waste a year", "€3 per litre", "1,200 l/min".

use super::units::Each;
use crate::text::values::tables::NumberWord;
use crate::text::values::{Meaning, Reader, Value};
use crate::text::{Lang, TokenKind};

/// Words of what is measured or counted that may stand between a number and what each of has it.
const BETWEEN: usize = 3;

/// What is done more often in a span of time is counted: "2.4 billion times a year".
const OFTEN: f64 = 100.0;

/// Words after a unit of time that tell otherwise than for each: "a year later", "an hour of".
const OTHERWISE: [&str; 12] = [
    "later", "earlier", "ago", "before", "after", "long", "old", "-", "of", "and", "late", "early",
];

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

    /// "twice a day", "once a week", "trois fois par an": how often for each time of a length.
    pub(in crate::text::values) fn often_at(&self, at: usize) -> Option<Value> {
        let word = self.lower(at);
        let (times, end) = match self.tables.number(self.lang, self.form(at)) {
            // "doubled yearly" says how much.
            Some(NumberWord::Times(times)) if word.ends_with("ice") || word.ends_with("mal") => {
                (times, at + 1)
            }
            _ if matches!(&*word, "once" | "einmal") => (1.0, at + 1),
            _ => {
                let (number, end) = self.number_at(at)?;
                let is_count = matches!(
                    &*self.lower(end),
                    "times" | "time" | "mal" | "fois" | "veces" | "vez"
                );
                (is_count && number.upto.is_none() && number.value <= OFTEN)
                    .then_some((number.value, end + 1))?
            }
        };
        self.each_time_at(end).map(|each| Value {
            each: Some(each),
            ..self.value(at, end, Meaning::Factor(times))
        })
    }

    /// The span of time that has so much each, where one begins at `at`: "a day", "daily".
    pub(in crate::text::values) fn each_time_at(&self, at: usize) -> Option<Each> {
        let (each, _) = self.each_at(at)?;
        each.is_time().then_some(each)
    }

    fn each_at(&self, at: usize) -> Option<(Each, usize)> {
        if let Some(each) = self.tables.units.each(self.form(at)) {
            return Some((each, at + 1));
        }
        let words: &[&str] = match self.lang {
            Lang::German => &["pro", "je", "im", "am", "in", "die", "das", "/"],
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
