//! `citecheck init`.

use std::path::PathBuf;

use anyhow::Context as _;

use citecheck::settings::{DEFAULT, FILE_NAME};

use crate::cli::exit::Exit;
use crate::cli::output::{self, Kind};

/// Write a commented citecheck.toml.
#[derive(clap::Args)]
pub struct Args {
    /// Folder to write it to.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Overwrite a file that is there.
    #[arg(long)]
    force: bool,
    /// Write it to standard output instead.
    #[arg(long, conflicts_with_all = ["folder", "force"])]
    stdout: bool,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if args.stdout {
        output::stdout(Kind::Quoted, |out| out.write_all(DEFAULT.as_bytes()))?;
        return Ok(Exit::Clean);
    }
    let path = args.folder.join(FILE_NAME);
    if !args.force && path.symlink_metadata().is_ok() {
        anyhow::bail!("{} is there already; --force overwrites it", path.display());
    }
    output::file(&path, Kind::Quoted, |out| out.write_all(DEFAULT.as_bytes()))
        .with_context(|| format!("cannot write {}", path.display()))?;
    output::tell(&format!("wrote {}", path.display()));
    Ok(Exit::Clean)
}
