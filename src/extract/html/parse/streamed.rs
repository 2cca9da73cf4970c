//! Parts of a page that arrive after it: servers of React send what was not ready at the end of the
//! page, hidden, and leave a mark where a script of theirs puts it.
//!
//! The marks are `<template id="B:1">` and `<template id="P:1">`, the part for either is
//! `<div hidden id="S:1">` (`ReactFizzConfigDOM` in React's source). What the script would do is
//! done here.

use ego_tree::NodeId;
use rustc_hash::FxHashMap;
use scraper::{Html, Node};

/// Parts put in their places in one page. Pages have some dozens.
const MOST: usize = 1_000;

/// Elements around a mark that are looked through for the part itself.
const DEEPEST: usize = 2_048;

/// Puts the parts of `html` where their marks are.
pub fn settle(html: &mut Html) {
    let mut parts: FxHashMap<String, NodeId> = FxHashMap::default();
    let mut marks: Vec<(String, NodeId)> = Vec::new();
    for node in html.tree.nodes() {
        let Some(element) = node.value().as_element() else {
            continue;
        };
        let Some((kind, number)) = element.id().and_then(|id| id.split_once(':')) else {
            continue;
        };
        match (element.name(), kind) {
            ("div", "S") if element.attr("hidden").is_some() && parts.len() < MOST => {
                parts.insert(number.to_owned(), node.id());
            }
            ("template", "B" | "P") if marks.len() < MOST => {
                marks.push((number.to_owned(), node.id()));
            }
            _ => {}
        }
    }
    for (number, mark) in marks {
        if let Some(part) = parts.remove(&number) {
            put(html, part, mark);
        }
    }
}

/// Moves the content of `part` before `mark`, unless the mark is inside of it.
fn put(html: &mut Html, part: NodeId, mark: NodeId) {
    let Some(node) = html.tree.get(mark) else {
        return;
    };
    let mut depth = 0;
    for around in node.ancestors() {
        depth += 1;
        if around.id() == part || depth > DEEPEST {
            return;
        }
    }
    if let Some(mut node) = html.tree.get_mut(mark) {
        node.insert_id_before(part);
    }
    if let Some(mut node) = html.tree.get_mut(part)
        && let Node::Element(element) = node.value()
    {
        element.attrs.retain(|(name, _)| &*name.local != "hidden");
    }
}
