//! Words that are used for one another.

use std::sync::OnceLock;

use crate::text::{Filter, Lang, normal_form, stem_key};

const GROUPS: &str = include_str!("data/synonyms.txt");

#[derive(Default)]
struct Lexicon {
    /// The stems of all groups, one group after the other.
    stems: Vec<u64>,
    /// Where each group begins, and where the last ends.
    starts: Vec<usize>,
    /// Each stem with a group that it is in, by stem.
    groups: Vec<(u64, usize)>,
    /// All stems.
    known: Filter<256>,
}

fn get() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut lexicon = Lexicon::default();
        let lines = GROUPS.lines().filter(|line| !line.starts_with('#'));
        for (group, line) in lines.enumerate() {
            lexicon.starts.push(lexicon.stems.len());
            // A member of several parts stands for its last content word: rarer than its parts
            // together, but "set up" would match any "set".
            let words = line.split_whitespace().filter(|word| !word.contains('_'));
            for word in words {
                let stem = stem_key(&normal_form(&word.replace('.', "")), Lang::English);
                lexicon.stems.push(stem);
                lexicon.groups.push((stem, group));
            }
        }
        lexicon.starts.push(lexicon.stems.len());
        lexicon.groups.sort_unstable();
        lexicon.known = Filter::of(lexicon.stems.iter().copied());
        lexicon
    })
}

/// The stems that may stand for `stem` in English, itself left out.
pub(crate) fn synonyms(stem: u64) -> impl Iterator<Item = u64> {
    let lexicon = get();
    let first = if lexicon.known.may_have(stem) {
        lexicon.groups.partition_point(|(other, _)| *other < stem)
    } else {
        lexicon.groups.len()
    };
    lexicon.groups[first..]
        .iter()
        .take_while(move |(other, _)| *other == stem)
        .flat_map(|(_, group)| &lexicon.stems[lexicon.starts[*group]..lexicon.starts[group + 1]])
        .copied()
        .filter(move |other| *other != stem)
}
