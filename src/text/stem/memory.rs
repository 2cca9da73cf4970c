//! What is known of words, by the keys of their forms.

use super::Known;

/// Words remembered; beyond that many the memory starts afresh, so that hostile pages cannot fill it.
const REMEMBERED: usize = 200_000;

/// Slots of a memory that something is put into.
const SMALLEST: usize = 1 << 10;

/// A hash table with open addressing, at most half full. Two words a slot: most of the time that reading
/// a page takes is waiting for these, and smaller slots wait less.
#[derive(Default)]
pub(super) struct Memory {
    /// The key of a form, 0 where the slot is free, and of its stem, with the last bit set where it
    /// carries no content: keys are even.
    slots: Vec<[u64; 2]>,
    len: usize,
}

impl Memory {
    /// Knows nothing.
    pub const fn new() -> Self {
        Self {
            slots: Vec::new(),
            len: 0,
        }
    }

    /// What is known of `form`.
    pub fn get(&self, form: u64) -> Option<Known> {
        if self.slots.is_empty() {
            return None;
        }
        known(self.slots[self.slot(form)], form)
    }

    /// What is known of each of `forms`, as far as its first slot tells: no look-up waits for another.
    pub fn peek<const N: usize>(&self, forms: [u64; N]) -> [Option<Known>; N] {
        if self.slots.is_empty() {
            return [None; N];
        }
        let slots = forms.map(|form| self.slots[self.first(form)]);
        std::array::from_fn(|at| known(slots[at], forms[at]))
    }

    /// Remembers what is known of `form`, of which nothing was.
    pub fn insert(&mut self, form: u64, known: Known) {
        if self.len >= REMEMBERED {
            *self = Self::default();
        }
        if self.len * 2 >= self.slots.len() {
            let size = (self.slots.len() * 2).max(SMALLEST);
            let slots = std::mem::replace(&mut self.slots, vec![[0; 2]; size]);
            for slot in slots.into_iter().filter(|[form, _]| *form != 0) {
                let at = self.slot(slot[0]);
                self.slots[at] = slot;
            }
        }
        let at = self.slot(form);
        self.slots[at] = [form, known.stem | u64::from(known.is_stop)];
        self.len += 1;
    }

    /// The slot that `form` belongs into if it is free.
    fn first(&self, form: u64) -> usize {
        // A key's bits are all as good as random but for the last, which is none.
        #[allow(clippy::cast_possible_truncation, reason = "only the low bits count")]
        let bits = (form >> 1) as usize;
        bits & (self.slots.len() - 1)
    }

    /// The slot of `form`, or else the free one that it belongs into.
    fn slot(&self, form: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut at = self.first(form);
        while self.slots[at][0] != form && self.slots[at][0] != 0 {
            at = (at + 1) & last;
        }
        at
    }
}

fn known([found, stem]: [u64; 2], form: u64) -> Option<Known> {
    (found == form).then_some(Known {
        stem: stem & !1,
        is_stop: stem & 1 == 1,
    })
}
