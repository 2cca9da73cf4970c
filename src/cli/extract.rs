//! `citecheck extract`.

use super::exit::Exit;

/// Show the body text of pages as read.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: &Args) -> anyhow::Result<Exit> {
    anyhow::bail!("`extract` is not built yet")
}
