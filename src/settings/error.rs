//! What is wrong with a settings file, and where.

use std::fmt;

use crate::text::Span;

/// Errors told of one file; more are only counted.
const MAX_TOLD: usize = 50;

/// Everything that is wrong with a settings file; at least one error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SettingsErrors {
    /// The errors, in the order of the file; at most 50.
    pub errors: Vec<SettingsError>,
    /// How many more there were.
    pub more: usize,
}

/// One thing that is wrong with a settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SettingsError {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// The same in bytes of the file's text.
    pub span: Span,
    /// What is wrong, and what was probably meant.
    pub message: String,
    /// A line that would be right.
    pub example: Option<String>,
}

impl std::error::Error for SettingsErrors {}

impl fmt::Display for SettingsErrors {
    /// An error a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.errors.iter().enumerate() {
            let end = if index == 0 { "" } else { "\n" };
            write!(f, "{end}{error}")?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(f, "\n… and {more} more"),
        }
    }
}

impl std::error::Error for SettingsError {}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, .. } = self;
        write!(f, "line {line}, column {column}: {}", self.message)
    }
}

impl SettingsErrors {
    /// All that was found; `Ok` when that is nothing.
    pub(super) fn of(mut found: Vec<SettingsError>) -> Result<(), Self> {
        if found.is_empty() {
            return Ok(());
        }
        found.sort_by_key(|error| error.span);
        let more = found.len().saturating_sub(MAX_TOLD);
        found.truncate(MAX_TOLD);
        Err(Self {
            errors: found,
            more,
        })
    }
}

impl SettingsError {
    /// An error at `span` of the file's `text`.
    pub(super) fn at(span: Span, text: &str, message: String, example: Option<String>) -> Self {
        let before = text.get(..span.start).unwrap_or_default();
        Self {
            line: before.matches('\n').count() + 1,
            column: before.chars().rev().take_while(|c| *c != '\n').count() + 1,
            span,
            message,
            example,
        }
    }

    /// What the reader of TOML says.
    pub(super) fn of_toml(error: &toml::de::Error, text: &str) -> Self {
        let span = error
            .span()
            .map_or(Span::new(0, 0), |range| Span::new(range.start, range.end));
        let message = error.message().trim().replace('\n', "; ");
        Self::at(span, text, message, None)
    }
}
