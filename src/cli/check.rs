//! `citecheck check`.

use super::exit::Exit;

/// Verify claims against the pages that they cite.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: &Args) -> anyhow::Result<Exit> {
    anyhow::bail!("`check` is not built yet")
}
