//! How alike two different words are: derivations and slips.

use crate::text::{Token, TokenKind, normal_form};

/// The content words of a passage in normal form.
#[derive(Debug)]
pub(super) struct Folded {
    text: String,
    words: Vec<Place>,
}

/// A word of a passage.
#[derive(Debug)]
struct Place {
    /// Index of its token in the passage.
    token: u32,
    /// Where its normal form ends in the text of all; it starts where the one before ends.
    end: u32,
    letters: u32,
    /// Its first letter; 0 for a word that is not ASCII, which may be like any.
    first: u8,
}

/// A word in normal form, with what tells quickly that it is unlike another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    form: &'a str,
    letters: u32,
}

impl<'a> Word<'a> {
    /// Takes a word in normal form.
    pub fn new(form: &'a str) -> Self {
        let letters = form.bytes().fold(0, |all, byte| all | 1 << (byte & 31));
        Self { form, letters }
    }
}

impl Folded {
    /// Reads a passage with its tokens.
    pub fn new(text: &str, tokens: &[Token]) -> Self {
        let mut folded = Self {
            text: String::new(),
            words: Vec::new(),
        };
        for (index, token) in tokens.iter().enumerate() {
            if token.kind == TokenKind::Word && !token.is_stop() {
                let form = normal_form(token.span.of(text));
                folded.text.push_str(&form);
                let first = if form.is_ascii() {
                    form.as_bytes().first()
                } else {
                    None
                };
                folded.words.push(Place {
                    token: as_u32(index),
                    end: as_u32(folded.text.len()),
                    letters: Word::new(&form).letters,
                    first: first.copied().unwrap_or(0),
                });
            }
        }
        folded
    }

    /// The token of the word most like `word`, and how like it is; the first of equals.
    pub fn most_like(&self, word: Word<'_>) -> Option<(usize, f64)> {
        let first = *word.form.as_bytes().first()?;
        let mut best: Option<(usize, f64)> = None;
        for (index, place) in self.words.iter().enumerate() {
            // Slips rarely touch the first letter (Pollock and Zamora, 1984); an accent may.
            if place.first != first && place.first != 0 {
                continue;
            }
            let start = index
                .checked_sub(1)
                .map_or(0, |before| self.words[before].end);
            let other = Word {
                form: &self.text[start as usize..place.end as usize],
                letters: place.letters,
            };
            let like = likeness(word, other);
            if like > 0.0 && best.is_none_or(|(_, most)| like > most) {
                best = Some((place.token as usize, like));
            }
        }
        best
    }
}

/// A passage is far smaller than 2^32 bytes: pages are capped by the size limit.
fn as_u32(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Two spellings of one word are this alike, by the normalised distance of Damerau and Levenshtein.
const SLIP: f64 = 0.65;

/// Likeness of two words in normal form, 0..1; 0 where they are as good as unrelated.
///
/// Words that share most of their beginning are derivations of one another ("paint", "painter");
/// words a letter or two apart are spellings of one ("Teotihuacan", "Teotihuacán") or slips.
fn likeness(a: Word<'_>, b: Word<'_>) -> f64 {
    let (shorter, longer) = (
        a.form.len().min(b.form.len()),
        a.form.len().max(b.form.len()),
    );
    if shorter < 4 || longer > 2 * shorter + 2 || longer > 40 {
        return 0.0;
    }
    // Only a beginning of four letters makes a derivation, and a slip leaves the lengths alike.
    if longer - shorter > 2 && a.form.as_bytes()[..4] != b.form.as_bytes()[..4] {
        return 0.0;
    }
    let pairs = a.form.chars().zip(b.form.chars());
    let shared = pairs.take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return 0.0;
    }
    let size = a.form.chars().count().max(b.form.chars().count()) as f64;
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
    let edits = (1.0 - SLIP) * size;
    let differing = f64::from((a.letters ^ b.letters).count_ones());
    if longer - shorter > 2 || differing > 2.0 * edits {
        return derivation;
    }
    let distance = strsim::normalized_damerau_levenshtein(a.form, b.form);
    let slip = if distance >= SLIP {
        distance - 0.1
    } else {
        0.0
    };
    derivation.max(slip)
}

#[cfg(test)]
mod tests {
    use super::{Word, likeness};

    fn like(a: &str, b: &str) -> f64 {
        likeness(Word::new(a), Word::new(b))
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
