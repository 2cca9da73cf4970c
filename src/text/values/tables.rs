//! The words that numbers, dates and amounts are written with, read once from the data files.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::dates::relation::BEFORE;
use super::measures::units::Units;
use super::money::Currencies;
use super::numbers::Bound;
use crate::text::{Lang, key, normal_form, sections, stem_key, word_key};

const NUMBERS: &str = include_str!("../data/numbers.txt");
const DATES: &str = include_str!("../data/dates.txt");
const AMOUNTS: &str = include_str!("../data/amounts.txt");

/// Words besides those of numbers and dates that may begin a value.
const BEGINNINGS: &str = "once einmal a an ein eine einem einer un une una rs q1 q2 q3 q4 h1 h2 t1 t2 t3 t4 s1 s2 noon midday quarter viertel halb \
midnight mitternacht minuit medianoche siglo secolo yesterday gestern hier ayer tomorrow demain \
minus negative moins menos マイナス 负 fy fiscal hora twenties thirties forties fifties sixties seventies eighties nineties teens zwanziger dreißiger \
vierziger fünfziger sechziger siebziger achtziger neunziger \
last past letzten letztes letzter vergangenen vergangenes voriges vorigen this dieses diesen \
diesem cette este esta next kommenden kommendes mois mes early beginning start anfang principios \
every each alle jeden jede jedes jeder chaque tous toutes cada todos todas ogni elke iedere \
comienzos inicios mid middle mitte mediados mi late end ende fin finales fines";

/// What a number word does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum NumberWord {
    /// "seven", "forty"
    Cardinal(f64),
    /// "hundred", "million": multiplies what stands before it.
    Scale(f64),
    /// "bn": as a scale, but only right after digits.
    Suffix(f64),
    /// "third"
    Ordinal(f64),
    /// "last": a rank counted from the end.
    FromEnd(f64),
    /// "quarters": divides what stands before it.
    Part(f64),
    /// "twice", "double"
    Times(f64),
}

/// What a date word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateWord {
    /// 1 to 12.
    Month(i8),
    /// 1, Monday, to 7.
    Weekday(i8),
    /// By its first month.
    Season(i8),
}

/// All tables.
pub(crate) struct Tables {
    numbers: FxHashMap<(Lang, u64), NumberWord>,
    /// By language, the scales that a word in the plural tells by itself, "thousands"; and words for few of them, "several".
    several: FxHashMap<(Lang, u64), f64>,
    few: FxHashSet<(Lang, u64)>,
    /// Stems of the words for a small whole number, cardinal and ordinal.
    names: FxHashMap<(Lang, u8), Vec<u64>>,
    dates: FxHashMap<(Lang, u64), DateWord>,
    /// The languages that have a word for a number or a date, a bit each in the order of [`Lang::LISTED`].
    languages: FxHashMap<u64, u8>,
    pub currencies: Currencies,
    pub units: Units,
    /// Keys of the words that may begin a value, in any language.
    begins: FxHashSet<u64>,
    /// Keys of the last words of the phrases that may stand before a date.
    relations: FxHashSet<u64>,
    /// Keys of the words that call a number a fall or a loss.
    pub falls: FxHashSet<u64>,
    pub rises: FxHashSet<u64>,
    pub more: FxHashSet<u64>,
    /// Keys of the words for things that are named by a number: "room".
    named: FxHashSet<u64>,
    /// By language, the short forms of such words, and the stems of what they stand for: "fig".
    short: FxHashMap<(Lang, u64), u64>,
    /// Keys of the words and signs for "number": "no".
    number_signs: FxHashSet<u64>,
    before: Vec<(Vec<u64>, Bound)>,
    after: Vec<(Vec<u64>, Bound)>,
}

impl Tables {
    /// The tables, read on first use.
    pub fn get() -> &'static Self {
        static TABLES: OnceLock<Tables> = OnceLock::new();
        TABLES.get_or_init(Self::read)
    }

    /// The number word with key `form`; Japanese and Chinese ones count in every language.
    pub fn number(&self, lang: Lang, form: u64) -> Option<NumberWord> {
        self.numbers
            .get(&(lang, form))
            .or_else(|| self.numbers.get(&(Lang::Other, form)))
            .copied()
    }

    /// The scale that the word with key `form` tells by itself: 1,000 for "thousands".
    pub fn several(&self, lang: Lang, form: u64) -> Option<f64> {
        self.several.get(&(lang, form)).copied()
    }

    /// Whether the word with key `form` says that there are a few of the scale behind it: "several" thousand.
    pub fn is_few(&self, lang: Lang, form: u64) -> bool {
        self.few.contains(&(lang, form))
    }

    /// The date word with key `form`.
    pub fn date(&self, lang: Lang, form: u64) -> Option<DateWord> {
        self.dates.get(&(lang, form)).copied()
    }

    /// The languages in which the word with key `form` is a number, a month, a day or a season, a bit each in the order of
    /// [`Lang::LISTED`].
    pub fn languages(&self, form: u64) -> u8 {
        self.languages.get(&form).copied().unwrap_or(0)
    }

    /// Whether a value may begin with the word with key `form`.
    pub fn begins(&self, form: u64) -> bool {
        self.begins.contains(&form)
    }

    /// Whether the word with key `form` may end a phrase that tells how something lies to a date.
    pub fn ends_relation(&self, form: u64) -> bool {
        self.relations.contains(&form)
    }

    /// Whether a thing that the word with key `form` names is told from its like by a number: "room 214".
    pub fn names_by_number(&self, form: u64) -> bool {
        self.named.contains(&form)
    }

    /// The stem of the word for a thing that is told from its like by a number, of which `form` is the key in short: "fig".
    pub fn named_in_short(&self, lang: Lang, form: u64) -> Option<u64> {
        self.short.get(&(lang, form)).copied()
    }

    /// Whether the word or sign with key `form` says "number".
    pub fn is_number_sign(&self, form: u64) -> bool {
        self.number_signs.contains(&form)
    }

    /// The widening that ends `words`, the keys before a number, and how many words say it.
    pub fn widening_before(&self, words: &[u64]) -> Option<(Bound, usize)> {
        self.before
            .iter()
            .find(|(phrase, _)| phrase.last() == words.last() && words.ends_with(phrase))
            .map(|(phrase, widening)| (*widening, phrase.len()))
    }

    /// The widening that begins `words`, the keys after a number, and how many words say it.
    pub fn widening_after(&self, words: &[u64]) -> Option<(Bound, usize)> {
        self.after
            .iter()
            .find(|(phrase, _)| phrase.first() == words.first() && words.starts_with(phrase))
            .map(|(phrase, widening)| (*widening, phrase.len()))
    }

    fn read() -> Self {
        let mut tables = Self {
            numbers: FxHashMap::default(),
            several: FxHashMap::default(),
            few: FxHashSet::default(),
            names: FxHashMap::default(),
            dates: FxHashMap::default(),
            languages: FxHashMap::default(),
            currencies: Currencies::read(),
            units: Units::read(),
            begins: BEGINNINGS.split(' ').map(word_key).collect(),
            relations: BEFORE
                .iter()
                .filter_map(|(phrase, _)| phrase.split(' ').next_back().map(word_key))
                .collect(),
            falls: FxHashSet::default(),
            rises: FxHashSet::default(),
            more: FxHashSet::default(),
            named: FxHashSet::default(),
            short: FxHashMap::default(),
            number_signs: FxHashSet::default(),
            before: Vec::new(),
            after: Vec::new(),
        };
        for (tag, mut words) in lines(NUMBERS) {
            let kind = words.next().unwrap_or_default();
            if kind == "few" {
                let words = words.map(|word| (Lang::from_tag(tag), word_key(word)));
                tables.few.extend(words);
                continue;
            }
            for (word, value) in words.filter_map(|pair| pair.split_once('=')) {
                let Ok(value) = value.parse::<f64>() else {
                    continue;
                };
                if kind == "several" {
                    let word = (Lang::from_tag(tag), word_key(word));
                    tables.several.insert(word, value);
                    tables.begins.insert(word.1);
                    continue;
                }
                let entry = match kind {
                    "cardinal" => NumberWord::Cardinal(value),
                    "scale" => NumberWord::Scale(value),
                    "suffix" => NumberWord::Suffix(value),
                    "ordinal" => NumberWord::Ordinal(value),
                    "from_end" => NumberWord::FromEnd(value),
                    "part" => NumberWord::Part(value),
                    _ => NumberWord::Times(value),
                };
                let lang = Lang::from_tag(tag);
                if matches!(entry, NumberWord::Cardinal(_) | NumberWord::Ordinal(_))
                    && (0.0..=100.0).contains(&value)
                {
                    let stem = stem_key(&normal_form(word), lang);
                    tables
                        .names
                        .entry((lang, small(value)))
                        .or_default()
                        .push(stem);
                }
                tables.begins.insert(word_key(word));
                tables
                    .numbers
                    .entry((lang, word_key(word)))
                    .or_insert(entry);
            }
        }
        let few = tables.few.iter().map(|(_, word)| *word);
        tables.begins.extend(few);
        tables.begins.extend(tables.units.all_often());
        tables.read_dates();
        tables.give_languages();
        for (tag, words) in lines(AMOUNTS) {
            for word in words {
                tables.add_amount(tag, word);
            }
        }
        // The longest phrase first: "more than" before "than".
        tables
            .before
            .sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        tables
            .after
            .sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        tables
    }

    fn read_dates(&mut self) {
        for (tag, mut words) in lines(DATES) {
            let kind = words.next().unwrap_or_default();
            for (word, value) in words.filter_map(|pair| pair.split_once('=')) {
                let Ok(value) = value.parse::<i8>() else {
                    continue;
                };
                let entry = match kind {
                    "month" => DateWord::Month(value),
                    "weekday" => DateWord::Weekday(value),
                    _ => DateWord::Season(value),
                };
                self.begins.insert(word_key(word));
                self.dates
                    .entry((Lang::from_tag(tag), word_key(word)))
                    .or_insert(entry);
            }
        }
    }

    fn give_languages(&mut self) {
        for (lang, word) in self.numbers.keys().chain(self.dates.keys()) {
            let listed = Lang::LISTED.iter().position(|listed| listed == lang);
            if let Some(index) = listed {
                *self.languages.entry(*word).or_default() |= 1 << index;
            }
        }
    }

    fn add_amount(&mut self, tag: &str, word: &'static str) {
        let phrase = || word.split('_').map(word_key).collect();
        if let Some(widening) = widening(tag) {
            self.before.push((phrase(), widening));
            return;
        }
        if let Some(widening) = tag.strip_suffix("-after").and_then(widening) {
            self.after.push((phrase(), widening));
            return;
        }
        if let Some(lang) = tag.strip_prefix("named-").map(Lang::from_tag) {
            let Some((short, name)) = word.split_once('=') else {
                panic!("amounts.txt: {word} is short for nothing");
            };
            let stem = stem_key(&normal_form(name), lang);
            self.short.insert((lang, key(short)), stem);
            return;
        }
        let words = match tag {
            "falls" => &mut self.falls,
            "rises" => &mut self.rises,
            "more" => &mut self.more,
            "named" => &mut self.named,
            "number" => &mut self.number_signs,
            other => panic!("amounts.txt has no section [{other}]"),
        };
        words.insert(word_key(word));
    }
}

fn widening(tag: &str) -> Option<Bound> {
    Some(match tag {
        "about" => Bound::About,
        "nearly" => Bound::Nearly,
        "just-over" => Bound::JustOver,
        "over" => Bound::Over,
        "at-least" => Bound::AtLeast,
        "under" => Bound::Under,
        "at-most" => Bound::AtMost,
        _ => return None,
    })
}

/// A whole number from 0 to 100 as a key.
fn small(value: f64) -> u8 {
    (0..=100_u8)
        .find(|small| (f64::from(*small) - value).abs() < 0.5)
        .unwrap_or(u8::MAX)
}

/// The stems that write the whole number `value`, 0 to 100: its digits and its words.
pub(crate) fn number_keys(value: f64, lang: Lang) -> impl Iterator<Item = u64> {
    let value = small(value);
    let names = Tables::get()
        .names
        .get(&(lang, value))
        .into_iter()
        .flatten()
        .copied();
    std::iter::once(key(&value.to_string())).chain(names)
}

fn lines(
    data: &'static str,
) -> impl Iterator<Item = (&'static str, std::str::SplitWhitespace<'static>)> {
    sections(data).map(|(tag, words)| (tag, words.split_whitespace()))
}
