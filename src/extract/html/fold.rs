//! Texts as they are compared.

/// Whether the text ends as sentences do, or holds a sentence's end.
pub fn ends_sentence(text: &str) -> bool {
    let mut last = ' ';
    for c in text.chars() {
        let closes =
            c.is_whitespace() || matches!(c, '"' | '”' | '’' | '»' | ')' | '“' | '\'' | '[');
        if closes && matches!(last, '.' | '!' | '?' | '…' | ':' | '।' | '؟') {
            return true;
        }
        if matches!(c, '。' | '！' | '？' | '｡') {
            return true;
        }
        last = c;
    }
    matches!(last, '.' | '!' | '?' | '…' | ':' | '।' | '؟')
}

/// Lowercase letters and digits, a space between words: what titles are compared by.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    while folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// `text` with every run of white space as one space, and none around it.
pub fn fold_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}
