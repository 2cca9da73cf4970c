//! `citecheck cache export` and `import`.

use std::collections::HashSet;
use std::io::{BufReader, Read, Write};
use std::path::PathBuf;

use anyhow::{Context as _, anyhow};
use citecheck::cache::Provenance;
use citecheck::cache::warc::{self, Exported, Imported};
use citecheck::fetch::is_readable;
use citecheck::files;
use citecheck::limits::IMPORT_BYTES;
use citecheck::printable::printable_line;

use super::care::count;
use super::{Common, address};
use crate::cli::args::units::some_bytes;
use crate::cli::exit::Exit;
use crate::cli::output::{Kind, stdout, stdout_of_bytes, tell};

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
    /// WARC files to read, compressed or not; `-` for standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Take only the pages of this web address; repeatable [default: all that can be read].
    #[arg(long, value_name = "URL")]
    url: Vec<String>,
    /// Bytes that each file may unpack to [default: 1GiB].
    #[arg(long, value_name = "SIZE", value_parser = some_bytes)]
    max_total: Option<u64>,
    #[command(flatten)]
    common: Common,
}

pub fn export(args: &ExportArgs) -> anyhow::Result<Exit> {
    let cache = args.common.open()?;
    let wanted = only(&args.urls)?;
    let write = |out: &mut dyn Write| warc::export(&cache, &wanted, out);
    // What the export itself found wrong, beside what the writing did.
    let mut exported = Ok(Exported::default());
    let mut fill = |out: &mut dyn Write| {
        exported = write(out);
        match &exported {
            Ok(_) => Ok(()),
            Err(_) => Err(std::io::Error::other("the export stopped")),
        }
    };
    let written = if args.file.as_os_str() == "-" {
        stdout_of_bytes(&mut fill)
    } else {
        files::write(&args.file, &mut fill)
    };
    let context = || format!("cannot write {}", args.file.display());
    let exported = exported.with_context(context)?;
    written.with_context(context)?;
    for damaged in &exported.damaged {
        tell(&format!(
            "left out: {}",
            printable_line(&damaged.to_string())
        ));
    }
    tell(&format!("{} written", count(exported.written, "snapshot")));
    Ok(if exported.damaged.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

pub fn import(args: &ImportArgs) -> anyhow::Result<Exit> {
    let cache = args.common.open()?;
    let wanted = only(&args.url)?;
    let most = args.max_total.unwrap_or(IMPORT_BYTES);
    let mut done = Imported::default();
    for path in &args.files {
        let file: Box<dyn Read> = if path.as_os_str() == "-" {
            Box::new(std::io::stdin().lock())
        } else {
            Box::new(files::open(path)?)
        };
        let readable = |page: &Provenance| wanted(page) && is_readable(page.content_type());
        let imported = warc::import(&cache, BufReader::new(file), most, readable)
            .map_err(|error| match error {
                warc::WarcError::TooLarge { .. } => {
                    anyhow!("{error}: give --max-total if that is meant")
                }
                error => error.into(),
            })
            .with_context(|| format!("cannot import {}", path.display()))?;
        done.added += imported.added;
        done.known += imported.known;
        done.skipped += imported.skipped;
    }
    stdout(Kind::Text, |out| {
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
