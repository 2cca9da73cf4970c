//! Numbers with a currency, a percent sign, a unit, or nothing.

use super::number::Number;
use super::tables::NumberWord;
use super::{Meaning, Reader, Value};
use crate::text::{Lang, Token, TokenKind};

impl Reader<'_> {
    /// The amount, measure, rank, factor or plain number that starts at token `at`.
    pub(super) fn amount_at(&self, at: usize) -> Option<Value> {
        if let Some((currency, number_at)) = self.currency_before(at) {
            let (number, end) = self.range_at(number_at)?;
            let end = self.skip_currency_name(end);
            let number = self.widened(number, at, end);
            return Some(self.value(at, end, Meaning::Money { number, currency }));
        }
        if let Some(label) = self.label_at(at) {
            return Some(label);
        }
        if let Some((rank, end)) = self.ordinal_at(at).or_else(|| self.end_rank_at(at)) {
            return Some(self.value(at, end, Meaning::Ordinal(rank)));
        }
        if let Some((factor, end)) = self.factor_at(at) {
            return Some(self.value(at, end, Meaning::Factor(factor)));
        }
        if let Some((number, end)) = self.chinese_percent_at(at) {
            let points = false;
            return Some(self.value(at, end, Meaning::Percent { number, points }));
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

    /// "$", "US$", "A$", "USD", "Rs.": a currency right before a number.
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
            TokenKind::Word if self.word(at) == "Rs" => {
                let stop = usize::from(self.word(at + 1) == ".");
                Some(("INR", self.digits_at_or_after(at + 1 + stop)?))
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
        if let Some((points, number, after)) = self.percent_after(number, end) {
            let number = self.widened(number, at, after);
            return (Meaning::Percent { number, points }, after);
        }
        if let Some((currency, after)) = self.currency_after(end) {
            let (currency, number) = match currency.strip_suffix('¢') {
                Some(whole) => (whole, number.times(0.01)),
                None => (currency, number),
            };
            let number = self.widened(number, at, after);
            return (Meaning::Money { number, currency }, after);
        }
        if let Some(quantity) = self.quantity(number, at, end) {
            return quantity;
        }
        (Meaning::Number(self.widened(number, at, end)), end)
    }

    /// "5 %", "5 percent", "5 percentage points", "3割"
    fn percent_after(&self, number: Number, end: usize) -> Option<(bool, Number, usize)> {
        let word = |at: usize| self.lower(at);
        let share = |after: usize| {
            let points = matches!(
                word(after).as_ref(),
                "point" | "points" | "ポイント" | "punkte" | "punkt"
            );
            Some((points, number, after + usize::from(points)))
        };
        match word(end).as_ref() {
            "a" | "an" if word(end + 1) == "percentage" && word(end + 2) == "point" => {
                Some((true, number, end + 3))
            }
            "%" | "％" | "percent" | "pct" | "prozent" | "パーセント" | "procent" => {
                share(end + 1)
            }
            "per" | "por" if matches!(word(end + 1).as_ref(), "cent" | "ciento") => share(end + 2),
            "pour" if word(end + 1) == "cent" => share(end + 2),
            "-" if matches!(word(end + 1).as_ref(), "percent" | "prozent") => share(end + 2),
            "percentage" if word(end + 1).starts_with("point") => Some((true, number, end + 2)),
            "puntos" if word(end + 1).starts_with("porcentual") => Some((true, number, end + 2)),
            "points" if matches!(word(end + 1).as_ref(), "de" | "percentage") => {
                (word(end + 2) == "pourcentage").then_some((true, number, end + 3))
            }
            "prozentpunkte" | "prozentpunkten" | "pp" | "ポイント" | "pts" => {
                Some((true, number, end + 1))
            }
            "割" => Some((false, number.times(10.0), end + 1)),
            _ => None,
        }
    }

    /// "百分之二十"
    fn chinese_percent_at(&self, at: usize) -> Option<(Number, usize)> {
        let rest = self.word(at).strip_prefix("百分之")?;
        if let Some(value) = super::digits::cjk_number(rest) {
            return Some((Number::exact(value), at + 1));
        }
        self.number_at(at + 1)
    }

    /// "dollars", "US dollars", "-dollar", "円", "€" after the number.
    fn currency_after(&self, end: usize) -> Option<(&'static str, usize)> {
        for skip in 0..=2 {
            let at = end + skip;
            let token = self.token(at)?;
            if let Some(currency) = self
                .tables
                .currencies
                .get(&token.form)
                .or_else(|| self.tables.signs.get(&token.form))
            {
                let currency = match *currency {
                    "USD" if skip > 0 => dollar_of(self.word(at - 1)),
                    other => other,
                };
                return Some((currency, at + 1));
            }
            // A word or two may stand between: "US", "-", "Hong Kong", "de".
            let linking = matches!(self.word(at), "-" | "de" | "d’" | "d'");
            if !(token.is_capital() || linking) {
                return None;
            }
        }
        None
    }

    /// The number of a named thing: "Falcon 9", "Article 50", "GPT-3", "COVID-19". It counts
    /// nothing, and is compared only with the number of a thing of the same name.
    fn label_at(&self, at: usize) -> Option<Value> {
        let token = self
            .token(at)
            .filter(|token| token.kind == TokenKind::Number)?;
        let name_at = at.checked_sub(1)?;
        let hyphened = self.word(name_at) == "-" && token.is_glued() && self.is_glued(name_at);
        let name_at = if hyphened {
            name_at.checked_sub(1)?
        } else {
            name_at
        };
        let name = self.token(name_at)?;
        if name.kind != TokenKind::Word || !name.is_capital() || name.is_stop() {
            return None;
        }
        let number = super::digits::parse_digits(self.word(at), self.lang)?;
        let plain = number.value < 10_000.0 && number.other.is_none();
        let next = self.token(at + 1);
        let word = self.word(at + 1);
        let glued = next.is_some_and(Token::is_glued);
        let ends = match next {
            None => true,
            Some(next) if next.kind == TokenKind::Symbol => !matches!(
                word,
                "%" | "％" | "-" | "–" | "/" | ":" | "$" | "€" | "£" | "¥" | "°"
            ),
            Some(next) => !glued && next.kind == TokenKind::Word && self.names_a_thing(at + 1),
        };
        let takes = if hyphened {
            !self.is_scale(at + 1)
        } else {
            plain && ends && !self.is_time_word(name_at) && self.lang != Lang::German
        };
        takes.then(|| {
            let meaning = Meaning::Label {
                number: number.value,
                name: name.stem,
            };
            self.value(at, at + 1, meaning)
        })
    }

    /// Whether the word after a number leaves it a part of the name before it: "Falcon 9 rocket",
    /// "Windows 11 is", and not "In Chile 28 people", "Europe 40 million".
    fn names_a_thing(&self, at: usize) -> bool {
        let word = self.word(at);
        let many = word.ends_with('s') && !word.ends_with("is") && !word.ends_with("as")
            || matches!(word, "people" | "men" | "women" | "children" | "out" | "of");
        let counted = many
            || self.is_scale(at)
            || self.tables.number(self.lang, self.form(at)).is_some()
            || self.unit_at(at).is_some()
            || self.tables.currencies.contains_key(&self.form(at))
            || matches!(
                word,
                "percent" | "per" | "percentage" | "more" | "other" | "new" | "a"
            );
        !counted
    }

    /// "Monday", "May", "On": what stands before a number without naming a thing.
    fn is_time_word(&self, at: usize) -> bool {
        self.tables.date(self.lang, self.form(at)).is_some()
            || at == 0
            || matches!(self.word(at - 1), "." | "!" | "?")
    }

    /// "doubled", "threefold", "three times as many", "5倍"
    fn factor_at(&self, at: usize) -> Option<(f64, usize)> {
        if let Some(NumberWord::Times(times)) = self.tables.number(self.lang, self.form(at)) {
            return Some((times, at + 1));
        }
        let (number, end) = self.number_at(at)?;
        let word = self.lower(end);
        let next = self.lower(end + 1);
        let times = match word.as_ref() {
            "times" => {
                // "three times" alone is how often.
                matches!(
                    next.as_ref(),
                    "as" | "more"
                        | "the"
                        | "larger"
                        | "higher"
                        | "bigger"
                        | "its"
                        | "what"
                        | ""
                        | "."
                        | ","
                        | "that"
                        | "in"
                        | "a"
                )
            }
            "fold" | "倍" | "fach" => self.is_glued(end),
            "-" => next == "fold",
            "fois" | "veces" | "mal" => true,
            _ => false,
        };
        times.then(|| (number.value, end + 1 + usize::from(word == "-")))
    }

    /// "one" is a pronoun as often as a number, and "half" of some words is no half.
    fn says_little(&self, at: usize, end: usize) -> bool {
        end == at + 1
            && matches!(
                &*self.lower(at),
                "one" | "一" | "media" | "medio" | "ein" | "eins" | "un" | "cent" | "mil"
            )
    }
}

/// The dollar of the country that is named before it.
fn dollar_of(country: &str) -> &'static str {
    match country {
        "Canadian" | "kanadische" | "canadiens" => "CAD",
        "Australian" | "australische" | "australiens" => "AUD",
        "Zealand" => "NZD",
        "Kong" => "HKD",
        "Singapore" => "SGD",
        "Taiwan" => "TWD",
        _ => "USD",
    }
}
