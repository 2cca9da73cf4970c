//! The report as JSON: the whole of it, stable, one field a line, so that `git diff` reads well.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::report::model::{Report, SCHEMA, Summary};
use crate::report::view::{ReportWriter, View};

/// Writes JSON.
pub(in crate::report) struct Json;

impl ReportWriter for Json {
    fn write(&self, report: &Report, _view: &View, out: &mut dyn Write) -> io::Result<()> {
        write_value(report, out)
    }
}

/// Writes `value` as JSON in this program's layout, with a line break at the end.
pub(in crate::report) fn write_value(
    value: &impl Serialize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Layout::default());
    value.serialize(&mut serializer)?;
    writeln!(out)
}

/// Two blanks a level, a line for each member, but arrays of numbers, and of arrays of them, on one
/// line: spans are pairs.
#[derive(Default)]
struct Layout {
    pretty: PrettyFormatter<'static>,
    /// Whether the array's values stand on lines of their own, for each array that is open.
    tall: Vec<bool>,
    /// A value of an array is about to be written; whether it is the first.
    pending: Option<bool>,
}

impl Layout {
    /// Puts the next value of an array on a line of its own, or beside the one before.
    fn place<W: ?Sized + Write>(&mut self, out: &mut W, tall: bool) -> io::Result<()> {
        let Some(first) = self.pending.take() else {
            return Ok(());
        };
        if tall {
            if let Some(last) = self.tall.last_mut() {
                *last = true;
            }
            self.pretty.begin_array_value(out, first)
        } else if first {
            Ok(())
        } else {
            out.write_all(b", ")
        }
    }
}

impl Formatter for Layout {
    fn write_u64<W: ?Sized + Write>(&mut self, out: &mut W, value: u64) -> io::Result<()> {
        self.place(out, false)?;
        self.pretty.write_u64(out, value)
    }

    fn begin_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.place(out, true)?;
        self.pretty.begin_string(out)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.place(out, false)?;
        self.tall.push(false);
        self.pretty.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.tall.pop() == Some(true) {
            self.pretty.end_array(out)
        } else {
            // The pretty formatter counts levels, and breaks the line only after a value.
            let mut ignored = Vec::new();
            self.pretty.end_array(&mut ignored)?;
            out.write_all(b"]")
        }
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, _: &mut W, first: bool) -> io::Result<()> {
        self.pending = Some(first);
        Ok(())
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.pretty.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.place(out, true)?;
        self.pretty.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.pretty.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.pretty.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.pretty.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.pretty.end_object_value(out)
    }
}

/// A file that is no report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// It is not JSON.
    #[error("not a citecheck report: it is no JSON from line {line}, column {column}, on")]
    NoJson {
        /// Line from which on it is none, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// It is JSON, and not of a report's form; what is wrong, with its line and column.
    #[error("not a citecheck report: {0}")]
    Form(String),
    /// It is of another version of the format.
    #[error(
        "a report of schema {found}, and this citecheck reads schema {SCHEMA}: use the citecheck that wrote it, or make it anew"
    )]
    Schema {
        /// The version that it has.
        found: u32,
    },
}

/// What is wrong with `bytes`, which `error` refused as a report.
fn malformed(bytes: &[u8], error: &serde_json::Error) -> ReadError {
    match serde_json::from_slice::<serde::de::IgnoredAny>(bytes) {
        Ok(_) => ReadError::Form(error.to_string()),
        Err(error) => ReadError::NoJson {
            line: error.line(),
            column: error.column(),
        },
    }
}

impl Report {
    /// Reads what [`Format::Json`](crate::report::Format::Json) wrote. Fields that this version does not
    /// know are left out; the summary is counted anew.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ReadError> {
        #[derive(serde::Deserialize)]
        struct Head {
            schema: u32,
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut report: Self = match serde_json::from_slice(bytes) {
            Ok(report) => report,
            Err(error) => {
                return match serde_json::from_slice(bytes) {
                    Ok(Head { schema }) if schema != SCHEMA => {
                        Err(ReadError::Schema { found: schema })
                    }
                    _ => Err(malformed(bytes, &error)),
                };
            }
        };
        if report.schema != SCHEMA {
            return Err(ReadError::Schema {
                found: report.schema,
            });
        }
        report.summary = Summary {
            broken_references: report.broken_references.len(),
            ..Summary::count(report.claims.iter().map(|claim| claim.verdict))
        };
        Ok(report)
    }
}
