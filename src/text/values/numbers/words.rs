//! Numbers in words.

use super::figures::{cjk_number, vulgar_fraction};
use super::german::german_compound;
use super::number::Number;
use crate::text::values::Reader;
use crate::text::values::tables::NumberWord;
use crate::text::{Lang, normal_form};

/// A number in words as it is being added up.
#[derive(Default)]
struct Sum {
    total: f64,
    /// What the next scale word multiplies.
    group: f64,
    step: f64,
    /// The last scale word of a thousand or more.
    last: f64,
    scaled: bool,
    seen: bool,
}

impl Sum {
    /// Adds a cardinal, unless it does not continue the number: "nineteen ninety" is a year or two
    /// numbers, not their sum.
    fn add(&mut self, value: f64) -> bool {
        let continues = !self.seen
            || (value < 10.0 && self.group % 10.0 == 0.0)
            || (value < 100.0 && self.group % 100.0 == 0.0)
            || (value < 1e3 && self.group == 0.0)
            || (value < 20.0 && (self.ends_in(60.0) || self.ends_in(80.0)));
        if continues {
            self.group += value;
            self.step = 1.0;
            self.seen = true;
        }
        continues
    }

    /// Whether its last two digits so far are those of `value`.
    fn ends_in(&self, value: f64) -> bool {
        is(self.group % 100.0, value)
    }

    fn scale(&mut self, scale: f64) {
        self.step = scale;
        self.scaled |= scale >= 1e3;
        if scale < 1e3 {
            // "two thousand three hundred": the hundred multiplies the three only.
            self.group = self.group.max(1.0) * scale;
        } else if self.total > 0.0 && scale > self.last {
            // "tres mil millones": all that stands before it.
            self.total = (self.total + self.group) * scale;
            self.group = 0.0;
        } else {
            self.total += self.group.max(1.0) * scale;
            self.group = 0.0;
        }
        if scale >= 1e3 {
            self.last = scale;
        }
        self.seen = true;
    }

    fn number(&self) -> Number {
        Number {
            step: self.step,
            rounded: self.scaled,
            ..Number::exact(self.total + self.group)
        }
    }
}

/// `above` parts of `below` more than `number`.
fn mixed(number: Number, above: f64, below: f64) -> Number {
    Number {
        rounded: true,
        step: 1.0 / below,
        value: number.value + number.value.signum() * above / below,
        ..number
    }
}

impl Reader<'_> {
    /// "two hundred and fifty thousand", "twenty-five", "half a million", "a dozen", "two thirds".
    pub(in crate::text::values) fn words_at(&self, at: usize) -> Option<(Number, usize)> {
        if let Some(part) = vulgar_fraction(self.word(at)) {
            return Some((part, at + 1));
        }
        if let Some(value) = cjk_number(self.word(at)) {
            return Some(self.cjk_words(value, at + 1));
        }
        let start = at;
        let mut at = at;
        let mut end = at;
        let mut sum = Sum {
            step: 1.0,
            ..Sum::default()
        };
        if self.is_article(at) {
            // "a million", "a hundred", "a third": only with a scale or part after it.
            match self.tables.number(self.lang, self.form(at + 1)) {
                Some(NumberWord::Scale(_)) if !self.is_size_at(at + 1) => {
                    sum.group = 1.0;
                    at += 1;
                }
                Some(NumberWord::Part(parts)) => {
                    return Some(self.part_of_scale(Number::fraction(1.0, parts), at + 2));
                }
                _ if self.is_couple(at + 1) => return Some((Number::exact(2.0), at + 3)),
                Some(NumberWord::Ordinal(parts)) if parts >= 3.0 && self.is_share(at + 2) => {
                    return Some(self.part_of_scale(Number::fraction(1.0, parts), at + 2));
                }
                _ => return None,
            }
        }
        loop {
            match self.number_word(at) {
                // "quatre-vingts"
                Some(NumberWord::Cardinal(value))
                    if self.lang == Lang::French && is(value, 20.0) && sum.ends_in(4.0) =>
                {
                    sum.group += 76.0;
                }
                Some(NumberWord::Cardinal(value)) if sum.add(value) => {}
                None if sum.seen && self.is_one_more(at) && sum.add(1.0) => {}
                Some(NumberWord::Scale(scale)) if sum.seen || sum.group > 0.0 => sum.scale(scale),
                // "mille euros", "hundert", "cien", "mil"
                Some(NumberWord::Scale(scale))
                    if self.lang != Lang::English && (1e2..=1e3).contains(&scale) =>
                {
                    sum.scale(scale);
                }
                Some(NumberWord::Part(parts))
                    if sum.seen && sum.group >= 1.0 && sum.total == 0.0 =>
                {
                    return Some(self.part_of_scale(Number::fraction(sum.group, parts), at + 1));
                }
                // "one third of", "one-fifth"
                Some(NumberWord::Ordinal(parts))
                    if sum.seen && parts >= 3.0 && is(sum.group, 1.0) && self.is_share(at + 1) =>
                {
                    return Some(self.part_of_scale(Number::fraction(1.0, parts), at + 1));
                }
                // "la décima parte"
                Some(NumberWord::Ordinal(parts))
                    if !sum.seen && parts >= 3.0 && self.lower(at + 1) == "parte" =>
                {
                    return Some((Number::fraction(1.0, parts), at + 2));
                }
                Some(NumberWord::Part(parts)) if !sum.seen && at == start => {
                    return self.half_at(at, parts);
                }
                _ => break,
            }
            at += 1;
            end = at;
            let (with_part, after) = self.with_part(sum.number(), at);
            if after > at {
                return Some((with_part, after));
            }
            // Joiners between number words: a hyphen, "and".
            let hyphen = self.word(at) == "-" && self.is_glued(at);
            let joined = hyphen || self.is_and(at) || sum.scaled && self.is_next_group(at);
            if joined && (self.continues(at + 1) || self.is_one_more(at + 1)) {
                at += 1;
            }
        }
        sum.seen.then(|| (sum.number(), end))
    }

    /// "two and a half million", "one and three-quarter", "two-and-a-half": the number with the part behind it, and
    /// the token after it; as given where there is none.
    pub(in crate::text::values) fn with_part(&self, number: Number, end: usize) -> (Number, usize) {
        let hyphen = |at: usize| usize::from(self.word(at) == "-" && self.is_glued(at));
        let alone = (number, end);
        let mut at = end + hyphen(end);
        if !self.is_and(at) {
            return alone;
        }
        at += 1;
        at += hyphen(at);
        let above = match self.number_word(at) {
            _ if self.is_article(at) => 1.0,
            Some(NumberWord::Cardinal(above)) => above,
            // "y media", "et demie"
            Some(NumberWord::Part(parts)) if self.lang != Lang::English => {
                return self.scaled(mixed(number, 1.0, parts), at + 1);
            }
            // "una hora y cuarto"
            Some(NumberWord::Ordinal(parts)) if self.lang == Lang::Spanish && is(parts, 4.0) => {
                return self.scaled(mixed(number, 1.0, parts), at + 1);
            }
            _ => return alone,
        };
        at += 1;
        at += hyphen(at);
        match self.tables.number(self.lang, self.form(at)) {
            Some(NumberWord::Part(parts)) if above < parts => {
                self.scaled(mixed(number, above, parts), at + 1)
            }
            _ => alone,
        }
    }

    /// "three quarters of a million", "a quarter billion", "a quarter of a century": the part of the scale behind it, and
    /// of the unit.
    fn part_of_scale(&self, part: Number, end: usize) -> (Number, usize) {
        let of = match self.lang {
            Lang::English if self.word(end) == "of" && self.is_article(end + 1) => end + 2,
            Lang::French | Lang::Spanish if self.is_of(end) => end + 1,
            _ => end,
        };
        if self.is_scale(of) {
            self.scaled(part, of)
        } else if of > end && self.unit_at(of).is_some() {
            (part, of)
        } else {
            (part, end)
        }
    }

    /// The number with the scale behind it: "two and a half million".
    fn scaled(&self, number: Number, end: usize) -> (Number, usize) {
        match self.tables.number(self.lang, self.form(end)) {
            Some(NumberWord::Scale(scale)) => (number.times(scale), end + 1),
            _ => (number, end),
        }
    }

    /// The number word at `at`; a German or Dutch compound counts as one.
    pub(in crate::text::values) fn number_word(&self, at: usize) -> Option<NumberWord> {
        self.tables
            .number(self.lang, self.form(at))
            .or_else(|| match self.lang {
                Lang::German => {
                    german_compound(&normal_form(self.word(at))).map(NumberWord::Cardinal)
                }
                _ => None,
            })
    }

    pub(in crate::text::values) fn is_and(&self, at: usize) -> bool {
        matches!(
            (self.lang, self.word(at)),
            (Lang::English, "and" | "And")
                | (Lang::French, "et")
                | (Lang::Spanish, "y")
                | (Lang::Portuguese, "e")
        )
    }

    /// "half", "half a million", "a quarter of": the part by itself.
    fn half_at(&self, at: usize, parts: f64) -> Option<(Number, usize)> {
        let is_of_unit =
            self.word(at + 1) == "of" && self.is_article(at + 2) && self.unit_at(at + 3).is_some();
        if is_of_unit {
            return Some((Number::fraction(1.0, parts), at + 3));
        }
        if parts > 2.0 && !self.is_article(at.wrapping_sub(1)) {
            return None;
        }
        // "demi-douzaine"
        let hyphen = usize::from(self.word(at + 1) == "-" && self.is_glued(at + 1));
        let next = at + 1 + hyphen + usize::from(self.is_article(at + 1));
        match self.tables.number(self.lang, self.form(next)) {
            Some(NumberWord::Scale(scale)) => {
                let mut number = Number::fraction(1.0, parts).times(scale);
                number.rounded = true;
                Some((number, next + 1))
            }
            // "half an hour"
            _ if next > at + 1 && self.unit_at(next).is_some() => {
                Some((Number::fraction(1.0, parts), next))
            }
            _ => Some((Number::fraction(1.0, parts), at + 1)),
        }
    }

    /// Whether two of something are told at `at`: "couple of", "par de".
    fn is_couple(&self, at: usize) -> bool {
        let is_two = match self.lang {
            Lang::English => matches!(&*self.lower(at), "couple" | "pair"),
            Lang::Spanish => self.lower(at) == "par",
            _ => false,
        };
        is_two && self.is_of(at + 1) && !self.is_scale(at + 2)
    }

    fn cjk_words(&self, mut value: f64, mut at: usize) -> (Number, usize) {
        let first = at;
        while self.is_glued(at) {
            if let Some(NumberWord::Scale(scale)) = self.tables.number(Lang::Other, self.form(at)) {
                value *= scale;
            } else if let Some(more) = cjk_number(self.word(at)).filter(|more| *more < value) {
                value += more;
            } else {
                break;
            }
            at += 1;
        }
        let number = Number {
            rounded: at > first,
            ..Number::exact(value)
        };
        (number, at)
    }

    /// "vingt et un", "treinta y una", "cent-un": an article that counts, behind a joiner.
    fn is_one_more(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        let joined = self.is_and(before) || self.word(before) == "-" && self.is_glued(before);
        joined
            && matches!(self.lang, Lang::French | Lang::Spanish | Lang::Portuguese)
            && matches!(self.word(at), "un" | "une" | "una" | "um" | "uma")
    }

    /// "thirty thousand, five hundred": the comma before the next group.
    fn is_next_group(&self, at: usize) -> bool {
        let hundreds = |at: usize| matches!(self.number_word(at), Some(NumberWord::Scale(scale)) if is(scale, 100.0));
        self.lang == Lang::English
            && self.word(at) == ","
            && matches!(self.number_word(at + 1), Some(NumberWord::Cardinal(_)))
            && hundreds(at + 2)
    }

    fn continues(&self, at: usize) -> bool {
        matches!(
            self.number_word(at),
            Some(NumberWord::Cardinal(_) | NumberWord::Scale(_) | NumberWord::Part(_))
        ) || (matches!(self.number_word(at), Some(NumberWord::Ordinal(_))) && self.is_share(at + 1))
    }

    /// Whether a rank that ends before `at` is a share: "a third of", "a fifth more".
    fn is_share(&self, at: usize) -> bool {
        matches!(
            &*self.lower(at),
            "of" | "more"
                | "less"
                | "fewer"
                | "lower"
                | "higher"
                | ""
                | "."
                | ","
                | "from"
                | "de"
                | "des"
                | "du"
        )
    }

    pub(in crate::text::values) fn is_article(&self, at: usize) -> bool {
        const ARTICLES: [&str; 10] = [
            "a", "an", "ein", "eine", "einem", "einer", "un", "une", "una", "één",
        ];
        let word = self.word(at);
        ARTICLES
            .iter()
            .any(|article| word.eq_ignore_ascii_case(article))
    }
}

/// Whether two whole numbers are the same.
fn is(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.5
}
