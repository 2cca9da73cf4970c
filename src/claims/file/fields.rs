//! Typed access to the fields of a node, with an error for each that is not as it should be.

use crate::claims::error::Sink;
use crate::claims::file::node::{Key, Node, Value};
use crate::text::{Span, nearest};

/// The known fields of a table.
#[derive(Default)]
pub(in crate::claims) struct Fields<'n>(Vec<(&'n Key, &'n Node)>);

impl<'n> Fields<'n> {
    pub(in crate::claims) fn get(&self, name: &str) -> Option<&'n Node> {
        self.0
            .iter()
            .find(|(key, _)| key.name == name)
            .map(|(_, node)| *node)
    }
}

impl Sink<'_> {
    /// The fields of a table, of which only `known` ones may be there, each once.
    pub(in crate::claims) fn fields<'n>(
        &mut self,
        node: &'n Node,
        what: &str,
        known: &[&str],
    ) -> Fields<'n> {
        let Value::Table(all) = &node.value else {
            let label = format!("expected a table with {}", listed(known));
            self.add(
                node.span,
                format!("{what} must be a table, not {}", node.kind()),
                label,
            );
            return Fields::default();
        };
        let mut fields: Vec<(&Key, &Node)> = Vec::new();
        for (key, value) in all {
            if !known.contains(&key.name.as_str()) {
                let help = nearest(&key.name, known.iter().copied())
                    .map(|name| format!("did you mean `{name}`?"));
                self.add_with_help(
                    key.span,
                    format!("unknown field `{}` in {what}", key.name),
                    format!("expected {}", listed(known)),
                    help,
                );
            } else if fields.iter().any(|(other, _)| other.name == key.name) {
                self.add(
                    key.span,
                    format!("the field `{}` is given twice", key.name),
                    "given again here",
                );
            } else {
                fields.push((key, value));
            }
        }
        Fields(fields)
    }

    /// The items of the list `name`; a table that stands alone is a list of one.
    pub(in crate::claims) fn list<'n>(
        &mut self,
        node: Option<&'n Node>,
        name: &str,
    ) -> Vec<&'n Node> {
        match node.map(|node| (node, &node.value)) {
            None => Vec::new(),
            Some((_, Value::List(items))) => items.iter().collect(),
            Some((node, Value::Table(_))) => vec![node],
            Some((node, _)) => {
                self.add(
                    node.span,
                    format!("`{name}` must be a list of tables, not {}", node.kind()),
                    format!("expected one [[{name}]] for each"),
                );
                Vec::new()
            }
        }
    }

    /// The text of a field; an error where it is another type or empty.
    pub(in crate::claims) fn text<'n>(
        &mut self,
        node: Option<&'n Node>,
        name: &str,
    ) -> Option<&'n str> {
        let node = node?;
        match &node.value {
            Value::Text(text) if !text.trim().is_empty() => Some(text),
            Value::Text(_) => {
                self.add(
                    node.span,
                    format!("`{name}` is empty"),
                    "expected some text",
                );
                None
            }
            _ => {
                self.add(
                    node.span,
                    format!("`{name}` must be a text, not {}", node.kind()),
                    "expected a text in quotation marks",
                );
                None
            }
        }
    }

    /// A text without line breaks: a name or a title.
    pub(in crate::claims) fn line<'n>(
        &mut self,
        node: Option<&'n Node>,
        name: &str,
    ) -> Option<&'n str> {
        let text = self.text(node, name)?;
        if text.contains(['\n', '\r']) {
            let span = node.map_or(Span::new(0, 0), |node| node.span);
            self.add(
                span,
                format!("`{name}` has a line break"),
                "expected a single line",
            );
            return None;
        }
        Some(text.trim())
    }
}

/// The span of a text's value without its quotation marks.
pub(in crate::claims) fn inside_quotes(file: &str, span: Span) -> Span {
    let raw = span.of(file);
    for quote in ["\"\"\"", "'''", "\"", "'"] {
        if raw.len() >= 2 * quote.len() && raw.starts_with(quote) && raw.ends_with(quote) {
            return Span::new(span.start + quote.len(), span.end - quote.len());
        }
    }
    span
}

/// "`a`, `b` or `c`".
pub(in crate::claims) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
