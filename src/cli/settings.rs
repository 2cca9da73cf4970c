//! Finds and reads the project's `citecheck.toml`.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use citecheck::settings::{FILE_NAME, Settings};

/// The settings of the project, and the folder that their paths are relative to.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What the file says; all defaults when there is none.
    pub settings: Settings,
    /// The folder of the file; none when there is no file, and paths are relative to the working
    /// folder.
    pub root: Option<PathBuf>,
}

impl Loaded {
    /// `path` of the settings file, as seen from the working folder.
    pub fn resolve(&self, path: &str) -> PathBuf {
        match &self.root {
            Some(root) => root.join(path),
            None => PathBuf::from(path),
        }
    }
}

/// Where settings come from: flags that every command with settings has.
#[derive(clap::Args, Debug, Default)]
pub struct SettingsArgs {
    /// Settings file, instead of the nearest citecheck.toml at or above the working folder.
    #[arg(
        long,
        value_name = "FILE",
        env = "CITECHECK_CONFIG",
        help_heading = "Settings"
    )]
    pub config: Option<PathBuf>,
    /// Read no settings file.
    #[arg(long, conflicts_with = "config", help_heading = "Settings")]
    pub no_config: bool,
}

impl SettingsArgs {
    /// The settings that apply in the working folder.
    pub fn load(&self) -> anyhow::Result<Loaded> {
        if self.no_config {
            return Ok(Loaded::default());
        }
        match &self.config {
            Some(file) => read(file),
            None => match find(&std::env::current_dir().context("the working folder is gone")?) {
                Some(file) => read(&file),
                None => Ok(Loaded::default()),
            },
        }
    }
}

/// The settings file of `folder`: its own or that of the nearest folder above.
fn find(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .map(|folder| folder.join(FILE_NAME))
        .find(|file| file.is_file())
}

fn read(file: &Path) -> anyhow::Result<Loaded> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("cannot read the settings file {}", file.display()))?;
    let settings =
        Settings::parse(&text).with_context(|| format!("{} cannot be used", file.display()))?;
    Ok(Loaded {
        settings,
        root: Some(file.parent().map_or_else(PathBuf::new, Path::to_path_buf)),
    })
}
