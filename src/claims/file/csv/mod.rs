//! A CSV claims file to nodes (RFC 4180): a row is a claim.
//!
//! The reader is our own because a claim needs the place of its cell, which the usual reader does
//! not give.

mod rows;

use rows::{Cell, Rows};

use crate::claims::error::Sink;
use crate::claims::error::Warning;
use crate::claims::file::fields;
use crate::claims::file::node::{Key, Node, Value};
use crate::text::{Span, nearest};

/// Names that spreadsheets give to the columns of a claims file, lowercase; the first is our own.
const COLUMNS: &[(&str, &[&str])] = &[
    ("id", &["id", "claim id", "claim_id"]),
    (
        "text",
        &[
            "text",
            "claim",
            "claims",
            "statement",
            "sentence",
            "aussage",
            "behauptung",
            "主張",
        ],
    ),
    (
        "cites",
        &[
            "cites",
            "source",
            "sources",
            "url",
            "urls",
            "source url",
            "source urls",
            "source_url",
            "link",
            "links",
            "citation",
            "citations",
            "reference",
            "references",
            "quelle",
            "quellen",
            "出典",
        ],
    ),
    ("expect", &["expect", "expected", "expected verdict"]),
    ("header", &["header"]),
    ("not-checkable", &["not-checkable"]),
];

/// Whether a column of `text` has the name of that of the claims.
pub(in crate::claims) fn has_claims(text: &str) -> bool {
    let mut rows = Rows::of(text);
    let header = rows.next().unwrap_or_default();
    header
        .iter()
        .any(|cell| known(&cell.text.trim().to_lowercase()) == Some("text"))
}

/// Our own name of a column that is named `name`, lowercase.
fn known(name: &str) -> Option<&'static str> {
    let mut columns = COLUMNS.iter();
    let column = columns.find(|(_, names)| names.contains(&name));
    column.map(|(column, _)| *column)
}

/// Reads `text`; what is wrong goes to `sink`, columns that are not read to `warnings`.
pub(in crate::claims) fn parse(
    text: &str,
    sink: &mut Sink<'_>,
    warnings: &mut Vec<Warning>,
) -> Node {
    let mut rows = Rows::of(text);
    let header: Vec<Cell> = rows.next().unwrap_or_default();
    let columns = columns(&header, sink, warnings);
    let mut claims = Vec::new();
    for row in rows {
        if row.iter().all(|cell| cell.text.trim().is_empty()) {
            continue;
        }
        if let Some(open) = row.iter().find(|cell| cell.unclosed) {
            sink.add(
                open.span,
                "a quotation mark that nothing closes",
                "opened here",
            );
            break;
        }
        claims.push(claim(&row, &columns, sink));
    }
    let claims = Node {
        span: Span::new(0, text.len()),
        value: Value::List(claims),
    };
    let key = Key {
        span: Span::new(0, 0),
        name: "claim".to_owned(),
    };
    Node {
        span: Span::new(0, text.len()),
        value: Value::Table(vec![(key, claims)]),
    }
}

/// What each column is, by its place in the header.
fn columns(
    header: &[Cell],
    sink: &mut Sink<'_>,
    warnings: &mut Vec<Warning>,
) -> Vec<Option<&'static str>> {
    let mut columns: Vec<Option<&'static str>> = Vec::new();
    for cell in header {
        let name = cell.text.trim().to_lowercase();
        let known = known(&name)
            // Several columns of addresses are one list; every other doubled column is not read.
            .filter(|column| *column == "cites" || !columns.contains(&Some(column)));
        if known.is_none() && !name.is_empty() {
            let own = COLUMNS.iter().map(|(column, _)| *column);
            if let Some(meant) =
                nearest(&name, own).filter(|meant| !columns.contains(&Some(*meant)))
            {
                let help = Some(format!("did you mean `{meant}`?"));
                sink.add_with_help(cell.span, format!("unknown column `{name}`"), "", help);
            } else {
                warnings.push(Warning {
                    place: sink.lines.place(sink.text, cell.span.start),
                    message: format!("the column `{name}` is not read"),
                });
            }
        }
        columns.push(known);
    }
    if !columns.contains(&Some("text")) && !header.is_empty() {
        let names: Vec<&str> = COLUMNS.iter().map(|(column, _)| *column).collect();
        sink.missing(
            Span::new(0, 0),
            "no column has the claims",
            format!("expected a header with {}", fields::listed(&names)),
            "name the column of the statements `text`, that of the addresses `cites`",
        );
        sink.incomplete = true;
    }
    columns
}

/// A row as the table that a claim is.
fn claim(row: &[Cell], columns: &[Option<&'static str>], sink: &mut Sink<'_>) -> Node {
    let span = row.first().map_or(Span::default(), |cell| cell.span);
    let mut fields: Vec<(Key, Node)> = Vec::new();
    let mut cites: Option<Node> = None;
    for (index, cell) in row.iter().enumerate() {
        let Some(name) = columns.get(index).copied().flatten() else {
            if index >= columns.len() && !cell.text.trim().is_empty() {
                sink.add(
                    cell.span,
                    "a cell without column",
                    "expected the end of the row",
                );
            }
            continue;
        };
        if cell.text.trim().is_empty() {
            continue;
        }
        if name == "cites" {
            let list = cites.get_or_insert_with(|| Node {
                span: cell.span,
                value: Value::List(Vec::new()),
            });
            if let Value::List(items) = &mut list.value {
                items.extend(addresses(cell));
            }
            continue;
        }
        let value = Node {
            span: cell.span,
            value: Value::Text(unescaped(&cell.text).to_owned()),
        };
        fields.push((
            Key {
                span: cell.span,
                name: name.to_owned(),
            },
            value,
        ));
    }
    if let Some(list) = cites {
        fields.push((
            Key {
                span: list.span,
                name: "cites".to_owned(),
            },
            list,
        ));
    }
    Node {
        span,
        value: Value::Table(fields),
    }
}

/// A cell that begins with an apostrophe before a formula's first character means the rest: so do
/// spreadsheets, and so do we write it.
fn unescaped(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text,
    }
}

/// The ids and addresses of a cell, parted by white space, `;`, `|`, or a comma before an address.
fn addresses(cell: &Cell) -> Vec<Node> {
    cell.text
        .split(|c: char| c.is_whitespace() || matches!(c, ';' | '|'))
        .flat_map(|part| part.split_inclusive(','))
        .fold(Vec::new(), |mut parts: Vec<String>, part| {
            // A comma inside an address belongs to it, unless another address follows.
            let begins = part.contains("://")
                || !parts
                    .last()
                    .is_some_and(|p| p.contains("://") && p.ends_with(','));
            match parts.last_mut() {
                Some(last) if !begins => last.push_str(part),
                _ => parts.push(part.to_owned()),
            }
            parts
        })
        .into_iter()
        .map(|part| part.trim_end_matches(',').to_owned())
        .filter(|part| !part.is_empty())
        .map(|part| Node {
            span: cell.span,
            value: Value::Text(part),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_a_cell_are_parted() {
        let cell = |text: &str| Cell {
            text: text.into(),
            ..Cell::default()
        };
        let found = |text: &str| -> Vec<String> {
            addresses(&cell(text))
                .into_iter()
                .map(|node| match node.value {
                    Value::Text(text) => text,
                    _ => String::new(),
                })
                .collect()
        };
        assert_eq!(
            found("https://a.example/x,y; b"),
            ["https://a.example/x,y", "b"]
        );
        assert_eq!(
            found("https://a.example,https://b.example"),
            ["https://a.example", "https://b.example"]
        );
        assert_eq!(
            found("a, b\nhttps://c.example"),
            ["a", "b", "https://c.example"]
        );
    }
}
