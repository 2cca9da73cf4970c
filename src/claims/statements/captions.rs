//! Captions of figures and tables, as texts without markup have them.

use crate::claims::vocabulary::Words;

/// Whether a text is a caption: a word such as "Figure", a number, and what parts both from the rest; or the same in
/// brackets.
pub(in crate::claims) fn is_caption(text: &str) -> bool {
    const LONGEST_NUMBER: usize = 6;
    let text = text.trim();
    let bracketed = text.starts_with('[') && text.ends_with(']');
    let text = if bracketed {
        text[1..text.len() - 1].trim()
    } else {
        text
    };
    let word = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    let after = text[word..].trim_start_matches(['.', ' ', '\u{a0}']);
    if !Words::Captions.has(&text[..word].to_lowercase()) || after.len() == text.len() - word {
        return false;
    }
    let end = after
        .find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '–'))
        .unwrap_or(after.len());
    let number = after[..end].trim_end_matches(['.', '-', '–']);
    let numbered = number.len() <= LONGEST_NUMBER
        && (number.contains(|c: char| c.is_ascii_digit()) || is_roman(number));
    let rest = &after[number.len()..];
    let parted = rest
        .trim_start()
        .starts_with([':', '.', '—', '–', '|', '：', '．']);
    numbered && (rest.is_empty() || parted)
}

/// Whether a text is what a caption begins with and nothing else: "Table 2."
pub(in crate::claims) fn is_label(text: &str) -> bool {
    const WORDS: usize = 2;
    text.split_whitespace().count() <= WORDS && is_caption(text)
}

fn is_roman(number: &str) -> bool {
    !number.is_empty() && number.chars().all(|c| "IVXLC".contains(c))
}

#[cfg(test)]
mod tests {
    use super::is_caption;

    #[test]
    fn captions_are_told_from_sentences_about_figures() {
        for text in [
            "Figure 1. Boats by year.",
            "[Figure 2. Boats by port.]",
            "Fig. 3: Boats",
            "Table A1 – Boats",
            "TABLE IV. BOATS",
            "Table 2 | Boats and crews",
            "Abbildung 4: Boote nach Hafen",
            "Figure 1.2: Boats",
            "Figure 5",
        ] {
            assert!(is_caption(text), "{text}");
        }
        for text in [
            "Figure 1 shows the boats by year.",
            "Figures rose by 4 percent.",
            "Table 2 and Figure 3 differ.",
            "Table tennis: a sport.",
            "The figure is 1: nobody came.",
            "Tables. 12 of them were sold.",
            "Figure it out. 4 boats came.",
        ] {
            assert!(!is_caption(text), "{text}");
        }
    }
}
