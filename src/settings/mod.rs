//! `citecheck.toml`: the settings of a project, each of them optional.
//!
//! The command line resolves each setting once: flag, then environment, then this file, then the
//! default. `docs/settings.schema.json` is the schema of the file, and `default.toml` beside this
//! module the commented file that `citecheck init` writes.

mod error;
mod read;
mod sections;
mod template;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use error::{SettingsError, SettingsErrors};
pub use read::ValueCheck;
pub use sections::{
    CheckSettings, FetchSettings, HostSettings, InputSettings, PathSettings, ReportSettings,
};
pub use template::DEFAULT;
use template::uncommented;

/// The file's name.
pub const FILE_NAME: &str = "citecheck.toml";

/// The settings of a project, as its `citecheck.toml` gives them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Settings {
    /// What is read.
    pub input: InputSettings,
    /// How pages are got and kept.
    pub fetch: FetchSettings,
    /// How claims are judged.
    pub check: CheckSettings,
    /// What is shown and what fails.
    pub report: ReportSettings,
    /// `[host."news.example"]`: what differs for one host, its subdomains not included.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub host: BTreeMap<String, HostSettings>,
    /// `[path."docs/**"]`: what differs for the inputs whose path, relative to the settings file,
    /// fits the pattern. Where several fit, the last in alphabetical order wins.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub path: BTreeMap<String, PathSettings>,
}

impl Settings {
    /// Reads the text of a `citecheck.toml`. Each error says where it is and, for a name that is almost right, which one
    /// was meant.
    ///
    /// ```
    /// use citecheck::settings::Settings;
    /// let settings = Settings::parse("[fetch]\noffline = true\n").unwrap();
    /// assert_eq!(settings.fetch.offline, Some(true));
    ///
    /// let errors = Settings::parse("[fetch]\nofline = true\nretries = \"3\"\n").unwrap_err();
    /// assert_eq!(
    ///     errors.to_string(),
    ///     "line 2, column 1: unknown key `ofline`; did you mean `offline`?\n\
    ///      line 3, column 11: `retries` is a text, not a whole number"
    /// );
    /// ```
    ///
    /// # Errors
    /// All that is wrong with names and types.
    pub fn parse(text: &str) -> Result<Self, SettingsErrors> {
        Self::parse_checking(text, &|_, _, _| Ok(()))
    }

    /// [`parse`](Self::parse), with what `values` says of each value.
    ///
    /// # Errors
    /// All that is wrong with names, types and values.
    pub fn parse_checking(text: &str, values: ValueCheck<'_>) -> Result<Self, SettingsErrors> {
        read::look_over(text, values)?;
        // What is left are numbers that no setting holds.
        toml::from_str(text).map_err(|error| SettingsErrors {
            errors: vec![SettingsError::of_toml(&error, text)],
            more: 0,
        })
    }

    /// What applies where nothing is set, as [`DEFAULT`] tells it.
    pub fn defaults() -> Self {
        // A test reads the embedded file, so this cannot fail.
        Self::parse(&uncommented(false)).unwrap_or_default()
    }

    /// Every setting with a value, an example where there is no default: what tells their types.
    pub fn examples() -> Self {
        Self::parse(&uncommented(true)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_file_reads_with_and_without_its_examples() {
        for text in [DEFAULT.to_owned(), uncommented(false), uncommented(true)] {
            Settings::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        }
        assert_eq!(Settings::parse(DEFAULT).unwrap(), Settings::default());
        assert_eq!(Settings::defaults().fetch.retries, Some(3));
        assert_eq!(
            Settings::examples().host["news.example"].concurrency,
            Some(1)
        );
    }
}
