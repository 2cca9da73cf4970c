//! Stems: one key for the inflections of a word, remembered so that each is worked out once for all threads.

mod english;
mod memory;

use std::sync::{Once, OnceLock};

use rust_stemmers::{Algorithm, Stemmer};

use super::key::{key, key_of_bytes};
use super::lang::Lang;
use super::tokens::{is_ignorable, normal_form, segment};
use super::{irregular, stopwords};
use memory::{Known, Memory};

/// Languages, each with a memory.
const LANGUAGES: usize = Lang::Other as usize + 1;

/// What all threads know of the words of each language.
static MEMORIES: [Memory; LANGUAGES] = [const { Memory::new() }; LANGUAGES];

/// The stems of one language.
#[derive(Clone, Copy)]
pub(crate) struct Stems {
    lang: Lang,
    memory: &'static Memory,
}

impl Stems {
    pub(crate) fn for_lang(lang: Lang) -> Self {
        static TAKEN: [Once; LANGUAGES] = [const { Once::new() }; LANGUAGES];
        let memory = &MEMORIES[lang as usize];
        TAKEN[lang as usize].call_once(|| memory.take_pages());
        Self { lang, memory }
    }

    /// What is known of `word`, the key of whose normal form is `form`.
    pub(crate) fn of(self, form: u64, word: &str) -> Known {
        self.memory.get(form).unwrap_or_else(|| {
            let known = self.work_out(form, word);
            self.memory.insert(form, known);
            known
        })
    }

    /// What is known already of the words with these keys of their normal forms; none of some of it.
    pub(crate) fn peek<const N: usize>(self, forms: [u64; N]) -> [Option<Known>; N] {
        self.memory.peek(forms)
    }

    #[cold]
    fn work_out(self, form: u64, word: &str) -> Known {
        let mut normal = normal_form(word);
        if word.is_ascii() {
            // The stops of "U.S." make no difference.
            normal.retain(|c| c != '.');
        }
        Known {
            stem: stem_key(&normal, self.lang),
            is_stop: stopwords::is_stop(form, self.lang) || segment::is_grammar(&normal),
        }
    }
}

/// The key of the stem of a word in normal form: as `key(&stem(normal, lang))`.
pub(crate) fn stem_key(normal: &str, lang: Lang) -> u64 {
    if lang == Lang::English
        && let Some(stem) = english::stem(irregular::lemma(normal, lang).unwrap_or(normal))
    {
        key_of_bytes(stem.bytes().iter().copied())
    } else {
        key(&stem(normal, lang))
    }
}

/// The stem of a word in normal form: accents folded, irregular forms led back to their lemma, then
/// the Snowball stemmer of the language.
///
/// ```
/// use citecheck::inner::{Lang, stem};
/// assert_eq!(stem("bought", Lang::English), stem("buying", Lang::English));
/// ```
pub fn stem(normal: &str, lang: Lang) -> String {
    // Longer "words" are encoded data; stemming them costs time and says nothing.
    if normal.len() > 64 || normal.contains(|c: char| c.is_ascii_digit()) {
        return normal.to_owned();
    }
    let lemma = irregular::lemma(normal, lang).unwrap_or(normal);
    let stemmed = match stemmer(lang) {
        Some(stemmer) => stemmer.stem(lemma),
        None => lemma.into(),
    };
    fold_accents(&stemmed)
}

fn stemmer(lang: Lang) -> Option<&'static Stemmer> {
    static STEMMERS: [OnceLock<Stemmer>; 7] = [const { OnceLock::new() }; 7];
    let (slot, algorithm) = match lang {
        Lang::English => (0, Algorithm::English),
        Lang::German => (1, Algorithm::German),
        Lang::French => (2, Algorithm::French),
        Lang::Spanish => (3, Algorithm::Spanish),
        Lang::Italian => (4, Algorithm::Italian),
        Lang::Portuguese => (5, Algorithm::Portuguese),
        Lang::Dutch => (6, Algorithm::Dutch),
        Lang::Other => return None,
    };
    Some(STEMMERS[slot].get_or_init(|| Stemmer::create(algorithm)))
}

/// "Beyoncé" and "Beyonce" are one name: marks that decompose are dropped, "ß" is "ss".
pub(crate) fn fold_accents(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if word.is_ascii() {
        return word.to_owned();
    }
    word.nfd()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36F}') && !is_ignorable(*c))
        .flat_map(|c| match c {
            'ß' => ['s', 's'].into_iter().take(2),
            'ø' => ['o', ' '].into_iter().take(1),
            'ł' => ['l', ' '].into_iter().take(1),
            'đ' => ['d', ' '].into_iter().take(1),
            other => [other, ' '].into_iter().take(1),
        })
        .collect()
}
