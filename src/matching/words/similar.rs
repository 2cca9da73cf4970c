//! How alike two different words are: derivations and slips.

use super::distance::{LONGEST, Pattern};
use crate::matching::narrow::as_u32;
use crate::text::{Token, TokenKind, push_normal_form};

/// The content words of a passage in normal form.
#[derive(Debug)]
pub(in crate::matching) struct Folded {
    text: String,
    words: Vec<Place>,
    /// How many of the passage's tokens carry content, and the logarithm of one more.
    content: usize,
    length: f64,
}

/// A word of a passage.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::matching) struct Place {
    /// Index of its token in the passage.
    pub token: u32,
    /// Where its normal form begins in the text of all.
    start: u32,
    pub shape: Shape,
}

/// What tells quickly that a word is unlike another.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::matching) struct Shape {
    /// Its first eight bytes, the first in the lowest, with zeros for those that it lacks.
    head: u64,
    letters: u32,
    /// Its length in bytes; of one so long that it is like no other, the most that fits.
    len: u16,
    is_ascii: bool,
}

impl Shape {
    fn new(form: &str) -> Self {
        let mut head = [0; 8];
        let size = form.len().min(head.len());
        head[..size].copy_from_slice(&form.as_bytes()[..size]);
        Self {
            head: u64::from_le_bytes(head),
            letters: letters(form),
            len: u16::try_from(form.len()).unwrap_or(u16::MAX),
            is_ascii: form.is_ascii(),
        }
    }

    /// The first letter of an ASCII word; 0 for another, which may be like any.
    pub const fn first(self) -> u8 {
        if self.is_ascii {
            self.head.to_le_bytes()[0]
        } else {
            0
        }
    }

    /// Whether words of the two shapes may be alike: most pairs are not. Of two ASCII words, both must begin
    /// with the same letter.
    #[allow(
        clippy::needless_bitwise_bool,
        reason = "which of the pairs pass is as good as random: told without branches"
    )]
    pub fn may_be_like(self, other: Self) -> bool {
        let (shorter, longer) = (self.len.min(other.len), self.len.max(other.len));
        let (shorter, longer) = (u32::from(shorter), u32::from(longer));
        let is_sized = (shorter >= 4) & (longer <= 2 * shorter + 2) & (longer <= as_u32(LONGEST));
        let are_ascii = self.is_ascii & other.is_ascii;
        let apart = self.head ^ other.head;
        // Only a beginning of four letters makes a derivation, and a slip leaves the lengths alike.
        let derives = apart << 32 == 0;
        let slips = (longer - shorter <= 2)
            & (!are_ascii | (apart.trailing_zeros() >= 8) & !self.differs_much(other, longer));
        is_sized & (derives | slips)
    }

    /// Whether more letters differ than slips of words of `size` letters would make do: one edit changes at
    /// most two of the letters that a word has.
    const fn differs_much(self, other: Self, size: u32) -> bool {
        // More than twice 1 - SLIP for each.
        10 * self.differing(other) > 7 * size
    }

    /// How many letters only one of the two has.
    const fn differing(self, other: Self) -> u32 {
        (self.letters ^ other.letters).count_ones()
    }
}

/// A word in normal form.
#[derive(Clone, Copy, Debug)]
pub(in crate::matching) struct Word<'a> {
    form: &'a str,
    pub shape: Shape,
}

impl<'a> Word<'a> {
    /// Takes a word in normal form.
    pub fn new(form: &'a str) -> Self {
        Self {
            form,
            shape: Shape::new(form),
        }
    }

    /// How many bytes both begin with.
    fn shared(self, other: Self) -> usize {
        let differing = self.shape.head ^ other.shape.head;
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

impl Folded {
    /// Reads a passage with its tokens.
    pub fn new(text: &str, tokens: &[Token]) -> Self {
        let content = tokens.iter().filter(|token| token.is_content()).count();
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            words: Vec::with_capacity(tokens.len() / 2),
            content,
            length: (content as f64).ln_1p(),
        };
        for (index, token) in tokens.iter().enumerate() {
            if token.kind == TokenKind::Word && !token.is_stop() {
                let start = folded.text.len();
                push_normal_form(&mut folded.text, token.span.of(text));
                folded.words.push(Place {
                    token: as_u32(index),
                    start: as_u32(start),
                    shape: Shape::new(&folded.text[start..]),
                });
            }
        }
        folded
    }

    /// How many of the passage's tokens carry content.
    pub const fn content(&self) -> usize {
        self.content
    }

    /// The natural logarithm of one more than that.
    pub const fn length(&self) -> f64 {
        self.length
    }

    /// Its words.
    pub fn words(&self) -> &[Place] {
        &self.words
    }

    /// The word at one of its places, which is not too long to be like another.
    pub fn word(&self, place: Place) -> Word<'_> {
        let start = place.start as usize;
        Word {
            form: &self.text[start..start + usize::from(place.shape.len)],
            shape: place.shape,
        }
    }
}

/// A word in normal form that is looked for among many others.
pub(in crate::matching) struct Wanted<'a> {
    pub word: Word<'a>,
    pattern: Pattern,
}

impl<'a> Wanted<'a> {
    /// Takes a word in normal form.
    pub fn new(form: &'a str) -> Self {
        Self {
            word: Word::new(form),
            pattern: Pattern::new(form.as_bytes()),
        }
    }
}

/// Two spellings of one word are this alike, by the normalised distance of optimal string alignment.
const SLIP: f64 = 0.65;

/// What a slip is worth less than its likeness by distance.
const SLIPPED: f64 = 0.1;

/// Likeness of two words in normal form, 0..1; 0 where they are as good as unrelated. What is no more than
/// `most` need not be exact.
///
/// Words that share most of their beginning are derivations of one another ("paint", "painter");
/// words a letter or two apart are spellings of one ("Teotihuacan", "Teotihuacán") or slips.
pub(in crate::matching) fn likeness(wanted: &Wanted<'_>, b: Word<'_>, most: f64) -> f64 {
    let a = wanted.word;
    if !a.shape.may_be_like(b.shape) {
        return 0.0;
    }
    let are_ascii = a.shape.is_ascii && b.shape.is_ascii;
    let (shared, size) = if are_ascii {
        (a.shared(b), u32::from(a.shape.len.max(b.shape.len)))
    } else {
        let pairs = a.form.chars().zip(b.form.chars());
        let size = as_u32(a.form.chars().count().max(b.form.chars().count()));
        (pairs.take_while(|(a, b)| a == b).count(), size)
    };
    if shared == 0 {
        return 0.0;
    }
    let differs_much = a.shape.differs_much(b.shape, size);
    let size = f64::from(size);
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
    if a.form.len().abs_diff(b.form.len()) > 2 || differs_much {
        return derivation;
    }
    let alike = |edits: f64| 1.0 - edits / size;
    // The best that so many differing letters allow; a letter that is not ASCII has several bytes.
    let best = alike(if are_ascii {
        f64::from(a.shape.differing(b.shape).div_ceil(2))
    } else {
        0.0
    });
    let least = SLIP.max(derivation.max(most) + SLIPPED);
    if best < least {
        return derivation;
    }
    let distance = if are_ascii {
        wanted.pattern.distance(b.form.as_bytes())
    } else {
        strsim::osa_distance(a.form, b.form)
    };
    let alike = alike(distance as f64);
    let slip = if alike >= SLIP { alike - SLIPPED } else { 0.0 };
    derivation.max(slip)
}

#[cfg(test)]
mod tests {
    use super::{Wanted, Word, likeness};

    fn like(a: &str, b: &str) -> f64 {
        likeness(&Wanted::new(a), Word::new(b), 0.0)
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
