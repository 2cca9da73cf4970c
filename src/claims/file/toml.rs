//! A TOML claims file to nodes.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::claims::error::Sink;
use crate::claims::error::Warning;
use crate::claims::file::node::{Key, MAX_DEPTH, Node, Value};
use crate::text::Span;

/// Reads `text`; what is no TOML goes to `sink`, the rest is read all the same.
pub(in crate::claims) fn parse(text: &str, sink: &mut Sink<'_>, _: &mut Vec<Warning>) -> Node {
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let span = error
            .span()
            .map_or(Span::new(0, 0), |range| Span::new(range.start, range.end));
        let (message, label) = match error.message().split_once(", expected ") {
            Some((message, expected)) => (message, format!("expected {expected}")),
            None => (error.message(), String::new()),
        };
        sink.add(span, message, label);
    }
    sink.incomplete = !errors.is_empty();
    let span = Span::new(root.span().start, root.span().end);
    Node {
        span,
        value: table(root.get_ref(), MAX_DEPTH),
    }
}

fn table(table: &DeTable<'_>, depth: usize) -> Value {
    if depth == 0 {
        return Value::Other("a table nested too deeply");
    }
    let fields = table.iter().map(|(key, value)| {
        let key = Key {
            span: Span::new(key.span().start, key.span().end),
            name: key.get_ref().to_string(),
        };
        (key, node(value, depth - 1))
    });
    Value::Table(fields.collect())
}

fn node(value: &Spanned<DeValue<'_>>, depth: usize) -> Node {
    let span = Span::new(value.span().start, value.span().end);
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Array(_) if depth == 0 => Value::Other("a list nested too deeply"),
        DeValue::Array(items) => Value::List(items.iter().map(|v| node(v, depth - 1)).collect()),
        DeValue::Table(fields) => table(fields, depth),
        DeValue::Integer(_) | DeValue::Float(_) => Value::Other("a number"),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(_) => Value::Other("a date"),
    };
    Node { span, value }
}
