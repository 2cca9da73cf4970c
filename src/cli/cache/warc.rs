//! `citecheck cache export` and `import`.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use citecheck::cache::Provenance;
use citecheck::cache::warc::{self, Exported, Imported};
use citecheck::fetch::is_readable;
use citecheck::text::printable_line;

use super::care::count;
use super::{Common, address};
use crate::cli::exit::Exit;
use crate::cli::output::stdout;

#[derive(clap::Args)]
pub struct ExportArgs {
    /// File to write, as NAME.warc.gz; `-` for standard output.
    file: PathBuf,
    /// Web addresses of the pages [default: all].
    #[arg(value_name = "URL")]
    urls: Vec<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(clap::Args)]
pub struct ImportArgs {
    /// WARC files to read, compressed or not.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Take only the pages of this web address; repeatable [default: all that can be read].
    #[arg(long, value_name = "URL")]
    url: Vec<String>,
    #[command(flatten)]
    common: Common,
}

pub fn export(args: &ExportArgs) -> anyhow::Result<Exit> {
    let cache = args.common.open()?;
    let wanted = only(&args.urls)?;
    let write = |out: &mut dyn Write| warc::export(&cache, &wanted, out);
    let exported = if args.file.as_os_str() == "-" {
        write(&mut std::io::stdout().lock()).map_err(anyhow::Error::from)
    } else {
        into_file(&args.file, write)
    };
    let exported = exported.with_context(|| format!("cannot write {}", args.file.display()))?;
    for damaged in &exported.damaged {
        anstream::eprintln!("left out: {}", printable_line(&damaged.to_string()));
    }
    anstream::eprintln!("{} written", count(exported.written, "snapshot"));
    Ok(if exported.damaged.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

/// Writes a file that is there whole or not at all.
fn into_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<Exported, warc::WarcError>,
) -> anyhow::Result<Exported> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let file = tempfile::NamedTempFile::new_in(folder)?;
    let mut out = BufWriter::new(file);
    let exported = write(&mut out)?;
    out.into_inner()?.persist(path)?;
    Ok(exported)
}

pub fn import(args: &ImportArgs) -> anyhow::Result<Exit> {
    let cache = args.common.open()?;
    let wanted = only(&args.url)?;
    let mut done = Imported::default();
    for path in &args.files {
        let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        let readable = |page: &Provenance| wanted(page) && is_readable(page.content_type());
        let imported = warc::import(&cache, BufReader::new(file), readable)
            .with_context(|| format!("cannot import {}", path.display()))?;
        done.added += imported.added;
        done.known += imported.known;
        done.skipped += imported.skipped;
    }
    stdout(|out| {
        let Imported {
            added,
            known,
            skipped,
        } = done;
        let added = count(added, "snapshot");
        writeln!(
            out,
            "{added} added, {known} known already, {skipped} passed over"
        )
    })?;
    Ok(Exit::Clean)
}

/// Whether a snapshot is of one of these addresses; of none, all are.
fn only(urls: &[String]) -> anyhow::Result<impl Fn(&Provenance) -> bool + use<>> {
    let urls: HashSet<String> = urls
        .iter()
        .map(|text| Ok(address(text)?.into()))
        .collect::<anyhow::Result<_>>()?;
    Ok(move |page: &Provenance| urls.is_empty() || urls.contains(&page.url))
}
