//! The forms in which `extract` writes what it read.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use citecheck::extract::{BodySource, Document, Origins, PageKind, Passage, Reading, Region};
use citecheck::printable::{printable, printable_line};
use citecheck::source::{Reason, Unavailable};
use serde::Serialize;

/// One line of `--format json`.
#[derive(Serialize)]
struct Line<'d> {
    path: &'d str,
    title: Option<&'d str>,
    date: Option<String>,
    lang: Option<&'d str>,
    authors: &'d [String],
    publisher: Option<&'d str>,
    modified: Option<String>,
    canonical: Option<&'d str>,
    kind: PageKind,
    paywalled: bool,
    robots: Option<&'d str>,
    body_source: BodySource,
    origins: &'d Origins,
    text: String,
    passages: Vec<PassageLine<'d>>,
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
    reason: Reason,
    detail: &'d str,
}

/// One JSON object on one line. A page that cannot be read has a reason and no text, save for the
/// teaser of a paywalled one.
pub fn json(
    path: &str,
    reading: &Result<Reading, Unavailable>,
    out: &mut Vec<u8>,
) -> anyhow::Result<()> {
    let empty = Document::default();
    let (document, wall) = match reading {
        Ok(reading) => (&reading.document, reading.wall.as_ref()),
        Err(unavailable) => (&empty, Some(unavailable)),
    };
    let document = match wall {
        Some(wall) if wall.reason != Reason::Paywalled => &empty,
        _ => document,
    };
    let line = Line {
        path,
        title: document.title.as_deref(),
        date: document.published.map(|date| date.to_string()),
        lang: document.lang.as_deref(),
        authors: &document.authors,
        publisher: document.publisher.as_deref(),
        modified: document.modified.map(|date| date.to_string()),
        canonical: document.canonical.as_deref(),
        kind: document.kind,
        paywalled: document.paywalled,
        robots: document.robots.as_deref(),
        body_source: document.body_source,
        origins: &document.origins,
        text: document.text(),
        passages: document.passages.iter().map(PassageLine::of).collect(),
        unavailable: wall.map(|wall| UnavailableLine {
            reason: wall.reason,
            detail: &wall.detail,
        }),
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.push(b'\n');
    Ok(())
}

impl<'d> PassageLine<'d> {
    fn of(passage: &'d Passage) -> Self {
        Self {
            text: &passage.text,
            region: passage.region,
            offset: passage.offset,
            block: passage.block,
            headings: &passage.headings,
            path: &passage.path,
        }
    }
}

/// The title and the body.
pub fn text(document: &Document, out: &mut Vec<u8>) -> io::Result<()> {
    if let Some(title) = &document.title {
        writeln!(out, "{}\n", printable_line(title))?;
    }
    writeln!(out, "{}", printable(&document.text()))
}

/// The body as Markdown.
pub fn markdown(document: &Document, out: &mut Vec<u8>) -> io::Result<()> {
    if let Some(title) = &document.title {
        writeln!(out, "# {}\n", printable_line(title))?;
    }
    let shown: Vec<&Passage> = document
        .passages
        .iter()
        .filter(|passage| passage.region.is_shown())
        .collect();
    let mut last: Option<Region> = None;
    for block in shown.chunk_by(|one, next| one.block == next.block) {
        let region = block[0].region;
        let listed = region == Region::List || region == Region::Table;
        if let Some(last) = last
            && !(listed && last == region)
        {
            writeln!(out)?;
        }
        let begins = last != Some(region);
        last = Some(region);
        let words: Vec<String> = block
            .iter()
            .map(|passage| printable_line(passage.as_shown()))
            .collect();
        match region {
            Region::Code => writeln!(out, "```\n{}\n```", words.join("\n"))?,
            Region::Heading => {
                let level = (block[0].headings.len() + 2).min(6);
                writeln!(out, "{} {}", "#".repeat(level), words.join(" "))?;
            }
            Region::List => writeln!(out, "- {}", words.join(" "))?,
            Region::Table => {
                let row = words.join(" ");
                writeln!(out, "| {row} |")?;
                if begins {
                    let columns = row.matches(" | ").count() + 1;
                    writeln!(out, "|{}", "---|".repeat(columns))?;
                }
            }
            Region::Quotation => writeln!(out, "> {}", words.join(" "))?,
            _ => writeln!(out, "{}", words.join(" "))?,
        }
    }
    Ok(())
}

/// Width of the longest region's name.
const LABEL: usize = 11;

/// Everything that the page holds, each block with its region.
pub fn regions(
    document: &Document,
    wall: Option<&Unavailable>,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    if let Some(wall) = wall {
        let style = AnsiColor::Red.on_default().bold();
        let what = printable_line(&wall.to_string());
        writeln!(out, "{style}{:LABEL$}{style:#}  {what}", "unavailable")?;
    }
    let blocks = document
        .passages
        .chunk_by(|one, next| one.block == next.block && one.region == next.region);
    for block in blocks {
        let region = block[0].region;
        let style = style(region);
        let words: Vec<&str> = block.iter().map(|passage| passage.text.as_str()).collect();
        let name = region.name();
        let text = printable_line(&words.join(" "));
        writeln!(out, "{style}{name:LABEL$}{style:#}  {text}")?;
    }
    Ok(())
}

/// The body stands out; what is beside it is dim.
const fn style(region: Region) -> Style {
    match region {
        Region::Title | Region::Lead | Region::Heading => AnsiColor::Cyan.on_default().bold(),
        _ if region.is_body() => AnsiColor::Green.on_default(),
        Region::Caption | Region::Footnote | Region::Metadata => AnsiColor::Yellow.on_default(),
        _ => Style::new().dimmed(),
    }
}
