//! Names of claims that carry none: made from their text alone, so that they survive every edit
//! elsewhere in the file.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// Words of the text that a derived name begins with.
const WORDS: usize = 5;

/// Code points of the readable part, for scripts that put no spaces between words.
const READABLE: usize = 40;

/// Bytes of the text's SHA-256 that a derived name ends with: with three, one in 16 million pairs
/// of texts that begin alike would share a name, and [`Names`] keeps even those apart.
const HASHED: usize = 3;

/// A name for the claim `text`: its first words and a hash. Case, punctuation, white space and
/// Unicode form don't matter to it.
pub(in crate::claims) fn derive(text: &str) -> String {
    let folded: String = if text.is_ascii() {
        // Its form is the only one.
        text.to_ascii_lowercase()
    } else {
        text.nfkc().flat_map(char::to_lowercase).collect()
    };
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let digest = Sha256::digest(words.join(" ").as_bytes());
    let readable: String = words[..words.len().min(WORDS)]
        .join("-")
        .chars()
        .take(READABLE)
        .collect();
    let mut name = readable.trim_end_matches('-').to_owned();
    if !name.is_empty() {
        name.push('-');
    }
    for byte in &digest[..HASHED] {
        // Writing to a String cannot fail.
        let _ = write!(name, "{byte:02x}");
    }
    name
}

/// Keeps names unique within one input.
#[derive(Debug, Default)]
pub(in crate::claims) struct Names {
    /// How often each name was asked for.
    taken: FxHashMap<String, usize>,
}

impl Names {
    /// Takes a name that the file gives. False when it is taken.
    pub(in crate::claims) fn give(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned(), 1).is_none()
    }

    /// Takes `name`, or the first of `name-2`, `name-3` … that is free.
    pub(in crate::claims) fn make(&mut self, name: String) -> String {
        let Some(count) = self.taken.get_mut(&name) else {
            self.taken.insert(name.clone(), 1);
            return name;
        };
        let mut number = *count;
        loop {
            number += 1;
            let next = format!("{name}-{number}");
            if !self.taken.contains_key(&next) {
                self.taken.insert(name, number);
                self.taken.insert(next.clone(), 1);
                return next;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_name_does_not_depend_on_punctuation_or_case() {
        let name = derive("Microsoft’s licence is non-exclusive until 2032.");
        assert!(name.starts_with("microsoft-s-licence-is-non-"), "{name}");
        assert_eq!(
            name,
            derive("microsoft’s  LICENCE is non-exclusive until 2032")
        );
        assert_ne!(
            name,
            derive("Microsoft’s licence is non-exclusive until 2030.")
        );
    }

    #[test]
    fn every_text_has_a_name() {
        assert_eq!(derive("!?").len(), 2 * HASHED);
        assert!(
            derive("マイクロソフトのライセンスは非独占になった。").starts_with("マイクロソフト")
        );
    }

    #[test]
    fn doubled_names_are_numbered() {
        let mut names = Names::default();
        assert!(names.give("a-2"));
        assert_eq!(names.make("a".into()), "a");
        assert_eq!(names.make("a".into()), "a-3");
        assert_eq!(names.make("a".into()), "a-4");
        assert!(!names.give("a-4"));
    }
}
