//! Everything that is wrong with the text of a settings file, each with its place.

use std::sync::LazyLock;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::error::{SettingsError, SettingsErrors};
use super::template::uncommented;
use crate::text::{Span, nearest};

/// What is wrong with one value, in the words of who uses it: section, key, the value as text; of a list each item.
pub type ValueCheck<'c> = &'c dyn Fn(&str, &str, &str) -> Result<(), String>;

/// Sections whose tables have names that the user chooses.
const NAMED: [&str; 2] = ["host", "path"];

/// Every key by section, each with a value: what tells names, types and examples.
static EXAMPLES: LazyLock<Table> = LazyLock::new(|| uncommented(true).parse().unwrap_or_default());

/// Looks at keys, types and values of `text`.
///
/// # Errors
/// All that is wrong, in the order of the file.
pub fn look_over(text: &str, values: ValueCheck<'_>) -> Result<(), SettingsErrors> {
    let (root, syntax) = DeTable::parse_recoverable(text);
    let mut look = Look {
        text,
        values,
        // What a value is can't be told where the syntax is wrong.
        types: syntax.is_empty(),
        found: syntax
            .iter()
            .map(|error| SettingsError::of_toml(error, text))
            .collect(),
    };
    look.sections(root.get_ref());
    SettingsErrors::of(look.found)
}

struct Look<'t> {
    text: &'t str,
    values: ValueCheck<'t>,
    types: bool,
    found: Vec<SettingsError>,
}

impl Look<'_> {
    fn sections(&mut self, root: &DeTable<'_>) {
        for (name, value) in root {
            let key: &str = name.get_ref();
            let Some(Value::Table(known)) = EXAMPLES.get(key) else {
                self.unknown(span(name), key, &EXAMPLES);
                continue;
            };
            let Some(table) = self.table(key, value) else {
                continue;
            };
            if !NAMED.contains(&key) {
                self.keys(key, table, known);
                continue;
            }
            // The example's one table stands for each of them.
            let Some(Value::Table(known)) = known.values().next() else {
                continue;
            };
            for (name, value) in table {
                if let Some(table) = self.table(&format!("{key}.\"{}\"", name.get_ref()), value) {
                    self.keys(key, table, known);
                }
            }
        }
    }

    fn table<'v, 'i>(
        &mut self,
        name: &str,
        value: &'v Spanned<DeValue<'i>>,
    ) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() && self.types {
            let message = format!("`{name}` is a section, no value");
            self.add(span(value), message, Some(format!("[{name}]")));
        }
        table
    }

    fn keys(&mut self, section: &str, table: &DeTable<'_>, known: &Table) {
        for (name, value) in table {
            let key: &str = name.get_ref();
            match known.get(key) {
                None => self.unknown(span(name), key, known),
                Some(example) if self.types => self.value(section, key, value, example),
                Some(_) => {}
            }
        }
    }

    fn value(&mut self, section: &str, key: &str, value: &Spanned<DeValue<'_>>, example: &Value) {
        let items: Vec<&Spanned<DeValue<'_>>> = match (value.get_ref(), example) {
            (DeValue::String(_), Value::String(_))
            | (DeValue::Integer(_), Value::Integer(_))
            | (DeValue::Boolean(_), Value::Boolean(_)) => vec![value],
            (DeValue::Array(items), Value::Array(_)) => items.iter().collect(),
            (other, example) => {
                let message = format!("`{key}` is {}, not {}", of_toml(other), of_example(example));
                return self.add(span(value), message, Some(line(key, example)));
            }
        };
        for item in items {
            let given = match item.get_ref() {
                DeValue::String(given) => given.to_string(),
                DeValue::Integer(number) => number.as_str().to_owned(),
                DeValue::Boolean(_) => continue,
                other => {
                    let message = format!("`{key}` is a list of texts, not of {}", of_toml(other));
                    self.add(span(item), message, Some(line(key, example)));
                    continue;
                }
            };
            if let Err(wrong) = (self.values)(section, key, &given) {
                self.add(
                    span(item),
                    format!("{key}: {wrong}"),
                    Some(line(key, example)),
                );
            }
        }
    }

    /// A name that is not among `known`: where it belongs, else the nearest of these, else of all, else these.
    fn unknown(&mut self, at: Span, key: &str, known: &Table) {
        if let Some((section, example)) = home(key) {
            let message = format!("unknown key `{key}` here; it belongs under [{section}]");
            return self.add(at, message, Some(line(key, example)));
        }
        let names = || known.keys().map(String::as_str);
        if let Some(name) = nearest(key, names()) {
            let message = format!("unknown key `{key}`; did you mean `{name}`?");
            let example = known.get(name).map(|example| line(name, example));
            return self.add(at, message, example);
        }
        let all = sections().flat_map(|(_, keys)| keys.keys().map(String::as_str));
        let near = nearest(key, all).and_then(|name| Some((name, home(name)?)));
        if let Some((name, (section, example))) = near {
            let message = format!("unknown key `{key}`; did you mean `{name}`, under [{section}]?");
            return self.add(at, message, Some(line(name, example)));
        }
        let known = names().collect::<Vec<_>>().join(", ");
        self.add(
            at,
            format!("unknown key `{key}`; known here: {known}"),
            None,
        );
    }

    fn add(&mut self, span: Span, message: String, example: Option<String>) {
        let error = SettingsError::at(span, self.text, message, example);
        self.found.push(error);
    }
}

/// The sections whose keys are always the same.
fn sections() -> impl Iterator<Item = (&'static str, &'static Table)> {
    let sections = EXAMPLES
        .iter()
        .filter(|(section, _)| !NAMED.contains(&section.as_str()));
    sections.filter_map(|(section, keys)| Some((section.as_str(), keys.as_table()?)))
}

/// The section that has a key of that name, and an example of it.
fn home(key: &str) -> Option<(&'static str, &'static Value)> {
    sections().find_map(|(section, keys)| Some((section, keys.get(key)?)))
}

fn span<T>(of: &Spanned<T>) -> Span {
    Span::new(of.span().start, of.span().end)
}

/// A key with the value that it has in the commented file.
fn line(key: &str, example: &Value) -> String {
    match example {
        Value::Table(_) => format!("[{key}]"),
        value => format!("{key} = {value}"),
    }
}

const fn of_toml(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a section",
    }
}

const fn of_example(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "a text",
        Value::Integer(_) => "a whole number",
        Value::Boolean(_) => "true or false",
        Value::Array(_) => "a list",
        _ => "a section",
    }
}
