//! The names and symbols of units: bases of a dimension, and the prefixes that they take.

use rustc_hash::FxHashMap;

use crate::text::{Lang, key, normal_form, sections, stem_key, word_key};

const UNITS: &str = include_str!("../../data/units.txt");

/// Letters from which a name has a stem that its plural shares; what is shorter is a symbol.
const NAME: usize = 5;

/// A unit of measure: its dimension, and its size in that dimension's base unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Unit {
    /// "length", "mass", …
    pub dimension: &'static str,
    /// Size in base units: metres, kilograms, seconds, months, litres, square metres, watts, joules, bytes, metres
    /// per second.
    pub factor: f64,
}

/// What each of has so much: a unit of time or of measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Each {
    /// Of the unit: "time", "month", "mass", …
    pub dimension: &'static str,
    /// Size of the unit, in the dimension's base unit.
    pub factor: f64,
}

/// A day in seconds.
pub(crate) const DAY: f64 = 86_400.0;

/// A month in seconds: a twelfth of the mean year.
pub(crate) const MONTH: f64 = 2_629_746.0;

/// All units, read once.
#[derive(Default)]
pub(crate) struct Units {
    /// By key of the symbol as it is written: "mW" is not "MW".
    exact: FxHashMap<u64, Unit>,
    forms: FxHashMap<u64, Unit>,
    /// By language and stem: the stem of "Meter" in German is "met".
    stems: FxHashMap<(usize, u64), Unit>,
    /// By key of the symbol as it is written, in French alone: "Go".
    french: FxHashMap<u64, Unit>,
    /// By the keys of two words: "nautical mile".
    pairs: FxHashMap<(u64, u64), Unit>,
    /// By key of an adverb, how long the span is that has so much each: "daily".
    each: FxHashMap<u64, Each>,
    /// The same, and by key of other words that say how often: "fortnightly".
    often: FxHashMap<u64, Each>,
}

impl Units {
    pub fn read() -> Self {
        let mut units = Self::default();
        let entries: Vec<(&str, &str, &str)> = sections(UNITS)
            .flat_map(|(tag, words)| {
                let pairs = words.split_whitespace().map(entry);
                pairs.map(move |(name, value)| (tag, name, value))
            })
            .collect();
        let prefixes = |wanted: &str| -> Vec<(&'static str, f64)> {
            let of = entries.iter().filter(|(tag, ..)| *tag == wanted);
            of.map(|(_, name, size)| (*name, number(size))).collect()
        };
        let (letters, names) = (prefixes("prefix"), prefixes("prefix-name"));
        for (tag, name, value) in &entries {
            match *tag {
                "prefix" | "prefix-name" => {}
                "each" | "often" => {
                    let (dimension, factor) = value.split_once(':').unwrap_or((value, "1"));
                    let factor = number(factor);
                    let each = Each { dimension, factor };
                    let written = word_key(name);
                    if *tag == "each" {
                        units.each.insert(written, each);
                    }
                    units.often.insert(written, each);
                    // "wöchentliche"
                    for ending in ["e", "en", "er", "es", "em"] {
                        if name.ends_with("lich") {
                            let inflected = word_key(&format!("{name}{ending}"));
                            units.often.insert(inflected, each);
                        }
                    }
                }
                "octets" => {
                    let (size, takes) = value.split_once(':').unwrap_or((value, ""));
                    let unit = Unit::new("bytes", number(size));
                    let known = letters.iter().chain(&[("K", 1e3)]);
                    let used = known.filter(|(prefix, _)| takes.contains(prefix));
                    for (prefix, size) in used {
                        let written = key(&format!("{prefix}{name}"));
                        units.french.insert(written, unit.times(*size));
                    }
                }
                dimension => {
                    let (size, takes) = value.split_once(':').unwrap_or((value, ""));
                    let factor = number(size);
                    let unit = Unit { dimension, factor };
                    units.add(name, unit);
                    if takes == "*" {
                        for (prefix, size) in &names {
                            units.add(&format!("{prefix}{name}"), unit.times(*size));
                        }
                    } else {
                        units.add_symbol(name, unit, takes, &letters);
                    }
                }
            }
        }
        units
    }

    /// The symbol by itself and with each of the prefixes that it `takes`.
    fn add_symbol(&mut self, symbol: &str, unit: Unit, takes: &str, letters: &[(&str, f64)]) {
        self.exact.insert(key(symbol), unit);
        for letter in takes.chars() {
            let mut known = letters.iter();
            // "KB" as "kB".
            let is_it = |prefix: &str| prefix.starts_with(letter) || prefix == "k" && letter == 'K';
            let Some((_, size)) = known.find(|(prefix, _)| is_it(prefix)) else {
                panic!("{symbol} takes the prefix {letter}, which the table lacks");
            };
            let (written, unit) = (format!("{letter}{symbol}"), unit.times(*size));
            self.exact.insert(key(&written), unit);
            self.forms.entry(word_key(&written)).or_insert(unit);
        }
    }

    fn add(&mut self, name: &str, unit: Unit) {
        if let Some((first, second)) = name.split_once('_') {
            self.pairs.insert((word_key(first), word_key(second)), unit);
            return;
        }
        // "A" is a symbol, "a" a word.
        if name.len() > 1 || name.starts_with(char::is_lowercase) {
            self.forms.entry(word_key(name)).or_insert(unit);
        }
        if name.len() >= NAME {
            for ending in ["s", "es", "n", "en"] {
                let plural = word_key(&format!("{name}{ending}"));
                self.forms.entry(plural).or_insert(unit);
            }
            for lang in [Lang::English, Lang::French, Lang::Spanish, Lang::German] {
                let stem = stem_key(&normal_form(name), lang);
                self.stems.entry((lang as usize, stem)).or_insert(unit);
            }
        }
    }

    /// The unit whose symbol is written so in a text of language `lang`.
    pub fn exact(&self, written: &str, lang: Lang) -> Option<Unit> {
        let written = key(written);
        let french = || self.french.get(&written).filter(|_| lang == Lang::French);
        self.exact.get(&written).or_else(french).copied()
    }

    /// The unit whose name has form `form`, or stem `stem` in a text of language `lang`.
    pub fn named(&self, form: u64, stem: u64, lang: Lang) -> Option<Unit> {
        let by_form = |key: u64| self.forms.get(&key);
        let by_stem = || self.stems.get(&(lang as usize, stem));
        let found = by_form(form).or_else(|| by_form(stem)).or_else(by_stem);
        found.copied()
    }

    /// The unit with a name of two words.
    pub fn pair(&self, first: u64, second: u64) -> Option<Unit> {
        self.pairs.get(&(first, second)).copied()
    }

    /// The span of time of a word that says how often, "weekly", with key `form`.
    pub fn often(&self, form: u64) -> Option<Each> {
        self.often.get(&form).copied()
    }

    /// The keys of such words.
    pub fn all_often(&self) -> impl Iterator<Item = u64> {
        self.often.keys().copied()
    }

    /// The span of time of an adverb such as "daily".
    pub fn each(&self, form: u64) -> Option<Each> {
        self.each.get(&form).copied()
    }
}

impl Unit {
    pub const fn new(dimension: &'static str, factor: f64) -> Self {
        Self { dimension, factor }
    }

    /// The unit that is so many times as large.
    const fn times(self, size: f64) -> Self {
        Self::new(self.dimension, self.factor * size)
    }
}

impl Each {
    /// The time in seconds, where it is one.
    fn seconds(self) -> Option<f64> {
        match self.dimension {
            "time" => Some(self.factor),
            "month" => Some(self.factor * MONTH),
            _ => None,
        }
    }

    /// How many of `other` one of these is; none where they measure different things.
    pub(crate) fn in_terms_of(self, other: Self) -> Option<f64> {
        if self.dimension == other.dimension {
            return Some(self.factor / other.factor);
        }
        Some(self.seconds()? / other.seconds()?)
    }

    /// Whether it is a span of time.
    pub(crate) fn is_time(self) -> bool {
        self.seconds().is_some()
    }
}

impl From<Unit> for Each {
    fn from(unit: Unit) -> Self {
        Self {
            dimension: unit.dimension,
            factor: unit.factor,
        }
    }
}

fn entry(pair: &'static str) -> (&'static str, &'static str) {
    let Some(entry) = pair.split_once('=') else {
        panic!("a unit without its size: {pair}");
    };
    entry
}

fn number(size: &str) -> f64 {
    let Ok(size) = size.parse() else {
        panic!("no size of a unit: {size}");
    };
    size
}
