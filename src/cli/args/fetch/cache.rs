//! Which folder is the cache.

use std::path::PathBuf;

use anyhow::Context as _;
use citecheck::cache::Cache;
use citecheck::files::Fence;

use crate::cli::args::settings::Loaded;

/// Which folder is the cache: a flag of every command that has one.
#[derive(clap::Args, Debug, Default)]
pub struct CacheArg {
    /// Folder of the snapshots [default: cache/ beside the nearest citecheck.toml, else here].
    #[arg(
        long,
        value_name = "DIR",
        env = "CITECHECK_CACHE",
        hide_env = true,
        help_heading = "Fetching"
    )]
    pub cache: Option<PathBuf>,
}

impl CacheArg {
    /// The cache that the flag names, else the settings, else `cache/`.
    pub fn open(&self, loaded: &Loaded) -> anyhow::Result<Cache> {
        let dir = match (&self.cache, &loaded.settings.fetch.cache) {
            (Some(dir), _) => {
                Fence::of_chosen(dir)?
                    .admit(dir)
                    .context("--cache cannot be used")?;
                dir.clone()
            }
            (None, Some(dir)) => loaded.inside("fetch.cache", dir)?,
            (None, None) => loaded.inside("fetch.cache", "cache")?,
        };
        Cache::open(dir).context("cannot open the cache")
    }
}
