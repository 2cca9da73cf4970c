//! Times of day: "5 p.m.", "17:30", "17h30", "17 Uhr", "午後5時30分".

use super::DateValue;
use super::HALF_DAY;
use crate::text::values::Reader;
use crate::text::{Lang, TokenKind};

/// A reading of a clock as it is put together.
struct Reading {
    hour: i16,
    minute: i16,
    end: usize,
    /// Whether something tells that this is a time of day and no score or ratio.
    marked: bool,
}

impl Reader<'_> {
    pub(in crate::text::values) fn time_at(&self, at: usize) -> Option<(DateValue, usize)> {
        if let Some((minute, end)) = self.spoken_at(at) {
            let half = self.half_of_day(end).or_else(|| self.part_of_day(end));
            let later = half.is_some_and(|(later, _)| later);
            let minute = minute + if later { HALF_DAY } else { 0 };
            let end = half.map_or(end, |(_, end)| end);
            return Some((of(0, minute, half.is_none()), end));
        }
        if self.token(at)?.kind == TokenKind::Word {
            return self.named_time_of_day(at);
        }
        let reading = self.reading_at(at)?;
        let half = self
            .half_of_day(reading.end)
            .or_else(|| self.part_of_day(reading.end).filter(|_| reading.marked))
            .or_else(|| self.half_of_other_end(&reading));
        let (hour, end, ambiguous) = match half {
            Some((later, end)) if reading.hour <= 12 => {
                (reading.hour % 12 + if later { 12 } else { 0 }, end, false)
            }
            None if reading.marked => {
                // "09:00" is the morning.
                let ambiguous = self.lang == Lang::English
                    && (1..=12).contains(&reading.hour)
                    && !self.word(at).starts_with('0');
                (reading.hour, reading.end, ambiguous)
            }
            _ => return None,
        };
        Some((of(hour, reading.minute, ambiguous), end))
    }

    /// Which half of the day an hour leaves to the other end of a stretch: "8.14 to 10.02 a.m.", "11 to 1 p.m.".
    fn half_of_other_end(&self, reading: &Reading) -> Option<(bool, usize)> {
        const TO: [&str; 5] = ["to", "–", "-", "and", "until"];
        if self.lang != Lang::English || !TO.contains(&&*self.lower(reading.end)) {
            return None;
        }
        let other = self
            .token(reading.end + 1)
            .filter(|token| token.kind == TokenKind::Number)
            .and_then(|_| self.reading_at(reading.end + 1))?;
        let (later, _) = self.half_of_day(other.end)?;
        let crosses = reading.hour % 12 > other.hour % 12;
        Some((later != crosses, reading.end))
    }

    /// The hour, with minutes, whose digits start at `at`.
    fn reading_at(&self, at: usize) -> Option<Reading> {
        let word = crate::text::normal_form(self.word(at));
        let glued = |at: usize| self.is_glued(at);
        let minutes = |at: usize| -> Option<i16> {
            let word = self.word(at);
            let value: i16 = (word.len() == 2).then(|| word.parse().ok())??;
            (value < 60).then_some(value)
        };
        // "17.30 Uhr", "5.30 p.m."
        if let Some((hour, minute)) = word.split_once('.') {
            let hour = hour_of(hour)?;
            let minute: i16 = (minute.len() == 2).then(|| minute.parse().ok())??;
            let clock = self.clock_words(at + 1);
            let (end, marked) = (at + 1 + clock, clock > 0);
            return (minute < 60).then_some(Reading {
                hour,
                minute,
                end,
                marked,
            });
        }
        if let Some(reading) = self.four_digits_at(at, &word) {
            return Some(reading);
        }
        let hour = hour_of(&word)?;
        // "17:30", "17:30 Uhr", "17h30", "17時30分"
        let mark = self.word(at + 1);
        if matches!(mark, ":" | "：" | "h" | "時" | "点")
            && (glued(at + 1) || mark == "h")
            && let Some(minute) = minutes(at + 2)
        {
            // "3:24:15" and "1h 45m" are how long something took.
            if self.word(at + 3) == ":" && glued(at + 3)
                || matches!(self.word(at + 3), "m" | "min" | "mins" | "minutes")
            {
                return None;
            }
            let end = at + 3;
            let end = end + usize::from(self.word(end) == "分") + self.clock_words(end);
            let marked = mark != ":" || hour > 0 || minute > 0 || word == "00";
            return Some(Reading {
                hour,
                minute,
                end,
                marked,
            });
        }
        // "17h30" has its minutes in the same word as the mark.
        if let Some(minute) = mark.strip_prefix('h').filter(|rest| rest.len() == 2) {
            let minute: i16 = minute.parse().ok().filter(|minute| *minute < 60)?;
            let end = at + 2;
            return Some(Reading {
                hour,
                minute,
                end,
                marked: true,
            });
        }
        let alone = (matches!(mark, "時" | "点") && glued(at + 1) && self.word(at + 2) != "間")
            || (mark == "h" && self.lang == Lang::French && !glued(at + 1));
        let words = self.clock_words(at + 1).max(usize::from(alone));
        let (end, marked) = (at + 1 + words, words > 0);
        Some(Reading {
            hour,
            minute: 0,
            end,
            marked,
        })
    }

    /// "2215 hrs", "at 0540"
    fn four_digits_at(&self, at: usize, word: &str) -> Option<Reading> {
        let (hour, minute) = word.split_at_checked(2).filter(|_| word.len() == 4)?;
        let (hour, minute) = (
            hour_of(hour)?,
            minute.parse().ok().filter(|minute| *minute < 60)?,
        );
        let is_after = at.checked_sub(1).is_some_and(|before| self.is_at(before));
        let is_named = matches!(self.word(at + 1), "hrs" | "hours" | "h");
        let marked = self.word(at + 1) == "hrs" || is_after && (is_named || word.starts_with('0'));
        marked.then_some(Reading {
            hour,
            minute,
            end: at + 1 + usize::from(is_named),
            marked: true,
        })
    }

    /// How many tokens at `at` say "o'clock".
    pub(super) fn clock_words(&self, at: usize) -> usize {
        match self.word(at) {
            "Uhr" => 1,
            "h" | "hs" | "horas" if matches!(self.lang, Lang::Spanish | Lang::Portuguese) => 1,
            "o'" | "o’" if self.word(at + 1) == "clock" => 2,
            _ => 0,
        }
    }

    /// Whether the words at `at` say the second half of the day, and the token after them.
    fn half_of_day(&self, at: usize) -> Option<(bool, usize)> {
        match self.lower(at).trim_end_matches('.') {
            "p.m" | "pm" => Some((true, at + 1)),
            "a.m" | "am" if self.word(at) != "am" || self.lang == Lang::English => {
                Some((false, at + 1))
            }
            _ => None,
        }
    }

    /// "noon", "midnight", "午後5時", "下午3点"
    fn named_time_of_day(&self, at: usize) -> Option<(DateValue, usize)> {
        match &*self.lower(at) {
            "noon" | "midday" => Some((of(12, 0, false), at + 1)),
            "midnight" | "mitternacht" | "minuit" | "medianoche" => Some((of(0, 0, false), at + 1)),
            "午後" | "下午" => {
                let reading = self.reading_at(at + 1).filter(|reading| reading.marked)?;
                let hour = reading.hour % 12 + 12;
                Some((of(hour, reading.minute, false), reading.end))
            }
            "午前" | "上午" => {
                let reading = self.reading_at(at + 1).filter(|reading| reading.marked)?;
                Some((of(reading.hour, reading.minute, false), reading.end))
            }
            _ => None,
        }
    }
}

fn hour_of(word: &str) -> Option<i16> {
    let hour: i16 = (word.len() <= 2).then(|| word.parse().ok())??;
    (0..=24).contains(&hour).then_some(hour)
}

fn of(hour: i16, minute: i16, ambiguous: bool) -> DateValue {
    DateValue {
        minute: Some(hour % 24 * 60 + minute),
        swappable: ambiguous,
        ..DateValue::default()
    }
}
