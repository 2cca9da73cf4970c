//! `citecheck fetch`.

use super::exit::Exit;

/// Fill or refresh the cache, nothing else.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: &Args) -> anyhow::Result<Exit> {
    anyhow::bail!("`fetch` is not built yet")
}
