//! `citecheck extract`.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::ValueEnum;
use rayon::prelude::*;
use serde::Serialize;

use citecheck::extract::{Document, Hints, Region};
use citecheck::source::Unavailable;
use citecheck::text::printable;

use super::exit::Exit;
use super::output;

/// Show the body text of pages as read.
#[derive(clap::Args)]
#[command(after_help = "\
Exit code 2 when a file could not be read; a page without readable text is told with its reason.")]
pub struct Args {
    /// Files to read; `-` for standard input.
    #[arg(value_name = "FILE", required = true)]
    inputs: Vec<String>,
    /// How to show it: text, one JSON object a line, or Markdown.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
}

/// One line of `--format json`.
#[derive(Serialize)]
struct Line<'d> {
    path: &'d str,
    title: Option<&'d str>,
    date: Option<String>,
    lang: Option<&'d str>,
    text: String,
    passages: Vec<PassageLine<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unavailable: Option<UnavailableLine<'d>>,
}

#[derive(Serialize)]
struct PassageLine<'d> {
    text: &'d str,
    region: Region,
    offset: usize,
    block: usize,
    headings: &'d [String],
    path: &'d str,
}

#[derive(Serialize)]
struct UnavailableLine<'d> {
    reason: &'static str,
    detail: &'d str,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    for input in &args.inputs {
        if input.starts_with("http://") || input.starts_with("https://") {
            anyhow::bail!("{input}: addresses are not read yet; give a file that holds the page");
        }
    }
    let mut exit = Exit::Clean;
    // A few at a time, so that a thousand files are not all in memory at once.
    for group in args.inputs.chunks(64) {
        let read: Vec<(String, anyhow::Result<Vec<u8>>)> = group
            .par_iter()
            .map(|input| {
                let shown = bytes_of(input).and_then(|bytes| show(args.format, input, &bytes));
                (input.clone(), shown)
            })
            .collect();
        for (input, shown) in read {
            match shown {
                Ok(text) => output::stdout(|out| out.write_all(&text))?,
                Err(error) => {
                    anstream::eprintln!("{}", output::error_text(&error.context(input)));
                    exit = Exit::Failed;
                }
            }
        }
    }
    Ok(exit)
}

fn bytes_of(input: &str) -> anyhow::Result<Vec<u8>> {
    if input == "-" {
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .context("cannot read standard input")?;
        return Ok(bytes);
    }
    std::fs::read(PathBuf::from(input)).context("cannot read it")
}

fn show(format: Format, input: &str, bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let hints = Hints {
        content_type: None,
        location: (input != "-").then(|| input.to_owned()),
    };
    let read = super::pdf::reader().extract(bytes, &hints);
    let mut out = Vec::new();
    match (format, &read) {
        (Format::Json, _) => {
            json(input, &read, &mut out)?;
        }
        (_, Err(unavailable)) => anyhow::bail!("unavailable: {unavailable}"),
        (Format::Text, Ok(document)) => {
            if let Some(title) = &document.title {
                writeln!(out, "{}\n", printable(title))?;
            }
            writeln!(out, "{}", printable(&document.text()))?;
        }
        (Format::Markdown, Ok(document)) => markdown(document, &mut out)?,
    }
    Ok(out)
}

fn json(
    input: &str,
    read: &Result<Document, Unavailable>,
    out: &mut Vec<u8>,
) -> anyhow::Result<()> {
    let empty = Document::default();
    let document = read.as_ref().unwrap_or(&empty);
    let line = Line {
        path: input,
        title: document.title.as_deref(),
        date: document.published.map(|date| date.to_string()),
        lang: document.lang.as_deref(),
        text: document.text(),
        passages: document
            .passages
            .iter()
            .map(|passage| PassageLine {
                text: &passage.text,
                region: passage.region,
                offset: passage.offset,
                block: passage.block,
                headings: &passage.headings,
                path: &passage.path,
            })
            .collect(),
        unavailable: read.as_ref().err().map(|unavailable| UnavailableLine {
            reason: unavailable.reason.name(),
            detail: &unavailable.detail,
        }),
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.push(b'\n');
    Ok(())
}

fn markdown(document: &Document, out: &mut Vec<u8>) -> io::Result<()> {
    if let Some(title) = &document.title {
        writeln!(out, "# {}\n", printable(title))?;
    }
    let mut last = None;
    let mut line = String::new();
    for passage in document.passages.iter().filter(|p| p.region.is_shown()) {
        if last != Some(passage.block) {
            if last.is_some() {
                writeln!(out, "{}\n", printable(&line))?;
            }
            line.clear();
            line.push_str(match passage.region {
                Region::Heading => "## ",
                Region::List => "- ",
                Region::Quotation => "> ",
                Region::Code => "    ",
                _ => "",
            });
        } else if passage.region == Region::Code {
            line.push_str("\n    ");
        } else {
            line.push(' ');
        }
        line.push_str(&passage.text);
        last = Some(passage.block);
    }
    if last.is_some() {
        writeln!(out, "{}", printable(&line))?;
    }
    Ok(())
}
