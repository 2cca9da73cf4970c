//! Words in scripts that are written without spaces.

use std::sync::OnceLock;

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};

use crate::text::Span;

/// Longest run that is segmented as a whole: the dictionary's best path costs memory by length.
const RUN_LIMIT: usize = 3000;

/// Whether `c` belongs to a script without spaces between words: Han, Kana, Thai, Lao, Khmer,
/// Burmese. (Korean puts spaces.)
pub(crate) const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{323AF}')
}

/// Letters of the longest piece of hiragana that is taken for grammar.
const GRAMMAR: usize = 2;

/// Whether a piece of Japanese carries grammar and no content: particles and endings are written in
/// hiragana, and cut into pieces of a letter or two, while words for things have kanji or katakana.
pub(crate) fn is_grammar(piece: &str) -> bool {
    piece.starts_with(|c: char| matches!(c, '\u{3041}'..='\u{309F}'))
        && piece.chars().count() <= GRAMMAR
        && piece.chars().all(|c| matches!(c, '\u{3041}'..='\u{309F}'))
}

/// End of the run of such characters that starts at `at`.
pub(crate) fn run_end(text: &str, at: usize) -> usize {
    let mut end = at;
    for c in text[at..].chars() {
        if !is_unspaced(c) || end - at >= RUN_LIMIT {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// The words of a run, by dictionary (Unicode UAX #29 with the ICU dictionaries).
pub(crate) fn words(run: Span, text: &str) -> Vec<Span> {
    static SEGMENTER: OnceLock<WordSegmenterBorrowed<'static>> = OnceLock::new();
    let segmenter = SEGMENTER
        .get_or_init(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    let breaks: Vec<usize> = segmenter.segment_str(run.of(text)).collect();
    breaks
        .windows(2)
        .map(|pair| Span::new(run.start + pair[0], run.start + pair[1]))
        .collect()
}
