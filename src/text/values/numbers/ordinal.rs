//! Ranks: "third", "3rd", "twenty-first", "第3", "XIX".

use super::figures::parse_digits;
use super::german::german_compound;
use crate::text::values::Reader;
use crate::text::values::tables::NumberWord;
use crate::text::{Lang, Token, TokenKind, key};

impl Reader<'_> {
    /// The rank at token `at`, and the token after it.
    pub(in crate::text::values) fn ordinal_at(&self, at: usize) -> Option<(f64, usize)> {
        let token = self.token(at)?;
        if token.kind == TokenKind::Number {
            return self.digit_ordinal_at(at);
        }
        if token.kind != TokenKind::Word {
            return None;
        }
        if self.word(at) == "第" {
            let (number, end) = self.number_at(at + 1)?;
            return Some((number.value, end));
        }
        self.ordinal_word(at)
            .map(|rank| self.with_ones(rank, at + 1))
            .or_else(|| self.compound_ordinal_at(at))
    }

    /// The rank that one word says.
    fn ordinal_word(&self, at: usize) -> Option<f64> {
        match self.tables.number(self.lang, self.form(at)) {
            Some(NumberWord::Ordinal(value)) => return Some(value),
            Some(_) => return None,
            None => {}
        }
        let word = self.lower(at);
        match self.lang {
            // "neunzehnten", "dreiunddreißigste"
            Lang::German => {
                let rank = word
                    .trim_end_matches(['n', 'r', 's', 'm'])
                    .strip_suffix("te")?;
                let value = |rank: &str| german_compound(rank).filter(|value| value.fract() == 0.0);
                value(rank).or_else(|| value(rank.strip_suffix('s')?))
            }
            // "quinzième", "trentième", "unième" of "vingt et unième"
            Lang::French => {
                let stem = word.trim_end_matches('s').strip_suffix("ième")?;
                let number = |word: &str| match self.tables.number(self.lang, key(word))? {
                    NumberWord::Cardinal(value) | NumberWord::Scale(value) => Some(value),
                    _ => None,
                };
                match stem {
                    "un" => Some(1.0),
                    "neuv" => Some(9.0),
                    "cinqu" => Some(5.0),
                    _ => number(stem).or_else(|| number(&format!("{stem}e"))),
                }
            }
            _ => None,
        }
    }

    /// "vigésimo sexta": the rank of tens before `end` with the ones behind it.
    fn with_ones(&self, tens: f64, end: usize) -> (f64, usize) {
        let is_apart = matches!(self.lang, Lang::Spanish | Lang::Italian | Lang::Portuguese);
        let ones = self
            .ordinal_word(end)
            .filter(|ones| is_apart && tens >= 10.0 && tens % 10.0 == 0.0 && *ones < 10.0);
        ones.map_or((tens, end), |ones| (tens + ones, end + 1))
    }

    /// "twenty-first", "one hundred and third", "quatre-vingt-dix-huitième": a number whose last word is a rank.
    fn compound_ordinal_at(&self, at: usize) -> Option<(f64, usize)> {
        self.number_word(at)?;
        let (above, end) = self.words_at(at)?;
        let joined = self.word(end) == "-" && self.is_glued(end) || self.is_and(end);
        let rank = self.ordinal_word(end + 1).filter(|_| joined)?;
        let (whole, last) = (above.value, rank);
        // "soixante-dixième" counts on from sixty.
        let twenties = self.lang == Lang::French && whole % 20.0 == 0.0 && last < 20.0;
        let tens = whole % 10.0 == 0.0 && last < 10.0;
        let hundreds = whole % 100.0 == 0.0 && last < 100.0;
        (whole >= 10.0 && whole.fract() == 0.0 && (tens || twenties || hundreds))
            .then_some((whole + last, end + 2))
    }

    /// "the last", "her final": the rank, below 0, at token `at`, and the token after it.
    ///
    /// These words tell of time where none picks one out ("last seen") and before numbers and units of
    /// time ("the last two years"); "the final" is a match.
    pub(in crate::text::values) fn end_rank_at(&self, at: usize) -> Option<(f64, usize)> {
        let Some(NumberWord::FromEnd(rank)) = self.tables.number(self.lang, self.form(at)) else {
            return None;
        };
        let before = at.checked_sub(1)?;
        // "the seventh and final"
        let second = || self.is_and(before) && self.is_ordinal(before.wrapping_sub(1));
        if !(self.picks_out(before) || second()) {
            return None;
        }
        let is_rank = self.token(at + 1).is_none_or(|next| match next.kind {
            TokenKind::Number => false,
            TokenKind::Symbol => !next.is_glued() || self.word(at + 1) != "-",
            TokenKind::Word => !self.is_time(at + 1),
        });
        let is_match =
            self.form(at) == key("final") && !self.token(at + 1).is_some_and(Token::is_content);
        (is_rank && !is_match).then_some((-rank, at + 1))
    }

    fn is_ordinal(&self, at: usize) -> bool {
        let word = self.tables.number(self.lang, self.form(at));
        matches!(word, Some(NumberWord::Ordinal(_)))
    }

    /// Whether a word begins how long something took: a number, a unit of time, or "few".
    fn is_time(&self, at: usize) -> bool {
        const FEW: [&str; 5] = ["few", "several", "couple", "paar", "quelques"];
        let unit = self.unit_at(at).map(|unit| unit.dimension);
        matches!(unit, Some("time" | "month"))
            || FEW.contains(&&*self.lower(at))
            || self.number_at(at).is_some()
    }

    /// Whether token `at` picks out one of several: an article, or whose it is.
    fn picks_out(&self, at: usize) -> bool {
        let words: &[&str] = match self.lang {
            Lang::English => &[
                "the", "its", "his", "her", "their", "my", "our", "your", "whose", "'s", "’s", "'",
                "’",
            ],
            Lang::German => &[
                "der", "die", "das", "dem", "den", "des", "seine", "seinem", "seinen", "seiner",
                "seines", "sein", "ihre", "ihrem", "ihren", "ihrer", "ihres", "ihr",
            ],
            Lang::French => &["le", "la", "les", "son", "sa", "ses", "leur", "leurs"],
            Lang::Spanish => &["el", "la", "los", "las", "su", "sus"],
            Lang::Italian => &["l'", "l’", "il", "la", "suo", "sua"],
            Lang::Portuguese => &["o", "a", "os", "as", "seu", "sua"],
            Lang::Dutch => &["de", "het", "zijn", "haar", "hun"],
            Lang::Other => &[],
        };
        words.contains(&&*self.lower(at))
    }

    fn digit_ordinal_at(&self, at: usize) -> Option<(f64, usize)> {
        if !self.is_glued(at + 1) {
            return None;
        }
        let value = parse_digits(self.word(at), self.lang)?.value;
        let suffix = self.lower(at + 1);
        let ranks = match suffix.as_ref() {
            "st" | "nd" | "rd" | "th" | "er" | "re" | "ème" | "eme" | "ième" | "º" | "ª" | "°"
            | "位" | "番目" => true,
            "e" => matches!(self.lang, Lang::French | Lang::Dutch),
            // "26.ª"
            "." if self.is_glued(at + 2) && matches!(self.word(at + 2), "º" | "ª") => {
                return Some((value, at + 3));
            }
            "." => return self.dotted_ordinal(value, at),
            _ => false,
        };
        // "3º" may be followed by a stop: "3.º".
        (ranks && !(suffix == "°" && matches!(self.word(at + 2), "C" | "F")))
            .then_some((value, at + 2))
    }

    /// "der 3. Platz": a German number with a stop after an article or a preposition.
    fn dotted_ordinal(&self, value: f64, at: usize) -> Option<(f64, usize)> {
        const BEFORE: [&str; 18] = [
            "der", "die", "das", "den", "dem", "des", "zum", "zur", "im", "am", "vom", "beim",
            "als", "ihr", "sein", "seinen", "ihren", "jeder",
        ];
        let before = self.lower(at.checked_sub(1)?);
        let rank = self.lang == Lang::German
            && value.fract() == 0.0
            && value <= 200.0
            && BEFORE.contains(&before.as_ref())
            && self
                .token(at + 2)
                .is_some_and(|next| next.kind == TokenKind::Word);
        rank.then_some((value, at + 2))
    }
}

/// The number of a Roman numeral of capital letters, 1 to 39: centuries, and rulers.
///
/// `None` for "I" alone, which is a word.
pub(in crate::text::values) fn roman(word: &str) -> Option<f64> {
    if !(1..=7).contains(&word.len()) || word == "I" {
        return None;
    }
    // "XXL" is no number.
    let is_small = word.bytes().all(|letter| b"IVX".contains(&letter));
    let total = roman_numeral(word).filter(|total| is_small && *total < 40)?;
    Some(total.into())
}

/// The number of a Roman numeral of capital letters. Of one too long to be one, or of other letters, none.
pub(in crate::text::values) fn roman_numeral(word: &str) -> Option<i16> {
    let mut total = 0_i16;
    let mut before = 0;
    for letter in word.bytes().rev() {
        let value = match letter {
            b'I' => 1,
            b'V' => 5,
            b'X' => 10,
            b'L' => 50,
            b'C' => 100,
            b'D' => 500,
            b'M' => 1000,
            _ => return None,
        };
        if value < before {
            total = total.checked_sub(value)?;
        } else {
            total = total.checked_add(value)?;
            before = value;
        }
    }
    Some(total)
}
