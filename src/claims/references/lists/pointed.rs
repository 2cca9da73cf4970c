//! Lists that are told by the marks which point into them.

use super::role::{Role, SEVERAL};
use crate::claims::blocks::draft::{Block, Kind, Ref};
use crate::claims::citations::syntax::labels;
use crate::claims::references::entries::{entry_lines, own_label};
use crate::claims::references::looks::{MANY_BRACKETS, is_cited_statement};
use crate::claims::references::shapes::page_links;

/// Numbered items or lines at an article's very end, into which its marks point, are its references though no
/// heading says so and some have no address.
pub(super) fn pointed_at(blocks: &[Block], roles: &mut [Role]) {
    let numbers = |block: &Block| -> Vec<String> {
        match &block.kind {
            Kind::Item(Some(number)) => vec![number.to_string()],
            Kind::Paragraph | Kind::Item(None) => {
                let text = block.prose.text();
                let rows = entry_lines(block, &page_links(block)).into_iter();
                rows.filter_map(|row| own_label(row.of(text)).0).collect()
            }
            _ => Vec::new(),
        }
    };
    let listed = |(block, role): (&Block, &Role)| {
        let numbered = !numbers(block).is_empty() && !is_cited_statement(block);
        block.is_empty() || *role == Role::Prose && numbered
    };
    let start = blocks
        .iter()
        .zip(roles.iter())
        .rposition(|pair| !listed(pair))
        .map_or(0, |last| last + 1);
    let numbers: Vec<String> = blocks[start..].iter().flat_map(numbers).collect();
    if numbers.len() < SEVERAL {
        return;
    }
    let mut marks = blocks[..start].iter().flat_map(|block| {
        let text = block.prose.text();
        let brackets = text.match_indices('[').filter_map(|(at, _)| {
            let end = at + text[at..].find(']')? + 1;
            (at > 0).then(|| labels(&text[at..end])).flatten()
        });
        brackets.take(MANY_BRACKETS).flatten()
    });
    let known = |target: Ref| matches!(target, Ref::Label(label) if numbers.contains(&label));
    if marks.any(known) {
        roles[start..].fill(Role::Entry);
    }
}
