//! The table of words that cannot both be said of the same thing.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::text::{Filter, Lang, normal_form, stem_key};

const TABLE: &str = include_str!("../../data/opposites.txt");

/// A word's entry in the table.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Stems that mean the same as far as the opposition goes, in order.
    same: Vec<u64>,
    /// Stems that mean the opposite, in order.
    opposite: Vec<u64>,
    /// Whether the word stands in many phrases with other meanings: "up", "over".
    pub loose: bool,
    /// Whether the word says so much that a source without it does not bear the claim out.
    pub telling: bool,
    /// Whether it says of one party what its opposite says of the other: "A beat B", "B lost to A".
    pub converse: bool,
    /// The stems of both sides.
    pub stems: Filter<4>,
}

impl Entry {
    /// Whether a word with this stem means the same as far as the opposition goes.
    pub fn means_same(&self, stem: u64) -> bool {
        self.stems.may_have(stem) && self.same.binary_search(&stem).is_ok()
    }

    /// Whether a word with this stem means the opposite.
    pub fn means_opposite(&self, stem: u64) -> bool {
        self.stems.may_have(stem) && self.opposite.binary_search(&stem).is_ok()
    }
}

/// A line of the table: the stems of its two sides.
struct Opposition {
    sides: [Vec<u64>; 2],
    /// What stands in the brackets before them: a language and marks.
    tag: &'static str,
}

/// The part of the table for one language.
struct Table {
    oppositions: Vec<Opposition>,
    /// By stem, the oppositions it stands in, and on which side.
    places: Vec<(u64, usize, usize)>,
    /// The first place of each stem.
    first: FxHashMap<u64, usize>,
    /// For each place that is its stem's first, the stem's entry, made when first asked for: a text has
    /// few of the table's words.
    entries: Vec<OnceLock<Entry>>,
}

/// The entry of a word with stem `stem`, if there is one.
pub(super) fn entry(stem: u64, lang: Lang) -> Option<&'static Entry> {
    const LANGUAGES: usize = Lang::Other as usize + 1;
    static TABLES: [OnceLock<Table>; LANGUAGES] = [const { OnceLock::new() }; LANGUAGES];
    let table = TABLES[lang as usize].get_or_init(|| Table::read(lang));
    let first = *table.first.get(&stem)?;
    Some(table.entries[first].get_or_init(|| table.entry(first)))
}

impl Table {
    fn read(lang: Lang) -> Self {
        let lines = TABLE
            .lines()
            .filter_map(|line| line.strip_prefix('[')?.split_once(']'));
        let mut oppositions = Vec::new();
        let mut places = Vec::new();
        for (tag, words) in lines {
            if Lang::from_tag(tag.trim_end_matches(['~', '!', '%'])) != lang {
                continue;
            }
            let Some((one, other)) = words.split_once('|') else {
                continue;
            };
            let sides = [stems(one, lang), stems(other, lang)];
            for (side, stems) in sides.iter().enumerate() {
                places.extend(stems.iter().map(|stem| (*stem, oppositions.len(), side)));
            }
            oppositions.push(Opposition { sides, tag });
        }
        places.sort_unstable();
        let stems = places.iter().enumerate().rev();
        let first = stems.map(|(at, (stem, ..))| (*stem, at)).collect();
        let entries = places.iter().map(|_| OnceLock::new()).collect();
        Self {
            oppositions,
            places,
            first,
            entries,
        }
    }

    /// The entry of the stem whose first place is `first`.
    fn entry(&self, first: usize) -> Entry {
        let stem = self.places[first].0;
        let mut entry = Entry::default();
        let mut opposite = Vec::new();
        for (_, line, side) in self.places[first..]
            .iter()
            .take_while(|place| place.0 == stem)
        {
            let Opposition { sides, tag } = &self.oppositions[*line];
            entry.same.extend(&sides[*side]);
            opposite.extend(&sides[1 - side]);
            entry.loose |= tag.contains('~');
            entry.telling |= tag.contains('!');
            entry.converse |= tag.contains('%');
        }
        // A word of many meanings may stand on both sides of another; the opposition then tells
        // nothing but for the word itself.
        let same = std::mem::take(&mut entry.same);
        let only = |these: &[u64], others: &[u64]| -> Vec<u64> {
            let these = these.iter().copied();
            these.filter(|stem| !others.contains(stem)).collect()
        };
        entry.same = only(&same, &opposite);
        entry.opposite = only(&opposite, &same);
        for stems in [&mut entry.same, &mut entry.opposite] {
            stems.sort_unstable();
            stems.dedup();
        }
        entry.stems = Filter::of(entry.same.iter().chain(&entry.opposite).copied());
        entry
    }
}

fn stems(side: &str, lang: Lang) -> Vec<u64> {
    side.split_whitespace()
        .filter(|word| !word.contains('-'))
        .map(|word| stem_key(&normal_form(word), lang))
        .collect()
}
