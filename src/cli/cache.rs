//! `citecheck cache`.

use super::exit::Exit;

/// Look into the cache and look after it.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: &Args) -> anyhow::Result<Exit> {
    anyhow::bail!("`cache` is not built yet")
}
