//! What each of has so much: "45,000 tonnes of waste a year", "€3 per litre", "1,200 l/min".

use super::units::Each;
use crate::text::values::Reader;
use crate::text::values::numbers::Number;
use crate::text::{Lang, TokenKind};

/// Words of what is measured or counted that may stand between a number and what each of has it.
const BETWEEN: usize = 3;

/// Words after a unit of time that tell otherwise than for each: "a year later", "an hour of".
const OTHERWISE: [&str; 11] = [
    "later", "earlier", "ago", "before", "after", "long", "old", "-", "of", "late", "early",
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

    /// The span of time that has so much each, where one begins at `at`, "a day", "daily", and the token after it.
    pub(in crate::text::values) fn each_time_at(&self, at: usize) -> Option<(Each, usize)> {
        self.each_at(at).filter(|(each, _)| each.is_time())
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
        // "an hour and a half"
        let goes_on = self.is_and(after) && self.with_part(Number::exact(1.0), after).1 > after;
        let ends = self
            .token(after)
            .is_none_or(|next| next.kind != TokenKind::Number)
            && !goes_on
            && !OTHERWISE.contains(&&*self.lower(after));
        ends.then(|| (unit.into(), after))
    }
}
