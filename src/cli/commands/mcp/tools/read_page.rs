//! `read_page`: the body text of a page, as citecheck reads it.

use std::fmt::Write as _;

use citecheck::extract::Document;
use citecheck::files::Fence;
use citecheck::printable::{printable, printable_line};
use citecheck::report::Gathered;
use rmcp::schemars::{self, JsonSchema};
use serde::{Deserialize, Serialize};

use super::Fault;
use super::sources::{SourceArgument, input};
use crate::cli::commands::mcp::call::Call;
use crate::cli::commands::mcp::desk::Desk;
use crate::cli::guide::hint;

/// What models are told of it.
pub const ABOUT: &str = "Reads the body text of a page: no menus, no comments, no text that a reader doesn't see. Long \
    pages come in parts: go on at next_offset.";

/// Characters of a part where a call doesn't say.
const LENGTH: usize = 20_000;

/// Characters of a part at most.
const MAX_LENGTH: usize = 200_000;

/// A page and which part of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct Arguments {
    /// The http or https address.
    url: String,
    /// The character to begin with, from 0.
    #[serde(default)]
    offset: usize,
    /// How many characters; 20,000 where nothing is said, 200,000 at most.
    #[serde(default)]
    length: Option<usize>,
}

/// A page as read.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(crate = "schemars")]
pub struct Answer {
    /// The address that answered, after redirects.
    url: String,
    /// Its title.
    title: Option<String>,
    /// Who wrote it.
    authors: Vec<String>,
    /// Who published it.
    publisher: Option<String>,
    /// When, as a date.
    date: Option<String>,
    /// Its language, as a tag (BCP 47).
    lang: Option<String>,
    /// When it was got, as a time (RFC 3339).
    fetched_at: Option<String>,
    /// The text: paragraphs apart by an empty line.
    text: String,
    /// All characters of the page's text.
    length: usize,
    /// Where the next part begins; null at the end.
    next_offset: Option<usize>,
}

/// Gets the page and reads it.
pub fn run(given: &Arguments, desk: &Desk, call: &Call) -> Result<Answer, Fault> {
    let source = [SourceArgument::Address(given.url.clone())];
    let inputs = [input(&["The page is read."], &source)?];
    let library = desk.library(&inputs, &Fence::default(), call)?;
    let gathered = library.gathered();
    let Some(page) = gathered.first() else {
        return Err(Fault::Arguments("url: it names no page".to_owned()));
    };
    match page.outcome {
        Ok(document) => Ok(Answer::of(page, document, given)),
        Err(why) => Err(Fault::Work(printable(&format!(
            "{}: {why} ({})",
            given.url,
            hint(why)
        )))),
    }
}

impl Answer {
    fn of(page: &Gathered<'_>, document: &Document, given: &Arguments) -> Self {
        let text = printable(&document.text());
        let all = text.chars().count();
        let length = given.length.unwrap_or(LENGTH).clamp(1, MAX_LENGTH);
        let end = given.offset.saturating_add(length);
        let line = |text: &String| printable_line(text);
        let address = page.provenance.map(|found| found.final_url.clone());
        let mut date = String::new();
        if let Some(published) = document.published {
            // Writing to a String cannot fail.
            let _ = write!(date, "{published}");
        }
        Self {
            url: address.unwrap_or_else(|| given.url.clone()),
            title: document.title.as_ref().map(line),
            authors: document.authors.iter().map(line).collect(),
            publisher: document.publisher.as_ref().map(line),
            date: Some(date).filter(|date| !date.is_empty()),
            lang: document.lang.as_ref().map(line),
            fetched_at: page.provenance.map(|found| found.fetched_at.clone()),
            text: text.chars().skip(given.offset).take(length).collect(),
            length: all,
            next_offset: (end < all).then_some(end),
        }
    }
}
