//! Words of plain letters, eight bytes at a time: most words of most texts.

use crate::text::key::Key;

/// A word of the letters "a" to "z" in either case.
pub(super) struct Plain {
    /// Where it ends.
    pub end: usize,
    /// Key of its normal form.
    pub form: u64,
    /// How many of its letters are capital.
    pub capitals: u32,
}

/// Each byte of eight as a mask: its highest bit, and the one that parts capital letters from small.
const HIGH: u64 = 0x8080_8080_8080_8080;
const CASE: u64 = 0x2020_2020_2020_2020;
const ONES: u64 = 0x0101_0101_0101_0101;

/// The plain word that begins at `at` and ends before a blank or a mark that cannot be part of a word;
/// none for any other word, and for one that ends within eight bytes of the text's end.
pub(super) fn word(text: &[u8], at: usize) -> Option<Plain> {
    let mut key = Key::new();
    let mut end = at;
    let mut capitals = 0;
    loop {
        let bytes: &[u8; 8] = text.get(end..)?.first_chunk()?;
        let block = u64::from_le_bytes(*bytes);
        let letters = letters(block);
        let count = (!letters & HIGH).trailing_zeros() / 8;
        let within = if count == 8 {
            u64::MAX
        } else {
            (1 << (8 * count)) - 1
        };
        capitals += (!block & CASE & (letters >> 2) & within).count_ones();
        if count == 8 {
            key = key.with_block(block | CASE);
            end += 8;
            continue;
        }
        let next = bytes[count as usize];
        end += count as usize;
        let goes_on = next.is_ascii_digit() || !next.is_ascii() || b"'+#".contains(&next);
        if goes_on || next == b'.' && end - at == 1 {
            return None;
        }
        return Some(Plain {
            end,
            form: key.finish_with((block | CASE) & within, count),
            capitals,
        });
    }
}

/// The highest bit of each byte that is a letter "a" to "z" in either case.
const fn letters(block: u64) -> u64 {
    let low = (block | CASE) & !HIGH;
    // The additions carry into the highest bit of a byte from "a" on, and after "z".
    let from_a = low + ONES * (0x80 - b'a' as u64);
    let after_z = low + ONES * (0x80 - b'z' as u64 - 1);
    from_a & !after_z & !block & HIGH
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::word;
    use crate::text::{key, normal_form};

    #[test]
    fn plain_words_end_where_no_word_goes_on() {
        let end = |text: &str| word(text.as_bytes(), 0).map(|word| word.end);
        assert_eq!(end("word after it"), Some(4));
        assert_eq!(end("established, it says"), Some(11));
        assert_eq!(end("eightlet and more."), Some(8));
        for text in [
            "O'Brien and more",
            "covid19 and more",
            "U.S. and so on",
            "naïve and more",
            "it ends",
        ] {
            assert_eq!(end(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn its_key_and_capitals_are_those_of_its_letters(letters in "[A-Za-z]{1,30}", after in "[ ,;@\\[`{-]") {
            let text = format!("{letters}{after}and so on");
            let found = word(text.as_bytes(), 0).expect("a plain word");
            prop_assert_eq!(found.end, letters.len());
            prop_assert_eq!(found.form, key(&normal_form(&letters)));
            let capitals = letters.bytes().filter(u8::is_ascii_uppercase).count();
            prop_assert_eq!(found.capitals as usize, capitals);
        }
    }
}
