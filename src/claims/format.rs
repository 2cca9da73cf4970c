//! The registry of input formats: one row each, from which help, documentation and the fuzz target are
//! made or checked.

use std::fmt;
use std::str::FromStr;

use super::blocks::draft::{Decoded, Draft};
use super::error::{Sink, Warning};
use super::file::node::Node;
use super::file::{csv, json, toml};
use super::formats::{html, latex, markdown, text};

/// How the bytes of a format are read.
#[derive(Clone, Copy)]
pub(super) enum Reader {
    /// A claims file: its text to a tree of nodes; errors and warnings go where they are gathered.
    ClaimsFile(fn(&str, &mut Sink<'_>, &mut Vec<Warning>) -> Node),
    /// An article in UTF-8 text.
    Text(fn(&str) -> Draft),
    /// An article whose bytes say in which character set they are; with its path.
    Page(fn(&[u8], &str) -> Decoded),
    /// An article that is no text; the error is why it cannot be read.
    #[cfg(feature = "docx")]
    Packed(fn(&[u8]) -> Result<Decoded, String>),
    /// None: this build was made without the cargo feature of that name.
    #[cfg(not(all(feature = "docx", feature = "wikitext")))]
    Left(&'static str),
}

#[cfg(feature = "docx")]
const DOCX: Reader = Reader::Packed(super::formats::docx::parse);
#[cfg(not(feature = "docx"))]
const DOCX: Reader = Reader::Left("docx");

#[cfg(feature = "wikitext")]
const WIKITEXT: Reader = Reader::Text(super::formats::wikitext::parse);
#[cfg(not(feature = "wikitext"))]
const WIKITEXT: Reader = Reader::Left("wikitext");

/// A format's row.
struct Row {
    format: Format,
    name: &'static str,
    endings: &'static [&'static str],
    what: &'static str,
    reader: Reader,
}

/// Makes the enum and the table of one list, so that a format is one row.
macro_rules! formats {
    ($($format:ident: $name:literal, [$($ending:literal),+], $what:literal, $reader:expr;)+) => {
        /// How an input is written.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Format {
            $(#[doc = $what] $format,)+
        }

        const FORMATS: &[Row] = &[$(Row {
            format: Format::$format,
            name: $name,
            endings: &[$($ending),+],
            what: $what,
            reader: $reader,
        }),+];
    };
}

// Name, endings (the usual one first), what it is, reader.
formats! {
    Toml: "toml", ["toml"], "claims file", Reader::ClaimsFile(toml::parse);
    Json: "json", ["json"], "claims file", Reader::ClaimsFile(json::parse);
    JsonLines: "jsonl", ["jsonl", "ndjson"], "claims file, one claim a line", Reader::ClaimsFile(json::parse_lines);
    Csv: "csv", ["csv", "tsv"], "spreadsheet of claims", Reader::ClaimsFile(csv::parse);
    Markdown: "markdown", ["md", "markdown", "mdx", "qmd", "rmd"], "article in Markdown", Reader::Text(markdown::parse);
    Html: "html", ["html", "htm", "xhtml"], "article in HTML", Reader::Page(html::parse);
    Wikitext: "wikitext", ["wikitext", "wiki", "mediawiki"], "article in wikitext", WIKITEXT;
    Latex: "latex", ["tex", "latex", "ltx"], "article in LaTeX", Reader::Text(latex::parse);
    Docx: "docx", ["docx"], "article as a Word document", DOCX;
    Text: "text", ["txt", "text"], "article in plain text", Reader::Text(text::parse);
}

impl Format {
    /// Every format, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = Self> {
        FORMATS.iter().map(|row| row.format)
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
        let known = |row: &&Row| row.endings.iter().any(|e| e.eq_ignore_ascii_case(ending));
        FORMATS.iter().find(known).map(|row| row.format)
    }

    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The endings that tell it, without the dot; the usual one first.
    pub fn endings(self) -> &'static [&'static str] {
        self.row().endings
    }

    /// What it is, in a few words: "article in Markdown".
    pub fn what(self) -> &'static str {
        self.row().what
    }

    /// Whether it lists claims, as against an article that has them in its sentences.
    pub fn is_claims_file(self) -> bool {
        matches!(self.row().reader, Reader::ClaimsFile(_))
    }

    pub(super) fn reader(self) -> Reader {
        self.row().reader
    }

    fn row(self) -> &'static Row {
        // The rows are made of the variants, in their order.
        &FORMATS[self as usize]
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
            .find(|row| row.name == name || row.endings.contains(&name))
            .map(|row| row.format)
            .ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// A word that names no input format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown input format `{0}`")]
pub struct UnknownFormat(pub String);
