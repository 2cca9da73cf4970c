//! The formats of a report, registered in one place.

use std::fmt;
use std::str::FromStr;

use super::formats::{csv, github, html, json, junit, markdown, sarif, terminal};
use super::view::ReportWriter;
use crate::text::nearest;

/// A format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// For a person at a terminal.
    Terminal,
    /// The whole report, for programs; what `diff` and `--baseline` read.
    Json,
    /// For a browser: one file that needs nothing else.
    Html,
    /// For a comment on a pull request, or a job summary.
    Markdown,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
    /// For test reports: `JUnit` XML.
    Junit,
    /// For spreadsheets: one row a claim.
    Csv,
    /// For the log of a GitHub workflow: an annotation a finding.
    Github,
}

impl Format {
    /// Every format, with its name and its writer.
    const TABLE: &[(Self, &'static str, &'static dyn ReportWriter)] = &[
        (Self::Terminal, "terminal", &terminal::Terminal),
        (Self::Json, "json", &json::Json),
        (Self::Html, "html", &html::Html),
        (Self::Markdown, "markdown", &markdown::Markdown),
        (Self::Sarif, "sarif", &sarif::Sarif),
        (Self::Junit, "junit", &junit::Junit),
        (Self::Csv, "csv", &csv::Csv),
        (Self::Github, "github", &github::Github),
    ];

    /// Every format.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::TABLE.iter().map(|(format, ..)| *format)
    }

    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    /// Its writer.
    pub fn writer(self) -> &'static dyn ReportWriter {
        self.entry().2
    }

    fn entry(self) -> &'static (Self, &'static str, &'static dyn ReportWriter) {
        let found = Self::TABLE.iter().find(|(format, ..)| *format == self);
        // Each variant has its row, as a test makes sure.
        found.unwrap_or(&Self::TABLE[0])
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::all()
            .find(|format| format.name() == name)
            .ok_or_else(|| UnknownFormat {
                name: name.to_owned(),
                nearest: nearest(name, Self::all().map(Self::name)).map(str::to_owned),
            })
    }
}

/// A word that is no format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormat {
    /// The word.
    pub name: String,
    /// The format that it resembles.
    pub nearest: Option<String>,
}

impl std::error::Error for UnknownFormat {}

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no report format", self.name)?;
        if let Some(name) = &self.nearest {
            write!(f, " (did you mean `{name}`?)")?;
        }
        f.write_str("; they are ")?;
        for (index, format) in Format::all().enumerate() {
            write!(f, "{}{format}", if index == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}
