//! What quotations are compared by: letters and digits without the differences that a writer, a keyboard or a printer
//! makes (case, accents, ligatures, Greek letters by name, hyphens, blanks), and the signs that change what is said.

use unicode_normalization::UnicodeNormalization;

use super::super::context::Context;
use crate::text::{Token, TokenKind, normal_form, superscript};

/// Greek letters by name, from alpha on; the two forms of sigma stand side by side.
const GREEK: [&str; 25] = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi",
    "chi", "psi", "omega",
];

/// Tokens of the longest mark in a text that points to its sources: "(Okafor, Lind and Moreau, 2019; Ruiz, 2020)".
const LONGEST_MARK: usize = 24;

/// A text as quotations are compared, with the token that each stretch of it is of.
pub(super) struct Folded {
    pub text: String,
    /// Where each token begins in `text`.
    starts: Vec<usize>,
    /// Passage and token.
    places: Vec<(usize, usize)>,
}

impl Folded {
    /// The document, with what points to its sources left out.
    pub fn of_document(context: &Context<'_>) -> Self {
        let document = context.document;
        let mut folded = Self {
            text: String::new(),
            starts: Vec::new(),
            places: Vec::new(),
        };
        for passage in 0..document.len() {
            let (tokens, text) = (document.tokens(passage), document.text(passage));
            for (token, form) in forms(tokens, text, 0..tokens.len()) {
                folded.starts.push(folded.text.len());
                folded.places.push((passage, token));
                folded.text.push_str(&form);
            }
        }
        folded
    }

    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Passage and token of the token with index `index`.
    pub fn place(&self, index: usize) -> (usize, usize) {
        self.places[index]
    }

    /// The index of the first token of `passage` or after it.
    pub fn first_of(&self, passage: usize) -> usize {
        self.places.partition_point(|place| place.0 < passage)
    }

    /// Where the token with index `index` begins; the end of the text for the one past the last.
    pub fn start(&self, index: usize) -> usize {
        self.starts.get(index).copied().unwrap_or(self.text.len())
    }

    /// The token that begins at `at`; one past the last for the end of the text.
    pub fn token_at(&self, at: usize) -> Option<usize> {
        if at == self.text.len() {
            return Some(self.len());
        }
        self.starts.binary_search(&at).ok()
    }
}

/// The tokens among `range` that say something in a quotation, each with its folded form.
pub(super) fn forms<'t>(
    tokens: &'t [Token],
    text: &'t str,
    range: std::ops::Range<usize>,
) -> impl Iterator<Item = (usize, String)> + 't {
    let mut skip_to = range.start;
    range.filter_map(move |at| {
        if at < skip_to {
            return None;
        }
        if let Some(end) = mark_end(tokens, text, at) {
            skip_to = end;
            return None;
        }
        let form = form(tokens, text, at);
        (!form.is_empty()).then_some((at, form))
    })
}

/// The folded form of a token; empty for one that says nothing.
pub(super) fn form(tokens: &[Token], text: &str, at: usize) -> String {
    let token = tokens[at];
    let word = token.span.of(text);
    if token.kind == TokenKind::Symbol {
        return sign(tokens, at, word).to_owned();
    }
    if word.is_ascii() {
        return word.to_ascii_lowercase().replace('\'', "");
    }
    if token.kind == TokenKind::Number {
        // "54·3" is 54.3 in print.
        return letters(word).replace('·', ".");
    }
    letters(word)
}

/// A sign that changes what is said, in one form for all that look alike: a currency, "%", a minus before a number.
fn sign<'t>(tokens: &[Token], at: usize, word: &'t str) -> &'t str {
    let before_number = || {
        tokens
            .get(at + 1)
            .is_some_and(|next| next.kind == TokenKind::Number && next.is_glued())
            && !tokens[at].is_glued()
    };
    match word {
        "-" | "−" | "–" if before_number() => "-",
        "%" | "％" => "percent",
        "&" => "and",
        "$" | "€" | "£" | "¥" | "₹" | "₩" | "₽" | "¢" | "‰" | "°" | "±" | "+" | "<" | ">" | "≤"
        | "≥" | "=" | "≠" | "#" | "×" => word,
        _ => "",
    }
}

/// The word without the raised number of a note behind it: "agreed¹²", and not "km²".
fn without_note(word: &str) -> &str {
    const UNIT: usize = 2;
    let bare = word.trim_end_matches(|c| superscript(c).is_some());
    let note = word[bare.len()..].chars().count();
    let is_word = bare.chars().all(char::is_alphabetic) && !bare.is_empty();
    if is_word && (note > 1 || bare.chars().count() > UNIT) {
        bare
    } else {
        word
    }
}

/// The letters of a word, small, without accents, ligatures taken apart, a Greek letter by its name.
fn letters(word: &str) -> String {
    let normal = normal_form(without_note(word));
    let mut alone = normal.chars();
    if let (Some(only), None) = (alone.next(), alone.next())
        && let Some(name) = greek(only)
    {
        return name.to_owned();
    }
    let mut found = String::with_capacity(normal.len());
    let mut is_latin = false;
    for c in normal.nfd() {
        if matches!(c, '\u{300}'..='\u{36F}') {
            // The mark of another script makes another letter: "й".
            if !is_latin {
                found.push(c);
            }
            continue;
        }
        is_latin = c.is_ascii_alphabetic() || matches!(c, 'α'..='ω');
        match c {
            'ß' => found.push_str("ss"),
            'æ' => found.push_str("ae"),
            'œ' => found.push_str("oe"),
            'ø' => found.push('o'),
            'đ' | 'ð' => found.push('d'),
            'ł' => found.push('l'),
            'ı' => found.push('i'),
            'þ' => found.push_str("th"),
            '\'' => {}
            c => found.push(c),
        }
    }
    found
}

fn greek(letter: char) -> Option<&'static str> {
    let index = u32::from(letter).checked_sub(u32::from('α'))?;
    GREEK.get(usize::try_from(index).ok()?).copied()
}

/// One past a mark at `at` that points to a source: "[12,13]", "[3–5]", "(Okafor et al., 2019)".
fn mark_end(tokens: &[Token], text: &str, at: usize) -> Option<usize> {
    let word = |at: usize| tokens[at].span.of(text);
    let (close, bracket) = match word(at) {
        "[" => ("]", true),
        "(" => (")", false),
        _ => return None,
    };
    let inside = at + 1..(at + LONGEST_MARK).min(tokens.len());
    let end = inside.clone().find(|at| word(*at) == close)?;
    let mut inner = at + 1..end;
    let is_mark = if bracket {
        let is_number = |at: usize| tokens[at].kind == TokenKind::Number && word(at).len() <= 9;
        inner.clone().any(is_number)
            && inner.all(|at| is_number(at) || matches!(word(at), "," | "-" | "–" | ";"))
    } else {
        let is_year = |at: usize| {
            let digits = word(at);
            digits.len() == 4
                && (digits.starts_with("19") || digits.starts_with("20"))
                && tokens[at].kind == TokenKind::Number
        };
        let names = tokens.get(at + 1).is_some_and(Token::is_capital);
        let by_name = inner.clone().any(|at| word(at) == ",")
            || inner.clone().any(|at| matches!(word(at), "al" | "al."));
        // "(Okafor and Lind 2019; Ruiz 2020)"
        let joins = |at: usize| matches!(word(at), "and" | "&" | "und" | "et" | "y" | ";");
        let is_listed = inner.clone().any(joins)
            && inner
                .clone()
                .all(|at| joins(at) || is_year(at) || tokens[at].is_capital());
        names && (by_name || is_listed) && inner.next_back().is_some_and(is_year)
    };
    is_mark.then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn letters_are_the_same_with_and_without_what_printers_add() {
        for (one, other) in [
            ("Œuvre", "oeuvre"),
            ("naïve", "naive"),
            ("Straße", "strasse"),
            ("α", "alpha"),
            ("Søren", "soren"),
            ("agreed¹²", "agreed"),
        ] {
            assert_eq!(letters(one), other);
        }
        assert_ne!(letters("km²"), letters("km"));
        assert_ne!(letters("мой"), letters("мои"));
        assert_ne!(letters("が"), letters("か"));
    }
}
