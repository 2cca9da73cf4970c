//! `citecheck init`.

use super::exit::Exit;

/// Write a commented citecheck.toml.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: &Args) -> anyhow::Result<Exit> {
    anyhow::bail!("`init` is not built yet")
}
