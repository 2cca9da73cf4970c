//! From a pair of texts to the numbers of the words and parts of words that the model knows.

use std::collections::HashMap;

use rten_text::models::{Model as _, WordPiece, WordPieceOptions};
use rten_text::normalizers::{Bert as Normalizer, BertOptions, Normalizer as _};
use rten_text::pre_tokenizers::{Bert as Splitter, PreTokenizer as _};
use serde::Deserialize;

/// Marks of the pair template of `tokenizer.json`: before the premise, and around what follows it.
const START: i32 = 0;
const END: i32 = 2;

/// How many of them a pair has: `<s> premise </s></s> hypothesis </s>`.
const MARKS: usize = 4;

/// Tokens of a pair with its marks, at most; what the premise has beyond is cut off.
pub(super) const LONGEST: usize = 272;

/// Tokens of a hypothesis, at most, so that room is left for a premise.
const LONGEST_HYPOTHESIS: usize = 200;

/// Cuts texts as the model's authors did: lower case without accents, then the longest known parts of each word
/// (Schuster and Nakajima, 2012), by the library's parts one by one, since its whole does not know this template.
pub(super) struct Tokenizer {
    normalizer: Normalizer,
    splitter: Splitter,
    pieces: WordPiece,
}

/// What is used of `tokenizer.json`.
#[derive(Deserialize)]
struct File {
    model: Vocabulary,
}

#[derive(Deserialize)]
struct Vocabulary {
    vocab: HashMap<String, u32>,
}

impl Tokenizer {
    /// Reads a `tokenizer.json`.
    pub fn new(json: &str) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_str(json)?;
        Ok(Self {
            normalizer: Normalizer::new(BertOptions {
                lowercase: true,
                strip_accents: true,
            }),
            splitter: Splitter::new(),
            pieces: WordPiece::from_vocab(file.model.vocab, WordPieceOptions::default()),
        })
    }

    /// The tokens of a pair, at most [`LONGEST`].
    pub fn pair(&self, premise: &str, hypothesis: &str) -> Vec<i32> {
        let hypothesis = self.text(hypothesis, LONGEST_HYPOTHESIS);
        let premise = self.text(premise, LONGEST - MARKS - hypothesis.len());
        let mut tokens = Vec::with_capacity(premise.len() + hypothesis.len() + MARKS);
        tokens.push(START);
        tokens.extend(premise);
        tokens.extend([END, END]);
        tokens.extend(hypothesis);
        tokens.push(END);
        tokens
    }

    /// The first tokens of one text, at most `most`.
    fn text(&self, text: &str, most: usize) -> Vec<i32> {
        // No word has more tokens than bytes, and hardly one has fewer tokens than a twelfth of them.
        let clean = cleaned(text, most * 64);
        let mut tokens = Vec::with_capacity(most);
        // Neither has a pattern that could fail.
        let Ok((normal, _)) = self.normalizer.normalize(&clean) else {
            return tokens;
        };
        for word in self.splitter.pre_tokenize(&normal).unwrap_or_default() {
            let mut push = |_, token: u32| tokens.extend(i32::try_from(token));
            // An unknown word has a token of its own.
            let _ = self.pieces.encode_with_offsets(word, &mut push);
            if tokens.len() >= most {
                tokens.truncate(most);
                break;
            }
        }
        tokens
    }
}

/// The first `most` bytes of `text`, or a few more, without control characters, and with space around ideographs,
/// each of which is a word (as BERT's basic tokenizer does).
fn cleaned(text: &str, most: usize) -> String {
    let mut clean = String::with_capacity(text.len().min(most) + 8);
    for char in text.chars() {
        if clean.len() >= most {
            break;
        }
        match char {
            '\t' | '\n' | '\r' => clean.push(' '),
            '\0' | '\u{fffd}' => {}
            _ if char.is_control() || is_format(char) => {}
            _ if char.is_whitespace() => clean.push(' '),
            _ if is_ideograph(char) => clean.extend([' ', char, ' ']),
            _ => clean.push(char),
        }
    }
    clean
}

/// Characters that are not seen: joiners, marks of direction, soft hyphens, byte order marks.
const fn is_format(char: char) -> bool {
    matches!(
        char,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}

/// The blocks of unified and compatibility ideographs.
const fn is_ideograph(char: char) -> bool {
    matches!(
        char,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ebef}'
    )
}
