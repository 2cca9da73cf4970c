//! Which blocks of an article are its lists of sources.

mod headed;
mod lone;
mod pointed;
mod role;
mod runs;

pub(super) use role::Role;

use headed::{text_goes_on, under_headings};
use lone::lone;
use pointed::pointed_at;
use runs::{mark_run, runs};

use crate::claims::blocks::draft::Block;
use crate::claims::references::headings::aside_lead;
use crate::claims::references::looks::{Look, is_labelled, is_labelled_list};
use crate::claims::references::site::Site;

/// The role of each block of an article of `site`.
pub(super) fn roles(blocks: &[Block], site: &Site) -> Vec<Role> {
    let mut roles = vec![Role::Prose; blocks.len()];
    under_headings(blocks, &mut roles);
    text_goes_on(blocks, &mut roles);
    for (block, role) in blocks.iter().zip(&mut roles) {
        if *role == Role::Prose && aside_lead(block.prose.text()) > 0 && !block.links.is_empty() {
            *role = Role::Aside;
        }
    }
    let looks: Vec<Look> = blocks.iter().map(|block| Look::of(block, site)).collect();
    let runs = runs(blocks, &looks, &roles);
    lone(blocks, &looks, &runs, &mut roles);
    for run in &runs {
        mark_run(blocks, &looks, run, &mut roles);
    }
    pointed_at(blocks, &mut roles);
    for (block, role) in blocks.iter().zip(&mut roles) {
        let listed = block.entry || is_labelled(block) || is_labelled_list(block);
        if *role == Role::Prose && listed {
            *role = Role::Entry;
        }
    }
    roles
}
