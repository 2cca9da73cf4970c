//! The table of words that cannot both be said of the same thing.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::text::{Lang, key, normal_form, stem};

const TABLE: &str = include_str!("../../data/opposites.txt");

/// A word's entry in the table.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Stems that mean the same as far as the opposition goes.
    pub same: Vec<u64>,
    /// Stems that mean the opposite.
    pub opposite: Vec<u64>,
    /// Whether the word stands in many phrases with other meanings: "up", "over".
    pub loose: bool,
    /// Whether the word says so much that a source without it does not bear the claim out.
    pub telling: bool,
    /// Whether it says of one party what its opposite says of the other: "A beat B", "B lost to A".
    pub converse: bool,
}

/// The entry of a word with stem `stem`, if there is one.
pub(super) fn entry(stem: u64, lang: Lang) -> Option<&'static Entry> {
    static ENTRIES: OnceLock<FxHashMap<(Lang, u64), Entry>> = OnceLock::new();
    ENTRIES.get_or_init(read).get(&(lang, stem))
}

fn read() -> FxHashMap<(Lang, u64), Entry> {
    let mut table: FxHashMap<(Lang, u64), Entry> = FxHashMap::default();
    let lines = TABLE
        .lines()
        .filter_map(|line| line.strip_prefix('[')?.split_once(']'));
    for (tag, sides) in lines {
        let lang = Lang::from_tag(tag.trim_end_matches(['~', '!', '%']));
        let Some((one, other)) = sides.split_once('|') else {
            continue;
        };
        let (one, other) = (stems(one, lang), stems(other, lang));
        for (side, against) in [(&one, &other), (&other, &one)] {
            for stem in side {
                let entry = table.entry((lang, *stem)).or_default();
                entry.same.extend(side);
                entry.opposite.extend(against);
                entry.loose |= tag.contains('~');
                entry.telling |= tag.contains('!');
                entry.converse |= tag.contains('%');
            }
        }
    }
    for entry in table.values_mut() {
        // A word of many meanings may stand on both sides of another; the opposition then tells
        // nothing but for the word itself.
        let opposite = std::mem::take(&mut entry.opposite);
        let unclear = |stem: &u64| entry.same.contains(stem) && opposite.contains(stem);
        let clear = opposite.iter().copied().filter(|stem| !unclear(stem));
        entry.opposite = clear.collect();
        entry.same.retain(|stem| !opposite.contains(stem));
        entry.same.sort_unstable();
        entry.same.dedup();
        entry.opposite.sort_unstable();
        entry.opposite.dedup();
    }
    table
}

fn stems(side: &str, lang: Lang) -> Vec<u64> {
    side.split_whitespace()
        .filter(|word| !word.contains('-'))
        .map(|word| key(&stem(&normal_form(word), lang)))
        .collect()
}
