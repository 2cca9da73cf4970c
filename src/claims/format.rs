//! Kinds of input, told by a file's ending.

use std::fmt;
use std::str::FromStr;

/// How an input is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A claims file in TOML.
    Toml,
    /// A claims file in JSON.
    Json,
    /// A claims file in JSON Lines: one claim a line.
    JsonLines,
    /// A spreadsheet of claims, as CSV.
    Csv,
    /// An article in Markdown.
    Markdown,
    /// An article in HTML.
    Html,
    /// An article in wikitext.
    Wikitext,
    /// An article as a Word document.
    Docx,
    /// An article in plain text.
    Text,
}

/// Every format, with its name and the endings that tell it; the first ending is the usual one.
const FORMATS: &[(Format, &str, &[&str])] = &[
    (Format::Toml, "toml", &["toml"]),
    (Format::Json, "json", &["json"]),
    (Format::JsonLines, "jsonl", &["jsonl", "ndjson"]),
    (Format::Csv, "csv", &["csv", "tsv"]),
    (Format::Markdown, "markdown", &["md", "markdown"]),
    (Format::Html, "html", &["html", "htm", "xhtml"]),
    (
        Format::Wikitext,
        "wikitext",
        &["wikitext", "wiki", "mediawiki"],
    ),
    (Format::Docx, "docx", &["docx"]),
    (Format::Text, "text", &["txt", "text"]),
];

impl Format {
    /// Every format.
    pub fn all() -> impl Iterator<Item = Self> {
        FORMATS.iter().map(|(format, _, _)| *format)
    }

    /// The format that a path's ending tells, whatever its case; none for other endings.
    ///
    /// ```
    /// use citecheck::claims::Format;
    /// assert_eq!(Format::of_path("notes/Report.MD"), Some(Format::Markdown));
    /// assert_eq!(Format::of_path("README"), None);
    /// ```
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next()?;
        let (_, ending) = name.rsplit_once('.')?;
        let known = |endings: &[&str]| endings.iter().any(|e| e.eq_ignore_ascii_case(ending));
        FORMATS
            .iter()
            .find(|(_, _, endings)| known(endings))
            .map(|(format, _, _)| *format)
    }

    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        FORMATS
            .iter()
            .find(|(format, _, _)| *format == self)
            .map_or("", |(_, name, _)| name)
    }

    /// The endings that tell a format, without the dot.
    pub fn endings() -> impl Iterator<Item = &'static str> {
        FORMATS
            .iter()
            .flat_map(|(_, _, endings)| endings.iter().copied())
    }

    /// Whether it lists claims, as against an article that has them in its sentences.
    pub const fn is_claims_file(self) -> bool {
        matches!(self, Self::Toml | Self::Json | Self::JsonLines | Self::Csv)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        FORMATS
            .iter()
            .find(|(_, known, endings)| *known == name || endings.contains(&name))
            .map(|(format, _, _)| *format)
            .ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// A word that names no input format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown input format `{0}`")]
pub struct UnknownFormat(pub String);
