//! Where each stem stands in a document.

use rustc_hash::FxHashMap;

use super::narrow::as_u32;
use crate::text::Token;

/// Stems that room is made for at once; a text of many more is long, and growing costs it little.
const STEMS: usize = 1 << 12;

/// The tokens of each stem of a document, side by side in memory: a page of a hundred thousand passages
/// has some of them ten thousand times.
#[derive(Debug)]
pub(super) struct Places {
    numbers: FxHashMap<u64, u32>,
    /// For each stem by its number, where its tokens begin in `tokens`, and where the last's end.
    starts: Vec<u32>,
    tokens: Vec<u32>,
}

/// The number of what is no word with content.
const NONE: u32 = u32::MAX;

impl Places {
    /// Indexes the words and numbers with content of `tokens`.
    pub fn new(tokens: &[Token]) -> Self {
        let mut numbers = FxHashMap::default();
        numbers.reserve(STEMS.min(tokens.len() / 3));
        // For each stem by its number, how often it occurs; then, where its next token goes.
        let mut counts: Vec<u32> = Vec::new();
        let number_of = |token: &Token| {
            if !token.is_content() {
                return NONE;
            }
            let number = *numbers.entry(token.stem).or_insert(as_u32(counts.len()));
            if number as usize == counts.len() {
                counts.push(0);
            }
            counts[number as usize] += 1;
            number
        };
        let stems: Vec<u32> = tokens.iter().map(number_of).collect();
        let mut sum = 0;
        for count in &mut counts {
            sum += std::mem::replace(count, sum);
        }
        let mut places = vec![0; sum as usize];
        for (index, stem) in stems.into_iter().enumerate() {
            if stem != NONE {
                let next = &mut counts[stem as usize];
                places[*next as usize] = as_u32(index);
                *next += 1;
            }
        }
        // Each stem's tokens end where those of the next begin.
        counts.insert(0, 0);
        Self {
            numbers,
            starts: counts,
            tokens: places,
        }
    }

    /// The tokens with stem `stem`, in order.
    pub fn of(&self, stem: u64) -> &[u32] {
        self.numbers.get(&stem).map_or(&[], |number| {
            let number = *number as usize;
            &self.tokens[self.starts[number] as usize..self.starts[number + 1] as usize]
        })
    }
}
