//! Numbers with a currency, a percent sign, a unit, or nothing.

use super::number::Number;
use super::{Meaning, Reader, Value};
use crate::text::TokenKind;

impl Reader<'_> {
    /// The amount, measure, rank or plain number that starts at token `at`.
    pub(super) fn amount_at(&self, at: usize) -> Option<Value> {
        if let Some((currency, number_at)) = self.currency_before(at) {
            let (number, end) = self.range_at(number_at)?;
            let end = self.skip_currency_name(end);
            let number = self.widened(number, at, end);
            return Some(self.value(at, end, Meaning::Money { number, currency }));
        }
        if self.is_part_of_name(at) {
            return None;
        }
        if let Some((rank, end)) = self.ordinal_at(at) {
            return Some(self.value(at, end, Meaning::Ordinal(rank)));
        }
        let (number, end) = self.range_at(at)?;
        let (meaning, end) = self.measured(number, at, end);
        if matches!(meaning, Meaning::Number(_)) && self.says_little(at, end) {
            return None;
        }
        Some(self.value(at, end, meaning))
    }

    fn widened(&self, number: Number, first: usize, end: usize) -> Number {
        Number {
            bound: self.bound(first, end),
            ..number
        }
    }

    /// "$", "US$", "A$", "USD": a currency right before a number.
    fn currency_before(&self, at: usize) -> Option<(&'static str, usize)> {
        let token = self.token(at)?;
        match token.kind {
            TokenKind::Symbol => {
                let currency = self.tables.signs.get(&token.form)?;
                Some((currency, self.digits_at_or_after(at + 1)?))
            }
            TokenKind::Word if self.word(at + 1) == "$" && self.is_glued(at + 1) => {
                let joined = format!("{}$", self.word(at).replace('.', "").to_lowercase());
                let currency = self.tables.signs.get(&crate::text::key(&joined))?;
                Some((currency, self.digits_at_or_after(at + 2)?))
            }
            TokenKind::Word if token.is_upper() && self.word(at).len() == 3 => {
                let currency = self.tables.currencies.get(&token.form)?;
                Some((currency, self.digits_at_or_after(at + 1)?))
            }
            _ => None,
        }
    }

    fn digits_at_or_after(&self, at: usize) -> Option<usize> {
        (self.token(at)?.kind == TokenKind::Number).then_some(at)
    }

    /// "$5 billion dollars", "$5 USD": the name says the same again.
    fn skip_currency_name(&self, end: usize) -> usize {
        if self.tables.currencies.contains_key(&self.form(end)) {
            end + 1
        } else {
            end
        }
    }

    /// What follows the number decides what it measures.
    fn measured(&self, number: Number, at: usize, end: usize) -> (Meaning, usize) {
        if let Some((points, after)) = self.percent_after(end) {
            return (
                Meaning::Percent {
                    number: self.widened(number, at, after),
                    points,
                },
                after,
            );
        }
        if let Some((currency, after)) = self.currency_after(end) {
            let (currency, number) = match currency.strip_suffix('¢') {
                Some(whole) => (whole, number.times(0.01)),
                None => (currency, number),
            };
            return (
                Meaning::Money {
                    number: self.widened(number, at, after),
                    currency,
                },
                after,
            );
        }
        // "a 12-year-old", "5 km"
        let hyphen = usize::from(self.word(end) == "-" && self.is_glued(end));
        if let Some(token) = self
            .token(end + hyphen)
            .filter(|token| token.kind == TokenKind::Word)
            && let Some(unit) = self
                .tables
                .unit(token.form)
                .or_else(|| self.tables.unit(token.stem))
            && !(token.is_upper() && token.span.len() == 1)
        {
            let after = end + hyphen + 1;
            let number = self.widened(number, at, after);
            return (
                Meaning::Quantity {
                    number,
                    factor: unit.factor,
                    dimension: unit.dimension,
                },
                after,
            );
        }
        (Meaning::Number(self.widened(number, at, end)), end)
    }

    fn percent_after(&self, end: usize) -> Option<(bool, usize)> {
        let word = |at: usize| self.word(at).to_lowercase();
        let after = match word(end).as_str() {
            "%" | "％" | "percent" | "pct" | "prozent" | "パーセント" => end + 1,
            "per" | "por" if matches!(word(end + 1).as_str(), "cent" | "ciento") => end + 2,
            "pour" if word(end + 1) == "cent" => end + 2,
            "percentage" if word(end + 1).starts_with("point") => return Some((true, end + 2)),
            "prozentpunkte" | "prozentpunkten" | "pp" | "ポイント" => {
                return Some((true, end + 1));
            }
            "-" if word(end + 1) == "percent" => end + 2,
            _ => return None,
        };
        let points = matches!(word(after).as_str(), "point" | "points" | "ポイント");
        Some((points, after + usize::from(points)))
    }

    /// "dollars", "US dollars", "-dollar", "円", "€" after the number.
    fn currency_after(&self, end: usize) -> Option<(&'static str, usize)> {
        for skip in 0..=1 {
            let at = end + skip;
            let token = self.token(at)?;
            if let Some(currency) = self
                .tables
                .currencies
                .get(&token.form)
                .or_else(|| self.tables.signs.get(&token.form))
            {
                return Some((currency, at + 1));
            }
            // One word may stand between: "US", "-", "Canadian".
            if !(token.is_capital() || self.word(at) == "-") {
                return None;
            }
        }
        None
    }

    /// "3" in "GPT-3" and "19" in "COVID-19": a part of a name, no amount.
    fn is_part_of_name(&self, at: usize) -> bool {
        let glued = self.is_glued(at) && at >= 2 && self.is_glued(at - 1);
        glued
            && self.word(at - 1) == "-"
            && self
                .token(at - 2)
                .is_some_and(|before| before.kind == TokenKind::Word && before.is_capital())
    }

    /// "one" is a pronoun as often as a number, and a digit in a list of references says nothing.
    fn says_little(&self, at: usize, end: usize) -> bool {
        end == at + 1
            && matches!(
                self.word(at).to_lowercase().as_str(),
                "one" | "一" | "double" | "media" | "medio"
            )
    }
}
