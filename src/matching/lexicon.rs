//! Words that are used for one another.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::text::{Lang, key, normal_form, stem};

const GROUPS: &str = include_str!("data/synonyms.txt");

#[derive(Default)]
struct Lexicon {
    groups: Vec<Vec<u64>>,
    /// Groups by the stem of a member.
    by_stem: FxHashMap<u64, Vec<u32>>,
}

fn get() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut lexicon = Lexicon::default();
        for line in GROUPS.lines().filter(|line| !line.starts_with('#')) {
            // A member of several parts stands for its last content word: rarer than its parts
            // together, but "set up" would match any "set".
            let stems: Vec<u64> = line
                .split_whitespace()
                .filter(|word| !word.contains('_'))
                .map(|word| key(&stem(&normal_form(&word.replace('.', "")), Lang::English)))
                .collect();
            let index = u32::try_from(lexicon.groups.len()).unwrap_or(u32::MAX);
            for stem in &stems {
                lexicon.by_stem.entry(*stem).or_default().push(index);
            }
            lexicon.groups.push(stems);
        }
        lexicon
    })
}

/// The stems that may stand for `stem` in English, itself left out.
pub(crate) fn synonyms(stem: u64) -> impl Iterator<Item = u64> {
    let lexicon = get();
    lexicon
        .by_stem
        .get(&stem)
        .into_iter()
        .flatten()
        .flat_map(|group| &lexicon.groups[*group as usize])
        .copied()
        .filter(move |other| *other != stem)
}
