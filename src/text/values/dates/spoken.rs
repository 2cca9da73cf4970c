//! Times of day as they are spoken: "half past seven", "Viertel vor neun", "à sept heures et demie", "las siete y media".

use super::HALF_DAY;
use crate::text::values::Reader;
use crate::text::values::tables::NumberWord;
use crate::text::{Lang, TokenKind};

/// Words before a time of day.
const AT: [&str; 12] = [
    "at", "around", "until", "till", "before", "after", "um", "gegen", "ab", "bis", "kurz", "seit",
];

/// Words before a time of day in hours: without one, "sept heures et demie" is how long something took.
const FRENCH_AT: [&str; 6] = ["à", "vers", "dès", "jusqu'à", "jusqu’à", "avant"];

impl Reader<'_> {
    /// The minute of half a day that is spoken at `at`, and the token after it.
    pub(super) fn spoken_at(&self, at: usize) -> Option<(i16, usize)> {
        let (minutes, end) = match self.lang {
            Lang::English => self.english_at(at + usize::from(self.is_article(at))),
            Lang::German => self.german_at(at),
            Lang::French => self.french_at(at),
            Lang::Spanish => self.spanish_at(at),
            _ => None,
        }?;
        Some((minutes.rem_euclid(HALF_DAY), end))
    }

    /// Which half of the day the words at `at` name, and the token after them: "in the evening", "abends".
    pub(super) fn part_of_day(&self, at: usize) -> Option<(bool, usize)> {
        let later = |word: &str| match word {
            "morning" | "morgens" | "vormittags" | "früh" | "matin" | "mañana" => Some(false),
            "afternoon" | "evening" | "nachmittags" | "abends" | "soir" | "après-midi"
            | "tarde" | "noche" => Some(true),
            _ => None,
        };
        let before: &[&str] = match self.lang {
            Lang::English => &["in", "the"],
            Lang::French => &["du"],
            Lang::Spanish => &["de", "la"],
            Lang::German => &[],
            _ => return None,
        };
        let stands = (at..).zip(before).all(|(at, word)| self.lower(at) == *word);
        let end = at + before.len();
        Some((later(&self.lower(end)).filter(|_| stands)?, end + 1))
    }

    /// "half past seven", "quarter to nine", "twenty past 6", "at ten to six"
    fn english_at(&self, at: usize) -> Option<(i16, usize)> {
        if let Some(full) = self.full_hour(at) {
            return Some(full);
        }
        let (mut minutes, named) = match &*self.lower(at) {
            "half" => (30, true),
            "quarter" => (15, true),
            _ => (self.minutes(at)?, false),
        };
        let mut next = at + 1;
        // "twenty-five past"
        if self.word(next) == "-" && minutes == 20 && self.lower(next + 1) == "five" {
            minutes = 25;
            next += 2;
        }
        if !named && self.lower(next) == "minutes" {
            next += 1;
        }
        let to = self.lower(next) == "to" && minutes < 30;
        // "ten to six" may be a score or a range.
        let is_time = named || at.checked_sub(1).is_some_and(|before| self.is_at(before));
        if to && !is_time {
            return None;
        }
        self.past(minutes, next, to)
    }

    /// "four o'clock", "five in the morning"
    fn full_hour(&self, at: usize) -> Option<(i16, usize)> {
        let hour = self.hour(at)?;
        let clock = self.clock_words(at + 1);
        let is_word = self.token(at)?.kind == TokenKind::Word;
        (clock > 0 || is_word && self.part_of_day(at + 1).is_some())
            .then_some((hour * 60, at + 1 + clock))
    }

    fn past(&self, minutes: i16, at: usize, to: bool) -> Option<(i16, usize)> {
        if !to && self.lower(at) != "past" {
            return None;
        }
        let hour = self.hour(at + 1)?;
        let minutes = if to { -minutes } else { minutes };
        Some((hour * 60 + minutes, at + 2))
    }

    /// "halb acht", "Viertel nach neun", "um zehn vor sechs"
    fn german_at(&self, at: usize) -> Option<(i16, usize)> {
        let word = self.lower(at);
        if word == "halb" {
            return Some((self.hour(at + 1)? * 60 - 30, at + 2));
        }
        let minutes = if word == "viertel" {
            15
        } else {
            self.minutes(at)
                .filter(|_| at.checked_sub(1).is_some_and(|before| self.is_at(before)))?
        };
        let sign = match &*self.lower(at + 1) {
            "nach" => 1,
            "vor" => -1,
            _ => return None,
        };
        Some((self.hour(at + 2)? * 60 + sign * minutes, at + 3))
    }

    /// "à sept heures et demie", "à neuf heures moins le quart"
    fn french_at(&self, at: usize) -> Option<(i16, usize)> {
        let before = at.checked_sub(1)?;
        if !FRENCH_AT.contains(&&*self.lower(before))
            || !matches!(&*self.lower(at + 1), "heure" | "heures")
        {
            return None;
        }
        let hour = self.hour(at)? * 60;
        let word = |skip: usize| self.lower(at + skip);
        match (&*word(2), &*word(3), &*word(4)) {
            ("et", "demie" | "demi", _) => Some((hour + 30, at + 4)),
            ("et", "quart", _) => Some((hour + 15, at + 4)),
            ("moins", "le", "quart") => Some((hour - 15, at + 5)),
            ("moins", _, _) => Some((hour - self.minutes(at + 3)?, at + 4)),
            _ => Some((hour + self.minutes(at + 2)?, at + 3)),
        }
    }

    /// "las siete y media", "la una menos cuarto"
    fn spanish_at(&self, at: usize) -> Option<(i16, usize)> {
        let before = at.checked_sub(1)?;
        if !matches!(&*self.lower(before), "la" | "las") {
            return None;
        }
        let hour = self.hour(at)? * 60;
        let minutes = match (&*self.lower(at + 1), &*self.lower(at + 2)) {
            ("y", "media") => 30,
            ("y", "cuarto") => 15,
            ("menos", "cuarto") => -15,
            ("y", _) => self.minutes(at + 2)?,
            ("menos", _) => -self.minutes(at + 2)?,
            _ => return None,
        };
        Some((hour + minutes, at + 3))
    }

    pub(super) fn is_at(&self, at: usize) -> bool {
        AT.contains(&&*self.lower(at))
    }

    /// The hour that is named at `at`.
    fn hour(&self, at: usize) -> Option<i16> {
        let token = self.token(at)?;
        if token.kind == TokenKind::Number {
            let hour: i16 = self.word(at).parse().ok()?;
            return (1..=12).contains(&hour).then_some(hour);
        }
        if self.is_article(at) && self.lang == Lang::Spanish {
            return Some(1);
        }
        (1..=12_i16).find(|hour| self.is_number_word(at, f64::from(*hour)))
    }

    /// The minutes before or after a full hour that are spoken at `at`.
    fn minutes(&self, at: usize) -> Option<i16> {
        [5, 10, 20, 25].into_iter().find(|minutes| {
            self.is_number_word(at, f64::from(*minutes)) || self.word(at) == minutes.to_string()
        })
    }

    fn is_number_word(&self, at: usize, number: f64) -> bool {
        matches!(self.number_word(at), Some(NumberWord::Cardinal(value)) if (value - number).abs() < 0.5)
    }
}
