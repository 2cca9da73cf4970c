//! Words that carry grammar and no content, by language.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::lang::Lang;
use super::token::key;

const LISTS: &str = include_str!("data/stopwords.txt");

/// Whether the word with key `form` carries no content in `lang`. In a language without a list,
/// none does: the weights of frequent words have to do there.
pub(crate) fn is_stop(form: u64, lang: Lang) -> bool {
    static SETS: OnceLock<[FxHashSet<u64>; Lang::LISTED.len()]> = OnceLock::new();
    let Some(index) = Lang::LISTED.iter().position(|listed| *listed == lang) else {
        return false;
    };
    SETS.get_or_init(|| Lang::LISTED.map(read))[index].contains(&form)
}

fn read(lang: Lang) -> FxHashSet<u64> {
    LISTS
        .lines()
        .filter_map(|line| line.strip_prefix('[')?.split_once(']'))
        .filter(|(tag, _)| Lang::from_tag(tag) == lang)
        .flat_map(|(_, words)| words.split_whitespace())
        .map(key)
        .collect()
}
