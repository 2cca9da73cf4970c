//! `citecheck cache rm`, `verify` and `gc`.

use std::time::{Duration, SystemTime};

use anyhow::{Context as _, bail};
use citecheck::cache::Garbage;
use citecheck::printable::printable_line;

use super::{Common, address};
use crate::cli::args::units::duration;
use crate::cli::exit::Exit;
use crate::cli::output::{Kind, stdout};

#[derive(clap::Args)]
pub struct RmArgs {
    /// Web addresses of the pages.
    #[arg(required = true, value_name = "URL")]
    urls: Vec<String>,
    /// Remove only the snapshot with this SHA-256.
    #[arg(long, value_name = "DIGEST")]
    sha256: Option<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(clap::Args)]
pub struct VerifyArgs {
    #[command(flatten)]
    common: Common,
}

#[derive(clap::Args)]
pub struct GcArgs {
    /// Keep so many snapshots of each page, the newest.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
    /// Remove snapshots that were last seen longer ago and are not their page's newest.
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    older_than: Option<Duration>,
    /// Name the files and remove none.
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    common: Common,
}

pub fn rm(args: &RmArgs) -> anyhow::Result<Exit> {
    let cache = args.common.open()?;
    for text in &args.urls {
        let url = address(text)?;
        let removed = cache
            .remove(&url, args.sha256.as_deref())
            .with_context(|| format!("cannot remove {url}"))?;
        if removed == 0 {
            bail!(
                "the cache in {} holds no such snapshot of {url}",
                cache.dir().display()
            );
        }
        stdout(Kind::Text, |out| {
            writeln!(out, "removed {} of {url}", count(removed, "snapshot"))
        })?;
    }
    Ok(Exit::Clean)
}

pub fn verify(args: &VerifyArgs) -> anyhow::Result<Exit> {
    let verified = args
        .common
        .open_existing()?
        .verify()
        .context("cannot verify the cache")?;
    let damaged = verified.damaged.len();
    stdout(Kind::Text, |out| {
        for damaged in &verified.damaged {
            writeln!(out, "damaged   {}", printable_line(&damaged.to_string()))?;
        }
        for path in &verified.leftovers {
            writeln!(out, "leftover  {}", printable_line(&path.to_string_lossy()))?;
        }
        write!(
            out,
            "{} sound, {damaged} damaged",
            count(verified.sound, "snapshot")
        )?;
        match verified.leftovers.len() {
            0 => writeln!(out),
            left => writeln!(
                out,
                ", {} (`citecheck cache gc`)",
                count(left, "leftover file")
            ),
        }
    })?;
    Ok(if damaged > 0 {
        Exit::Findings
    } else {
        Exit::Clean
    })
}

pub fn gc(args: &GcArgs) -> anyhow::Result<Exit> {
    let garbage = Garbage {
        keep: args.keep.map(|keep| keep as usize),
        older_than: args.older_than,
        dry_run: args.dry_run,
    };
    let files = args
        .common
        .open_existing()?
        .collect(garbage, SystemTime::now())
        .context("cannot clean the cache")?;
    stdout(Kind::Text, |out| {
        if args.dry_run {
            for path in &files {
                writeln!(out, "{}", printable_line(&path.to_string_lossy()))?;
            }
        }
        let verb = if args.dry_run { "to remove" } else { "removed" };
        writeln!(out, "{} {verb}", count(files.len(), "file"))
    })?;
    Ok(Exit::Clean)
}

/// A number with its noun.
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
