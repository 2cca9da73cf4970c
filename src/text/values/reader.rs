//! A text as values are read from it: its tokens, and the tables of words.

use std::borrow::Cow;

use super::tables::{NumberWord, Tables};
use crate::text::{Lang, Token};

/// Reads values at a token.
pub(crate) struct Reader<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub lang: Lang,
    pub tables: &'static Tables,
}

impl<'t> Reader<'t> {
    pub(crate) fn token(&self, at: usize) -> Option<&'t Token> {
        self.tokens.get(at)
    }

    pub(crate) fn word(&self, at: usize) -> &'t str {
        self.tokens
            .get(at)
            .map_or("", |token| token.span.of(self.text))
    }

    /// As [`Self::word`], in lowercase.
    pub(crate) fn lower(&self, at: usize) -> Cow<'t, str> {
        let word = self.word(at);
        let is_lower = word
            .bytes()
            .all(|b| b.is_ascii() && !b.is_ascii_uppercase());
        if is_lower {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(word.to_lowercase())
        }
    }

    pub(crate) fn form(&self, at: usize) -> u64 {
        self.tokens.get(at).map_or(0, |token| token.form)
    }

    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_glued)
    }

    pub(super) fn is_of(&self, at: usize) -> bool {
        matches!(&*self.lower(at), "of" | "de" | "d’" | "d'")
    }

    /// Whether the word at `at` multiplies what stands before it: "million".
    pub(super) fn is_scale(&self, at: usize) -> bool {
        matches!(
            self.tables.number(self.lang, self.form(at)),
            Some(NumberWord::Scale(_))
        )
    }
}
