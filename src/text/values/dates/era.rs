//! Years with their era, and the business years of companies.

use super::{DateValue, Part, YEARS};
use crate::text::values::Reader;
use crate::text::values::numbers::ordinal::roman_numeral;
use crate::text::values::tables::NumberWord;
use crate::text::{Lang, Token, TokenKind, word_key};

/// What may stand behind a year for its era, as words joined by a space and without stops; and whether it is before
/// the common one. The longest first.
const ERAS: [(&str, bool); 22] = [
    ("before the common era", true),
    ("antes de cristo", true),
    ("avant jésus christ", true),
    ("avant notre ère", true),
    ("after christ", false),
    ("before christ", true),
    ("vor christus", true),
    ("nach christus", false),
    ("v u z", true),
    ("av j -c", true),
    ("ap j -c", false),
    ("av j - c", true),
    ("ap j - c", false),
    ("a de c", true),
    ("v chr", true),
    ("n chr", false),
    ("a c", true),
    ("d c", false),
    ("bce", true),
    ("bc", true),
    ("ce", false),
    ("ad", false),
];

/// Words and stops that an era is looked for in.
const LONGEST: usize = 8;

/// Letters of the shortest year in Roman numerals that is no abbreviation.
const SHORTEST: usize = 4;

/// What stands before a year of an era.
const BEFORE: [(&str, bool); 5] = [
    ("AD", false),
    ("A.D.", false),
    ("紀元前", true),
    ("公元前", true),
    ("西暦", false),
];

impl Reader<'_> {
    /// "500 BC", "AD 79", "500 v. Chr.", "紀元前500年": the year, below 0 before the common era.
    pub(in crate::text::values) fn era_at(&self, at: usize) -> Option<(DateValue, usize)> {
        if let Some((_, is_before)) = BEFORE.iter().find(|(word, _)| *word == self.word(at)) {
            let year = self.bare_year(at + 1)?;
            let end = at + 2 + usize::from(self.word(at + 2) == "年");
            return Some((DateValue::of_year(signed(year, *is_before)), end));
        }
        let year = self.bare_year(at)?;
        let (is_before, end) = self.era_after(at + 1)?;
        Some((DateValue::of_year(signed(year, is_before)), end))
    }

    /// A century of an era: the hundred years that end with its `year`.
    pub(in crate::text::values) fn with_era(
        &self,
        date: DateValue,
        end: usize,
    ) -> (DateValue, usize) {
        match (date.part, date.year, self.era_after(end)) {
            (Some(Part::Century), Some(year), Some((true, after))) => {
                let year = Some(100 - year);
                (DateValue { year, ..date }, after)
            }
            (Some(Part::Century), Some(_), Some((false, after))) => (date, after),
            _ => (date, end),
        }
    }

    /// "MDCCXLVIII": a year in Roman numerals.
    pub(in crate::text::values) fn roman_year_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let word = self.word(at);
        if word.len() < SHORTEST || !word.starts_with('M') {
            return None;
        }
        let year = roman_numeral(word)?;
        YEARS
            .contains(&year)
            .then(|| (DateValue::of_year(year), at + 1))
    }

    fn bare_year(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        let digits =
            (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| word.parse().ok())?
    }

    /// Whether an era stands at `at`, and is before the common one; and the token after it.
    fn era_after(&self, at: usize) -> Option<(bool, usize)> {
        // Most numbers have none: "bc", "ad" and "ce" are written in capitals.
        let first = self
            .token(at)
            .filter(|token| token.kind == TokenKind::Word)?;
        if self.word(at).len() <= 3
            && !first.is_capital()
            && self.word(at + 1) != "."
            && self.word(at) != "a.C"
        {
            return None;
        }
        let mut words = String::new();
        let mut found = None;
        for next in at..(at + LONGEST).min(self.tokens.len()) {
            let word = self.lower(next);
            if word == "." {
                continue;
            }
            if !words.is_empty() {
                words.push(' ');
            }
            // "B.C.E.", "J.-C."
            words.push_str(&word.trim_end_matches('.').replace(
                '.',
                if word.len() <= 6 && first.is_capital() {
                    ""
                } else {
                    " "
                },
            ));
            if let Some((_, is_before)) = ERAS.iter().find(|(era, _)| *era == words) {
                let stop = self.word(next + 1) == "."
                    && self.is_glued(next + 1)
                    && self
                        .token(next + 2)
                        .is_some_and(|token| !token.is_capital());
                found = Some((*is_before, next + 1 + usize::from(stop)));
            }
        }
        found
    }

    /// "FY23", "FY 2023", "fiscal 2023", "fiscal year 2023": the year that a company calls so.
    pub(in crate::text::values) fn fiscal_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let word = self.lower(at);
        let short = |digits: &str| -> Option<i16> {
            let digits = digits.trim_start_matches(['\'', '’']);
            let year: i16 = digits
                .bytes()
                .all(|byte| byte.is_ascii_digit())
                .then(|| digits.parse().ok())??;
            match digits.len() {
                2 => Some(2000 + year),
                4 if YEARS.contains(&year) => Some(year),
                _ => None,
            }
        };
        if let Some(digits) = word.strip_prefix("fy").filter(|digits| !digits.is_empty()) {
            return Some((DateValue::of_year(short(digits)?), at + 1));
        }
        let next = match word.as_ref() {
            "fy" => at + 1,
            "fiscal" => at + 1 + usize::from(self.lower(at + 1) == "year"),
            _ => return None,
        };
        Some((DateValue::of_year(short(self.word(next))?), next + 1))
    }

    /// "the fifties", "achtziger Jahre", "años ochenta", "années quatre-vingt": a decade of the last century.
    pub(in crate::text::values) fn named_decade_at(&self, at: usize) -> Option<(DateValue, usize)> {
        let (tens, end) = match self.lang {
            Lang::English => self.plural_tens_at(at)?,
            Lang::German => {
                let word = self.lower(at);
                let joined = word
                    .strip_suffix('n')
                    .unwrap_or(&word)
                    .strip_suffix("jahre");
                let (tens, end) = self.tens_in(joined.unwrap_or(&word).strip_suffix("er")?, at)?;
                let is_apart = self.lower(at + 1).starts_with("jahre");
                let end = end + usize::from(joined.is_none());
                (joined.is_some() || is_apart).then_some((tens, end))?
            }
            _ => {
                let before = self.lower(at.checked_sub(1)?);
                matches!(before.as_ref(), "años" | "années" | "anos" | "anni").then_some(())?;
                let (number, end) = self.words_at(at)?;
                (number.value, end)
            }
        };
        let index = (2..=9_i16).find(|index| (f64::from(*index) * 10.0 - tens).abs() < 0.5)?;
        let date = DateValue {
            part: Some(Part::Decade),
            ..DateValue::of_year(1900 + 10 * index)
        };
        Some((date, end))
    }

    /// The number that `word` says, as that at token `at`.
    fn tens_in(&self, word: &str, at: usize) -> Option<(f64, usize)> {
        match self.tables.number(self.lang, word_key(word))? {
            NumberWord::Cardinal(tens) => Some((tens, at + 1)),
            _ => None,
        }
    }

    /// "the fifties", "the late fifties"; "in his late fifties" tells an age.
    fn plural_tens_at(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.lower(at);
        let tens = self.tens_in(&format!("{}y", word.strip_suffix("ies")?), at)?;
        let back = |steps: usize| at.checked_sub(steps).map(|before| self.lower(before));
        let phase =
            back(1).is_some_and(|word| matches!(word.as_ref(), "early" | "late" | "mid" | "-"));
        let dated = (1..=if phase { 3 } else { 1 })
            .any(|steps| back(steps).is_some_and(|word| word == "the"));
        dated.then_some(tens)
    }

    /// Whether a bare number of four digits may be a year: it does not say what something amounts to ("is 1000"), and
    /// one long ago stands where a time does.
    pub(in crate::text::values) fn may_be_year(&self, at: usize, year: i16) -> bool {
        const AMOUNTS_TO: [&str; 12] = [
            "is", "are", "be", "=", "equals", "was", "were", "ist", "beträgt", "est", "es", "to",
        ];
        const LIKELY: std::ops::RangeInclusive<i16> = 1500..=2099;
        const OPENS: [&str; 8] = ["(", "[", ",", "–", "-", "/", "~", "until"];
        let Some(before) = at.checked_sub(1) else {
            return true;
        };
        let word = self.lower(before);
        let of_year = before
            .checked_sub(1)
            .is_some_and(|year| self.lower(year).ends_with("year"));
        if AMOUNTS_TO.contains(&word.as_ref()) && word != "to" && !of_year {
            return false;
        }
        if self.ends_range_of_numbers(at) {
            return false;
        }
        let timed = self.after_time_word(at)
            || OPENS.contains(&word.as_ref())
            || self.token(before).is_some_and(Token::is_capital);
        LIKELY.contains(&year) || timed || self.lang != Lang::English
    }

    /// Whether the number at `at` ends a range that another number begins, which is no year: "from 5 to 1440".
    fn ends_range_of_numbers(&self, at: usize) -> bool {
        const LINKS: [&str; 7] = ["to", "and", "bis", "und", "à", "et", "a"];
        const BEFORE: [&str; 7] = ["from", "between", "von", "zwischen", "de", "entre", "desde"];
        let Some(first) = at.checked_sub(2) else {
            return false;
        };
        let opens = first
            .checked_sub(1)
            .is_some_and(|before| BEFORE.contains(&&*self.lower(before)));
        let word = self.word(first);
        let is_small = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        opens && LINKS.contains(&&*self.lower(at - 1)) && is_small
    }
}

const fn signed(year: i16, is_before: bool) -> i16 {
    if is_before { -year } else { year }
}
