//! `citecheck cache`.

mod care;
mod warc;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use citecheck::cache::{Cache, Entry, Provenance};
use citecheck::files;
use citecheck::printable::printable_line;
use citecheck::source::normalise;
use url::Url;

use crate::cli::args::fetch::CacheArg;
use crate::cli::args::settings::SettingsArgs;
use crate::cli::args::units::show_size;
use crate::cli::exit::Exit;
use crate::cli::output::{Kind, stdout, stdout_of_body, tell};

/// Look into the cache and look after it.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// List the snapshots.
    Ls(LsArgs),
    /// Show the snapshots of a page, or the newest one's body.
    Show(ShowArgs),
    /// Mark a folder as a cache, so that snapshots may be kept in it and removed from it.
    Init(InitArgs),
    /// Put a page that you got by other means, such as a browser, into the cache.
    Add(AddArgs),
    /// Remove the snapshots of pages.
    Rm(care::RmArgs),
    /// Read every snapshot, to see whether it is what was stored.
    Verify(care::VerifyArgs),
    /// Remove what runs that were killed left behind, and snapshots that newer ones have replaced.
    Gc(care::GcArgs),
    /// Write snapshots into a WARC file, for other tools of web archiving.
    Export(warc::ExportArgs),
    /// Read snapshots from WARC files.
    Import(warc::ImportArgs),
}

#[derive(clap::Args)]
struct Common {
    #[command(flatten)]
    settings: SettingsArgs,
    #[command(flatten)]
    cache: CacheArg,
}

impl Common {
    fn open(&self) -> anyhow::Result<Cache> {
        self.cache.open(&self.settings.load()?)
    }

    /// The same, for commands that only look: a folder that was named and is not there is a slip,
    /// and a default one is told to be missing.
    fn open_existing(&self) -> anyhow::Result<Cache> {
        let loaded = self.settings.load()?;
        let cache = self.cache.open(&loaded)?;
        let dir = cache.dir();
        if !dir.exists() {
            let named = self.cache.cache.is_some() || loaded.settings.fetch.cache.is_some();
            if named {
                bail!("there is no cache in {}: no such folder", dir.display());
            }
            tell(&format!("there is no cache yet in {}", dir.display()));
        }
        Ok(cache)
    }
}

#[derive(clap::Args)]
struct LsArgs {
    /// Write the provenance of each snapshot as JSON, one a line.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    common: Common,
}

#[derive(clap::Args)]
struct ShowArgs {
    /// Web address of the page.
    url: String,
    /// Write the newest snapshot's body as it came.
    #[arg(long)]
    body: bool,
    #[command(flatten)]
    common: Common,
}

#[derive(clap::Args)]
struct AddArgs {
    /// Web address that the page stands at.
    url: String,
    /// The page, as saved; `-` for standard input.
    file: PathBuf,
    /// Its media type [default: told from the file's ending and content].
    #[arg(long, value_name = "TYPE")]
    content_type: Option<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(clap::Args)]
struct InitArgs {
    /// The folder [default: that of the cache].
    folder: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Init(args) => init(args),
        Command::Ls(args) => ls(args),
        Command::Show(args) => show(args),
        Command::Add(args) => add(args),
        Command::Rm(args) => care::rm(args),
        Command::Verify(args) => care::verify(args),
        Command::Gc(args) => care::gc(args),
        Command::Export(args) => warc::export(args),
        Command::Import(args) => warc::import(args),
    }
}

fn init(args: &InitArgs) -> anyhow::Result<Exit> {
    let cache = match &args.folder {
        Some(folder) => Cache::open(folder).context("cannot open the cache")?,
        None => args.common.open()?,
    };
    cache.mark().context("cannot mark the folder as a cache")?;
    tell(&format!("{} is a cache", cache.dir().display()));
    Ok(Exit::Clean)
}

fn ls(args: &LsArgs) -> anyhow::Result<Exit> {
    let entries = args
        .common
        .open_existing()?
        .entries()
        .context("cannot list the cache")?;
    let kind = if args.json { Kind::Quoted } else { Kind::Text };
    stdout(kind, |out| {
        for entry in entries.iter().filter(|entry| entry.glance().is_ok()) {
            match &entry.provenance {
                Ok(page) if args.json => {
                    serde_json::to_writer(&mut *out, page)?;
                    writeln!(out)?;
                }
                Ok(page) => writeln!(out, "{}", line(page))?,
                Err(_) => {}
            }
        }
        Ok(())
    })?;
    let damaged = warn_of_damage(&entries);
    Ok(if damaged { Exit::Findings } else { Exit::Clean })
}

/// One snapshot as `ls` shows it.
fn line(page: &Provenance) -> String {
    let mark = match (&page.archived_at, page.added) {
        (Some(_), _) => "archived",
        (None, true) => "added",
        (None, false) => "",
    };
    let size = show_size(page.size);
    let url = printable_line(&page.url);
    format!(
        "{}  {size:>10}  {mark:8}  {url}",
        printable_line(page.seen_at())
    )
}

/// Tells of entries that can't be read, or whose body is missing or of another length; whether there
/// are any. `cache verify` reads the bodies too.
fn warn_of_damage(entries: &[Entry]) -> bool {
    let mut any = false;
    for damaged in entries.iter().filter_map(|entry| entry.glance().err()) {
        tell(&format!(
            "damaged: {}",
            printable_line(&damaged.to_string())
        ));
        any = true;
    }
    any
}

fn show(args: &ShowArgs) -> anyhow::Result<Exit> {
    let cache = args.common.open()?;
    let url = address(&args.url)?;
    let newest = cache.newest(&url).context("the snapshot is damaged")?;
    let Some(newest) = newest else {
        bail!(
            "the cache in {} holds no snapshot of {url}",
            cache.dir().display()
        );
    };
    if args.body {
        let snapshot = cache.read(&newest).context("the snapshot is damaged")?;
        stdout_of_body(&snapshot.body)?;
        return Ok(Exit::Clean);
    }
    let snapshots = cache.snapshots(&url);
    stdout(Kind::Text, |out| {
        for (index, page) in snapshots.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            let state = match cache.read(page) {
                Ok(_) => "sound".to_owned(),
                Err(damaged) => format!("damaged: {damaged}"),
            };
            describe(out, page, &state)?;
        }
        Ok(())
    })?;
    Ok(Exit::Clean)
}

/// A snapshot's provenance, a line a fact.
fn describe(out: &mut dyn Write, page: &Provenance, state: &str) -> std::io::Result<()> {
    let mut fact = |name: &str, value: &str| writeln!(out, "{name:13} {}", printable_line(value));
    fact("url", &page.url)?;
    for hop in &page.redirects {
        fact("redirect", hop)?;
    }
    if page.final_url != page.url {
        fact("final url", &page.final_url)?;
    }
    fact("status", &page.status.to_string())?;
    for (name, value) in &page.headers {
        fact(name, value)?;
    }
    fact(
        if page.added { "added" } else { "fetched" },
        &page.fetched_at,
    )?;
    if let Some(checked) = &page.checked_at {
        fact("seen again", checked)?;
    }
    if let Some(archived) = &page.archived_at {
        fact("archived", archived)?;
    }
    fact("size", &show_size(page.size))?;
    fact("sha256", &page.sha256)?;
    fact("body", state)
}

fn add(args: &AddArgs) -> anyhow::Result<Exit> {
    let cache = args.common.open()?;
    let url = address(&args.url)?;
    let content_type = args
        .content_type
        .as_deref()
        .or_else(|| media_type(&args.file));
    let mut body: Box<dyn Read> = if args.file.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(files::open(&args.file)?)
    };
    let now = jiff::Timestamp::now();
    let now = jiff::Timestamp::from_second(now.as_second())
        .unwrap_or(now)
        .to_string();
    let page = cache
        .add(&url, content_type, &mut body, &now)
        .with_context(|| format!("cannot add {}", args.file.display()))?;
    stdout(Kind::Text, |out| {
        writeln!(out, "added {} ({})", page.url, show_size(page.size))
    })?;
    Ok(Exit::Clean)
}

fn address(text: &str) -> anyhow::Result<Url> {
    normalise(text).context("a page in the cache is named by its web address")
}

/// The media type that a file's ending stands for; nothing where the reader of pages had better
/// look for itself.
fn media_type(file: &Path) -> Option<&'static str> {
    let ending = file.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" => Some("text/html"),
        "xhtml" => Some("application/xhtml+xml"),
        "md" | "markdown" => Some("text/markdown"),
        "txt" | "text" => Some("text/plain"),
        "pdf" => Some("application/pdf"),
        _ => None,
    }
}
