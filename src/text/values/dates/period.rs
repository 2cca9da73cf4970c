//! Years, and stretches of time with a name: seasons, quarters, decades, centuries.

use std::borrow::Cow;

use super::{DateValue, Moment, Part, YEARS};
use crate::text::values::Reader;
use crate::text::values::numbers::ordinal::roman;
use crate::text::values::tables::{DateWord, NumberWord};
use crate::text::{Lang, TokenKind};

impl Reader<'_> {
    /// "fall 2016", "summer of 1998"; a season without a year is a word.
    pub(in crate::text::values) fn season_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let DateWord::Season(month) = self.tables.date(self.lang, self.form(at))? else {
            return None;
        };
        let (year, end) = self.year_after(at + 1);
        year.map(|year| {
            (
                DateValue {
                    year: Some(year),
                    part: Some(Part::Season(month)),
                    ..DateValue::default()
                },
                end,
            )
        })
    }

    /// "Q3 2025", "third quarter of 2025", "the third quarter", "first half of 2019", "H1 2019"
    pub(in crate::text::values) fn quarter_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let (part, next, short) = self.short_quarter(at).or_else(|| self.named_quarter(at))?;
        let skip = usize::from(matches!(
            &*self.lower(next),
            "fiscal" | "fy" | "des" | "of" | "in" | "de"
        ));
        let (year, end) = self.year_after(next + skip);
        // "the second half" may be of a game: without a year it is no date.
        (year.is_some() || short).then_some((
            DateValue {
                year,
                part: Some(part),
                ..DateValue::default()
            },
            if year.is_some() { end } else { next },
        ))
    }

    fn short_quarter(&self, at: usize) -> Option<(Part, usize, bool)> {
        let word = self.word(at);
        let digit = |letters: [char; 2], most: i8| {
            let value: i8 = word.strip_prefix(letters)?.parse().ok()?;
            (1..=most).contains(&value).then_some(value)
        };
        let part = digit(['Q', 'q'], 4)
            .map(Part::Quarter)
            .or_else(|| digit(['H', 'h'], 2).map(Part::Half));
        if let Some(part) = part {
            return Some((part, at + 1, true));
        }
        // "T2 2023", "S1 2023"; "T3" alone is a flat of three rooms.
        let is_romance = matches!(self.lang, Lang::French | Lang::Spanish);
        let part = digit(['T', 't'], 4).map(Part::Quarter);
        let part = part.or_else(|| digit(['S', 's'], 2).map(Part::Half))?;
        is_romance.then_some((part, at + 1, false))
    }

    fn named_quarter(&self, at: usize) -> Option<(Part, usize, bool)> {
        let (rank, next) = self.ordinal_at(at)?;
        let rank: i8 = rank.clamp(0.0, 9.0).to_string().parse().ok()?;
        match &*self.lower(next) {
            "quarter" | "quartal" | "quartals" | "trimestre" | "四半期" => {
                // "the third quarter of the game", "quarter-final"
                let is_of_year =
                    !matches!(&*self.lower(next + 1), "of" | "-" | "des" | "de" | "du");
                (1..=4)
                    .contains(&rank)
                    .then_some((Part::Quarter(rank), next + 1, is_of_year))
            }
            "half" | "halbjahr" | "semestre" => {
                (1..=2)
                    .contains(&rank)
                    .then_some((Part::Half(rank), next + 1, false))
            }
            _ => None,
        }
    }

    /// "19th century", "nineteenth-century", "siglo XIX", `XXe siècle`, "19世紀"
    pub(in crate::text::values) fn century_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let of = |rank: f64, end: usize| {
            let year: i16 = (rank * 100.0).to_string().parse().ok()?;
            let date = DateValue {
                year: Some(year),
                part: Some(Part::Century),
                ..DateValue::default()
            };
            (1.0..=21.0).contains(&rank).then_some((date, end))
        };
        if matches!(self.word(at), "siglo" | "Siglo" | "secolo" | "século") {
            return of(roman(self.word(at + 1))?, at + 2);
        }
        if self.word(at + 1) == "世紀" || self.word(at + 1) == "世纪" {
            return of(self.number_at(at)?.0.value, at + 2);
        }
        let numeral = self.word(at).trim_end_matches(['e', 'è', 'm']);
        let (rank, next) = match roman(numeral) {
            Some(rank) => (rank, at + 1),
            None => self.ordinal_at(at).or_else(|| self.dotted_rank(at))?,
        };
        let next = next + usize::from(self.word(next) == "-");
        let century = self.lower(next);
        let named = matches!(
            century.as_ref(),
            "century" | "centuries" | "jahrhundert" | "jahrhunderts" | "siècle" | "secolo"
        );
        let (date, end) = named.then(|| of(rank, next + 1))??;
        Some(self.with_era(date, end))
    }

    /// "19. Jahrhundert"
    fn dotted_rank(&self, at: usize) -> Option<(f64, usize)> {
        let stop = self.word(at + 1) == "." && self.is_glued(at + 1);
        (self.lang == Lang::German && stop).then(|| Some((self.number_at(at)?.0.value, at + 2)))?
    }

    /// "2026", "the 1990s", "’90s"
    pub(in crate::text::values) fn year_at(&self, at: usize) -> Option<(DateValue, usize)> {
        if let Some(decade) = self.decade_at(at) {
            return Some(decade);
        }
        let year = self.plain_year(at)?;
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let sign_after = self.tables.currencies.is_sign(self.form(at + 1));
        if sign_after
            || matches!(before, "$" | "€" | "£" | "¥" | "#" | "." | "+") && self.is_glued(at)
            || self.is_measured(at + 1)
            || self.counts_things(at, year)
            || !self.may_be_year(at, year)
        {
            return None;
        }
        let upto = self.season_end(at + 1, year);
        let end = at + if upto.is_some() { 3 } else { 1 };
        let date = DateValue {
            year: Some(year),
            upto: upto.map(|year| Moment {
                year: Some(year),
                ..Moment::default()
            }),
            ..DateValue::default()
        };
        Some((date, end))
    }

    /// "the 1990s", "’90s", "1990er Jahre", "années 1990", "años 90", "1990年代"
    fn decade_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let (marked, end) = match self.word(at + 1) {
            "s" | "er" | "年代" if self.is_glued(at + 1) => (true, at + 2),
            "'s" | "’s" if self.is_of_decade(at) => (true, at + 2),
            _ => (
                matches!(before, "années" | "años" | "anos" | "anni"),
                at + 1,
            ),
        };
        let word = self.word(at);
        if !marked || !word.ends_with('0') {
            return None;
        }
        let year: i16 = word.parse().ok()?;
        let year = match word.len() {
            2 if self.years_of_tens(at).is_some() => return None,
            2 if year < 30 => 2000 + year,
            2 => 1900 + year,
            4 if YEARS.contains(&year) => year,
            _ => return None,
        };
        let end = end + usize::from(self.word(end) == "Jahre" || self.word(end) == "Jahren");
        // "the 1800s" are a century.
        let (year, part) = if year % 100 == 0 && year < 2000 {
            (year + 100, Part::Century)
        } else {
            (year, Part::Decade)
        };
        let date = DateValue {
            year: Some(year),
            part: Some(part),
            ..DateValue::default()
        };
        Some((date, end))
    }

    /// Whether an "'s" behind the number at `at` makes a decade of it, "the early 1980's", and no owner: "1980's best film".
    fn is_of_decade(&self, at: usize) -> bool {
        let before = at
            .checked_sub(1)
            .map_or(Cow::Borrowed(""), |before| self.lower(before));
        matches!(before.as_ref(), "the" | "early" | "mid" | "late" | "-")
    }

    /// "1500 people", "1200 jobs": four digits that count what follows, unless a word that takes a
    /// time stands before them or they are a year of our days.
    fn counts_things(&self, at: usize, year: i16) -> bool {
        let before = at
            .checked_sub(1)
            .map_or(Cow::Borrowed(""), |before| self.lower(before));
        let timed = self.after_time_word(at)
            || matches!(
                before.as_ref(),
                "the" | "’s" | "'s" | "its" | "their" | "his" | "her"
            );
        let Some(next) = self
            .token(at + 1)
            .filter(|next| next.kind == TokenKind::Word && !next.is_capital() && !next.is_stop())
        else {
            return false;
        };
        let word = self.word(at + 1);
        let person = matches!(
            word,
            "people" | "men" | "women" | "children" | "personnes" | "personas"
        );
        let many = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
        let ours = (1900..=2035).contains(&year);
        next.is_content()
            && (person && !self.after_time_word(at)
                || !timed && (many && !ours && self.lang == Lang::English))
    }

    /// The second year of "2018–19", a season, or of "2018/2019".
    fn season_end(&self, at: usize, year: i16) -> Option<i16> {
        if !matches!(self.word(at), "-" | "–" | "/") || !self.is_glued(at) || !self.is_glued(at + 1)
        {
            return None;
        }
        let word = self.word(at + 1);
        let last: i16 = word.parse().ok()?;
        let last = match word.len() {
            2 => year - year % 100 + last,
            4 if self.word(at) == "/" => last,
            _ => return None,
        };
        // "2026-04-27" is a day and was read before.
        (last > year && last - year <= 20 && self.word(at + 2) != "-").then_some(last)
    }

    /// Whether what follows makes a number an amount: a scale, unit, currency or percent sign.
    fn is_measured(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else {
            return false;
        };
        matches!(
            self.tables.number(self.lang, token.form),
            Some(NumberWord::Scale(_))
        ) || self.tables.currencies.is_name(token.form)
            || matches!(
                self.word(at),
                "%" | "％" | "percent" | "prozent" | "Prozent" | "人"
            )
            || (token.kind == TokenKind::Word
                && self
                    .tables
                    .units
                    .named(token.form, token.stem, self.lang)
                    .is_some()
                && !matches!(
                    &*self.lower(at),
                    "day" | "week" | "month" | "year" | "second" | "an" | "l" | "m" | "g"
                ))
    }
}
