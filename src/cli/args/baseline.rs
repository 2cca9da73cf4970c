//! The baseline that a command writes.

use std::path::PathBuf;

use crate::cli::args::settings::Loaded;

/// Where a baseline is unless flag or settings say otherwise.
const DEFAULT_FILE: &str = "baseline.json";

/// Flag of every command that writes the baseline; what `check` compares with is a flag of its report.
#[derive(clap::Args)]
pub struct BaselineArgs {
    /// The baseline to write [default: that of the settings, else baseline.json].
    #[arg(
        long,
        value_name = "REPORT",
        env = "CITECHECK_BASELINE",
        hide_env = true
    )]
    baseline: Option<PathBuf>,
}

impl BaselineArgs {
    /// The file: as the flag says, else the settings.
    pub fn file(&self, loaded: &Loaded) -> anyhow::Result<PathBuf> {
        match (&self.baseline, &loaded.settings.report.baseline) {
            (Some(file), _) => Ok(file.clone()),
            (None, Some(file)) => loaded.inside("report.baseline", file),
            (None, None) => loaded.inside("report.baseline", DEFAULT_FILE),
        }
    }
}
