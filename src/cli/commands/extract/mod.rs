//! `citecheck extract`.

mod write;

use std::ffi::{OsStr, OsString};
use std::path::Path;

use anyhow::Context;
use citecheck::cache::Snapshot;
use citecheck::extract::{Hints, Reading, is_pdf, read};
use citecheck::fetch::acquire;
use citecheck::limits::SOURCE_BYTES;
use citecheck::source::{Reason, Unavailable, normalise};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use url::Url;

use crate::cli::args::fetch::{FetchArgs, Setup};
use crate::cli::args::settings::SettingsArgs;
use crate::cli::exit::Exit;
use crate::cli::guide::hint;
use crate::cli::inputs::files::{read_named, shown};
use crate::cli::output::{self, Kind};
use crate::cli::pdf;
use crate::cli::progress::{ProgressArg, Shown};

/// Show the body text of pages as read.
///
/// A page of the web is taken from the cache, else fetched and kept there, as `check` does.
#[derive(clap::Args)]
pub struct Args {
    /// Addresses and files to read; `-` for standard input.
    #[arg(value_name = "URL|FILE", required = true)]
    inputs: Vec<OsString>,
    /// How the text is written.
    #[arg(short, long, value_enum, default_value_t)]
    format: Format,
    /// Show everything that the page holds, each block with its region.
    #[arg(long, conflicts_with = "format")]
    regions: bool,
    #[command(flatten)]
    progress: ProgressArg,
    #[command(flatten)]
    fetch: FetchArgs,
    #[command(flatten)]
    settings: SettingsArgs,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    /// The title and the body.
    #[default]
    Text,
    /// One JSON object a line, for each page.
    Json,
    /// The body with headings, lists, quotations and code marked.
    Markdown,
}

/// Files read at once, so that a thousand of them are not all in memory together.
const GROUP: usize = 64;

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let pages = Pages::get(args)?;
    let kind = match args.format {
        Format::Json => Kind::Quoted,
        Format::Markdown => Kind::Markup,
        Format::Text => Kind::Text,
    };
    let mut exit = Exit::Clean;
    for group in args.inputs.chunks(GROUP) {
        let shown: Vec<anyhow::Result<Vec<u8>>> = group
            .par_iter()
            .map(|input| {
                let reading = pages
                    .bytes(input)?
                    .and_then(|(bytes, hints)| pages.read(&bytes, &hints));
                show(args, input, &reading)
            })
            .collect();
        for shown in shown {
            match shown {
                Ok(text) => output::stdout(kind, |out| out.write_all(&text))?,
                Err(error) => {
                    output::tell(&output::error_text(&error));
                    exit = Exit::Failed;
                }
            }
        }
    }
    Ok(exit)
}

/// The pages of the web among the inputs.
struct Pages {
    setup: Option<Setup>,
    acquired: FxHashMap<String, Result<citecheck::cache::Provenance, Unavailable>>,
}

/// The address in an input that is one.
fn address(input: &OsStr) -> anyhow::Result<Option<Url>> {
    if let Some(input) = input.to_str()
        && (input.starts_with("http://") || input.starts_with("https://"))
    {
        let url = normalise(input).with_context(|| format!("cannot read `{input}`"))?;
        return Ok(Some(url));
    }
    Ok(None)
}

impl Pages {
    /// Gets the pages, from the cache or the web; no cache is opened when there are only files.
    fn get(args: &Args) -> anyhow::Result<Self> {
        let urls: Vec<Url> = args
            .inputs
            .iter()
            .filter_map(|input| address(input).transpose())
            .collect::<anyhow::Result<_>>()?;
        if urls.is_empty() {
            return Ok(Self {
                setup: None,
                acquired: FxHashMap::default(),
            });
        }
        let setup = args.fetch.resolve(&args.settings.load()?)?;
        let shown = Shown::new(args.progress.style());
        let fetcher = setup.fetcher.as_deref();
        let results = acquire(&urls, &setup.cache, setup.policy, fetcher, &shown)
            .context("fetching stopped")?;
        drop(shown);
        setup.tell_if_late(results.iter().filter_map(|result| result.as_ref().err()));
        Ok(Self {
            acquired: urls.into_iter().map(String::from).zip(results).collect(),
            setup: Some(setup),
        })
    }

    /// Reads text, HTML and Markdown here, PDF in a process of its own.
    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Reading, Unavailable> {
        if is_pdf(bytes, hints) {
            let reader = self.setup.as_ref().map_or_else(pdf::reader, Setup::reader);
            reader.extract(bytes, hints).map(Reading::from)
        } else {
            read(bytes, hints)
        }
    }

    /// The bytes of an input, or why the page has none.
    fn bytes(&self, input: &OsStr) -> anyhow::Result<Result<(Vec<u8>, Hints), Unavailable>> {
        if let Some(url) = address(input)? {
            return Ok(self.snapshot(&url).map(|snapshot| {
                let hints = Hints {
                    content_type: snapshot.provenance.headers.get("content-type").cloned(),
                    location: Some(snapshot.provenance.final_url),
                };
                (snapshot.body, hints)
            }));
        }
        let bytes = read_named(Path::new(input), SOURCE_BYTES)?;
        let hints = Hints {
            content_type: None,
            location: (input != "-").then(|| shown(input.as_ref())),
        };
        Ok(Ok((bytes, hints)))
    }

    fn snapshot(&self, url: &Url) -> Result<Snapshot, Unavailable> {
        let missing = || Unavailable::new(Reason::NotCached, "it was not asked for");
        let setup = self.setup.as_ref().ok_or_else(missing)?;
        let acquired = self.acquired.get(url.as_str()).ok_or_else(missing)?;
        let provenance = acquired.as_ref().map_err(Clone::clone)?;
        if provenance.size > setup.max_size {
            let detail = format!("the page has more than {} bytes", setup.max_size);
            return Err(Unavailable::new(Reason::TooLarge, detail));
        }
        Ok(setup.cache.read(provenance)?)
    }
}

/// What is written of one input.
fn show(
    args: &Args,
    input: &OsStr,
    reading: &Result<Reading, Unavailable>,
) -> anyhow::Result<Vec<u8>> {
    let mut out = Vec::new();
    let input = &shown(input.as_ref());
    if matches!(args.format, Format::Json) {
        write::json(input, reading, &mut out)?;
        return Ok(out);
    }
    let refused = |why| refused(input, why);
    let reading = reading.as_ref().map_err(refused)?;
    if args.regions {
        write::regions(&reading.document, reading.wall.as_ref(), &mut out)?;
        return Ok(out);
    }
    if let Some(wall) = &reading.wall {
        return Err(refused(wall));
    }
    match args.format {
        Format::Markdown => write::markdown(&reading.document, &mut out)?,
        _ => write::text(&reading.document, &mut out)?,
    }
    Ok(out)
}

fn refused(input: &str, unavailable: &Unavailable) -> anyhow::Error {
    let hint = hint(unavailable);
    anyhow::anyhow!("unavailable: {unavailable} ({hint})").context(input.to_owned())
}
