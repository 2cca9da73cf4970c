//! `citecheck explain`.

use super::exit::Exit;

/// Show one claim in full: candidates, checks, why.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: &Args) -> anyhow::Result<Exit> {
    anyhow::bail!("`explain` is not built yet")
}
