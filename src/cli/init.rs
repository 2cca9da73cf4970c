//! `citecheck init`.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;

use citecheck::settings::{DEFAULT, FILE_NAME};

use super::exit::Exit;
use super::output;

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
        output::stdout(|out| out.write_all(DEFAULT.as_bytes()))?;
        return Ok(Exit::Clean);
    }
    let path = args.folder.join(FILE_NAME);
    let opened = if args.force {
        File::create(&path)
    } else {
        File::create_new(&path)
    };
    let mut file = match opened {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            anyhow::bail!("{} is there already; --force overwrites it", path.display())
        }
        result => result.with_context(|| format!("cannot write {}", path.display()))?,
    };
    file.write_all(DEFAULT.as_bytes())
        .with_context(|| format!("cannot write {}", path.display()))?;
    anstream::eprintln!("wrote {}", path.display());
    Ok(Exit::Clean)
}
