//! Words that carry grammar and no content, by language.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::key::key;
use super::lang::Lang;
use super::sections::sections;

const LISTS: &str = include_str!("data/stopwords.txt");

/// Whether the word with key `form` carries no content in `lang`. In a language without a list,
/// none does: the weights of frequent words have to do there.
pub(crate) fn is_stop(form: u64, lang: Lang) -> bool {
    let index = Lang::LISTED.iter().position(|listed| *listed == lang);
    index.is_some_and(|index| languages(form) >> index & 1 == 1)
}

/// Whether a word in normal form carries no content in any of the languages with a list.
pub(crate) fn is_stop_anywhere(word: &str) -> bool {
    languages(key(word)) != 0
}

/// The languages in which the word with key `form` carries no content, a bit each in the order of
/// [`Lang::LISTED`].
pub(super) fn languages(form: u64) -> u8 {
    static LANGUAGES: OnceLock<FxHashMap<u64, u8>> = OnceLock::new();
    let languages = LANGUAGES.get_or_init(read);
    languages.get(&form).copied().unwrap_or(0)
}

fn read() -> FxHashMap<u64, u8> {
    let mut languages = FxHashMap::default();
    for (tag, words) in sections(LISTS) {
        let lang = Lang::from_tag(tag);
        let Some(index) = Lang::LISTED.iter().position(|listed| *listed == lang) else {
            continue;
        };
        for word in words.split_whitespace() {
            *languages.entry(key(word)).or_default() |= 1 << index;
        }
    }
    languages
}
