//! A JSON claims file to nodes.
//!
//! `serde_json` gives no places, but its raw values are slices of the input, and a slice's place
//! is known. Each level of a claims file is read once more for that; there are three.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::claims::error::Sink;
use crate::claims::error::Warning;
use crate::claims::file::node::{Key, MAX_DEPTH, Node, Value};
use crate::text::Span;

/// Reads `text`; what is no JSON goes to `sink`, and the file is then an empty table.
pub(in crate::claims) fn parse(text: &str, sink: &mut Sink<'_>, _: &mut Vec<Warning>) -> Node {
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => node(text, raw, MAX_DEPTH),
        Err(error) => {
            let at = offset(text, error.line(), error.column());
            sink.add(Span::new(at, at), not_json(&error), "");
            sink.incomplete = true;
            Node {
                span: Span::new(0, 0),
                value: Value::Table(Vec::new()),
            }
        }
    }
}

/// Reads `text` as JSON Positions: one claim a line, empty lines left out.
pub(in crate::claims) fn parse_lines(
    text: &str,
    sink: &mut Sink<'_>,
    _: &mut Vec<Warning>,
) -> Node {
    let mut claims = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            match serde_json::from_str::<&RawValue>(line) {
                Ok(raw) => claims.push(node(text, raw, MAX_DEPTH)),
                Err(error) => {
                    let place = at + offset(line, error.line(), error.column());
                    sink.add(Span::new(place, place), not_json(&error), "");
                    sink.incomplete = true;
                }
            }
        }
        at += line.len();
    }
    Node {
        span: Span::new(0, text.len()),
        value: Value::List(claims),
    }
}

fn not_json(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    format!("not JSON: {message}")
}

fn node(text: &str, raw: &RawValue, depth: usize) -> Node {
    let span = span_of(text, raw);
    let raw = raw.get();
    let too_deep = depth == 0;
    let value = match raw.as_bytes().first() {
        Some(b'"') => {
            serde_json::from_str(raw).map_or(Value::Other("an unreadable text"), Value::Text)
        }
        Some(b'{' | b'[') if too_deep => Value::Other("a value nested too deeply"),
        Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(raw)
            .map_or(Value::Other("an unreadable list"), |items| {
                Value::List(items.iter().map(|raw| node(text, raw, depth - 1)).collect())
            }),
        Some(b'{') => serde_json::from_str::<Fields<'_>>(raw)
            .map_or(Value::Other("an unreadable table"), |fields| {
                Value::Table(table(text, fields, depth - 1))
            }),
        Some(first @ (b't' | b'f')) => Value::Flag(*first == b't'),
        Some(b'n') => Value::Other("null"),
        _ => Value::Other("a number"),
    };
    Node { span, value }
}

fn table(text: &str, fields: Fields<'_>, depth: usize) -> Vec<(Key, Node)> {
    let field = |(key, value): (&RawValue, &RawValue)| {
        let key = Key {
            span: span_of(text, key),
            name: serde_json::from_str(key.get()).unwrap_or_default(),
        };
        (key, node(text, value, depth))
    };
    fields.0.into_iter().map(field).collect()
}

/// Where `raw`, a slice of `text`, stands in it.
fn span_of(text: &str, raw: &RawValue) -> Span {
    let start = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    Span::new(start, start + raw.get().len())
}

/// Byte offset of a line and a column in bytes, both from 1, as `serde_json` counts.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        _ => memchr::memchr_iter(b'\n', text.as_bytes())
            .nth(line - 2)
            .map_or(text.len(), |at| at + 1),
    };
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// An object's fields in order, doubled ones included.
struct Fields<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de> serde::Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(FieldsVisitor)
    }
}
