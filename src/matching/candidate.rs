//! A passage that may bear on a claim.

/// Passages that are looked at word by word before the best of them are chosen.
pub(super) const LOOKED_AT: usize = 24;

/// By how many figures candidates are ranked.
pub(super) const FIGURES: usize = 8;

/// A candidate passage.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// Index of the passage.
    pub passage: usize,
    /// How much of the claim it bears out by itself, 0..1, by rarity.
    pub coverage: f64,
    /// How many of the claim's neighbouring words are neighbours here too, 0..1, by rarity.
    pub together: f64,
    /// What it is ranked by: the weighted sum of its figures.
    pub score: f64,
    /// The named figures by which it is ranked.
    pub figures: [(&'static str, f64); FIGURES],
}

impl Ranked {
    /// Whether it has some of the claim's words: of a short document those without are candidates too.
    pub(super) fn has_some(&self) -> bool {
        self.coverage > 0.0
    }
}
