//! Keys of words: what words are compared by instead of by their letters.

/// The key of a normal form, as [`Token::form`](super::Token::form) and
/// [`Token::stem`](super::Token::stem) hold it. The same on every platform; always even, so that a flag
/// fits beside it.
pub const fn key(form: &str) -> u64 {
    let bytes = form.as_bytes();
    let mut key = Key::new();
    let mut at = 0;
    while at < bytes.len() {
        key = key.with(bytes[at]);
        at += 1;
    }
    key.finish()
}

/// The key of a normal form, given byte by byte.
pub(super) fn key_of_bytes(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(Key::new(), Key::with).finish()
}

/// The key of an ASCII word in lowercase, all of its bytes taken: most words have no more than one block.
pub(super) fn key_of_ascii(word: &[u8]) -> u64 {
    let mut key = Key::new();
    let mut rest = word;
    while let Some((block, after)) = rest.split_first_chunk::<8>() {
        let block = u64::from_le_bytes(block.map(|byte| byte.to_ascii_lowercase()));
        key = key.with_block(block);
        rest = after;
    }
    for byte in rest {
        key.block |= u64::from(byte.to_ascii_lowercase()) << key.filled;
        key.filled += 8;
    }
    key.finish()
}

/// A key that is being made. Eight bytes at a time are mixed in by a multiplication (after Fibonacci
/// hashing: Knuth, vol. 3, 6.4), so that forms of up to seven bytes never have the same key by chance
/// before its last bit is dropped.
#[derive(Clone, Copy)]
pub(super) struct Key {
    hash: u64,
    block: u64,
    /// Bits of the block that are filled.
    filled: u32,
}

impl Key {
    pub const fn new() -> Self {
        Self {
            hash: 0xcbf2_9ce4_8422_2325,
            block: 0,
            filled: 0,
        }
    }

    #[must_use]
    pub const fn with(mut self, byte: u8) -> Self {
        self.block |= (byte as u64) << self.filled;
        self.filled += 8;
        if self.filled == u64::BITS {
            self.hash = mix(self.hash, self.block);
            self.block = 0;
            self.filled = 0;
        }
        self
    }

    /// Adds eight bytes at once, the first in the lowest; only where no block is begun.
    #[must_use]
    pub const fn with_block(mut self, block: u64) -> Self {
        self.hash = mix(self.hash, block);
        self
    }

    /// Adds the last `count` bytes, of which there are seven at most, to no begun block, and gives the key.
    pub const fn finish_with(mut self, block: u64, count: u32) -> u64 {
        self.block = block;
        self.filled = 8 * count;
        self.finish()
    }

    pub const fn finish(self) -> u64 {
        // The block has seven bytes at most: its length fits above them.
        mix(self.hash, self.block | (self.filled as u64) << 56) & !1
    }
}

/// Multiplies by 2^64 over the golden ratio, and lets the high half, which every bit has reached, stir
/// the low one.
const fn mix(hash: u64, block: u64) -> u64 {
    let product = (hash ^ block).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    product ^ (product >> 32)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{key, key_of_ascii};

    #[test]
    fn different_words_have_different_keys_and_all_are_even() {
        let mut seen = HashMap::new();
        for number in 0..200_000_u32 {
            for word in [
                format!("{number}"),
                format!("established{number}"),
                format!("{number:b}"),
            ] {
                let key = key(&word);
                assert_eq!(key & 1, 0);
                assert_eq!(key_of_ascii(word.to_ascii_uppercase().as_bytes()), key);
                let before = seen.insert(key, word.clone());
                assert!(before.is_none_or(|before| before == word), "{word}");
            }
        }
    }
}
