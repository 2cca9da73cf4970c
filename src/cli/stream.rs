//! `citecheck stream`.

use super::exit::Exit;

/// Verify (claim, passages) records: JSON Lines in, JSON Lines out.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: &Args) -> anyhow::Result<Exit> {
    anyhow::bail!("`stream` is not built yet")
}
