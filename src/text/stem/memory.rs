//! What is known of words, by the keys of their forms.

use std::sync::atomic::{AtomicU64, Ordering};

/// What is known of a word's form.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    /// Key of its stem.
    pub stem: u64,
    /// Whether it carries no content.
    pub is_stop: bool,
}

/// Words that are remembered at most; a new one takes the place of an old one where there is no room beside
/// it, so that hostile pages fill no more.
const SLOTS: usize = 1 << 16;

/// Slots that a word may be in: those of a cache line.
const NEAR: usize = 4;

/// Bytes of the smallest pages.
const PAGE: usize = 1 << 12;

/// A table that all threads read and write at once, without a lock. Most of the time that reading a page takes
/// is waiting for it, so it is small, and an entry is found by its first slot as a rule.
///
/// Each slot has what is known of a form, and the form's key with that combined by exclusive or: of two that
/// were written by two threads at once, the key does not come out again, and nothing is found (Hyatt and Mann,
/// A lock-less transposition table implementation for parallel search, 2002).
pub(super) struct Memory([[AtomicU64; 2]; SLOTS]);

impl Memory {
    /// Knows nothing; for a static.
    #[allow(clippy::large_stack_arrays, reason = "it is made at compile time")]
    pub const fn new() -> Self {
        Self([const { [const { AtomicU64::new(0) }; 2] }; SLOTS])
    }

    /// Writes to each page of the table: one that is read first and written later costs every processor that
    /// runs a thread of the program an interruption.
    pub fn take_pages(&self) {
        for [key, _] in self.0.iter().step_by(PAGE / size_of::<[AtomicU64; 2]>()) {
            // Whatever it is compared with, the exchange counts as a write; adding nothing would not.
            let _ = key.compare_exchange(0, 0, Ordering::Relaxed, Ordering::Relaxed);
        }
    }

    /// What is known of `form`.
    pub fn get(&self, form: u64) -> Option<Known> {
        near(form).find_map(|slot| self.known(slot, form))
    }

    /// What is known of each of `forms`, as far as its first slot tells: no look-up waits for another.
    pub fn peek<const N: usize>(&self, forms: [u64; N]) -> [Option<Known>; N] {
        forms.map(|form| self.known(first(form), form))
    }

    /// Remembers what is known of `form`.
    pub fn insert(&self, form: u64, known: Known) {
        let free = near(form).find(|slot| {
            let [key, known] = &self.0[*slot];
            key.load(Ordering::Relaxed) == known.load(Ordering::Relaxed)
        });
        let [key, value] = &self.0[free.unwrap_or(first(form))];
        let known = known.stem | u64::from(known.is_stop);
        value.store(known, Ordering::Relaxed);
        key.store(known ^ form, Ordering::Relaxed);
    }

    /// What slot `slot` tells of `form`.
    fn known(&self, slot: usize, form: u64) -> Option<Known> {
        let [key, known] = &self.0[slot];
        let known = known.load(Ordering::Relaxed);
        (key.load(Ordering::Relaxed) ^ known == form).then_some(Known {
            stem: known & !1,
            // Keys are even.
            is_stop: known & 1 == 1,
        })
    }
}

/// The slot in which `form` is sought first.
const fn first(form: u64) -> usize {
    // A key's bits are all as good as random but for the last, which is none.
    #[allow(clippy::cast_possible_truncation, reason = "only the low bits count")]
    let bits = (form >> 1) as usize;
    bits % SLOTS
}

/// The slots that `form` may be in, the first one first.
fn near(form: u64) -> impl Iterator<Item = usize> {
    let first = first(form);
    let line = first - first % NEAR;
    (0..NEAR).map(move |next| line + (first + next) % NEAR)
}

#[cfg(test)]
mod tests {
    use super::{Known, Memory, NEAR, SLOTS};

    #[test]
    fn what_is_put_in_is_found_until_its_place_is_taken() {
        static MEMORY: Memory = Memory::new();
        // Keys that belong into one line.
        let form = |number: usize| ((number * SLOTS + 8) * 2) as u64;
        let known = |number: usize| Known {
            stem: form(number + 100),
            is_stop: number.is_multiple_of(2),
        };
        let found = |number: usize| {
            MEMORY
                .get(form(number))
                .map(|known| (known.stem, known.is_stop))
        };
        for number in 1..=NEAR {
            assert_eq!(found(number), None);
            MEMORY.insert(form(number), known(number));
        }
        for number in 1..=NEAR {
            assert_eq!(
                found(number),
                Some((known(number).stem, number.is_multiple_of(2)))
            );
        }
        MEMORY.insert(form(NEAR + 1), known(NEAR + 1));
        assert_eq!(
            found(NEAR + 1).map(|(stem, _)| stem),
            Some(form(NEAR + 101))
        );
        assert_eq!(found(1), None);
    }
}
