//! Words that are used for one another, and words that others bear out.

use std::sync::OnceLock;

use crate::text::{Filter, Lang, normal_form, stem_key};

const SYNONYMS: &str = include_str!("../data/synonyms.txt");
const ENTAILMENTS: &str = include_str!("../data/entailments.txt");

#[derive(Default)]
struct Lexicon {
    /// The stems of all groups, one group after the other.
    stems: Vec<u64>,
    /// Where each group begins, and where the last ends.
    starts: Vec<usize>,
    /// Each stem with a group that bears it out, by stem.
    groups: Vec<(u64, usize)>,
    /// The stems that groups bear out.
    known: Filter<256>,
}

fn get() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut lexicon = Lexicon::default();
        for line in lines(SYNONYMS) {
            let group = lexicon.add(line);
            lexicon.groups.extend(stems(line).map(|stem| (stem, group)));
        }
        for (said, entailing) in lines(ENTAILMENTS).filter_map(|line| line.split_once('|')) {
            let group = lexicon.add(entailing);
            lexicon.groups.extend(stems(said).map(|stem| (stem, group)));
        }
        lexicon.starts.push(lexicon.stems.len());
        lexicon.groups.sort_unstable();
        lexicon.known = Filter::of(lexicon.groups.iter().map(|(stem, _)| *stem));
        lexicon
    })
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

/// The stems of a line's words. A word of several parts stands for its last content word: rarer than its
/// parts together, but "set up" would match any "set".
fn stems(line: &str) -> impl Iterator<Item = u64> + '_ {
    let words = line.split_whitespace().filter(|word| !word.contains('_'));
    words.map(|word| stem_key(&normal_form(&word.replace('.', "")), Lang::English))
}

impl Lexicon {
    /// Adds the words of `line` as a group, and gives its index.
    fn add(&mut self, line: &str) -> usize {
        self.starts.push(self.stems.len());
        self.stems.extend(stems(line));
        self.starts.len() - 1
    }
}

/// The stems that bear `stem` out in English, itself left out: of words for the same, and of words that say
/// more.
pub(crate) fn bearing_out(stem: u64) -> impl Iterator<Item = u64> {
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
