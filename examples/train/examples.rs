//! The development data with what the judge sees of it.

use std::hash::{Hash, Hasher};

use citecheck::extract::Document;
use citecheck::matching::Prepared;
use citecheck::verify::study::{Study, study};
use rustc_hash::FxHasher;

use crate::records::{Error, Record, read};

/// What a record is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// A claim with a label of its own.
    Claim,
    /// A supported claim again, to be compared with its edits.
    Original,
    /// A claim with one fact changed.
    Edit,
    /// A claim with a label for each word.
    Words,
}

/// A record, and the claim aligned with its source.
pub struct Example {
    pub record: Record,
    pub set: Set,
    pub study: Study,
}

impl Example {
    pub fn is_supported(&self) -> bool {
        self.set == Set::Claim && self.record.label == "supported"
    }

    /// Whether the source supports any of it.
    pub fn has_support(&self) -> bool {
        self.record.label != "unsupported"
    }
}

/// Which of `folds` parts a page belongs to, of whose text these are the passages.
pub fn fold_of(passages: &[String], folds: u64, salt: u64) -> u64 {
    let mut hasher = FxHasher::default();
    salt.hash(&mut hasher);
    let first = passages.iter().take(SAME_PAGE);
    first.for_each(|passage| passage.hash(&mut hasher));
    (hasher.finish() >> 20) % folds
}

/// A page's first passages tell it from others.
const SAME_PAGE: usize = 6;

/// Reads `files` and aligns each claim with its source.
pub fn load(files: &[String]) -> Result<Vec<Example>, Error> {
    let aligned = |record: Record| {
        let document = Prepared::new(Document::from_passages(record.passages.clone()));
        let set = match record.kind.as_str() {
            "" if record.words.is_empty() => Set::Claim,
            "" => Set::Words,
            "original" => Set::Original,
            _ => Set::Edit,
        };
        Example {
            study: study(&record.claim, &document),
            set,
            record,
        }
    };
    Ok(read(files)?.into_iter().map(aligned).collect())
}

/// Of `examples`, those outside of and those in part `fold`; claims on one page are in the same.
pub fn part<'a>(
    examples: &[&'a Example],
    fold: u64,
    folds: u64,
    salt: u64,
) -> (Vec<&'a Example>, Vec<&'a Example>) {
    examples
        .iter()
        .copied()
        .partition(|example| fold_of(&example.record.passages, folds, salt) != fold)
}
