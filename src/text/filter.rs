//! Keys told apart quickly.

/// A set of keys that may seem to have others too: tells most keys at once that they are none of a few (Bloom,
/// Space/time trade-offs in hash coding with allowable errors, 1970, with one hash). `WORDS` is a power of two.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filter<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Filter<WORDS> {
    /// The set of these keys.
    pub fn of(keys: impl IntoIterator<Item = u64>) -> Self {
        let mut filter = Self::default();
        for key in keys {
            let (word, bit) = Self::place(key);
            filter.0[word] |= 1 << bit;
        }
        filter
    }

    /// False only for a key that is not in the set.
    pub const fn may_have(&self, key: u64) -> bool {
        let (word, bit) = Self::place(key);
        self.0[word] >> bit & 1 != 0
    }

    /// Keys are even, and all their other bits as good as random.
    #[allow(clippy::cast_possible_truncation, reason = "only the low bits count")]
    const fn place(key: u64) -> (usize, u64) {
        let bit = key >> 1;
        ((bit / 64) as usize % WORDS, bit % 64)
    }
}

impl<const WORDS: usize> Default for Filter<WORDS> {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

#[cfg(test)]
mod tests {
    use super::Filter;
    use crate::text::key;

    #[test]
    fn a_set_has_its_keys_and_few_others() {
        let keys = |from: u32| (from..from + 100).map(|number| key(&number.to_string()));
        let filter = Filter::<64>::of(keys(0));
        assert!(keys(0).all(|key| filter.may_have(key)));
        assert!(keys(100).filter(|key| filter.may_have(*key)).count() < 10);
    }
}
