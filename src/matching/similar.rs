//! How alike two different words are: derivations and slips.

use super::distance::{LONGEST, distance};
use super::prepared::as_u32;
use crate::text::{Token, TokenKind, normal_form};

/// The content words of a passage in normal form.
#[derive(Debug)]
pub(super) struct Folded {
    text: String,
    words: Vec<Place>,
    /// How many of the passage's tokens carry content.
    content: usize,
}

/// A word of a passage.
#[derive(Debug)]
pub(super) struct Place {
    /// Index of its token in the passage.
    pub token: u32,
    /// Where its normal form ends in the text of all; it starts where the one before ends.
    end: u32,
    letters: u32,
    head: u64,
    /// Its first letter; 0 for a word that is not ASCII, which may be like any.
    pub first: u8,
}

/// A word in normal form, with what tells quickly that it is unlike another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    form: &'a str,
    is_ascii: bool,
    letters: u32,
    /// Its first eight bytes, the first in the lowest, with zeros for those that it lacks.
    head: u64,
}

impl<'a> Word<'a> {
    /// Takes a word in normal form.
    pub fn new(form: &'a str) -> Self {
        Self {
            form,
            is_ascii: form.is_ascii(),
            letters: letters(form),
            head: head(form),
        }
    }

    /// Whether the two differ in one of their first four bytes.
    const fn begins_otherwise(self, other: Self) -> bool {
        (self.head ^ other.head) << 32 != 0
    }

    /// How many bytes both begin with.
    fn shared(self, other: Self) -> usize {
        let differing = self.head ^ other.head;
        if differing != 0 {
            return differing.trailing_zeros() as usize / 8;
        }
        let pairs = self.form.bytes().zip(other.form.bytes());
        pairs.take_while(|(one, other)| one == other).count()
    }
}

/// The letters of a word, a bit for each and for those that share it.
fn letters(form: &str) -> u32 {
    form.bytes().fold(0, |all, byte| all | 1 << (byte & 31))
}

/// The first eight bytes of a word.
fn head(form: &str) -> u64 {
    let mut head = [0; 8];
    let size = form.len().min(head.len());
    head[..size].copy_from_slice(&form.as_bytes()[..size]);
    u64::from_le_bytes(head)
}

impl Folded {
    /// Reads a passage with its tokens.
    pub fn new(text: &str, tokens: &[Token]) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            words: Vec::with_capacity(tokens.len() / 2),
            content: tokens.iter().filter(|token| token.is_content()).count(),
        };
        for (index, token) in tokens.iter().enumerate() {
            if token.kind == TokenKind::Word && !token.is_stop() {
                let start = folded.text.len();
                let word = token.span.of(text);
                if word.is_ascii() {
                    folded.text.push_str(word);
                    folded.text[start..].make_ascii_lowercase();
                } else {
                    folded.text.push_str(&normal_form(word));
                }
                let form = &folded.text[start..];
                let first = form.as_bytes().first().filter(|_| form.is_ascii());
                folded.words.push(Place {
                    token: as_u32(index),
                    end: as_u32(folded.text.len()),
                    letters: letters(form),
                    head: head(form),
                    first: first.copied().unwrap_or(0),
                });
            }
        }
        folded
    }

    /// How many of the passage's tokens carry content.
    pub const fn content(&self) -> usize {
        self.content
    }

    /// Its words, each with its place.
    pub fn words(&self) -> impl Iterator<Item = (&Place, Word<'_>)> {
        let mut start = 0;
        self.words.iter().map(move |place| {
            let form = &self.text[start..place.end as usize];
            start = place.end as usize;
            let word = Word {
                form,
                is_ascii: place.first != 0,
                letters: place.letters,
                head: place.head,
            };
            (place, word)
        })
    }
}

/// Two spellings of one word are this alike, by the normalised distance of Damerau and Levenshtein.
const SLIP: f64 = 0.65;

/// What a slip is worth less than its likeness by distance.
const SLIPPED: f64 = 0.1;

/// Likeness of two words in normal form, 0..1; 0 where they are as good as unrelated. What is no more than
/// `most` need not be exact.
///
/// Words that share most of their beginning are derivations of one another ("paint", "painter");
/// words a letter or two apart are spellings of one ("Teotihuacan", "Teotihuacán") or slips.
pub(super) fn likeness(a: Word<'_>, b: Word<'_>, most: f64) -> f64 {
    let (shorter, longer) = (
        a.form.len().min(b.form.len()),
        a.form.len().max(b.form.len()),
    );
    if shorter < 4 || longer > 2 * shorter + 2 || longer > LONGEST {
        return 0.0;
    }
    // Only a beginning of four letters makes a derivation, and a slip leaves the lengths alike.
    if longer - shorter > 2 && a.begins_otherwise(b) {
        return 0.0;
    }
    let are_ascii = a.is_ascii && b.is_ascii;
    let differing = f64::from((a.letters ^ b.letters).count_ones());
    // As below, for most pairs, which share no beginning.
    if are_ascii
        && a.begins_otherwise(b)
        && differing > 2.0 * (1.0 - SLIP) * longer as f64
    {
        return 0.0;
    }
    let (shared, size) = if are_ascii {
        (a.shared(b), longer)
    } else {
        let pairs = a.form.chars().zip(b.form.chars());
        let size = a.form.chars().count().max(b.form.chars().count());
        (pairs.take_while(|(a, b)| a == b).count(), size)
    };
    if shared == 0 {
        return 0.0;
    }
    let size = size as f64;
    let prefix = if shared >= 4 {
        shared as f64 / size
    } else {
        0.0
    };
    let derivation = if prefix >= 0.6 {
        0.3 + 0.55 * prefix
    } else {
        0.0
    };
    // One edit changes at most two of the letters that a word has.
    if longer - shorter > 2 || differing > 2.0 * (1.0 - SLIP) * size {
        return derivation;
    }
    let alike = |edits: f64| 1.0 - edits / size;
    // The best that so many differing letters allow; a letter that is not ASCII has several bytes.
    let best = alike(if are_ascii {
        (differing / 2.0).ceil()
    } else {
        0.0
    });
    if best < SLIP || best - SLIPPED <= derivation.max(most) {
        return derivation;
    }
    let distance = if are_ascii {
        distance(a.form.as_bytes(), b.form.as_bytes())
    } else {
        strsim::damerau_levenshtein(a.form, b.form)
    };
    let alike = alike(distance as f64);
    let slip = if alike >= SLIP { alike - SLIPPED } else { 0.0 };
    derivation.max(slip)
}

#[cfg(test)]
mod tests {
    use super::{Word, likeness};

    fn like(a: &str, b: &str) -> f64 {
        likeness(Word::new(a), Word::new(b), 0.0)
    }

    #[test]
    fn derivations_and_slips_are_alike_and_other_words_are_not() {
        assert!(like("painter", "painting") > 0.5);
        assert!(like("dennis", "denise") > 0.5);
        assert!(like("president", "presidential") > 0.6);
        assert!(like("station", "statistic") < 0.6);
        assert!(like("house", "mouse").abs() < f64::EPSILON);
        assert!(like("one", "ones").abs() < f64::EPSILON);
    }
}
