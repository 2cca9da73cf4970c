//! Which words beside a name's words in a passage belong to the same name.

use super::forms;
use super::read::{is_capital_word, is_first};
use crate::text::{Token, TokenKind};

/// The words around a name in a passage.
pub(super) struct Neighbours<'d> {
    pub tokens: &'d [Token],
    pub text: &'d str,
}

impl Neighbours<'_> {
    /// Whether the token is a word that makes a name: capital, no title, no initial.
    pub fn is_name(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        is_capital_word(token)
            && !token.is_stop()
            && !forms::is_title(token.form)
            && !forms::is_after(token.form)
            && token.span.len() > 1
    }

    fn is_joint(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        forms::is_inside(token.form) && !is_capital_word(token)
            || matches!(token.span.of(self.text), "-" | "–") && token.is_glued()
    }

    /// The word of the same name right before token `at`. A capital that begins a sentence may be an
    /// ordinary word's.
    pub fn before(&self, at: usize) -> Option<usize> {
        let joint = at.checked_sub(1).filter(|joint| self.is_joint(*joint));
        let at = joint.unwrap_or(at).checked_sub(1)?;
        let is_number = self.tokens[at].kind == TokenKind::Number && joint.is_none();
        if is_number {
            return None;
        }
        let title = joint.is_some() && forms::is_title(self.tokens[at].form);
        if !(self.is_name(at) || title) {
            return None;
        }
        let begins = is_first(self.tokens, self.text, at);
        let joined = joint.is_some_and(|joint| !self.tokens[joint].is_text());
        (!begins || joined).then_some(at)
    }

    /// The word of the same name right after token `at`, or the number of its model: "4" in "GPT-4".
    /// Initials may stand between: "Arthur M. Sackler".
    pub fn after(&self, at: usize) -> Option<usize> {
        let mut next = at + 1;
        while let Some(token) = self.tokens.get(next).filter(|_| next < at + 5) {
            let initial = is_capital_word(token) && token.span.len() == 1;
            let stop = next > at + 1 && token.span.of(self.text) == ".";
            if !(initial || stop) {
                break;
            }
            next += 1;
        }
        let joint = next == at + 1 && self.tokens.get(next).is_some_and(|_| self.is_joint(next));
        let next = next + usize::from(joint);
        let token = self.tokens.get(next)?;
        let numbered = token.kind == TokenKind::Number && token.is_glued() && joint;
        (self.is_name(next) || numbered).then_some(next)
    }
}
