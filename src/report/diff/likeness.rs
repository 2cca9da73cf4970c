//! How alike two texts are, and how one becomes the other.

use rustc_hash::FxHashMap;
use similar::{ChangeTag, TextDiff};
use unicode_segmentation::UnicodeSegmentation as _;

use super::model::{Edit, Op};

/// Words past this many do not count: a claim has few, and a hostile one may have many.
const MOST_WORDS: usize = 2000;
/// Longer texts are not compared word by word, whose cost grows with the square of what differs.
const LONGEST_DIFF: usize = 4000;

/// The words of a text, as sorted numbers.
#[derive(Debug)]
pub struct Words(Vec<u32>);

/// The words of `text` without regard to case; `ids` numbers each word that it meets.
pub fn words(text: &str, ids: &mut FxHashMap<String, u32>) -> Words {
    let mut found: Vec<u32> = text
        .unicode_words()
        .take(MOST_WORDS)
        .map(|word| {
            let word = word.to_lowercase();
            // Report sizes are far below four milliards of words.
            let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
            *ids.entry(word).or_insert(next)
        })
        .collect();
    found.sort_unstable();
    Words(found)
}

impl Words {
    /// Each word once.
    pub fn distinct(&self) -> impl Iterator<Item = u32> {
        self.0.chunk_by(|a, b| a == b).map(|same| same[0])
    }

    /// Dice's coefficient of the two bags of words: 0 nothing shared, 1 all.
    pub fn likeness(&self, other: &Self) -> f64 {
        let total = self.0.len() + other.0.len();
        if total == 0 {
            return 1.0;
        }
        let (mut shared, mut a, mut b) = (0, 0, 0);
        while let (Some(left), Some(right)) = (self.0.get(a), other.0.get(b)) {
            shared += usize::from(left == right);
            a += usize::from(left <= right);
            b += usize::from(right <= left);
        }
        2.0 * shared as f64 / total as f64
    }
}

/// Likeness of two texts, 0 to 1.
pub fn likeness(a: &str, b: &str) -> f64 {
    let mut ids = FxHashMap::default();
    words(a, &mut ids).likeness(&words(b, &mut ids))
}

/// How `old` becomes `new`, word by word.
pub fn edits(old: &str, new: &str) -> Vec<Edit> {
    let whole = |op, text: &str| Edit {
        op,
        text: text.to_owned(),
    };
    if old.len().max(new.len()) > LONGEST_DIFF {
        return vec![whole(Op::Delete, old), whole(Op::Insert, new)];
    }
    let mut edits: Vec<Edit> = Vec::new();
    let (before, after): (Vec<_>, Vec<_>) = (
        old.split_word_bounds().collect(),
        new.split_word_bounds().collect(),
    );
    for change in TextDiff::from_slices(&before, &after).iter_all_changes() {
        let op = match change.tag() {
            ChangeTag::Equal => Op::Equal,
            ChangeTag::Delete => Op::Delete,
            ChangeTag::Insert => Op::Insert,
        };
        match edits.last_mut() {
            Some(last) if last.op == op => last.text.push_str(change.value()),
            _ => edits.push(whole(op, change.value())),
        }
    }
    edits
}
