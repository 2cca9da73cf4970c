//! The unit that stands at a place: "km", "square miles", "km/h", "kilowatt-hours", "nautical miles".

use super::units::Unit;
use crate::text::values::Reader;
use crate::text::{Lang, TokenKind};

/// Litres in a cubic metre: volumes are counted in litres.
const LITRES: f64 = 1000.0;

impl Reader<'_> {
    /// The unit with a name of one word at `at`.
    pub(in crate::text::values) fn unit_at(&self, at: usize) -> Option<Unit> {
        let token = self
            .token(at)
            .filter(|token| token.kind == TokenKind::Word)?;
        let word = self.word(at);
        // "5 W" and "W." apart: a capital letter by itself is an initial or a scale.
        if token.is_capital() && token.span.len() == 1 && !self.is_lone_symbol(at) {
            return None;
        }
        let units = &self.tables.units;
        let unit = units
            .exact(word, self.lang)
            .or_else(|| units.named(token.form, token.stem, self.lang))?;
        // "an hour" is English, "deux ans" and "un an" French; "tag" is English or German.
        let foreign = match &*self.lower(at) {
            "an" => self.lang != Lang::French,
            "tag" => self.lang != Lang::German,
            "metro" | "metros" => {
                !matches!(self.lang, Lang::Spanish | Lang::Italian | Lang::Portuguese)
            }
            "pie" | "pies" => self.lang != Lang::Spanish,
            "sem" => !matches!(self.lang, Lang::French | Lang::Spanish),
            // "the under-21s"
            "s" => {
                token.is_glued()
                    && at
                        .checked_sub(1)
                        .is_some_and(|before| self.tokens[before].kind == TokenKind::Number)
            }
            _ => false,
        };
        (!foreign).then_some(unit)
    }

    /// Whether the capital letter at `at` can be the symbol of a unit: "230 V", "60 W bulb", "16 A".
    fn is_lone_symbol(&self, at: usize) -> bool {
        let next = self.token(at + 1);
        let is_name = next.is_some_and(|next| next.is_capital() || next.kind == TokenKind::Number);
        let ends = next.is_none_or(|next| next.kind == TokenKind::Symbol);
        let is_initial = self.word(at + 1) == "."
            && self
                .token(at + 2)
                .is_some_and(|next| next.kind == TokenKind::Word);
        match self.word(at) {
            // "5W-30"
            "W" | "V" | "L" | "N" | "J" => {
                let is_joined = self.word(at + 1) == "-"
                    && self
                        .token(at + 2)
                        .is_some_and(|next| next.kind == TokenKind::Number);
                !is_name && !is_initial && !is_joined
            }
            // "5 A levels"
            "A" => ends && !is_initial && self.word(at + 1) != "-",
            _ => false,
        }
    }

    /// The unit at `at` with all that is said of it, and the token after it.
    pub(in crate::text::values) fn unit_after(&self, at: usize) -> Option<(Unit, usize)> {
        // "5 US gallons"
        let country = matches!(self.word(at), "US" | "U.S." | "UK" | "metric" | "statute");
        if country && self.unit_at(at + 1).is_some() {
            return self.unit_after(at + 1);
        }
        let powers = |at: usize| match &*self.lower(at) {
            "square" | "sq" | "平方" => Some(2),
            "cubic" | "cu" | "立方" => Some(3),
            _ => None,
        };
        if let Some(power) = powers(at) {
            let stop = usize::from(self.word(at + 1) == ".");
            let side = self.unit_at(at + 1 + stop)?;
            return Some((raised(side, power)?, at + 2 + stop));
        }
        let second = at + 1 + usize::from(self.word(at + 1) == "-" && self.is_glued(at + 1));
        if let Some(unit) = self.tables.units.pair(self.form(at), self.form(second)) {
            return Some((unit, second + 1));
        }
        if let Some(raised) = self.raised_in_one_word(at) {
            return Some((raised, at + 1));
        }
        let unit = self.unit_at(at)?;
        match unit.dimension {
            "length" => Some(self.of_length(unit, at)),
            "power" => Some(self.of_power(unit, at)),
            "bytes" => Some(self.rate(unit, at + 1, "rate").unwrap_or((unit, at + 1))),
            // "light-years" and "nautical-miles" have a hyphen.
            _ => Some((unit, at + 1)),
        }
    }

    /// "km2", "m³" as one word.
    fn raised_in_one_word(&self, at: usize) -> Option<Unit> {
        let word = self.word(at);
        let (rest, power) = match word.chars().next_back()? {
            '2' | '²' => (
                &word[..word.len() - word.chars().next_back()?.len_utf8()],
                2,
            ),
            '3' | '³' => (
                &word[..word.len() - word.chars().next_back()?.len_utf8()],
                3,
            ),
            _ => {
                let lower = self.lower(at);
                let (rest, power) =
                    match (lower.strip_prefix("quadrat"), lower.strip_prefix("kubik")) {
                        (Some(rest), _) => (rest.to_owned(), 2),
                        (_, Some(rest)) => (rest.to_owned(), 3),
                        _ => return None,
                    };
                let form = crate::text::key(&rest);
                let stem = crate::text::stem_key(&rest, self.lang);
                return raised(self.tables.units.named(form, stem, self.lang)?, power);
            }
        };
        let form = crate::text::key(&rest.to_lowercase());
        raised(self.tables.units.named(form, form, self.lang)?, power)
    }

    /// A length at `at` with what stands behind it: "km²", "kilomètres carrés", "km/h".
    fn of_length(&self, unit: Unit, at: usize) -> (Unit, usize) {
        let next = self.word(at + 1);
        // "km²" may be cut in two.
        let power = match next {
            "²" | "2" if self.is_glued(at + 1) => Some(2),
            "³" | "3" if self.is_glued(at + 1) => Some(3),
            _ if next.starts_with("carré") || next.starts_with("cuadrado") => Some(2),
            "cube" | "cubes" if self.lang == Lang::French => Some(3),
            _ if next.starts_with("cúbico") => Some(3),
            _ => None,
        };
        if let Some(raised) = power.and_then(|power| raised(unit, power)) {
            return (raised, at + 2);
        }
        let hourly = at
            .checked_sub(2)
            .map(|before| match self.word(before) {
                "時速" => Some(3600.0),
                "分速" => Some(60.0),
                "秒速" => Some(1.0),
                _ => None,
            })
            .unwrap_or_default();
        if let Some(time) = hourly {
            return (Unit::new("speed", unit.factor / time), at + 1);
        }
        self.rate(unit, at + 1, "speed").unwrap_or((unit, at + 1))
    }

    /// So much in a unit of time that is named at `at`, of dimension `of`.
    fn rate(&self, unit: Unit, at: usize, of: &'static str) -> Option<(Unit, usize)> {
        let word = self.lower(at);
        let per = matches!(
            word.as_ref(),
            "/" | "per" | "pro" | "par" | "an" | "a" | "por" | "à"
        );
        if !per {
            return None;
        }
        let article = matches!(&*self.lower(at + 1), "l’" | "l'" | "la");
        let time_at = at + 1 + usize::from(article);
        let time = self
            .unit_at(time_at)
            .filter(|time| time.dimension == "time" && time.factor <= 3600.0)?;
        Some((Unit::new(of, unit.factor / time.factor), time_at + 1))
    }

    /// "kilowatt-hours", "kilowatt hours": a power at `at` for some time.
    fn of_power(&self, unit: Unit, at: usize) -> (Unit, usize) {
        let hyphen = usize::from(self.word(at + 1) == "-" && self.is_glued(at + 1));
        let hours_at = at + 1 + hyphen;
        let is_hours = matches!(
            &*self.lower(hours_at),
            "hour" | "hours" | "heures" | "hora" | "horas"
        );
        if is_hours {
            (Unit::new("energy", unit.factor * 3600.0), hours_at + 1)
        } else {
            (unit, at + 1)
        }
    }
}

/// The area of a square or the volume of a cube with sides of `length`.
fn raised(length: Unit, power: i32) -> Option<Unit> {
    let size = length.factor.powi(power);
    match (length.dimension, power) {
        ("length", 2) => Some(Unit::new("area", size)),
        ("length", 3) => Some(Unit::new("volume", size * LITRES)),
        _ => None,
    }
}
