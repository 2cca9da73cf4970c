//! `--print-config`: every setting in force, and where it comes from.

use std::fmt::Write as _;

use citecheck::settings::{FILE_NAME, Settings};
use clap::parser::ValueSource;
use clap::{ArgMatches, Command};
use toml::{Table, Value};

/// What the command line and the environment set, as text; taken down while arguments are parsed.
/// It stands before the arguments that it takes down, which clap hands out once.
#[derive(Clone, Debug, Default)]
pub struct Given(Vec<Setting>);

#[derive(Clone, Debug)]
struct Setting {
    section: &'static str,
    key: String,
    values: Vec<String>,
    from_environment: bool,
}

const SECTIONS: [&str; 4] = ["input", "fetch", "check", "report"];

impl clap::FromArgMatches for Given {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let examples = table(&Settings::examples());
        let mut given = Vec::new();
        for section in SECTIONS {
            let Some(keys) = examples.get(section).and_then(Value::as_table) else {
                continue;
            };
            for key in keys.keys() {
                let id = flag_id(key);
                if !matches!(matches.try_contains_id(&id), Ok(true)) {
                    continue;
                }
                let from_environment = match matches.value_source(&id) {
                    Some(ValueSource::CommandLine) => false,
                    Some(ValueSource::EnvVariable) => true,
                    _ => continue,
                };
                let values = matches.get_raw(&id).into_iter().flatten();
                given.push(Setting {
                    section,
                    key: key.clone(),
                    values: values
                        .map(|value| value.to_string_lossy().into_owned())
                        .collect(),
                    from_environment,
                });
            }
        }
        Ok(Self(given))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl clap::Args for Given {
    fn augment_args(command: Command) -> Command {
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        command
    }
}

/// A flag is named as its setting, but for the inputs themselves.
fn flag_id(key: &str) -> String {
    match key {
        "paths" => "inputs".to_owned(),
        key => key.replace('-', "_"),
    }
}

fn table(settings: &Settings) -> Table {
    // Settings are strings, numbers, lists and tables with text keys: TOML has them all.
    Table::try_from(settings).unwrap_or_default()
}

/// The settings in force as a settings file, each with its origin. A setting without a value is a
/// comment.
pub fn rendered(given: &Given, file: &Settings) -> String {
    let (examples, defaults) = (table(&Settings::examples()), table(&Settings::defaults()));
    let file = table(file);
    let mut text = String::new();
    for section in SECTIONS {
        let of = |table: &Table, key: &str| table.get(section)?.as_table()?.get(key).cloned();
        let _ = writeln!(
            text,
            "{}[{section}]",
            if text.is_empty() { "" } else { "\n" }
        );
        for (key, example) in examples
            .get(section)
            .and_then(Value::as_table)
            .into_iter()
            .flatten()
        {
            let flag = given
                .0
                .iter()
                .find(|flag| flag.section == section && flag.key == *key);
            let (value, origin) = match (flag, of(&file, key), of(&defaults, key)) {
                (Some(flag), ..) => (flag.typed(example), flag.origin()),
                (None, Some(value), _) => (value, FILE_NAME.to_owned()),
                (None, None, Some(value)) => (value, "default".to_owned()),
                (None, None, None) => {
                    let _ = writeln!(text, "# {key} is not set");
                    continue;
                }
            };
            let _ = writeln!(text, "{key} = {value}  # {origin}");
        }
    }
    for section in ["host", "path"] {
        let named = file
            .get(section)
            .and_then(Value::as_table)
            .into_iter()
            .flatten();
        for (name, keys) in named {
            let _ = writeln!(text, "\n[{section}.{}]", Value::String(name.clone()));
            for (key, value) in keys.as_table().into_iter().flatten() {
                let _ = writeln!(text, "{key} = {value}  # {FILE_NAME}");
            }
        }
    }
    text
}

impl Setting {
    /// The value in the type of the setting's example.
    fn typed(&self, example: &Value) -> Value {
        let last = self.values.last().map_or("", String::as_str);
        match example {
            Value::Boolean(_) => Value::Boolean(last != "false"),
            Value::Integer(_) => last
                .parse()
                .map_or_else(|_| Value::String(last.to_owned()), Value::Integer),
            Value::Array(_) if self.key == "fail-on" => {
                let names = last
                    .split(',')
                    .map(str::trim)
                    .filter(|name| *name != "none");
                Value::Array(names.map(|name| Value::String(name.to_owned())).collect())
            }
            Value::Array(_) => {
                Value::Array(self.values.iter().cloned().map(Value::String).collect())
            }
            _ => Value::String(last.to_owned()),
        }
    }

    fn origin(&self) -> String {
        if self.from_environment {
            format!("CITECHECK_{}", self.key.replace('-', "_").to_uppercase())
        } else if self.key == "paths" {
            "command line".to_owned()
        } else {
            format!("--{}", self.key)
        }
    }
}
