//! Parts of so many, with what has them: "one home in five", "every fifth home"; and scores told so.

use super::number::Number;
use super::range::SCORE;
use crate::text::values::Reader;
use crate::text::{Lang, Token, TokenKind};

/// Of up to so many, "one boat in five", the part is told and no place.
const SPELT: f64 = 10.0;

impl Reader<'_> {
    /// "un logement sur cinq": an article that counts.
    pub(super) fn article_at(&self, at: usize) -> Option<(Number, usize)> {
        matches!(&*self.lower(at), "un" | "une").then(|| (Number::exact(1.0), at + 1))
    }

    /// "one home in five", "deux habitants sur trois": a share, with what has it between its two numbers, of which `above` stands
    /// at tokens `at..first`; and so a score, "seven votes to two".
    pub(super) fn things_in(
        &self,
        at: usize,
        above: &Number,
        first: usize,
    ) -> Option<(Number, usize)> {
        const WORDS: usize = 2;
        let above = above.value;
        let is_thing = |at: usize| {
            let token = self.token(at);
            token.is_some_and(|token| token.kind == TokenKind::Word && token.is_content())
        };
        let things = (first..first + WORDS)
            .take_while(|at| is_thing(*at))
            .count();
        let link = first + things;
        let is_score =
            self.lang == Lang::English && self.word(link) == "to" && !self.after_from(at);
        let joins = match self.lang {
            Lang::English => self.word(link) == "in",
            Lang::French => self.word(link) == "sur",
            _ => false,
        };
        if things == 0 || !joins && !is_score || self.unit_at(first).is_some() {
            return None;
        }
        let (of, end) = self.number_at(link + 1)?;
        // "one school in 30 districts"
        let counts = self.lang == Lang::English
            && of.value > SPELT
            && self.token(end).is_some_and(Token::is_content);
        let is_whole = |value: f64| value.fract() == 0.0 && (1.0..=100.0).contains(&value);
        if is_score {
            let is_lower = of.value < above && of.value.fract() == 0.0 && above <= SCORE;
            let score = Number {
                upto: Some(of.value),
                ..Number::exact(above)
            };
            return (is_lower && !counts && self.unit_at(end).is_none()).then_some((score, end));
        }
        // "nine points in ten years" is how fast.
        let is_share = is_whole(above) && is_whole(of.value) && above < of.value && of.value > 2.0;
        (is_share && !counts && self.unit_at(end).is_none())
            .then(|| (Number::fraction(above, of.value), end))
    }

    /// "every fifth home", "jeder dritte Mieter"
    pub(super) fn every_so_many(&self, at: usize) -> Option<(Number, usize)> {
        let is_every = match self.lang {
            Lang::English => self.lower(at) == "every",
            Lang::German => matches!(
                &*self.lower(at),
                "jeder" | "jede" | "jedes" | "jeden" | "jedem"
            ),
            _ => false,
        };
        if !is_every {
            return None;
        }
        let (rank, end) = self.ordinal_at(at + 1)?;
        let is_thing = self.token(end).is_some_and(Token::is_content);
        (is_thing && rank >= 2.0 && self.unit_at(end).is_none())
            .then(|| (Number::fraction(1.0, rank), end))
    }
}
