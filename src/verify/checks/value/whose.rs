//! Whether an equal value is the claim's own or another thing's, by the words around it and around a different one.

use rustc_hash::FxHashMap;

use super::compared::{Compared, counts_things};
use super::date;
use super::owner::{ByName, Owner, Placed, SENTENCE};
use super::role::Counted;
use crate::text::{Agreement, Value};
use crate::verify::checks::context::Context;

/// A claim's value beside all that it was compared with.
pub(super) struct Whose<'c, 'a> {
    owner: Owner<'c>,
    /// Of each sentence, the places of its values of the claim's sort, in order.
    sorts: FxHashMap<usize, Vec<(usize, usize)>>,
    /// Those that differ and may be meant.
    rivals: Vec<&'c Compared<'a>>,
    /// Those of them that measure or count the same, so that a name beside one tells whose it is.
    alike: Vec<&'c Compared<'a>>,
}

impl<'c, 'a> Whose<'c, 'a> {
    pub fn new(context: &'c Context<'_>, claim: &Value, compared: &'c [Compared<'a>]) -> Self {
        let mut sorts: FxHashMap<usize, Vec<(usize, usize)>> = FxHashMap::default();
        let mut rivals = Vec::new();
        for other in compared {
            if other.ranked.is_none() || context.document.tokens(other.passage).len() > SENTENCE {
                continue;
            }
            sorts.entry(other.passage).or_default().push(place(other));
            let counts =
                !counts_things(&claim.meaning) || !matches!(other.counted, Counted::Others);
            if other.agreement == Agreement::Differs
                && counts
                && date::is_comparable(claim, other.value)
            {
                rivals.push(other);
            }
        }
        let alike = rivals.iter().copied();
        let alike = alike.filter(|other| is_alike(claim, other)).collect();
        Self {
            alike,
            owner: Owner::new(context, claim),
            sorts,
            rivals,
        }
    }

    /// The value that is rather the claim's than the equal one, which is another thing's.
    pub fn anothers(&self, same: &Compared<'_>) -> Option<&'c Compared<'a>> {
        let equal = self.placed(same)?;
        let others = self.rivals.iter().filter_map(|other| self.placed(other));
        let named = self.alike.iter().filter_map(|other| self.placed(other));
        let (passage, found) = match self.owner.rather_by_name(equal, named) {
            ByName::Own => None,
            ByName::Rather(place) => Some(place),
            ByName::Untold => self.owner.rather(equal, others),
        }?;
        let mut rivals = self.rivals.iter().copied();
        rivals.find(|other| other.passage == passage && place(other) == found)
    }

    /// Whether the words around the two tell that the claim's is the equal one.
    pub fn is_own(&self, same: &Compared<'_>, rival: &Compared<'_>) -> bool {
        let (Some(equal), Some(other)) = (self.placed(same), self.placed(rival)) else {
            return false;
        };
        match self.owner.rather_by_name(other, std::iter::once(equal)) {
            ByName::Own => false,
            ByName::Rather(_) => true,
            ByName::Untold => self.owner.rather(other, std::iter::once(equal)).is_some(),
        }
    }

    /// A value among those of its sort in its passage.
    fn placed(&self, of: &Compared<'_>) -> Option<Placed<'_>> {
        let sort = self.sorts.get(&of.passage)?;
        Some((of.passage, sort, place(of)))
    }
}

/// Whether a value is an amount, or counts something, as the claim's does.
fn is_alike(claim: &Value, other: &Compared<'_>) -> bool {
    let is_plain = |value: &Value| {
        let number = value.meaning.number();
        number.is_some_and(|number| number.upto.is_none() && !number.is_share())
    };
    let of_one_kind =
        std::mem::discriminant(&claim.meaning) == std::mem::discriminant(&other.value.meaning);
    of_one_kind && is_plain(claim) && is_plain(other.value) && other.is_comparable(claim)
}

fn place(compared: &Compared<'_>) -> (usize, usize) {
    (compared.value.first, compared.value.end)
}
