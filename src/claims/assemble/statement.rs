//! A statement of an article, with what it cites so far.

use crate::claims::blocks::draft::Kind;
use crate::claims::claim::{Citation, Scope};
use crate::claims::statements::attribution::Attribution;
use crate::claims::written::Written;
use crate::text::Span;

/// Sources that one claim can cite. Each is read for the claim; a list of more that holds for the
/// whole article is a bibliography, not the sources of each sentence.
pub(in crate::claims) const MAX_CITATIONS: usize = 50;

/// What citations give to a statement.
#[derive(Clone, Debug, Default)]
pub(super) struct Cited {
    pub(super) citations: Vec<Citation>,
    /// Numbers of broken references.
    pub(super) broken: Vec<usize>,
    /// Names of sites, which are looked for once all sources are known, and where they stand.
    pub(super) sites: Vec<(String, Span)>,
    /// Whether anything is cited at all, or said to be lacking.
    pub(super) own: bool,
}

impl Cited {
    /// Adds what `other` has and this has not.
    pub(super) fn add(&mut self, other: &Self) {
        add_all(&mut self.citations, other.citations.iter().cloned());
        for number in &other.broken {
            if !self.broken.contains(number) && self.broken.len() < MAX_CITATIONS {
                self.broken.push(*number);
            }
        }
        let room = MAX_CITATIONS.saturating_sub(self.sites.len());
        self.sites.extend(other.sites.iter().take(room).cloned());
        self.own |= other.own;
    }

    /// The same for all of a paragraph.
    pub(super) fn for_paragraph(&self) -> Self {
        let mut spread = self.clone();
        for citation in &mut spread.citations {
            citation.scope = Scope::Paragraph;
        }
        spread.own = false;
        spread
    }
}

/// A sentence with what it cites.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// Number of its block among those that hold statements.
    pub(super) block: usize,
    /// Number of its block among all blocks of the draft.
    pub(super) origin: usize,
    /// Where it stands in its block's text, without marks.
    pub(super) span: Span,
    pub(super) text: String,
    pub(super) file: Span,
    /// Where the file has each part of the text.
    pub(super) written: Written,
    pub(super) cited: Cited,
    /// Whether its citations stand at its end, so that they may hold for what is before them.
    pub(super) at_end: bool,
    /// What the block is.
    pub(super) kind: Kind,
    /// The block quotation that it stands in; 0 for none.
    pub(super) quotation: usize,
    /// Who it is from, as a quotation's footer says.
    pub(super) speaker: Option<String>,
    /// The statement that introduces the quotation.
    pub(super) intro: Option<usize>,
    /// The source that it names as its own.
    pub(super) attribution: Option<Attribution>,
}

/// Adds the citations of sources that are not cited yet.
pub(super) fn add_all(to: &mut Vec<Citation>, citations: impl IntoIterator<Item = Citation>) {
    for citation in citations {
        if to.len() < MAX_CITATIONS && !to.iter().any(|known| known.source == citation.source) {
            to.push(citation);
        }
    }
}
