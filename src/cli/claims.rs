//! `citecheck claims`.

use super::exit::Exit;

/// List the claims and citations as read.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: &Args) -> anyhow::Result<Exit> {
    anyhow::bail!("`claims` is not built yet")
}
