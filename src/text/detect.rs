//! Which language a text is in, told by its small words, numbers and days, and by its letters.

use super::key::{key, key_of_ascii};
use super::lang::Lang;
use super::stopwords;
use super::values::tables::Tables;

/// Letters with which a language writes words, in the order of [`Lang::LISTED`]; English writes none of them.
const LETTERS: [&str; Lang::LISTED.len()] = [
    "",
    "äöüß",
    "àâçèéêëîïôœùû",
    "áéíñóúü",
    "àèéìòù",
    "àáâãçéêíóôõú",
    "ëï",
];

impl Lang {
    /// From the text itself: the language most of whose small words, numbers and names of days and months it uses, or of equals
    /// most of whose letters; English when too few are there to tell, [`Lang::Other`] when most letters are not Latin.
    ///
    /// ```
    /// use citecheck::inner::Lang;
    /// assert_eq!(Lang::detect("Die Lizenz gilt bis 2032 und ist nicht mehr exklusiv."), Lang::German);
    /// assert_eq!(Lang::detect("ライセンスは2032年まで有効です。"), Lang::Other);
    /// ```
    pub fn detect(text: &str) -> Self {
        let sample: &str = head(text, Self::SAMPLE);
        let (mut latin, mut other) = (0_usize, 0_usize);
        if !sample.is_ascii() {
            for c in sample.chars().filter(|c| c.is_alphabetic()) {
                if c < '\u{250}' {
                    latin += 1;
                } else {
                    other += 1;
                }
            }
        }
        if other > latin {
            return Self::Other;
        }
        // How many words tell each language, and, where those are as many, how many letters of other words do.
        let mut counts = [(0_usize, 0_usize); Self::LISTED.len()];
        let tables = Tables::get();
        let telling = |key: u64| stopwords::languages(key) | tables.languages(key);
        let indices =
            |languages: u8| (0..Self::LISTED.len()).filter(move |at| languages >> at & 1 == 1);
        if sample.is_ascii() {
            let words = sample.as_bytes().split(|byte| !byte.is_ascii_alphabetic());
            for word in words.filter(|word| !word.is_empty()) {
                indices(telling(key_of_ascii(word))).for_each(|at| counts[at].0 += 1);
            }
        } else {
            let words = sample.split(|c: char| !c.is_alphabetic());
            for word in words.filter(|word| !word.is_empty()) {
                match telling(lowercase_key(word)) {
                    0 => indices(by_letters(word)).for_each(|at| counts[at].1 += 1),
                    languages => indices(languages).for_each(|at| counts[at].0 += 1),
                }
            }
        }
        let english = counts[0];
        let (best, most) = counts
            .iter()
            .enumerate()
            .rev()
            .max_by_key(|(_, count)| **count)
            .map_or((0, (0, 0)), |(best, most)| (best, *most));
        if most > english {
            Self::LISTED[best]
        } else {
            Self::English
        }
    }
}

/// The languages that write some letter of `word` which English has not, a bit each.
fn by_letters(word: &str) -> u8 {
    if word.is_ascii() {
        return 0;
    }
    let word = word.to_lowercase();
    let has = |letters: &&str| word.contains(|c: char| letters.contains(c));
    let languages = LETTERS.iter().enumerate();
    let having = languages.filter(|(_, letters)| has(letters));
    having.fold(0, |all, (index, _)| all | 1 << index)
}

fn lowercase_key(word: &str) -> u64 {
    if word.is_ascii() {
        key_of_ascii(word.as_bytes())
    } else {
        key(&word.to_lowercase())
    }
}

/// The first `len` bytes of `text` or a little less, cut on a character boundary.
fn head(text: &str, len: usize) -> &str {
    let mut end = len.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
