//! Whose a value is by the names that stand beside the values of a passage, one by each.

use std::ops::Range;

use super::order::{self, tells_order};
use super::paired;
use super::{Owner, Placed, SENTENCE};
use crate::text::{Lang, Token};
use crate::verify::checks::value::row::Place;

/// What the names beside the values of a passage tell of the one that equals the claim's.
pub(in crate::verify::checks::value) enum ByName {
    /// Nothing.
    Untold,
    /// It is the claim's own.
    Own,
    /// This one rather is.
    Rather(Place),
}

impl Owner<'_> {
    /// As [`Self::rather`], by the names beside the values of a passage.
    pub fn rather_by_name<'s>(
        &self,
        same: Placed<'s>,
        others: impl Iterator<Item = Placed<'s>>,
    ) -> ByName {
        let owners = self.owners_beside(same);
        owners.map_or(ByName::Untold, |owners| {
            self.rather_of(&owners, same, others)
        })
    }

    /// What each value of the passage of `same` is of, by the names beside them.
    fn owners_beside(&self, same: Placed<'_>) -> Option<Vec<Range<usize>>> {
        let (tokens, text) = self.passage(same.0);
        if self.is_in_order || tokens.len() > SENTENCE {
            return None;
        }
        if tells_order(tokens, text) {
            return order::owners(tokens, text, same.1);
        }
        // Every noun has a capital letter in German.
        let values = self.context.document.values(same.0);
        (self.context.document.lang() != Lang::German)
            .then(|| paired::owners(tokens, text, (values, same.1)))?
    }

    /// The same where `owners` are what the values of the passage are of.
    fn rather_of<'s>(
        &self,
        owners: &[Range<usize>],
        same: Placed<'s>,
        mut others: impl Iterator<Item = Placed<'s>>,
    ) -> ByName {
        let are_named = self.are_named(same.0, owners);
        let is_named = |of: &Placed<'_>| {
            let index = same.1.iter().position(|place| *place == of.2);
            of.0 == same.0 && index.is_some_and(|index| are_named[index])
        };
        if is_named(&same) {
            return ByName::Own;
        }
        let other = others.find(|other| is_named(other));
        other.map_or(ByName::Untold, |other| ByName::Rather((other.0, other.2)))
    }

    /// Whether the claim names each of `owners`, what the values of a passage are of, by a word that stands there once.
    fn are_named(&self, passage: usize, owners: &[Range<usize>]) -> Vec<bool> {
        let (tokens, _) = self.passage(passage);
        let terms = &self.context.query.terms;
        let is_alone = |word: &&Token| {
            let alike = tokens.iter().filter(|other| other.stem == word.stem);
            alike.count() == 1
        };
        let is_named = |owner: &Range<usize>| {
            let mut words = tokens[owner.clone()].iter().filter(is_alone);
            words.any(|word| {
                let mut terms = self.naming.iter().map(|term| &terms[*term]);
                terms.any(|term| term.borne_out_by(word.stem).is_some())
            })
        };
        owners.iter().map(is_named).collect()
    }
}
