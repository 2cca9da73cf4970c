//! What a claim of a claims file cites: ids and addresses.

use rustc_hash::{FxHashMap, FxHashSet};

use super::fields::listed;
use super::node::{Node, Value};
use crate::claims::assemble::statement::MAX_CITATIONS;
use crate::claims::citations::address::is_host_and_path;
use crate::claims::claim::{Citation, Scope};
use crate::claims::error::Sink;
use crate::claims::references::sources::{Named, Sources};
use crate::source::normalise;
use crate::text::{Span, nearest};

const CITE: &[&str] = &["source", "scope"];

/// What is expected where an address is wrong.
pub(super) const ADDRESS: &str = "expected an address such as https://example.org/page";

/// The citations of a list, or a single one, each source once, and how many there are: the first [`MAX_CITATIONS`] are
/// kept. `declared` are the ids that the file gives to its sources, faulty ones included.
pub(super) fn cites(
    node: &Node,
    sink: &mut Sink<'_>,
    sources: &mut Sources,
    declared: &FxHashMap<String, Span>,
) -> (Vec<Citation>, usize) {
    let items = match &node.value {
        Value::List(items) => items.iter().collect(),
        _ => vec![node],
    };
    let mut citations = Vec::new();
    let mut seen = FxHashSet::default();
    for item in items {
        if let Some(citation) = cite(item, sink, sources, declared)
            && seen.insert(citation.source.clone())
            && citations.len() < MAX_CITATIONS
        {
            citations.push(citation);
        }
    }
    (citations, seen.len())
}

/// One citation: an id or an address, or a table that gives its scope too.
fn cite(
    node: &Node,
    sink: &mut Sink<'_>,
    sources: &mut Sources,
    declared: &FxHashMap<String, Span>,
) -> Option<Citation> {
    if !matches!(node.value, Value::Table(_)) {
        let source = cited_source(node, sink, sources, declared)?;
        let scope = Scope::Sentence;
        return Some(Citation { source, scope });
    }
    let fields = sink.fields(node, "a citation", CITE);
    let Some(source) = fields.get("source") else {
        sink.add(node.span, "a citation without source", "expected `source`");
        return None;
    };
    let source = cited_source(source, sink, sources, declared)?;
    let Some(name) = sink.line(fields.get("scope"), "scope") else {
        let scope = Scope::Sentence;
        return Some(Citation { source, scope });
    };
    let scope = Scope::of_name(name);
    if scope.is_none() {
        let names = Scope::ALL.map(Scope::name);
        sink.add_with_help(
            fields.get("scope").map_or(node.span, |node| node.span),
            format!("no such scope: `{name}`"),
            format!("expected {}", listed(&names)),
            nearest(name, names).map(|name| format!("did you mean `{name}`?")),
        );
    }
    Some(Citation {
        source,
        scope: scope?,
    })
}

fn cited_source(
    node: &Node,
    sink: &mut Sink<'_>,
    sources: &mut Sources,
    declared: &FxHashMap<String, Span>,
) -> Option<String> {
    let id = sink.line(Some(node), "cites")?;
    if let Some(index) = sources.find(id) {
        return Some(sources.get(index).id.clone());
    }
    if declared.contains_key(id) {
        // Declared, but faulty: that error is told already.
        return None;
    }
    if id.contains("://") {
        match normalise(id) {
            Ok(url) => {
                let index = sources.at_url(url, Named::default());
                return Some(sources.get(index).id.clone());
            }
            Err(wrong) => sink.add(node.span, wrong.to_string(), ADDRESS),
        }
        return None;
    }
    let declared = declared.keys().map(String::as_str);
    let ids = sources.ids().chain(declared);
    let known = ids
        .take_while(|_| !sink.is_full())
        .filter(|id| !id.contains("://"));
    let help = nearest(id, known)
        .map(|name| format!("did you mean `{name}`?"))
        .or_else(|| {
            let address = is_host_and_path(id).then(|| format!("https://{id}"))?;
            Some(format!("an address begins with https://: `{address}`"))
        });
    sink.add_with_help(
        node.span,
        format!("no source has the id `{id}`"),
        "expected the id of a source, or an address",
        help,
    );
    None
}
