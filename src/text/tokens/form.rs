//! Normal forms: what is the same word, however it is typed.

use unicode_normalization::UnicodeNormalization as _;

use crate::text::key::key;

/// The key of a word's normal form: what a token's `form` is.
pub(crate) fn word_key(word: &str) -> u64 {
    key(&normal_form(word))
}

/// A word's normal form: NFKC, lowercase, straight apostrophes, no invisible characters.
///
/// ```
/// assert_eq!(citecheck::inner::normal_form("Oﬃ\u{AD}ce’s"), "office's");
/// ```
pub fn normal_form(word: &str) -> String {
    let mut form = String::with_capacity(word.len());
    push_normal_form(&mut form, word);
    form
}

/// Appends the normal form of `word` to `to`.
pub(crate) fn push_normal_form(to: &mut String, word: &str) {
    if word.is_ascii() {
        let start = to.len();
        to.push_str(word);
        to[start..].make_ascii_lowercase();
        return;
    }
    let seen = word.nfkc().filter(|c| !is_ignorable(*c));
    let lower = seen.flat_map(char::to_lowercase);
    to.extend(lower.map(|c| if is_apostrophe(c) { '\'' } else { c }));
}

/// Characters that a reader does not see and that break no word: soft hyphen, zero-width marks,
/// byte order mark.
pub(crate) const fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}
