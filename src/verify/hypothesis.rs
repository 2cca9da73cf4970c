//! The claim as the entailment model reads it.

use std::borrow::Cow;

use crate::claims::BETWEEN_CELLS;

/// `claim` as a sentence: as it stands, but of a table's row with what heads its cells beside each, since "Aster | 41 |
/// 118" says nothing by itself. A header of more or fewer cells heads none.
pub(super) fn hypothesis<'a>(claim: &'a str, header: Option<&str>) -> Cow<'a, str> {
    let cells: Vec<&str> = claim.split(BETWEEN_CELLS).collect();
    let heads: Vec<&str> = header.unwrap_or_default().split(BETWEEN_CELLS).collect();
    if cells.len() < 2 || heads.len() != cells.len() {
        return Cow::Borrowed(claim);
    }
    let told = heads.iter().zip(&cells).map(|(head, cell)| match *head {
        "" => (*cell).to_owned(),
        head => format!("{head}: {cell}"),
    });
    Cow::Owned(told.collect::<Vec<_>>().join(", "))
}
