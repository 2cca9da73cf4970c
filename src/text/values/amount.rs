//! Numbers with a currency, a percent sign, a unit, or nothing.

use super::measures::units::Unit;
use super::numbers::{Course, Number};
use super::tables::NumberWord;
use super::{Meaning, Reader, Value};
use crate::text::Lang;

impl Reader<'_> {
    /// The amount, measure, rank, factor or plain number that starts at token `at`.
    pub(super) fn amount_at(&self, at: usize) -> Option<Value> {
        if let Some(start) = self.minus_before(at) {
            let amount = self.amount_at(start)?;
            let meaning = negative(amount.meaning)?;
            return Some(self.value(at, amount.end, meaning));
        }
        if let Some((currency, number_at)) = self.currency_before(at) {
            let (number, end) = self.range_at(number_at)?;
            let (currency, end) = self.skip_currency_name(currency, end);
            let number = self.widened(number, at, end);
            return Some(self.value(at, end, Meaning::Money { number, currency }));
        }
        if let Some((currency, number, end)) = self.glued_money_at(at) {
            let number = self.widened(number, at, end);
            return Some(self.value(at, end, Meaning::Money { number, currency }));
        }
        if let Some((meaning, end)) = self.clocked_at(at) {
            return Some(self.value(at, end, meaning));
        }
        if let Some(whole) = self.unit_and_part_at(at) {
            return Some(whole);
        }
        if let Some(label) = self.label_at(at).or_else(|| self.numeral_label_at(at)) {
            return Some(label);
        }
        let rank = self.ordinal_at(at).or_else(|| self.end_rank_at(at));
        if let Some((rank, end)) = rank.filter(|(_, end)| self.lower(*end) != "parte") {
            return Some(self.value(at, end, Meaning::Ordinal(rank)));
        }
        if let Some(often) = self.often_at(at) {
            return Some(often);
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

    pub(super) fn widened(&self, number: Number, first: usize, end: usize) -> Number {
        Number {
            bound: self.bound(first, end),
            course: self.course(first, end),
            ..number
        }
    }

    /// "-$5", "minus $5": where the amount itself begins.
    fn minus_before(&self, at: usize) -> Option<usize> {
        let is_dash =
            matches!(self.word(at), "-" | "−" | "–") && !self.is_glued(at) && self.is_glued(at + 1);
        ((is_dash || self.is_minus_word(at)) && self.currency_before(at + 1).is_some())
            .then_some(at + 1)
    }

    /// "an hour and a half", "une heure et demie", "a year and a half": a unit and a part of it.
    fn unit_and_part_at(&self, at: usize) -> Option<Value> {
        let unit_at = at + usize::from(self.is_article(at));
        let unit = self.unit_at(unit_at)?;
        if unit_at == at && self.lang == Lang::English {
            return None;
        }
        let one = Number::exact(1.0);
        let is_alone =
            unit_at > at && (self.is_counted_from(unit, unit_at) || self.is_span(unit, at));
        let (number, end) = if is_alone {
            (one, unit_at + 1)
        } else if !self.is_and(unit_at + 1) {
            return None;
        } else if let Some((more, step, end)) = self.smaller_part(unit, unit_at + 1) {
            let value = 1.0 + more;
            (Number { value, step, ..one }, end)
        } else {
            let (number, end) = self.with_part(one, unit_at + 1);
            (number, end.max(unit_at + 1))
        };
        let is_whole = is_alone || end > unit_at + 1;
        is_whole.then(|| {
            let meaning = Meaning::Quantity {
                number: self.widened(number, at, end),
                factor: unit.factor,
                dimension: unit.dimension,
            };
            self.value(at, end, meaning)
        })
    }

    /// "within a week", "for a fortnight": an article that counts, behind a word that a span of time follows.
    fn is_span(&self, unit: Unit, article: usize) -> bool {
        const BEFORE: [&str; 12] = [
            "within",
            "for",
            "under",
            "than",
            "lasted",
            "took",
            "takes",
            "binnen",
            "innerhalb",
            "pendant",
            "durant",
            "durante",
        ];
        let before = article.checked_sub(1).map(|before| self.lower(before));
        matches!(unit.dimension, "time" | "month")
            && !(self.is_and(article + 2)
                && (self.is_article(article + 3) || self.number_at(article + 3).is_some()))
            && !self.is_of(article + 2)
            && before.is_some_and(|before| BEFORE.contains(&&*before))
    }

    /// "a year later", "a month before": a span of time that is counted from another one.
    fn is_counted_from(&self, unit: Unit, unit_at: usize) -> bool {
        const FROM: [&str; 11] = [
            "later", "earlier", "after", "before", "ago", "später", "zuvor", "nach", "vor",
            "après", "después",
        ];
        matches!(unit.dimension, "time" | "month") && FROM.contains(&&*self.lower(unit_at + 1))
    }

    /// What "20" measures in "from 20 to 30 euros": what the other end does.
    fn shared_with_other_end(&self, number: Number, at: usize, end: usize) -> Option<Meaning> {
        const TO: [&str; 5] = ["to", "auf", "bis", "à", "a"];
        // "from half to 37 percent"
        if number.value.abs() < 1.0 || !self.after_from(at) || !TO.contains(&&*self.lower(end)) {
            return None;
        }
        let (_, after) = self.number_at(end + 1)?;
        self.measured_as(self.widened(number, at, end), end + 1, after)
    }

    /// What `number` measures by what stands at `end` behind another number at `at`; none where that is nothing.
    pub(super) fn measured_as(&self, number: Number, at: usize, end: usize) -> Option<Meaning> {
        let (meaning, _) = self.measured_by_itself(number, at, end)?;
        Some(with_number(meaning, |measured| Number {
            bound: number.bound,
            course: number.course,
            ..measured
        }))
    }

    /// One past what a number measures whose unit, currency or percent sign stands at `at`.
    pub(super) fn measured_until(&self, at: usize) -> Option<usize> {
        let (_, end) = self.measured_by_itself(Number::exact(1.0), at, at)?;
        Some(end)
    }

    /// What follows the number decides what it measures.
    fn measured(&self, number: Number, at: usize, end: usize) -> (Meaning, usize) {
        self.measured_by_itself(number, at, end)
            .or_else(|| Some((self.shared_with_other_end(number, at, end)?, end)))
            .unwrap_or_else(|| (Meaning::Number(self.widened(number, at, end)), end))
    }

    fn measured_by_itself(
        &self,
        number: Number,
        at: usize,
        end: usize,
    ) -> Option<(Meaning, usize)> {
        if let Some((points, number, after)) = self.percent_after(number, end) {
            let number = self.widened(number, at, after);
            return Some((Meaning::Percent { number, points }, after));
        }
        if let Some(money) = self.money_after(number, at, end) {
            return Some(money);
        }
        self.quantity(number, at, end)
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
            "pc" if self.is_glued(end) => share(end + 1),
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
            "‰" | "promille" | "permille" => Some((false, number.times(0.1), end + 1)),
            "per" | "pour" if matches!(word(end + 1).as_ref(), "mille" | "mil") => {
                Some((false, number.times(0.1), end + 2))
            }
            "per" => {
                let (many, after) = self.per_so_many(end + 1)?;
                Some((false, number.times(100.0 / many), after))
            }
            "bp" | "bps" | "basispunkte" | "basispunkten" => {
                Some((true, number.times(0.01), end + 1))
            }
            "basis" if word(end + 1).starts_with("point") => {
                Some((true, number.times(0.01), end + 2))
            }
            "割" => Some((false, number.times(10.0), end + 1)),
            _ => None,
        }
    }

    /// How many there are each so many of, and the token after them: "per thousand", "per 100,000".
    fn per_so_many(&self, at: usize) -> Option<(f64, usize)> {
        let (many, end) = match self.tables.number(self.lang, self.form(at)) {
            Some(NumberWord::Scale(scale)) => (scale, at + 1),
            _ => self
                .digits_at(at)
                .map(|(number, end)| (number.value, end))?,
        };
        let is_power = many >= 1e3 && many.log10().fract() == 0.0;
        (is_power && self.unit_at(end).is_none()).then_some((many, end))
    }

    /// "百分之二十"
    fn chinese_percent_at(&self, at: usize) -> Option<(Number, usize)> {
        let rest = self.word(at).strip_prefix("百分之")?;
        if let Some(value) = super::numbers::figures::cjk_number(rest) {
            return Some((Number::exact(value), at + 1));
        }
        self.number_at(at + 1)
    }

    /// "doubled", "threefold", "three times as many", "5倍"
    fn factor_at(&self, at: usize) -> Option<(f64, usize)> {
        if let Some(NumberWord::Times(times)) = self.tables.number(self.lang, self.form(at)) {
            return Some((times, at + 1));
        }
        let (number, end) = self.number_at(at)?;
        if self.is_multiplied_by(at) {
            return Some((number.value, end));
        }
        let word = self.lower(end);
        let next = self.lower(end + 1);
        let times = match word.as_ref() {
            "times" => {
                // "three times" alone is how often, and "two million times a year" a count.
                let is_often = self.each_time_at(end + 1).is_some();
                let is_compared = next.ends_with("er")
                    && next != "rather"
                    && matches!(&*self.lower(end + 2), "than" | "" | "." | ",");
                !is_often
                    && (is_compared
                        || matches!(
                            next.as_ref(),
                            "as" | "more"
                                | "the"
                                | "larger"
                                | "higher"
                                | "bigger"
                                | "its"
                                | "their"
                                | "his"
                                | "her"
                                | "our"
                                | "what"
                                | ""
                                | "."
                                | ","
                                | "that"
                                | "those"
                                | "in"
                                | "a"
                        ))
            }
            "fold" | "倍" | "fach" => self.is_glued(end),
            "-" => next == "fold",
            "fois" | "veces" | "mal" => true,
            _ => false,
        };
        times.then(|| (number.value, end + 1 + usize::from(word == "-")))
    }

    /// Whether the number at `at` multiplies: "multiplied by three", "multipliée par trois".
    fn is_multiplied_by(&self, at: usize) -> bool {
        let back = |steps: usize| at.checked_sub(steps).map(|before| self.lower(before));
        let (Some(by), Some(verb)) = (back(1), back(2)) else {
            return false;
        };
        matches!(&*by, "by" | "par" | "por") && verb.starts_with("multipli")
    }

    /// "one" is a pronoun as often as a number, and "half" of some words is no half.
    fn says_little(&self, at: usize, end: usize) -> bool {
        end == at + 1
            && matches!(
                &*self.lower(at),
                "one" | "一" | "media" | "medio" | "ein" | "eins" | "un" | "uno" | "cent" | "mil"
            )
    }
}

/// The same amount below nothing; none of what has no sign.
fn negative(meaning: Meaning) -> Option<Meaning> {
    let signed = matches!(
        meaning,
        Meaning::Number(_)
            | Meaning::Percent { .. }
            | Meaning::Money { .. }
            | Meaning::Quantity { .. }
    );
    signed.then(|| {
        with_number(meaning, |number| Number {
            course: Course::default(),
            ..number.times(-1.0)
        })
    })
}

/// The meaning with its number changed.
fn with_number(mut meaning: Meaning, change: impl FnOnce(Number) -> Number) -> Meaning {
    match &mut meaning {
        Meaning::Number(number)
        | Meaning::Percent { number, .. }
        | Meaning::Money { number, .. }
        | Meaning::Quantity { number, .. } => *number = change(*number),
        _ => {}
    }
    meaning
}
