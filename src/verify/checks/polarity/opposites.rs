//! The table of words that cannot both be said of the same thing.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::text::{Filter, Lang, Token, key, normal_form, stem_key};

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
    /// The stems of verbs that stand in it with a particle.
    verbs: Filter<16>,
    /// For each place that is its stem's first, the stem's entry, made when first asked for: a text has
    /// few of the table's words.
    entries: Vec<OnceLock<Entry>>,
}

/// The entry of a word with this stem, or of a verb with its particle by what [`meaning`] gives, if there
/// is one.
pub(super) fn entry(meaning: u64, lang: Lang) -> Option<&'static Entry> {
    let table = table(lang);
    let first = *table.first.get(&meaning)?;
    Some(table.entries[first].get_or_init(|| table.entry(first)))
}

/// What the word at `at` is looked up by: its stem, or, where the table has them, the key of a verb with
/// its particle, which stands right after it or after a pronoun: "turned down", "turned it down".
pub(super) fn meaning(tokens: &[Token], at: usize, lang: Lang) -> u64 {
    const BETWEEN: [u64; 4] = [key("it"), key("them"), key("him"), key("her")];
    let stem = tokens[at].stem;
    let table = table(lang);
    if !table.verbs.may_have(stem) {
        return stem;
    }
    let next = tokens.get(at + 1).map(|next| next.form);
    let particle = if next.is_some_and(|next| BETWEEN.contains(&next)) {
        tokens.get(at + 2).map(|after| after.form)
    } else {
        next
    };
    let phrase = particle.map(|particle| phrase(stem, particle));
    let known = phrase.filter(|phrase| table.first.contains_key(phrase));
    known.unwrap_or(stem)
}

/// The key of a verb with its particle.
const fn phrase(verb: u64, particle: u64) -> u64 {
    verb.rotate_left(23) ^ particle
}

fn table(lang: Lang) -> &'static Table {
    const LANGUAGES: usize = Lang::Other as usize + 1;
    static TABLES: [OnceLock<Table>; LANGUAGES] = [const { OnceLock::new() }; LANGUAGES];
    TABLES[lang as usize].get_or_init(|| Table::read(lang))
}

impl Table {
    fn read(lang: Lang) -> Self {
        let lines = TABLE
            .lines()
            .filter_map(|line| line.strip_prefix('[')?.split_once(']'));
        let mut oppositions = Vec::new();
        let mut places = Vec::new();
        let mut verbs = Vec::new();
        for (tag, words) in lines {
            if Lang::from_tag(tag.trim_end_matches(['~', '!', '%'])) != lang {
                continue;
            }
            let Some((one, other)) = words.split_once('|') else {
                continue;
            };
            let sides = [meanings(one, lang), meanings(other, lang)];
            let phrases = words
                .split_whitespace()
                .filter_map(|word| word.split_once('_'));
            verbs.extend(phrases.map(|(verb, _)| stem_key(&normal_form(verb), lang)));
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
            verbs: Filter::of(verbs),
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

fn meanings(side: &str, lang: Lang) -> Vec<u64> {
    let stem = |word: &str| stem_key(&normal_form(word), lang);
    let words = side.split_whitespace().filter(|word| !word.contains('-'));
    let meaning = |word: &str| match word.split_once('_') {
        Some((verb, particle)) => phrase(stem(verb), key(particle)),
        None => stem(word),
    };
    words.map(meaning).collect()
}
