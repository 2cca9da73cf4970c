//! What is open in the editor, and what is known of it.

use lsp_types::Position;
use rustc_hash::FxHashMap;

use super::positions::Lines;
use super::{Article, Checked, Outcome};
use crate::claims::Claim;
use crate::report::ClaimRecord;

/// An open document.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) article: Article,
    /// The editor's number of this text.
    pub(super) version: i32,
    pub(super) lines: Lines,
    /// What checking this very text gave; none while that is under way.
    pub(super) known: Option<Outcome>,
}

impl Document {
    pub(super) fn new(article: Article, version: i32) -> Self {
        Self {
            lines: Lines::new(&article.text),
            article,
            version,
            known: None,
        }
    }

    pub(super) fn checked(&self) -> Option<&Checked> {
        match &self.known {
            Some(Outcome::Checked(checked)) => Some(checked),
            _ => None,
        }
    }

    /// The claims between two positions, with their records.
    pub(super) fn claims(&self, from: Position, to: Position) -> Vec<(&Claim, &ClaimRecord)> {
        let Some(checked) = self.checked() else {
            return Vec::new();
        };
        let start = self.lines.offset(&self.article.text, from);
        let end = self.lines.offset(&self.article.text, to).max(start);
        let near = |claim: &&Claim| claim.span.start <= end && start <= claim.span.end;
        let claims = checked.input.claims.iter().filter(near);
        let record = |id: &str| checked.report.claims.iter().find(|record| record.id == id);
        claims
            .filter_map(|claim| Some((claim, record(&claim.id)?)))
            .collect()
    }
}

/// All open documents, by the editor's names for them.
pub(super) type Documents = FxHashMap<String, Document>;
