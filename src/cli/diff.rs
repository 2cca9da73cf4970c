//! `citecheck diff`.

use super::exit::Exit;

/// Compare two reports.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: &Args) -> anyhow::Result<Exit> {
    anyhow::bail!("`diff` is not built yet")
}
