//! What is wrong with an input, each error with its place.

use std::fmt::Write as _;
use std::sync::Arc;

use super::place::Place;
use super::positions::Positions;
use crate::text::Span;

/// Errors told of one file; more are only counted, so that a file of rubbish stays readable.
const MAX_TOLD: usize = 50;

/// Everything that is wrong with one input; at least one error.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.one_a_line())]
#[non_exhaustive]
pub struct Errors {
    /// The input's path.
    pub path: Arc<str>,
    /// The input's text, into which the spans point.
    pub text: Arc<str>,
    /// The errors, in the order of the file; at most 50.
    pub errors: Vec<Error>,
    /// How many more there were.
    pub more: usize,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Error {
    /// Where it stands.
    pub place: Place,
    /// The same in bytes of the input's text.
    pub span: Span,
    /// What is wrong, in a sentence without a stop.
    pub message: String,
    /// What was expected at the place, in a few words; may be empty.
    pub label: String,
    /// What to do about it.
    pub help: Option<String>,
    /// What the input lacked the permission for: a program names here how it is given.
    pub lacks: Option<Permission>,
}

/// What an input may do only where whoever reads it allows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Permission {
    /// To name files outside of its own folder: [`Options::allow_outside_paths`](super::Options::allow_outside_paths).
    OutsidePaths,
}

impl Errors {
    fn one_a_line(&self) -> String {
        let mut text = String::new();
        for error in &self.errors {
            let Place { file, line, column } = &error.place;
            // Writing to a String cannot fail.
            let _ = write!(text, "{file}:{line}:{column}: {}", error.message);
            if let Some(help) = &error.help {
                let _ = write!(text, " ({help})");
            }
            text.push('\n');
        }
        text.truncate(text.trim_end().len());
        text
    }
}

/// Gathers the errors of one file.
pub(super) struct Sink<'a> {
    pub(super) lines: &'a Positions,
    pub(super) text: &'a str,
    found: Vec<Error>,
    /// After a syntax error a part of the file is unread: what is missing may stand there.
    pub(super) incomplete: bool,
}

impl<'a> Sink<'a> {
    pub(super) const fn new(text: &'a str, lines: &'a Positions) -> Self {
        Self {
            lines,
            text,
            found: Vec::new(),
            incomplete: false,
        }
    }

    pub(super) fn add(&mut self, span: Span, message: impl Into<String>, label: impl Into<String>) {
        self.add_with_help(span, message, label, None);
    }

    pub(super) fn add_with_help(
        &mut self,
        span: Span,
        message: impl Into<String>,
        label: impl Into<String>,
        help: Option<String>,
    ) {
        self.found.push(Error {
            place: self.lines.place(self.text, span.start),
            span,
            message: message.into(),
            label: label.into(),
            help,
            lacks: None,
        });
    }

    /// Something that the file may not do.
    pub(super) fn not_allowed(
        &mut self,
        span: Span,
        message: String,
        (label, help): (&str, &str),
        lacks: Permission,
    ) {
        self.found.push(Error {
            place: self.lines.place(self.text, span.start),
            span,
            message,
            label: label.to_owned(),
            help: Some(help.to_owned()),
            lacks: Some(lacks),
        });
    }

    /// Whether more errors than can be told are found: finding the nearest word for each of them
    /// is no use.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() > 2 * MAX_TOLD
    }

    /// Something that the file should have and has not.
    pub(super) fn missing(
        &mut self,
        span: Span,
        message: impl Into<String>,
        label: impl Into<String>,
        help: &str,
    ) {
        if !self.incomplete {
            self.add_with_help(span, message, label, Some(help.to_owned()));
        }
    }

    /// The errors; `Ok` when there are none.
    pub(super) fn finish(mut self, path: &Arc<str>) -> Result<(), Errors> {
        if self.found.is_empty() {
            return Ok(());
        }
        self.found.sort_by_key(|error| error.span);
        let more = self.found.len().saturating_sub(MAX_TOLD);
        self.found.truncate(MAX_TOLD);
        Err(Errors {
            path: Arc::clone(path),
            text: Arc::from(self.text),
            errors: self.found,
            more,
        })
    }
}

/// Something about the reading of an input that a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where.
    pub place: Place,
    /// What, in one sentence.
    pub message: String,
}
