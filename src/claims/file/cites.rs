//! What a claim of a claims file cites: ids and addresses.

use crate::claims::file::contents::Reader;
use crate::claims::file::fields::listed;
use crate::claims::file::node::{Node, Value};
use crate::claims::{Citation, Scope};
use crate::source::normalise;
use crate::text::nearest;

const CITE: &[&str] = &["source", "scope"];

impl Reader<'_, '_> {
    /// The citations of a list, or a single one, each source once.
    pub(in crate::claims) fn cites(&mut self, node: &Node) -> Vec<Citation> {
        let items = match &node.value {
            Value::List(items) => items.iter().collect(),
            _ => vec![node],
        };
        let mut citations: Vec<Citation> = Vec::new();
        for item in items {
            if let Some(citation) = self.cite(item)
                && !citations.iter().any(|c| c.source == citation.source)
            {
                citations.push(citation);
            }
        }
        citations
    }

    /// One citation: an id or an address, or a table that gives its scope too.
    fn cite(&mut self, node: &Node) -> Option<Citation> {
        if !matches!(node.value, Value::Table(_)) {
            let source = self.cited_source(node)?;
            let scope = Scope::Sentence;
            return Some(Citation { source, scope });
        }
        let fields = self.sink.fields(node, "a citation", CITE);
        let Some(source) = fields.get("source") else {
            self.sink
                .add(node.span, "a citation without source", "expected `source`");
            return None;
        };
        let source = self.cited_source(source)?;
        let Some(name) = self.sink.line(fields.get("scope"), "scope") else {
            let scope = Scope::Sentence;
            return Some(Citation { source, scope });
        };
        let scope = Scope::of_name(name);
        if scope.is_none() {
            let names = Scope::ALL.map(Scope::name);
            self.sink.add_with_help(
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

    fn cited_source(&mut self, node: &Node) -> Option<String> {
        let id = self.sink.line(Some(node), "cites")?;
        if let Some(index) = self.sources.find(id) {
            return Some(self.sources.get(index).id.clone());
        }
        if self.declared.contains_key(id) {
            // Declared, but faulty: that error is told already.
            return None;
        }
        if id.contains("://") {
            match normalise(id) {
                Ok(url) => {
                    let index = self.sources.at_url(url, None);
                    return Some(self.sources.get(index).id.clone());
                }
                Err(wrong) => self.bad_address(node.span, &wrong.to_string()),
            }
            return None;
        }
        let declared = self.declared.keys().map(String::as_str);
        let ids = self.sources.ids().chain(declared);
        let known = ids.filter(|id| !id.contains("://") && !self.sink.is_full());
        let help = nearest(id, known)
            .map(|name| format!("did you mean `{name}`?"))
            .or_else(|| {
                let address = is_bare_address(id).then(|| format!("https://{id}"))?;
                Some(format!("an address begins with https://: `{address}`"))
            });
        self.sink.add_with_help(
            node.span,
            format!("no source has the id `{id}`"),
            "expected the id of a source, or an address",
            help,
        );
        None
    }
}

/// Whether `text` looks like an address whose `https://` was left out.
fn is_bare_address(text: &str) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let name =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    let top = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && host.split('.').all(name)
        && top.len() > 1
        && top.chars().all(char::is_alphabetic)
        && !text.contains(char::is_whitespace)
}
