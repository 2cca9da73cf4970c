//! How each format writes a character that may not stand there as it is.

use citecheck::report::Format;

/// How a format writes a character that may not stand there as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words for people, in colour perhaps: `\u{5b}`.
    Text,
    /// The same, whose lines are the commands of a CI system that we mean.
    Commands,
    /// Comma-separated values, and anything else that has no escape: `\u{5b}`.
    Plain,
    /// A string of JSON or TOML, where all that strangers wrote stands: `\u005b`.
    Quoted,
    /// Text or an attribute of HTML or XML, and Markdown: `&#91;`.
    Markup,
}

impl From<Format> for Kind {
    fn from(format: Format) -> Self {
        match format {
            Format::Terminal => Self::Text,
            Format::Github => Self::Commands,
            Format::Json | Format::Sarif => Self::Quoted,
            Format::Html | Format::Markdown | Format::Junit => Self::Markup,
            // CSV, and a format that says nothing else of itself.
            _ => Self::Plain,
        }
    }
}
