//! Which values of the claim the source's values equal.

use crate::text::{Agreement, Bound, End, Meaning, Relation, Value, compare};
use crate::verify::checks::context::Context;

/// The value without what widens it.
pub(super) fn bare(value: &Value) -> Value {
    let mut bare = value.clone();
    match &mut bare.meaning {
        Meaning::Number(number)
        | Meaning::Percent { number, .. }
        | Meaning::Money { number, .. }
        | Meaning::Quantity { number, .. } => number.bound = Bound::Exact,
        Meaning::Date(date) => date.relation = Relation::In,
        _ => {}
    }
    if let Some(written) = &mut bare.left_out {
        written.bound = Bound::Exact;
    }
    bare
}

/// Which values of the claim a value of a passage equals, by their first tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Equal {
    None,
    One(usize),
    Several,
}

impl Equal {
    /// Whether it may be the claim's value at token `first`.
    pub fn may_be(self, first: usize) -> bool {
        match self {
            Self::None => false,
            Self::One(owner) => owner == first,
            Self::Several => true,
        }
    }

    /// Whether the claim has the value in another place than at token `first`.
    pub fn is_another(self, first: usize) -> bool {
        match self {
            Self::None => false,
            Self::One(owner) => owner != first,
            Self::Several => true,
        }
    }
}

/// For each candidate passage, which of the claim's values each of its values equals: looked up once for all the claim's values.
pub(super) fn equals(context: &Context<'_>) -> Vec<Vec<Equal>> {
    let claimed: Vec<Value> = context.query.values.iter().map(bare).collect();
    let equal_to = |value: &Value| {
        let value = bare(value);
        let mut equal = claimed
            .iter()
            .filter(|claimed| compare(claimed, &value) == Agreement::Same);
        match (equal.next(), equal.next()) {
            (None, _) => Equal::None,
            (Some(one), None) => Equal::One(one.first),
            (Some(_), Some(_)) => Equal::Several,
        }
    };
    let ranked = context.matches.ranked.iter();
    let values = ranked.map(|ranked| context.document.values(ranked.passage));
    values
        .map(|values| values.iter().map(equal_to).collect())
        .collect()
}

/// The claim's value that stands nearest to `claim`, if it has another one.
pub(super) fn company<'a>(context: &'a Context<'_>, claim: &Value) -> Option<&'a Value> {
    let others = context.query.values.iter();
    let apart = |other: &&Value| match other.first.checked_sub(claim.end) {
        Some(behind) => Some(behind),
        None => claim.first.checked_sub(other.end),
    };
    others
        .filter_map(|other| Some((apart(&other)?, other)))
        .min_by_key(|(apart, _)| *apart)
        .map(|(_, other)| other)
}

/// Whether one of `values` equals the claim's value `wanted`; none where none is of its sort.
pub(super) fn has(values: &[Value], equals: &[Equal], wanted: &Value) -> Option<bool> {
    let sort = |value: &Value| std::mem::discriminant(&value.meaning);
    let of_sort = values.iter().zip(equals);
    let mut of_sort = of_sort
        .filter(|(value, _)| sort(value) == sort(wanted))
        .peekable();
    of_sort.peek()?;
    Some(of_sort.any(|(_, equal)| equal.may_be(wanted.first)))
}

/// The other end of the change of which the claim's value is one.
pub(super) fn other_end<'a>(context: &'a Context<'_>, claim: &Value) -> Option<&'a Value> {
    let other = match claim.end_of {
        End::From => End::To,
        End::To => End::From,
        End::Whole | End::By => return None,
    };
    let others = context.query.values.iter();
    others
        .filter(|value| value.end_of == other)
        .min_by_key(|value| value.first.abs_diff(claim.first))
}

/// Leaves only the values that may be the claim's end of a change where `values` have its `other` end and tell of both: beside
/// "fell from 82 to 73, and the floor is 63", "from 82 to 63" ends elsewhere.
pub(super) fn keep_end(
    claim: &Value,
    other: Option<&Value>,
    values: &[Value],
    agreements: &mut Vec<(Agreement, &Value, Equal)>,
) {
    let Some(other) = other else {
        return;
    };
    let is_other =
        |value: &Value| value.end_of == other.end_of && compare(other, value) == Agreement::Same;
    let is_end = |value: &Value| value.end_of == claim.end_of;
    if values.iter().any(is_other) && values.iter().any(is_end) {
        agreements.retain(|(_, value, _)| is_end(value));
    }
}
