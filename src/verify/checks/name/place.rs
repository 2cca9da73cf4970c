//! A place in a document where words of a name stand together.

use crate::text::Span;
use crate::verify::checks::context::Context;

/// Words of a name that stand together in a passage.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub passage: usize,
    /// For each word of the name, its token in the passage.
    pub tokens: Vec<Option<usize>>,
    /// Tokens of the passage that stand in the places of missing words: "Lindner" beside "Emilee",
    /// where the name is "Emilee Jones".
    pub others: Vec<usize>,
    /// How much of the name stands there, 0..1, by what its words tell.
    pub share: f64,
    /// Whether any of it is written with a capital.
    pub is_capital: bool,
}

impl Place {
    pub fn count(&self) -> usize {
        self.tokens.iter().flatten().count()
    }

    pub fn is_whole(&self) -> bool {
        self.tokens.iter().all(Option::is_some)
    }

    pub fn has_last(&self) -> bool {
        self.tokens.last().is_some_and(Option::is_some)
    }

    /// First and one past the last token of the name and of what stands in its words' places.
    pub fn range(&self) -> (usize, usize) {
        let all = || self.tokens.iter().flatten().chain(&self.others).copied();
        (all().min().unwrap_or(0), all().max().unwrap_or(0) + 1)
    }

    pub fn span(&self, context: &Context<'_>) -> Span {
        let (from, to) = self.range();
        context.source_span(self.passage, from, to)
    }
}
