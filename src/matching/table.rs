//! What bears out each term of a claim in each of its candidate passages.

/// What bears out one word of a claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Index of the passage.
    pub passage: usize,
    /// Index of the token in its passage.
    pub token: usize,
    /// How well it bears the word out: 1 for the same word, less for a synonym, derivation or slip.
    pub strength: f64,
}

/// A table of hits, all candidates of one term side by side: sums over the terms are made for many
/// candidates at once.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    candidates: usize,
    /// How well each candidate bears out each term; 0 where nothing does.
    strengths: Vec<f64>,
    /// The token of the candidate that does.
    tokens: Vec<u32>,
}

impl Table {
    /// A table in which nothing bears anything out.
    pub fn new(terms: usize, candidates: usize) -> Self {
        Self {
            candidates,
            strengths: vec![0.0; terms * candidates],
            tokens: vec![0; terms * candidates],
        }
    }

    /// How well each candidate bears out term `term`, 0..1.
    pub fn strengths(&self, term: usize) -> &[f64] {
        &self.strengths[self.row(term)]
    }

    /// Index, in its candidate, of each token that bears out term `term`; it counts only where the strength
    /// is above 0.
    pub fn tokens(&self, term: usize) -> &[u32] {
        &self.tokens[self.row(term)]
    }

    /// Enters what bears out term `term` in candidate `candidate`; `strength` is above 0.
    pub fn set(&mut self, term: usize, candidate: usize, token: u32, strength: f64) {
        let at = self.at(term, candidate);
        self.tokens[at] = token;
        self.strengths[at] = strength;
    }

    /// The token that bears out term `term` in candidate `candidate`.
    pub fn token(&self, term: usize, candidate: usize) -> Option<u32> {
        let at = self.at(term, candidate);
        (self.strengths[at] > 0.0).then(|| self.tokens[at])
    }

    /// What bears out term `term` in candidate `candidate`, the passage with index `passage`.
    #[inline]
    pub fn hit(&self, term: usize, candidate: usize, passage: usize) -> Option<Hit> {
        self.token(term, candidate).map(|token| Hit {
            passage,
            token: token as usize,
            strength: self.strengths[self.at(term, candidate)],
        })
    }

    /// The table of some of its candidates, in the order of `chosen`.
    pub fn of(&self, chosen: &[usize]) -> Self {
        let terms = self.terms();
        let mut table = Self {
            candidates: chosen.len(),
            strengths: Vec::with_capacity(terms * chosen.len()),
            tokens: Vec::with_capacity(terms * chosen.len()),
        };
        for term in 0..terms {
            let (strengths, tokens) = (self.strengths(term), self.tokens(term));
            table
                .strengths
                .extend(chosen.iter().map(|candidate| strengths[*candidate]));
            table
                .tokens
                .extend(chosen.iter().map(|candidate| tokens[*candidate]));
        }
        table
    }

    const fn at(&self, term: usize, candidate: usize) -> usize {
        term * self.candidates + candidate
    }

    fn terms(&self) -> usize {
        self.strengths.len() / self.candidates.max(1)
    }

    const fn row(&self, term: usize) -> std::ops::Range<usize> {
        term * self.candidates..(term + 1) * self.candidates
    }
}
