//! A claims file as a tree, whatever it is written in: each key and value keeps its place.

use crate::text::Span;

/// Levels below the file's root that a claims file can use; deeper ones are not looked into.
pub(in crate::claims) const MAX_DEPTH: usize = 6;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(in crate::claims) struct Node {
    pub(in crate::claims) span: Span,
    pub(in crate::claims) value: Value,
}

/// A value, as far as claims files have any use for it.
#[derive(Clone, Debug)]
pub(in crate::claims) enum Value {
    Text(String),
    List(Vec<Node>),
    Table(Vec<(Key, Node)>),
    /// `true` or `false`.
    Flag(bool),
    /// Of another type; the text names it, with its article.
    Other(&'static str),
}

/// A field's name and where it stands.
#[derive(Clone, Debug)]
pub(in crate::claims) struct Key {
    pub(in crate::claims) span: Span,
    pub(in crate::claims) name: String,
}

impl Node {
    /// The type's name, with its article.
    pub(in crate::claims) const fn kind(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
            Value::Flag(_) => "a truth value",
            Value::Other(name) => name,
        }
    }
}
