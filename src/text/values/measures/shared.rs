//! Units, currencies and scales that a number shares with another value of its sentence: "8, 12 and 15 tonnes", "The tower
//! is 90 metres high, the church 60."

use crate::text::values::numbers::Number;
use crate::text::values::tables::NumberWord;
use crate::text::values::{Meaning, Reader, Value};
use crate::text::{Lang, TokenKind};

/// Words between a joint and a number that takes its unit from an earlier value.
const SUBJECT: usize = 5;

/// Scales from this on may be said once for several numbers, which are smaller than it.
const THOUSAND: f64 = 1e3;

/// How many times as large as the number before a scale another number of the same scale may be.
const LARGER: f64 = 10.0;

/// Numbers up to this are spelt out in running text, mostly where they count something.
const SPELT: f64 = 12.0;

impl Reader<'_> {
    /// Gives each plain number of a list what the last value of the list measures: "30 and 45 million", "8, 12 and 15 tonnes".
    pub(in crate::text::values) fn give_joined(&self, values: &mut [Value]) {
        let mut last = values.len();
        while last > 1 {
            last -= 1;
            let mut first = last;
            let mut words = 0;
            while first > 0
                && let Some(is_word) = self.joint(values[first - 1].end, values[first].lead)
                && self.may_share(&values[first - 1], &values[last])
            {
                words += usize::from(is_word && first == last);
                first -= 1;
            }
            // "The driver, 34, 5 feet tall" lists nothing.
            if first == last || words == 0 && last - first < 2 {
                continue;
            }
            let (before, whole) = values.split_at_mut(last);
            // "9 and €5"
            let is_named_first = matches!(whole[0].meaning, Meaning::Money { .. })
                && self.range_at(whole[0].first).is_none();
            if is_named_first && before[first..].iter().any(is_bare) {
                continue;
            }
            for part in &mut before[first..] {
                self.share(part, &whole[0]);
            }
            last = first.max(1);
        }
    }

    /// Gives each plain number that ends its clause what the value before it in the sentence measures: "children €9, students
    /// 6".
    pub(in crate::text::values) fn give_parallel(&self, values: &mut [Value]) {
        // The value with a unit of its own that one without is measured by.
        let mut owner: Option<usize> = None;
        for index in 0..values.len() {
            let previous = index.checked_sub(1).map_or(0, |before| values[before].end);
            if self.ends_sentence(previous, values[index].first) {
                owner = None;
            }
            match values[index].meaning {
                Meaning::Money { .. } | Meaning::Quantity { .. } | Meaning::Percent { .. }
                    if values[index].left_out.is_none() =>
                {
                    owner = Some(index);
                }
                Meaning::Number(number)
                    if values[index].left_out.is_none()
                        && (values[index].each.is_some()
                            || number.rounded && self.scale(&values[index]).is_some()) =>
                {
                    owner = Some(index);
                }
                Meaning::Number(_) if values[index].left_out.is_some() => {}
                Meaning::Number(_) => {
                    let whole = owner.filter(|whole| self.is_parallel(values, *whole, index));
                    let Some(whole) = whole else {
                        owner = None;
                        continue;
                    };
                    let (before, rest) = values.split_at_mut(index);
                    self.share(&mut rest[0], &before[whole]);
                    if rest[0].left_out.is_none() && rest[0].each.is_none() {
                        owner = None;
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether the number is plain, so that it may leave out what `whole` says: not "half", and with no scale or rate of its
    /// own.
    fn may_share(&self, value: &Value, whole: &Value) -> bool {
        let may = match (&value.meaning, &whole.meaning) {
            (Meaning::Number(number), _) => !number.is_share(),
            // "$3 and $4 million"
            (Meaning::Money { currency, .. }, Meaning::Money { currency: of, .. }) => {
                currency == of && self.scale(whole).is_some()
            }
            _ => false,
        };
        may && value.each.is_none() && value.left_out.is_none() && self.scale(value).is_none()
    }

    /// Whether the tokens between two values only join them, and then whether a word does.
    fn joint(&self, from: usize, to: usize) -> Option<bool> {
        let is_list = (1..=2).contains(&to.saturating_sub(from))
            && (from..to).all(|at| self.is_comma(at) || self.is_joining_word(at));
        is_list.then(|| (from..to).any(|at| self.is_joining_word(at)))
    }

    fn is_comma(&self, at: usize) -> bool {
        matches!(self.word(at), "," | "、" | "，")
    }

    /// Whether the word at `at` joins two numbers of a list.
    fn is_joining_word(&self, at: usize) -> bool {
        let word = self.lower(at);
        let words: &[&str] = match self.lang {
            Lang::English => &["and", "or", "to", "&"],
            Lang::German => &["und", "oder", "bis", "auf", "beziehungsweise"],
            Lang::French => &["et", "ou", "à"],
            Lang::Spanish => &["y", "e", "o", "u", "a"],
            Lang::Italian => &["e", "ed", "o", "a"],
            Lang::Portuguese => &["e", "ou", "a"],
            Lang::Dutch => &["en", "of", "tot"],
            Lang::Other => &["と", "や", "か", "または", "および", "和", "或"],
        };
        words.contains(&&*word)
    }

    /// Whether the word at `at` joins two clauses.
    fn is_joining_clauses(&self, at: usize) -> bool {
        const OTHERS: [&str; 13] = [
            "but",
            "while",
            "against",
            "versus",
            "aber",
            "während",
            "gegenüber",
            "mais",
            "tandis",
            "contre",
            "pero",
            "mientras",
            "frente",
        ];
        let word = self.lower(at);
        self.is_joining_word(at) && !matches!(&*word, "to" | "bis" | "auf" | "à" | "a" | "tot")
            || OTHERS.contains(&&*word)
    }

    /// Whether the number at `index` stands in a clause of its own as the value at `whole` stands in the one before it.
    fn is_parallel(&self, values: &[Value], whole: usize, index: usize) -> bool {
        let (part, of) = (&values[index], &values[whole]);
        if !is_bare(part) || !self.may_share(part, of) {
            return false;
        }
        let is_content = |at: usize| {
            self.token(at)
                .is_some_and(|token| token.kind == TokenKind::Word && token.is_content())
        };
        // "12 tonnes of rye and 5 of wheat", and not "36 % of the votes and nine of the seats"
        let both_of = self.is_of(of.end) && self.is_of(part.end) && is_content(part.end + 1);
        if !both_of && !self.ends_clause(values, index) {
            return false;
        }
        let Some(joint) = (of.end..part.lead).rev().find(|at| {
            self.is_comma(*at)
                || matches!(self.word(*at), ";" | "；" | "–" | "—" | "(" | "（")
                || self.is_joining_clauses(*at)
        }) else {
            return false;
        };
        let subject = joint + 1..part.lead;
        let is_time = matches!(
            of.meaning,
            Meaning::Quantity {
                dimension: "time" | "month",
                ..
            }
        );
        if subject.is_empty() {
            let previous = &values[index - 1];
            // "every 20 minutes between noon and four"
            let joins_others = previous.end == joint
                && index - 1 != whole
                && !matches!(&previous.meaning, Meaning::Date(date) if date.minute.is_none());
            return self.is_joining_clauses(joint)
                && !joins_others
                && !(is_time && self.is_joining_word(joint));
        }
        let before = part.lead - 1;
        let is_same_word = of.lead > 0 && self.form(before) == self.form(of.lead - 1);
        // "in 2020 6", "the second 40"
        let beside = values[..index].last().filter(|value| value.has(before));
        let is_ranked = beside.is_some_and(|value| matches!(value.meaning, Meaning::Ordinal(_)));
        let is_dated = beside.is_some_and(|value| matches!(value.meaning, Meaning::Date(_)));
        // "and now need two" counts what is not said.
        let is_figure = self
            .token(part.first)
            .is_some_and(|token| token.kind != TokenKind::Word)
            || part
                .meaning
                .number()
                .is_some_and(|number| number.value > SPELT);
        let is_thing = is_figure
            && (is_content(before) || matches!(self.word(before), ":" | "：" | "は" | "が"));
        subject.len() <= SUBJECT
            && (is_same_word || is_ranked || (is_thing || is_dated) && !is_time)
    }

    /// Whether nothing stands behind the number at `index` that it may count.
    fn ends_clause(&self, values: &[Value], index: usize) -> bool {
        let at = values[index].end;
        let Some(token) = self.token(at) else {
            return true;
        };
        let is_joint = self.is_comma(at) || self.is_joining_clauses(at);
        if let Some(next) = values.get(index + 1)
            && is_joint
            && self.joint(at, next.lead).is_some()
        {
            // "60, 40 and 20 steps"
            return match next.meaning {
                Meaning::Number(_) => self.ends_clause(values, index + 1),
                Meaning::Date(_) | Meaning::Ordinal(_) => true,
                _ => false,
            };
        }
        let is_mark = token.kind == TokenKind::Symbol
            && matches!(
                self.word(at),
                "." | "!"
                    | "?"
                    | ";"
                    | ")"
                    | "。"
                    | "；"
                    | "）"
                    | "、"
                    | "–"
                    | "—"
                    | "“"
                    | "”"
                    | "\""
            );
        // "5 million in 2019 and 6 in 2020"
        let is_apart = matches!(
            &*self.lower(at),
            "in" | "im"
                | "en"
                | "at"
                | "on"
                | "by"
                | "für"
                | "for"
                | "pour"
                | "para"
                | "だ"
                | "で"
                | "です"
        );
        is_joint || is_mark || is_apart
    }

    /// Gives `part` what `whole` measures, in its scale.
    fn share(&self, part: &mut Value, whole: &Value) {
        let Some(written) = part.meaning.number().copied() else {
            return;
        };
        let number = match self.scale(whole) {
            // "$5 million, the annex 800,000"
            Some(_) if written.value >= THOUSAND => written,
            Some((scale, plain)) if written.value < plain * LARGER => Number {
                rounded: true,
                ..written.times(scale)
            },
            // "500 and 2 million" leaves open what it is.
            Some(_) => return,
            None => written,
        };
        let Some(meaning) = self.alike(number, whole) else {
            return;
        };
        part.each = part.each.or(whole.each);
        if meaning != part.meaning {
            part.meaning = meaning;
            part.left_out = Some(written);
        }
    }

    /// What `number` measures with the unit or currency of `whole`.
    fn alike(&self, number: Number, whole: &Value) -> Option<Meaning> {
        let is_of_kind = |meaning: &Meaning| {
            std::mem::discriminant(meaning) == std::mem::discriminant(&whole.meaning)
        };
        let measured = self
            .number_end(whole)
            .and_then(|end| self.measured_as(number, whole.first, end))
            .filter(is_of_kind);
        match whole.meaning {
            Meaning::Number(_) => Some(Meaning::Number(number)),
            _ if measured.is_some() => measured,
            Meaning::Money { currency, .. } => Some(Meaning::Money { number, currency }),
            Meaning::Percent { points, .. } => Some(Meaning::Percent { number, points }),
            _ => None,
        }
    }

    /// The token after the number of a value.
    fn number_end(&self, value: &Value) -> Option<usize> {
        (value.first..value.end).find_map(|at| Some(self.range_at(at)?.1))
    }

    /// The scale that ends the number of a value, "million", and its number without it.
    fn scale(&self, value: &Value) -> Option<(f64, f64)> {
        let number = value.meaning.number().filter(|number| number.rounded)?;
        let scale_at = |at: usize| match self.tables.number(self.lang, self.form(at)) {
            Some(NumberWord::Scale(scale) | NumberWord::Suffix(scale)) if scale >= THOUSAND => {
                Some(scale)
            }
            _ => None,
        };
        let mut scales = (value.first + 1..self.number_end(value)?).filter_map(scale_at);
        let scale = scales.next()?;
        let plain = number.upto.unwrap_or(number.value) / scale;
        (scales.next().is_none() && (0.0..THOUSAND * LARGER).contains(&plain))
            .then_some((scale, plain))
    }
}

/// Whether a value is a number that measures nothing.
const fn is_bare(value: &Value) -> bool {
    matches!(value.meaning, Meaning::Number(_))
}
