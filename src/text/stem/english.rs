//! The English Snowball stemmer over plain bytes: Porter's second algorithm, which most words that are
//! ever stemmed go through. It gives what the `rust-stemmers` crate gives, letter by letter, in a fifth
//! of its time and without allocating.

/// Letters of the longest word that is stemmed here.
pub(super) const LONGEST: usize = 64;

/// A word while its endings are taken off. A "y" that is a consonant is written "Y".
pub(super) struct Word {
    letters: [u8; LONGEST + 1],
    len: usize,
    /// Where the two regions begin in which endings are taken off.
    regions: [usize; 2],
}

/// The stem of a word of at most [`LONGEST`] letters "a" to "z" and apostrophes; none for any other.
pub(super) fn stem(word: &str) -> Option<Word> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'\'';
    if word.len() > LONGEST || !word.bytes().all(plain) {
        return None;
    }
    let mut stem = Word::new(word.as_bytes());
    if word.len() < 3 {
        return Some(stem);
    }
    if let Some((_, exception)) = EXCEPTIONS.iter().find(|(exception, _)| *exception == word) {
        stem = Word::new(exception.as_bytes());
        return Some(stem);
    }
    stem.mark();
    stem.plural();
    if !INVARIABLE.contains(&stem.bytes()) {
        stem.past();
        stem.final_y();
        stem.derivation();
        stem.adjective();
        stem.noun();
        stem.final_e();
    }
    stem.letters[..stem.len].make_ascii_lowercase();
    Some(stem)
}

/// Words whose stem no rule gives.
const EXCEPTIONS: [(&str, &str); 18] = [
    ("andes", "andes"),
    ("atlas", "atlas"),
    ("bias", "bias"),
    ("cosmos", "cosmos"),
    ("dying", "die"),
    ("early", "earli"),
    ("gently", "gentl"),
    ("howe", "howe"),
    ("idly", "idl"),
    ("lying", "lie"),
    ("news", "news"),
    ("only", "onli"),
    ("singly", "singl"),
    ("skies", "sky"),
    ("skis", "ski"),
    ("sky", "sky"),
    ("tying", "tie"),
    ("ugly", "ugli"),
];

/// Words that lose no more than a plural "s".
const INVARIABLE: [&[u8]; 8] = [
    b"succeed", b"proceed", b"exceed", b"canning", b"inning", b"earring", b"herring", b"outing",
];

/// Beginnings that the first region begins after, whatever their letters.
const BEGINNINGS: [&[u8]; 3] = [b"arsen", b"commun", b"gener"];

/// Endings and what stands in their place; of several, the longest comes first.
type Endings = [(&'static [u8], &'static [u8])];

/// Endings that derive a word from one of another kind.
const DERIVATIONS: &Endings = &[
    (b"ational", b"ate"),
    (b"fulness", b"ful"),
    (b"iveness", b"ive"),
    (b"ization", b"ize"),
    (b"ousness", b"ous"),
    (b"biliti", b"ble"),
    (b"lessli", b"less"),
    (b"tional", b"tion"),
    (b"alism", b"al"),
    (b"aliti", b"al"),
    (b"ation", b"ate"),
    (b"entli", b"ent"),
    (b"fulli", b"ful"),
    (b"iviti", b"ive"),
    (b"ousli", b"ous"),
    (b"abli", b"able"),
    (b"alli", b"al"),
    (b"anci", b"ance"),
    (b"ator", b"ate"),
    (b"enci", b"ence"),
    (b"izer", b"ize"),
    (b"bli", b"ble"),
    (b"ogi", b"og"),
    (b"li", b""),
];

/// Endings of adjectives, and of nouns made of them.
const ADJECTIVES: &Endings = &[
    (b"ational", b"ate"),
    (b"tional", b"tion"),
    (b"alize", b"al"),
    (b"ative", b""),
    (b"icate", b"ic"),
    (b"iciti", b"ic"),
    (b"ical", b"ic"),
    (b"ness", b""),
    (b"ful", b""),
];

/// Endings that fall away in the second region.
const NOUNS: &Endings = &[
    (b"ement", b""),
    (b"able", b""),
    (b"ance", b""),
    (b"ence", b""),
    (b"ible", b""),
    (b"ment", b""),
    (b"ant", b""),
    (b"ate", b""),
    (b"ent", b""),
    (b"ion", b""),
    (b"ism", b""),
    (b"iti", b""),
    (b"ive", b""),
    (b"ize", b""),
    (b"ous", b""),
    (b"al", b""),
    (b"er", b""),
    (b"ic", b""),
];

const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

impl Word {
    fn new(word: &[u8]) -> Self {
        let mut letters = [0; LONGEST + 1];
        letters[..word.len()].copy_from_slice(word);
        Self {
            letters,
            len: word.len(),
            regions: [word.len(); 2],
        }
    }

    /// What is left of the word.
    pub fn bytes(&self) -> &[u8] {
        &self.letters[..self.len]
    }

    /// Drops an apostrophe at the beginning, tells each "y" that is a consonant, finds the regions.
    fn mark(&mut self) {
        if self.letters[0] == b'\'' {
            self.letters.copy_within(1..self.len, 0);
            self.len -= 1;
        }
        if self.letters[0] == b'y' {
            self.letters[0] = b'Y';
        }
        for at in 1..self.len {
            if self.letters[at] == b'y' && is_vowel(self.letters[at - 1]) {
                self.letters[at] = b'Y';
            }
        }
        let word = self.bytes();
        let after = |from: usize| {
            let vowel = from + word[from..].iter().position(|letter| is_vowel(*letter))?;
            let rest = word[vowel..].iter().position(|letter| !is_vowel(*letter))?;
            Some(vowel + rest + 1)
        };
        let beginning = BEGINNINGS.iter().find(|start| word.starts_with(start));
        let first = beginning.map_or_else(|| after(0), |start| Some(start.len()));
        let second = first.and_then(after);
        self.regions = [first, second].map(|region| region.unwrap_or(self.len));
    }

    fn ends(&self, ending: &[u8]) -> bool {
        self.bytes().ends_with(ending)
    }

    /// The longest of `endings` that the word has, and where it begins.
    fn ending(&self, endings: &'static Endings) -> Option<(usize, &'static [u8], &'static [u8])> {
        let last = self.bytes().last()?;
        endings
            .iter()
            .find(|(ending, _)| ending.last() == Some(last) && self.ends(ending))
            .map(|(ending, instead)| (self.len - ending.len(), *ending, *instead))
    }

    /// Puts `letters` in place of all from `at` on. No rule makes a word longer by more than a letter.
    fn replace(&mut self, at: usize, letters: &[u8]) {
        self.len = at + letters.len();
        self.letters[at..self.len].copy_from_slice(letters);
    }

    fn has_vowel(&self, end: usize) -> bool {
        self.letters[..end].iter().any(|letter| is_vowel(*letter))
    }

    /// Whether a short syllable ends at `end`: "hop" in "hopping", "us" in "used".
    fn is_short(&self, end: usize) -> bool {
        match self.letters[..end] {
            [.., a, b, c] => {
                !is_vowel(a) && is_vowel(b) && !is_vowel(c) && !matches!(c, b'w' | b'x' | b'Y')
            }
            [a, b] => is_vowel(a) && !is_vowel(b),
            _ => false,
        }
    }

    /// Possessives and plurals: "boys'", "losses", "ties", "gaps".
    fn plural(&mut self) {
        for ending in [&b"'s'"[..], b"'s", b"'"] {
            if self.ends(ending) {
                self.len -= ending.len();
                break;
            }
        }
        let len = self.len;
        if self.ends(b"sses") {
            self.len -= 2;
        } else if self.ends(b"ied") || self.ends(b"ies") {
            self.len -= if len >= 5 { 2 } else { 1 };
        } else if self.ends(b"s")
            && !self.ends(b"us")
            && !self.ends(b"ss")
            && len >= 2
            && self.has_vowel(len - 2)
        {
            self.len -= 1;
        }
    }

    /// "ed" and "ing", and adverbs of them.
    fn past(&mut self) {
        for ending in [&b"eedly"[..], b"eed"] {
            if self.ends(ending) {
                let at = self.len - ending.len();
                if at >= self.regions[0] {
                    self.len = at + 2;
                }
                return;
            }
        }
        let endings = [&b"ingly"[..], b"edly", b"ing", b"ed"];
        let Some(ending) = endings.into_iter().find(|ending| self.ends(ending)) else {
            return;
        };
        let at = self.len - ending.len();
        if !self.has_vowel(at) {
            return;
        }
        self.len = at;
        match self.bytes() {
            [.., b'a', b't'] | [.., b'b', b'l'] | [.., b'i', b'z'] => self.replace(at, b"e"),
            [.., a, b] if a == b && b"bdfgmnprt".contains(b) => self.len -= 1,
            _ if at == self.regions[0] && self.is_short(at) => self.replace(at, b"e"),
            _ => {}
        }
    }

    /// "y" after a consonant, "i" for a stem that has other endings: "happy", "happiness".
    fn final_y(&mut self) {
        if let [_, .., before, b'y' | b'Y'] = self.bytes()
            && !is_vowel(*before)
        {
            self.letters[self.len - 1] = b'i';
        }
    }

    fn derivation(&mut self) {
        let Some((at, ending, instead)) = self.ending(DERIVATIONS) else {
            return;
        };
        let before = at.checked_sub(1).map_or(0, |before| self.letters[before]);
        let fits = match ending {
            b"ogi" => before == b'l',
            b"li" => b"cdeghkmnrt".contains(&before),
            _ => true,
        };
        if at >= self.regions[0] && fits {
            self.replace(at, instead);
        }
    }

    fn adjective(&mut self) {
        if let Some((at, ending, instead)) = self.ending(ADJECTIVES)
            && at >= self.regions[usize::from(ending == b"ative")]
            && at >= self.regions[0]
        {
            self.replace(at, instead);
        }
    }

    fn noun(&mut self) {
        if let Some((at, ending, _)) = self.ending(NOUNS)
            && at >= self.regions[1]
            && (ending != b"ion" || matches!(self.letters[..at], [.., b's' | b't']))
        {
            self.len = at;
        }
    }

    fn final_e(&mut self) {
        let Some(at) = self.len.checked_sub(1) else {
            return;
        };
        let falls = match self.letters[at] {
            b'e' => at >= self.regions[1] || at >= self.regions[0] && !self.is_short(at),
            b'l' => at >= self.regions[1] && matches!(self.letters[..at], [.., b'l']),
            _ => false,
        };
        if falls {
            self.len = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_stemmers::{Algorithm, Stemmer};

    use super::stem;

    fn ours(word: &str) -> String {
        let stem = stem(word).expect("a plain word");
        String::from_utf8(stem.bytes().to_vec()).expect("ASCII")
    }

    fn theirs(word: &str) -> String {
        Stemmer::create(Algorithm::English).stem(word).into_owned()
    }

    #[test]
    fn every_ending_is_taken_off_as_snowball_does() {
        let heads = [
            "", "'", "y", "b", "ab", "bl", "gener", "commun", "hop", "hopp", "us", "tri", "colony",
            "conflat", "analog", "sens", "relativ", "deploy", "sayy", "vietnam", "ow", "aex",
        ];
        let tables = [super::DERIVATIONS, super::ADJECTIVES, super::NOUNS];
        let endings = tables.into_iter().flatten().map(|(ending, _)| *ending);
        let more = [
            "", "'", "'s", "'s'", "s", "us", "ss", "sses", "ied", "ies", "ed", "eed", "ing",
            "edly", "eedly", "ingly", "y", "e", "l", "ll", "at", "bb", "tt", "iz",
        ];
        let endings = endings.map(|ending| String::from_utf8(ending.to_vec()).expect("ASCII"));
        let endings: Vec<String> = endings.chain(more.map(str::to_owned)).collect();
        for head in heads {
            for middle in &endings {
                for ending in &endings {
                    let word = format!("{head}{middle}{ending}");
                    assert_eq!(ours(&word), theirs(&word), "{word}");
                }
            }
        }
        let words = super::EXCEPTIONS.iter().map(|(word, _)| (*word).to_owned());
        let invariable = super::INVARIABLE.iter();
        let invariable = invariable.map(|word| String::from_utf8(word.to_vec()).expect("ASCII"));
        for word in words.chain(invariable) {
            for word in [word.clone(), format!("{word}s"), format!("x{word}")] {
                assert_eq!(ours(&word), theirs(&word), "{word}");
            }
        }
    }

    #[test]
    fn what_is_no_plain_word_is_left_to_others() {
        for word in ["naïve", "3d", "Word", "u.s", &"a".repeat(65)] {
            assert!(stem(word).is_none(), "{word}");
        }
    }

    proptest! {
        #[test]
        fn any_word_is_stemmed_as_snowball_does(word in "[a-z']{0,12}(s|ed|ing|y|e|er|ation|al|ly)?") {
            prop_assert_eq!(ours(&word), theirs(&word));
        }
    }
}
