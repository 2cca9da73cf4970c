//! Which language a text is in, told by its small words.

use super::key::{key, key_of_ascii};
use super::lang::Lang;
use super::stopwords;

impl Lang {
    /// From the text itself: the language most of whose small words it uses; English when too few
    /// are there to tell, [`Lang::Other`] when most letters are not Latin.
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
        let mut counts = [0_usize; Self::LISTED.len()];
        let mut count = |key: u64| {
            let mut languages = stopwords::languages(key);
            while languages != 0 {
                counts[languages.trailing_zeros() as usize] += 1;
                languages &= languages - 1;
            }
        };
        if sample.is_ascii() {
            let words = sample.as_bytes().split(|byte| !byte.is_ascii_alphabetic());
            words
                .filter(|word| !word.is_empty())
                .for_each(|word| count(key_of_ascii(word)));
        } else {
            let words = sample.split(|c: char| !c.is_alphabetic());
            words
                .filter(|word| !word.is_empty())
                .for_each(|word| count(lowercase_key(word)));
        }
        let english = counts[0];
        let (best, most) = counts
            .iter()
            .enumerate()
            .rev()
            .max_by_key(|(_, count)| **count)
            .map_or((0, 0), |(best, most)| (best, *most));
        if most > english {
            Self::LISTED[best]
        } else {
            Self::English
        }
    }
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
